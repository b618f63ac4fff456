#include "app/model/document/long_edit.hpp"

#include <algorithm>

#include "app/model/document/document.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t slice = std::int64_t{4} << 20;
// Pages are made our own in larger pieces: each costs a few calls of the system.
constexpr std::int64_t owned_at_once = std::int64_t{64} << 20;

// A run of bytes of one of the edits.
struct Place {
    const Edit* edit;
    std::int64_t at;  // in the edit's bytes
    std::int64_t length;
};

Place place_after(const LongEdit& work) {
    std::int64_t at = work.done;
    for (const Edit* edit : work.edits) {
        if (at < edit->after.size()) return {edit, at, std::min(slice - at % slice, edit->after.size() - at)};
        at -= edit->after.size();
    }
    return {nullptr, 0, 0};
}

Place place_before(const LongEdit& work) {
    std::int64_t end = work.done;
    for (const Edit* edit : work.edits) {
        if (end <= edit->after.size()) {
            const std::int64_t at = (end - 1) / slice * slice;
            return {edit, at, end - at};
        }
        end -= edit->after.size();
    }
    return {nullptr, 0, 0};
}

}  // namespace

bool Document::takes_long(const Step& step) const {
    std::int64_t bytes = 0;
    for (const Edit& edit : step.edits) {
        if (edit.moves() || edit.items != nullptr) return false;
        bytes += edit.after.size();
    }
    return bytes >= large_edit && !live();
}

void Document::begin_fill(Edit edit, Gesture gesture) {
    LongEdit work;
    work.made = std::make_unique<Edit>(std::move(edit));
    work.kept = history_.spill_file();
    work.gesture = gesture;
    work.edits = {work.made.get()};
    work.total = work.made->after.size();
    work_ = std::make_unique<LongEdit>(std::move(work));
}

void Document::begin_step(const Step& step, Direction direction) {
    LongEdit work;
    work.kind = direction == Direction::Back ? LongEdit::Kind::Undo : LongEdit::Kind::Redo;
    work.edits = in_order(step, direction);
    work.direction = direction;
    for (const Edit* edit : work.edits) work.total += edit->after.size();
    work_ = std::make_unique<LongEdit>(std::move(work));
}

void Document::advance_work(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    try {
        do {
            if (work_ == nullptr) return;
            if (work_->cancelled) {
                take_back_slice();
            } else {
                put_slice();
            }
        } while (std::chrono::steady_clock::now() < end);
    } catch (...) {
        target_.reset();
        // It did not happen: what is done is taken back from now on.
        if (work_ != nullptr && !work_->cancelled) {
            work_->cancelled = true;
        } else {
            // Neither the old state nor the new one: only all of it can be saved.
            work_.reset();
            history_.forget_saved(size());
        }
        throw;
    }
}

void Document::put_slice() {
    LongEdit& work = *work_;
    if (work.done == work.total) return end_work();
    const auto writing = gate_->writing();
    const Place place = place_after(work);
    const std::int64_t offset = place.edit->offset + place.at;
    if (place.at % owned_at_once == 0) {
        buffer_.storage().own({offset, std::min(owned_at_once, place.edit->after.size() - place.at)});
    }
    const std::span<std::byte> target = bytes_at(offset, place.length);
    if (work.kind == LongEdit::Kind::Make) {
        const std::int64_t at = work.kept->append(target);
        if (work.done == 0) work.kept_at = at;
    }
    // Read apart: what cannot be read must not be half there.
    std::vector<std::byte> bytes(target.size());
    bytes_after(*place.edit, work.direction).read(place.at, bytes);
    std::ranges::copy(bytes, target.begin());
    work.done += place.length;
    gate_->count_change();
}

void Document::take_back_slice() {
    LongEdit& work = *work_;
    if (work.done == 0) {
        work_.reset();
        return;
    }
    const auto writing = gate_->writing();
    const Place place = place_before(work);
    const std::span<std::byte> target = bytes_at(place.edit->offset + place.at, place.length);
    if (work.kind == LongEdit::Kind::Make) {
        work.kept->read(work.kept_at + place.at, target);
        work.kept->discard(work.kept_at + place.at, place.length);
    } else {
        bytes_after(*place.edit, opposite(work.direction)).read(place.at, target);
    }
    work.done -= place.length;
    gate_->count_change();
}

void Document::end_work() {
    const std::unique_ptr<LongEdit> work = std::move(work_);
    if (work->kind == LongEdit::Kind::Make) {
        work->made->before = StoredBytes::spilled(work->kept_at, work->total, work->kept);
        record(std::move(*work->made), work->gesture);
    } else if (work->kind == LongEdit::Kind::Undo) {
        cross_step(*history_.previous(), Direction::Back);
    } else {
        cross_step(*history_.next(), Direction::Forth);
    }
    gate_->count_change();
    go_on_to_target();
}

}  // namespace byteprism
