// Documents whose bytes come from elsewhere: little by little, or changing by themselves.

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include <fcntl.h>
#include <poll.h>

#include "app/model/document/document.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

using Clock = std::chrono::steady_clock;

// A pipe is emptied faster than its writer gets a processor: it is given a moment before the frame goes on.
void wait_for_more(int descriptor) {
    pollfd waited{descriptor, POLLIN, 0};
    ::poll(&waited, 1, 1);
}

}  // namespace

std::unique_ptr<Document> Document::of_live_source(std::string name, std::string origin, Buffer buffer) {
    auto document = untitled(std::move(name), std::move(buffer));
    document->origin_ = std::move(origin);
    document->missing_ = document->buffer_.storage().missing();
    return document;
}

std::unique_ptr<Document> Document::of_stream(std::string name, Stream stream, std::size_t limit) {
    ::fcntl(stream.descriptor(), F_SETPIPE_SZ, 1 << 20);  // where it is a pipe, and allowed: more for each frame
    auto document = untitled(name, Buffer(growing_storage()));
    document->origin_ = std::move(name);
    document->arrival_.emplace(Arrival{std::move(stream), limit, limit, Stream::State::Open});
    return document;
}

// ---- arriving

bool Document::arriving() const { return arrival_ && arrival_->state == Stream::State::Open; }
bool Document::stopped_at_limit() const { return arrival_ && arrival_->state == Stream::State::AtLimit; }
int Document::arrival_descriptor() const { return arriving() ? arrival_->stream.descriptor() : -1; }

bool Document::arrive(Stream::Waiting waiting) {
    constexpr std::size_t part = std::size_t{256} << 10;
    constexpr std::size_t most = std::size_t{4} << 20;
    if (!arriving()) return false;
    const std::size_t before = buffer_.size();
    const Clock::time_point end = Clock::now() + std::chrono::milliseconds(8);
    Stream::State state = Stream::State::AtLimit;
    try {
        while (true) {
            const std::size_t until = std::min(arrival_->limit, buffer_.size() + part);
            state = arrival_->stream.read(buffer_, until, waiting);
            const std::size_t arrived = buffer_.size() - before;
            if (state == Stream::State::Ended || buffer_.size() >= arrival_->limit) break;
            if (arrived == 0 || arrived >= most || Clock::now() >= end) break;
            if (state == Stream::State::Open) wait_for_more(arrival_->stream.descriptor());
        }
    } catch (...) {
        followed_arrival(Stream::State::Ended);
        throw;
    }
    if (state == Stream::State::AtLimit && buffer_.size() < arrival_->limit) state = Stream::State::Open;
    const bool happened = buffer_.size() != before || state != Stream::State::Open;
    if (happened) followed_arrival(state);
    return happened;
}

// The descriptor is let go when nothing more will come.
void Document::followed_arrival(Stream::State state) {
    arrival_->state = state;
    lost_from_ = none_lost;
    if (state == Stream::State::AtLimit) {
        notice_ = name() + ": the first " + size_text(size()) +
                  " are shown, more may follow: \"Read more\" in the File menu reads " +
                  short_size_text(static_cast<std::int64_t>(arrival_->step)) + " more";
    }
    if (state == Stream::State::Ended) arrival_.reset();
    ++version_;
}

void Document::read_more() {
    if (!stopped_at_limit()) throw ValueError(name() + ": all of it has been read");
    if (!history_.steps().empty()) {
        throw ValueError(name() + ": has edits: what follows can be read before the first one only");
    }
    const std::size_t most = std::numeric_limits<std::size_t>::max();
    arrival_->limit = arrival_->limit > most - arrival_->step ? most : arrival_->limit + arrival_->step;
    arrival_->state = Stream::State::Open;
    notice_.clear();
}

// ---- changing by themselves

void Document::refresh(ByteRange in_sight) {
    heat_.compare(bytes());
    source_gone_ = true;
    heat_.changed(buffer_.storage().refresh());
    source_gone_ = false;
    watch(in_sight);
    missing_ = buffer_.storage().missing();
    lost_from_ = none_lost;
    ++version_;
}

void Document::watch(ByteRange in_sight) { heat_.watch(in_sight, bytes()); }

}  // namespace byteprism
