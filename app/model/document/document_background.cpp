// What a document does in a thread of its own: preparing edits that move many bytes, and saving many.

#include <filesystem>
#include <utility>

#include "app/model/document/document.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// Fewer bytes are read, written or moved by the call itself.
constexpr std::int64_t in_background_from = std::int64_t{16} << 20;

std::int64_t byte_count(std::span<const ByteRange> ranges) {
    std::int64_t count = 0;
    for (const ByteRange& range : ranges) count += range.length;
    return count;
}

}  // namespace

void Document::run(Background::Kind kind, std::int64_t bytes, Background::Work work, Background::Then then) {
    const auto end = [this, then = std::move(then)] {
        try {
            then();
        } catch (...) {
            buffer_.storage().forget_preparation();
            throw;
        }
    };
    if (bytes >= in_background_from) {
        background_ = std::make_unique<Background>(kind, std::move(work), end);
        return;
    }
    Progress progress;
    work(progress);
    end();
}

double Document::progress() const {
    if (background_ != nullptr) return background_->progress();
    if (work_ == nullptr || work_->total == 0) return 1;
    return static_cast<double>(work_->done) / static_cast<double>(work_->total);
}

double Document::seconds_left() const {
    const double part = progress();
    if (!busy() || part <= 0) return 0;
    const auto begin = background_ != nullptr ? background_->begin() : work_->begin;
    const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - begin;
    const bool backwards = work_ != nullptr && work_->cancelled;
    return backwards ? gone.count() : gone.count() * (1 - part) / part;
}

void Document::cancel_work() {
    if (background_ != nullptr) background_->cancel();
    if (work_ != nullptr) work_->cancelled = true;
    target_.reset();
}

void Document::finish_work() {
    while (busy()) advance(std::chrono::milliseconds(1000));
}

void Document::advance(std::chrono::milliseconds time) {
    if (background_ == nullptr) return advance_work(time);
    if (!background_->wait(time)) return;
    const std::unique_ptr<Background> ended = std::move(background_);
    const auto target = std::exchange(target_, std::nullopt);
    ended->finish();
    if (!target || busy()) return;
    target_ = target;
    go_on_to_target();
}

// ---- edits

// The bytes that go are kept, and those that move put where they will be, out of sight. What remains is quick.
void Document::replace_in_background(ByteRange range, StoredBytes bytes, Gesture gesture) {
    const auto edit = std::make_shared<Edit>(Edit{range.offset, {}, std::move(bytes), nullptr, {}, {}});
    const std::int64_t amount = size() - range.offset;
    const auto prepare = [this, range, edit](Progress& progress) {
        progress.expect(range.length);
        edit->before = history_.keep(bytes_at(range.offset, range.length), &progress);
        buffer_.storage().prepare_splice(range, static_cast<std::size_t>(edit->after.size()), progress);
    };
    run(Background::Kind::Edit, amount, prepare, [this, edit, gesture] { make(std::move(*edit), gesture); });
}

// Of a step that is a single edit; one of many that move is the user's typing, whose bytes have been moved before.
void Document::step_in_background(const Step& step, Direction direction) {
    const Edit& edit = step.edits.front();
    const bool alone = step.edits.size() == 1 && edit.moves();
    const auto prepare = [this, &edit, direction, alone](Progress& progress) {
        if (!alone) return;
        const ByteRange range{edit.offset, bytes_after(edit, opposite(direction)).size()};
        const std::int64_t inserted = bytes_after(edit, direction).size();
        buffer_.storage().prepare_splice(range, static_cast<std::size_t>(inserted), progress);
    };
    const auto then = [this, &step, direction] {
        put_step(step, direction);
        cross_step(step, direction);
    };
    run(Background::Kind::Edit, alone ? size() - edit.offset : 0, prepare, then);
}

// ---- saving

// Bytes that are half of one state and half of another are no file's.
void Document::refuse_while_busy() const {
    if (saving()) throw ValueError(name() + ": it is being saved already");
    if (busy()) throw ValueError(name() + ": not saved: a long edit is going on");
}

void Document::begin_save(Verify verify) {
    refuse_while_busy();
    if (stamp_ == FileStamp()) return begin_save_as(path_, verify);  // the file is gone
    const Difference& difference = history_.since_saved();
    RangeSet changed = difference.changed;
    if (difference.moved_from) changed.add({*difference.moved_from, size() - *difference.moved_from});
    const std::int64_t amount = difference.moved_from ? size() : byte_count(changed.ranges());
    const auto write = [this, verify, changed = std::move(changed)](Progress& progress) {
        save_file(path_, stamp_, Content(bytes(), &progress), changed.ranges(), verify);
    };
    run(Background::Kind::Save, amount, write, [this] { follow_file(path_); });
}

void Document::begin_save_as(const std::string& path, Verify verify) {
    refuse_while_busy();
    if (path.empty()) throw ValueError("a name for the file is expected");
    if (arriving()) throw ValueError(name() + " is still arriving: " + size_text(size()) + " so far");
    // A program that cut the file off and filled it again took our pages away without a fault.
    if (!path_.empty() && !buffer_.readonly()) write_edits_again();
    const auto write = [this, path, verify](Progress& progress) {
        write_new_file(path, Content(bytes(), &progress), verify);
    };
    run(Background::Kind::Save, size(), write, [this, path] { follow_file(path); });
}

void Document::begin_save_range(ByteRange range, const std::string& path, Verify verify) {
    refuse_while_busy();
    std::error_code error;
    if (path.empty()) throw ValueError("a name for the file is expected");
    if (!path_.empty() && std::filesystem::equivalent(path_, path, error)) {
        throw ValueError(path + ": not saved: a copy goes to another file than the document's own");
    }
    const auto part = bytes().subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length));
    const auto write = [path, part, verify](Progress& progress) {
        write_new_file(path, Content(part, &progress), verify);
    };
    run(Background::Kind::Save, range.length, write, [] {});
}

void Document::save(Verify verify) {
    begin_save(verify);
    finish_work();
}

void Document::save_as(const std::string& path, Verify verify) {
    begin_save_as(path, verify);
    finish_work();
}

}  // namespace byteprism
