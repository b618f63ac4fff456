#include "app/model/document.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/model/number_text.hpp"
#include "app/model/open_file.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

std::vector<std::byte> copy(std::span<const std::byte> bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

Document::Document(std::string path, std::string name, Buffer buffer, Editing editing)
    : path_(std::move(path)),
      name_(std::move(name)),
      buffer_(std::move(buffer)),
      intact_size_(buffer_.intact_size()),
      editing_(editing) {}

std::unique_ptr<Document> Document::open(const std::string& path, Editing editing) {
    OpenedFile file = open_file(path, editing == Editing::Allowed ? Access::ReadWrite : Access::ReadOnly);
    // Absolute, so that saving finds the file again whatever folder the program is in by then.
    std::string absolute = std::filesystem::absolute(path).string();
    auto document =
        std::unique_ptr<Document>(new Document(std::move(absolute), path, std::move(file.buffer), editing));
    document->stamp_ = file.stamp;
    document->notice_ = std::move(file.notice);
    return document;
}

std::unique_ptr<Document> Document::untitled(std::string name, Buffer buffer) {
    return std::unique_ptr<Document>(new Document("", std::move(name), std::move(buffer), Editing::Allowed));
}

std::string Document::name() const { return path_.empty() ? name_ : std::filesystem::path(path_).filename().string(); }

std::optional<std::string> Document::refusal() const {
    if (editing_ == Editing::Refused) return "opened for reading only";
    if (buffer_.readonly()) return "the system refused a writable mapping";
    return std::nullopt;
}

Gesture Document::new_gesture() { return Gesture{++gestures_}; }

void Document::write(std::int64_t offset, std::span<const std::byte> bytes, Gesture gesture) {
    const auto length = static_cast<std::int64_t>(bytes.size());
    if (offset < 0 || length > size() || offset > size() - length) {
        throw ValueError(std::to_string(length) + " bytes at " + offset_text(offset) + " do not fit into the " +
                         size_text(size()) + " of " + name());
    }
    if (const auto why = refusal()) throw TypeError(name() + " cannot be edited: " + *why);
    const std::span<std::byte> target = buffer_.mutable_bytes().subspan(static_cast<std::size_t>(offset), bytes.size());
    if (std::ranges::equal(target, bytes)) return;
    history_.record(Edit{offset, copy(target), copy(bytes)}, gesture);
    std::ranges::copy(bytes, target.begin());
    changed();
}

std::optional<ByteRange> Document::put_back(std::span<const Edit* const> edits, std::vector<std::byte> Edit::*bytes) {
    if (edits.empty()) return std::nullopt;
    for (const Edit* edit : edits) {
        std::ranges::copy(edit->*bytes,
                          buffer_.mutable_bytes().subspan(static_cast<std::size_t>(edit->offset)).begin());
    }
    changed();
    return edits.back()->range();
}

std::optional<ByteRange> Document::undo() {
    const Step* step = history_.undo();
    std::vector<const Edit*> edits;
    // Backwards: a later edit of a step may lie over an earlier one.
    for (std::size_t at = step == nullptr ? 0 : step->edits.size(); at > 0; --at) edits.push_back(&step->edits[at - 1]);
    return put_back(edits, &Edit::before);
}

std::optional<ByteRange> Document::redo() {
    const Step* step = history_.redo();
    std::vector<const Edit*> edits;
    if (step != nullptr) {
        for (const Edit& edit : step->edits) edits.push_back(&edit);
    }
    return put_back(edits, &Edit::after);
}

std::optional<ByteRange> Document::mend_loss() {
    const std::size_t intact = buffer_.intact_size();
    if (intact == intact_size_) return std::nullopt;
    const auto first = static_cast<std::int64_t>(intact);
    const ByteRange lost{first, size() - first};
    intact_size_ = intact;
    write_edits_again(lost);
    changed();
    return lost;
}

void Document::write_edits_again(ByteRange where) {
    for (const Step& step : history_.steps().first(history_.position())) {
        for (const Edit& edit : step.edits) {
            if (!edit.range().overlaps(where)) continue;
            const ByteRange again = intersection(edit.range(), where);
            const auto bytes = std::span(edit.after)
                                   .subspan(static_cast<std::size_t>(again.offset - edit.offset),
                                            static_cast<std::size_t>(again.length));
            std::ranges::copy(bytes, buffer_.mutable_bytes().begin() + again.offset);
        }
    }
}

// What was saved is the file's now: its own pages take the place of ours, or of those of the file that was replaced.
void Document::follow_file() {
    stamp_ = stamp_of(path_);
    buffer_ = Buffer(map_file_private(path_));
    intact_size_ = buffer_.intact_size();
    history_.mark_saved();
    changed();
}

void Document::changed() {
    ++version_;
    modified_ranges_ = history_.ranges_since_saved();
}

void Document::save() {
    // A program that cut the file off and filled it again took our pages away without a fault.
    if (!refusal()) write_edits_again({0, size()});
    save_file(path_, stamp_, bytes(), modified_ranges_);
    follow_file();
}

void Document::save_as(const std::string& path) {
    if (path.empty()) throw ValueError("a name for the file is expected");
    if (!refusal()) write_edits_again({0, size()});
    write_new_file(path, bytes());
    path_ = std::filesystem::absolute(path).string();
    follow_file();
}

void Document::save_copy(const std::string& path) const {
    std::error_code error;
    if (std::filesystem::equivalent(path_, path, error)) {
        throw ValueError(path + ": not saved: a copy goes to another file than the document's own");
    }
    write_new_file(path, bytes());
}

void Document::reload() {
    OpenedFile file = open_file(path_, editing_ == Editing::Allowed ? Access::ReadWrite : Access::ReadOnly);
    history_ = History();
    buffer_ = std::move(file.buffer);
    intact_size_ = buffer_.intact_size();
    stamp_ = file.stamp;
    notice_ = std::move(file.notice);
    changed();
}

}  // namespace byteprism
