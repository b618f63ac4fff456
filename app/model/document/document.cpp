#include "app/model/document/document.hpp"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <utility>

#include "app/model/number_text.hpp"
#include "app/model/saving/open_file.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// Items of so many bytes, whatever they mean.
Format opaque(std::int64_t itemsize) { return Format::parse(std::to_string(itemsize) + "s"); }

// Calls visit(offset) for every item in C order.
template <class Visit>
void for_each_offset(const Layout& items, const Visit& visit, std::int64_t from = 0, std::size_t axis = 0) {
    if (axis == items.ndim()) return visit(items.offset + from);
    for (std::int64_t i = 0; i < items.axes[axis].count; ++i) {
        for_each_offset(items, visit, from + i * items.axes[axis].stride, axis + 1);
    }
}

}  // namespace

Document::Document(std::string path, std::string name, Buffer buffer, Editing editing)
    : path_(std::move(path)), name_(std::move(name)), buffer_(std::move(buffer)), editing_(editing) {}

std::unique_ptr<Document> Document::open(const std::string& path, Editing editing) {
    OpenedFile file = open_file(path, editing == Editing::Allowed ? Access::ReadWrite : Access::ReadOnly);
    // Absolute, so that saving finds the file again whatever folder the program is in by then.
    std::string absolute = std::filesystem::absolute(path).string();
    auto document = std::unique_ptr<Document>(new Document(std::move(absolute), path, std::move(file.buffer), editing));
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
    if (saving()) return "it is being saved";
    if (busy()) return "a long edit is going on";
    if (arriving()) return "still arriving";
    if (source_gone_) return "its source is gone";
    if (buffer_.readonly()) return live() ? "the source may only be read" : "the system refused a writable mapping";
    return std::nullopt;
}

Gesture Document::new_gesture() { return Gesture{++gestures_}; }

std::optional<std::string> Document::length_refusal() const {
    if (const auto why = refusal()) return why;
    if (!buffer_.resizable()) return "the bytes of this source cannot change their number";
    return std::nullopt;
}

// ---- edits

void Document::check_edit(ByteRange range) const {
    if (range.offset < 0 || range.length < 0 || range.length > size() || range.offset > size() - range.length) {
        throw ValueError(std::to_string(range.length) + " bytes at " + offset_text(range.offset) +
                         " do not fit into the " + size_text(size()) + " of " + name());
    }
    if (const auto why = refusal()) throw TypeError(name() + " cannot be edited: " + *why);
    check_missing(range);
}

void Document::check_missing(ByteRange range) const {
    if (!live()) return;
    const auto lost = std::ranges::find_if(missing_, [range](const ByteRange& each) { return each.overlaps(range); });
    if (lost != missing_.end()) {
        throw TypeError(size_text(lost->length) + " from " +
                        offset_text(lost->offset + static_cast<std::int64_t>(base_address())) + " on are not " +
                        (base_address() != 0 ? "readable" : "there any more") + ": " + name() +
                        " cannot be edited there");
    }
}

// What is typed on while an insertion is prepared is not lost, unless that takes long.
void Document::await_edit() {
    if (background_ != nullptr && !saving()) advance(std::chrono::milliseconds(1000));
}

std::span<std::byte> Document::bytes_at(std::int64_t offset, std::int64_t length) const {
    return buffer_.mutable_bytes().subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
}

void Document::write(std::int64_t offset, std::span<const std::byte> bytes, Gesture gesture) {
    await_edit();
    const ByteRange range{offset, static_cast<std::int64_t>(bytes.size())};
    check_edit(range);
    const std::span<const std::byte> old = bytes_at(range.offset, range.length);
    if (std::ranges::equal(old, bytes)) return;
    make(Edit{offset, history_.keep(old), history_.keep(bytes), nullptr, {}, {}}, gesture);
}

void Document::fill(ByteRange range, std::span<const std::byte> pattern, Gesture gesture) {
    await_edit();
    if (pattern.empty()) throw ValueError("a pattern to fill with needs a byte at least");
    check_edit(range);
    if (range.empty()) return;
    StoredBytes filling = StoredBytes::repeated(std::vector<std::byte>(pattern.begin(), pattern.end()), range.length);
    if (range.length >= large_edit && !live()) {
        return begin_fill(Edit{range.offset, {}, std::move(filling), nullptr, {}, {}}, gesture);
    }
    make(Edit{range.offset, history_.keep(bytes_at(range.offset, range.length)), std::move(filling), nullptr, {}, {}},
         gesture);
}

void Document::write_items(const Layout& items, std::span<const std::byte> bytes, Gesture gesture) {
    await_edit();
    const ByteRange range = bounds(items);
    check_edit(range);
    assert(byte_count(items) == static_cast<std::int64_t>(bytes.size()));
    if (is_c_contiguous(items)) return write(items.offset, bytes, gesture);
    const Bytes old = view_of(items).tobytes();
    if (std::ranges::equal(old, bytes)) return;
    make(Edit{range.offset, history_.keep(old), history_.keep(bytes), std::make_shared<const Layout>(items), {}, {}},
         gesture);
}

void Document::replace(ByteRange range, std::span<const std::byte> bytes, Gesture gesture) {
    await_edit();
    check_edit(range);
    const auto length = static_cast<std::int64_t>(bytes.size());
    if (length == range.length) return write(range.offset, bytes, gesture);
    if (const auto why = length_refusal()) throw TypeError(name() + " cannot change its length: " + *why);
    replace_in_background(range, history_.keep(bytes), gesture);
}

void Document::insert_zeros(std::int64_t offset, std::int64_t count, Gesture gesture) {
    await_edit();
    check_edit({offset, 0});
    if (count < 0) throw ValueError(std::to_string(count) + " bytes cannot be inserted");
    if (const auto why = length_refusal()) throw TypeError(name() + " cannot change its length: " + *why);
    if (count == 0) return;
    replace_in_background({offset, 0}, StoredBytes::repeated({std::byte{0}}, count), gesture);
}

void Document::make(Edit edit, Gesture gesture) {
    const std::uint64_t before = version();
    const bool moved = edit.moves();
    std::vector<ByteRange> touched;
    if (!moved) touched = ranges_of(edit, Direction::Forth);
    put(edit, Direction::Forth);
    record(std::move(edit), gesture);
    if (!moved) changes_.add(before, version(), std::move(touched));
}

void Document::record(Edit edit, Gesture gesture) {
    if (kept_ != nullptr) kept_->edited(edit, gesture, kept_state());
    history_.record(std::move(edit), gesture);
    gate_->count_change();
}

View Document::view_of(const Layout& items) const {
    const Shape shape = shape_of(items);
    const Strides strides = strides_of(items);
    return View::of(buffer_).as_strided(opaque(items.itemsize), shape, strides, items.offset);
}

// The bytes of the buffer alone; all of them, or none.
void Document::place(const Edit& edit, Direction direction) {
    const auto writing = gate_->writing();
    gate_->count_change();
    const StoredBytes& now = bytes_after(edit, direction);
    if (edit.items != nullptr) {
        std::vector<std::byte> bytes(static_cast<std::size_t>(now.size()));
        now.read(0, bytes);
        const ReadView source = ReadView::of(Buffer::borrow(std::span<const std::byte>(bytes)));
        return view_of(*edit.items).assign(source.reinterpret(opaque(edit.items->itemsize), shape_of(*edit.items)));
    }
    const StoredBytes& old = bytes_after(edit, opposite(direction));
    const auto now_size = static_cast<std::size_t>(now.size());
    if (edit.moves()) buffer_.splice({edit.offset, old.size()}, now_size);
    try {
        place_bytes(edit.offset, now);
    } catch (...) {
        if (edit.moves()) buffer_.splice({edit.offset, now.size()}, static_cast<std::size_t>(old.size()));
        place_bytes(edit.offset, old);
        throw;
    }
    if (edit.moves()) splices_.push_back({edit.offset, old.size(), now.size()});
}

void Document::place_bytes(std::int64_t offset, const StoredBytes& bytes) {
    if (bytes.size() >= large_edit && !live()) buffer_.storage().own({offset, bytes.size()});
    const std::span<std::byte> target = bytes_at(offset, bytes.size());
    for_each_piece(bytes, [&](std::int64_t at, std::span<const std::byte> piece) {
        std::ranges::copy(piece, target.begin() + at);
    });
}

void Document::put(const Edit& edit, Direction direction) {
    place(edit, direction);
    if (!live()) return;
    try {
        for (const ByteRange& range : ranges_of(edit, direction)) buffer_.storage().write_through(range);
        for (const ByteRange& range : ranges_of(edit, direction)) heat_.written(range, bytes());
    } catch (...) {
        place(edit, opposite(direction));
        throw;
    }
}

// A step whose bytes cannot all be put back is not put back at all.
void Document::put_step(const Step& step, Direction direction) {
    const std::vector<const Edit*> edits = in_order(step, direction);
    const std::uint64_t before = version();
    std::size_t done = 0;
    try {
        for (; done < edits.size(); ++done) put(*edits[done], direction);
    } catch (...) {
        while (done-- > 0) put(*edits[done], opposite(direction));
        throw;
    }
    gate_->count_change();
    if (std::ranges::any_of(edits, &Edit::moves)) return;
    std::vector<ByteRange> touched;
    for (const Edit* edit : edits) {
        const std::vector<ByteRange> ranges = ranges_of(*edit, direction);
        touched.insert(touched.end(), ranges.begin(), ranges.end());
    }
    changes_.add(before, version(), std::move(touched));
}

std::optional<ByteRange> Document::undo() { return go(history_.previous(), Direction::Back); }
std::optional<ByteRange> Document::redo() { return go(history_.next(), Direction::Forth); }

std::optional<ByteRange> Document::go(const Step* step, Direction direction) {
    if (step == nullptr || busy()) return std::nullopt;
    const Edit& shown = direction == Direction::Back ? step->edits.front() : step->edits.back();
    const ByteRange changed{shown.offset, bytes_after(shown, direction).size()};
    if (takes_long(*step)) {
        begin_step(*step, direction);
    } else {
        step_in_background(*step, direction);
    }
    return changed;
}

// What the bytes have gone through already.
void Document::cross_step(const Step& step, Direction direction) {
    if (kept_ != nullptr) kept_->stepped(step, direction, kept_state());
    direction == Direction::Back ? history_.step_back() : history_.step_forth();
}

std::optional<ByteRange> Document::go_to_step(std::size_t position) {
    if (busy()) throw ValueError(name() + ": a long edit is going on");
    assert(position <= history_.steps().size());
    target_ = position;
    return go_on_to_target();
}

// As far as no long step comes between; its end goes on from there.
std::optional<ByteRange> Document::go_on_to_target() {
    std::optional<ByteRange> changed;
    while (target_ && !busy() && history_.position() != *target_) {
        const std::size_t before = history_.position();
        const auto target = std::exchange(target_, std::nullopt);  // not gone to any more if this fails
        changed = before > *target ? undo() : redo();
        if (busy() || history_.position() != before) target_ = target;
    }
    if (!busy()) target_.reset();
    return changed;
}

// In the middle of a long edit the history does not say what the bytes are to be.
std::optional<ByteRange> Document::mend_loss() {
    const std::size_t intact = buffer_.intact_size();
    const std::size_t told = std::exchange(lost_from_, busy() ? lost_from_ : intact);
    if (busy() || intact >= buffer_.size() || intact >= told) return std::nullopt;
    write_edits_again();
    gate_->count_change();
    missing_ = buffer_.storage().missing();
    return missing_.empty() ? ByteRange{static_cast<std::int64_t>(intact), 0} : missing_.front();
}

// Puts the bytes of the edit that lie below `end`; of items, those that do as a whole.
void Document::put_below(std::int64_t end, const Edit& edit, Direction direction) {
    const StoredBytes& now = bytes_after(edit, direction);
    if (edit.items == nullptr) {
        const std::int64_t length = std::min(now.size(), end - edit.offset);
        for_each_piece(now, [&](std::int64_t at, std::span<const std::byte> piece) {
            const auto fits = static_cast<std::size_t>(std::clamp<std::int64_t>(length - at, 0, std::ssize(piece)));
            std::ranges::copy(piece.first(fits), bytes_at(edit.offset + at, static_cast<std::int64_t>(fits)).begin());
        });
        return;
    }
    const std::int64_t itemsize = edit.items->itemsize;
    std::vector<std::byte> item(static_cast<std::size_t>(itemsize));
    std::int64_t at = 0;
    for_each_offset(*edit.items, [&](std::int64_t offset) {
        now.read(std::exchange(at, at + itemsize), item);
        if (offset + itemsize <= end) std::ranges::copy(item, bytes_at(offset, itemsize).begin());
    });
}

// What lies behind an insertion or a deletion is in memory of our own, where nobody takes it away.
void Document::write_edits_again() {
    if (live()) return;  // there they are, unless others have written over them
    const auto writing = gate_->writing();
    gate_->count_change();
    const auto way = history_.way_from_saved();
    std::int64_t end = size();
    for (const auto& [edit, direction] : way) {
        if (edit->moves()) end = std::min(end, edit->offset);
    }
    for (const auto& [edit, direction] : way) {
        if (edit->offset < end && !edit->moves()) put_below(end, *edit, direction);
    }
}

// ---- recovery

void Document::keep_for_recovery(const std::string& folder) {
    if (!live()) kept_ = std::make_unique<KeptEdits>(folder);
}

void Document::forget_recovery() {
    if (kept_ != nullptr) kept_->end();
}

std::string Document::take_recovery_failure() { return kept_ == nullptr ? "" : kept_->take_failure(); }

// ---- other programs

Outside Document::outside_change() const {
    if (path_.empty()) return Outside::Same;
    FileStamp now;
    try {
        now = stamp_of(path_);
    } catch (const IoError&) {
        return stamp_ == FileStamp() ? Outside::Same : Outside::Gone;
    }
    if (now == stamp_) return Outside::Same;
    return same_file(now, stamp_) ? Outside::Written : Outside::Replaced;
}

void Document::follow_outside_change() {
    background_.reset();  // a save that can no more be stopped comes first
    const std::int64_t before = size();
    OpenedFile file = open_file(path_, editing_ == Editing::Allowed ? Access::ReadWrite : Access::ReadOnly);
    work_.reset();
    target_.reset();
    {
        const auto writing = gate_->writing();
        gate_->count_change();
        buffer_ = std::move(file.buffer);
    }
    if (!modified()) heat_.compare(bytes());  // otherwise our own edits would count
    missing_.clear();
    lost_from_ = none_lost;
    stamp_ = file.stamp;
    notice_ = std::move(file.notice);
    if (size() != before) history_ = History(history_.budget());
    made_of_file();
}

// Without a file the stamp is empty: there is nothing that saving could overwrite.
void Document::keep_against_outside_change() {
    refuse_while_busy();
    if (!buffer_.readonly()) write_edits_again();
    stamp_ = outside_change() == Outside::Gone ? FileStamp() : stamp_of(path_);
    history_.forget_saved(size());
    if (kept_ != nullptr) kept_->begin_apart(kept_state());
    gate_->count_change();
}

// There is nothing to recover.
void Document::made_of_file() {
    history_.mark_saved();
    forget_recovery();
    gate_->count_change();
}

// What was saved is the file's now: its own pages take the place of ours, or of those of the file that was replaced.
void Document::follow_file(const std::string& path) {
    const FileStamp stamp = stamp_of(path);
    Buffer buffer(map_file_private(path));
    // Another program was faster: the steps are none of these bytes.
    if (buffer.size() != buffer_.size()) history_ = History(history_.budget());
    path_ = std::filesystem::absolute(path).string();
    stamp_ = stamp;
    {
        const auto writing = gate_->writing();
        gate_->count_change();
        buffer_ = std::move(buffer);
    }
    lost_from_ = none_lost;
    missing_.clear();
    arrival_.reset();
    origin_.clear();
    made_of_file();
}

void Document::reload() {
    const std::int64_t budget = history_.budget();
    follow_outside_change();
    history_ = History(budget);
}

}  // namespace byteprism
