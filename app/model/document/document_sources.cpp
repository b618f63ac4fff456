// Documents whose bytes come from elsewhere: little by little, or changing by themselves.

#include <utility>

#include "app/model/document/document.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
std::unique_ptr<Document> Document::of_live_source(std::string name, std::string origin, Buffer buffer) {
    auto document = untitled(std::move(name), std::move(buffer));
    document->origin_ = std::move(origin);
    document->missing_ = document->buffer_.storage().missing();
    return document;
}

std::unique_ptr<Document> Document::of_stream(std::string name, Stream stream, std::size_t limit) {
    auto document = untitled(name, Buffer(growing_storage()));
    document->origin_ = std::move(name);
    document->arrival_.emplace(std::move(stream), limit);
    return document;
}

// ---- arriving

bool Document::arriving() const { return arrival_ && arrival_->open(); }
bool Document::stopped_at_limit() const { return arrival_ && arrival_->at_limit(); }
int Document::arrival_descriptor() const { return arriving() ? arrival_->descriptor() : -1; }

bool Document::arrive(Stream::Waiting waiting) {
    if (!arriving()) return false;
    try {
        const auto writing = gate_->writing();
        const bool happened = arrival_->take(buffer_, waiting);
        if (happened) gate_->count_change();
        if (happened) followed_arrival();
        return happened;
    } catch (...) {
        followed_arrival();
        throw;
    }
}

// The descriptor is let go when nothing more will come.
void Document::followed_arrival() {
    lost_from_ = none_lost;
    if (arrival_->at_limit()) {
        notice_ = name() + ": the first " + size_text(size()) +
                  " are shown, more may follow: \"Read more\" in the File menu reads " +
                  short_size_text(static_cast<std::int64_t>(arrival_->step())) + " more";
    }
    if (arrival_->ended()) arrival_.reset();
    gate_->count_change();
}

void Document::read_more() {
    refuse_while_busy();
    if (!stopped_at_limit()) throw ValueError(name() + ": all of it has been read");
    if (!history_.steps().empty()) {
        throw ValueError(name() + ": has edits: what follows can be read before the first one only");
    }
    arrival_->more();
    notice_.clear();
}

// ---- changing by themselves

void Document::refresh(ByteRange in_sight) {
    if (in_background()) return;  // its bytes are being read
    heat_.compare(bytes());
    source_gone_ = true;
    {
        const auto writing = gate_->writing();
        gate_->count_change();
        heat_.changed(buffer_.storage().refresh());
    }
    source_gone_ = false;
    watch(in_sight);
    missing_ = buffer_.storage().missing();
    lost_from_ = none_lost;
    gate_->count_change();
}

void Document::watch(ByteRange in_sight) { heat_.watch(in_sight, bytes()); }

}  // namespace byteprism
