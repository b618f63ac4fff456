// Document: a buffer, its edit history, its saved state, its version. The only writer of bytes.
//
// Everybody else reads: bytes() and view() cannot be written through. An edit goes straight into the buffer, so every
// panel shows it in the next frame drawn; the history keeps the old bytes first. An edit that throws has changed
// nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/model/document/arrival.hpp"
#include "app/model/document/background.hpp"
#include "app/model/document/change_heat.hpp"
#include "app/model/document/change_log.hpp"
#include "app/model/document/history.hpp"
#include "app/model/document/long_edit.hpp"
#include "app/model/document/read_gate.hpp"
#include "app/model/document/splice.hpp"
#include "app/model/recovery/kept_edits.hpp"
#include "app/model/saving/saving.hpp"
#include "core/memory/buffer.hpp"
#include "core/memory/byte_range.hpp"
#include "core/memory/stream.hpp"
#include "core/view/view.hpp"

namespace byteprism {

enum class Editing { Allowed, Refused };

// What other programs did to the file since it was opened or saved.
enum class Outside { Same, Written, Replaced, Gone };

class Document {
public:
    ~Document() { gate_->close(); }
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    // Opens a file; nothing is written by that, unless a save of it was interrupted: see notice(). Throws
    // IoError: "PATH: reason".
    static std::unique_ptr<Document> open(const std::string& path, Editing editing);
    // Bytes without a file; saved only under a name.
    static std::unique_ptr<Document> untitled(std::string name, Buffer buffer);
    // The same of a live source (see Storage::live), where edits arrive at once; `origin` tells the user what it is.
    static std::unique_ptr<Document> of_live_source(std::string name, std::string origin, Buffer buffer);
    // The same of what a stream gives, which arrive() appends, so many bytes at most.
    static std::unique_ptr<Document> of_stream(std::string name, Stream stream, std::size_t limit);

    const std::string& path() const { return path_; }      // empty: never saved
    const FileStamp& stamp() const { return stamp_; }      // of the file, when it was opened or saved last
    std::string name() const;                              // the path without its folders
    const std::string& origin() const { return origin_; }  // of bytes that are no file's, for the user; may be empty

    std::int64_t size() const { return static_cast<std::int64_t>(buffer_.size()); }
    // Valid until the document changes its length or reloads; keep neither beyond a frame.
    std::span<const std::byte> bytes() const { return buffer_.bytes(); }
    // All bytes as a view, 'B' in one dimension. It pins the length: let it go before the frame ends.
    ReadView view() const { return ReadView::of(buffer_); }
    // The changes of length since the last call, for whoever keeps places in the document.
    std::vector<Splice> take_splices() { return std::exchange(splices_, {}); }
    // Counts the changes of the bytes: whoever has computed something from them compares it.
    std::uint64_t version() const { return gate_->version(); }
    // The bytes that may differ between that version and now, in any order; nothing: all of them may.
    std::optional<std::vector<ByteRange>> changed_since(std::uint64_t version) const {
        return changes_.since(version, this->version());
    }
    // For jobs (see app/model/jobs/job.hpp), which read in threads of their own.
    const std::shared_ptr<ReadGate>& gate() const { return gate_; }

    // For the user: what opening or reloading has found out about an interrupted save. Mostly empty.
    const std::string& notice() const { return notice_; }

    // Why edits are refused, if they are; why those that change the length are.
    std::optional<std::string> refusal() const;
    std::optional<std::string> length_refusal() const;
    Editing editing() const { return editing_; }
    void set_editing(Editing editing) { editing_ = editing; }
    bool modified() const { return !live() && !history_.at_saved(); }
    // The bytes that differ from the file, in order and apart; follows the version.
    std::span<const ByteRange> modified_ranges() const {
        return live() ? std::span<const ByteRange>() : history_.since_saved().changed.ranges();
    }
    // Those that differ since opening or reloading, saved or not. Takes as long as there are edits.
    RangeSet changed_since_opening() const { return history_.since_first_step(); }
    const History& history() const { return history_; }
    // How many bytes of edits the history keeps in memory, the rest goes to a temporary file. Requires no history yet.
    void set_history_budget(std::int64_t bytes) { history_ = History(bytes); }

    // From now on unsaved edits are kept in a file of this folder, for find_recoverable(). Not those of a live source.
    void keep_for_recovery(const std::string& folder);
    // They are given up, or the document is closed in order: nothing is to be found.
    void forget_recovery();
    // Why they are not, once; empty: they are.
    std::string take_recovery_failure();

    // A gesture that no other edit has.
    Gesture new_gesture();

    // ---- edits. One that comes while another is prepared waits a second for it. All throw ValueError if a range
    // leaves the document, TypeError if edits are refused (also during a long one), IoError if there is no room to keep
    // the old bytes; nothing is changed then. What is there already is no edit.

    // Overwrites.
    void write(std::int64_t offset, std::span<const std::byte> bytes, Gesture gesture);
    // Overwrites with the pattern, again and again. ValueError if it is empty.
    void fill(ByteRange range, std::span<const std::byte> pattern, Gesture gesture);
    // Overwrites the items of a layout, in C order. Requires as many bytes as it has.
    void write_items(const Layout& items, std::span<const std::byte> bytes, Gesture gesture);
    // Puts the bytes in the place of the range: inserts, deletes or both. Those behind move.
    void replace(ByteRange range, std::span<const std::byte> bytes, Gesture gesture);

    // Puts so many zeros between the bytes.
    void insert_zeros(std::int64_t offset, std::int64_t count, Gesture gesture);

    // ---- what takes long: a fill, an insertion, a deletion of many bytes or before many, undoing or redoing one, and
    // a save of many only begin with the call; advance() goes on with it.
    bool busy() const { return work_ != nullptr || background_ != nullptr; }
    bool in_background() const { return background_ != nullptr; }  // there, not in advance()
    bool saving() const { return background_ != nullptr && background_->kind() == Background::Kind::Save; }
    double progress() const;      // 0 to 1
    double seconds_left() const;  // an estimate
    // Works, or waits for what is done in the background, for about so long. Throws Cancelled if it was and nothing has
    // changed, IoError if it has failed: of a long edit, what is done is then taken back, as after cancel_work(), by
    // further calls.
    void advance(std::chrono::milliseconds time);
    void cancel_work();
    void finish_work();

    // The range that changed last, for the cursor to go to; nothing: there was no step. IoError as the edits.
    std::optional<ByteRange> undo();
    std::optional<ByteRange> redo();
    // Nothing of it is ever unsaved: an edit reaches the source at once, or is refused.
    bool live() const { return buffer_.storage().live(); }
    // Fetches the bytes of a live source again, and finds what has changed there; where the source does not tell, only
    // in what watch() was told of. Then watches the range. IoError: the source is gone, and the bytes stay what they
    // were.
    void refresh(ByteRange in_sight);
    bool source_gone() const { return source_gone_; }
    // Remembers these bytes, so that what others change there until the next refresh, or in the file, is known.
    void watch(ByteRange in_sight);
    // What others have changed: warm until they change something else.
    std::span<const ByteRange> changed_outside() const { return heat_.ranges(); }
    // The bytes that the source does not give (see Storage::missing), as of the last refresh. Those of a live source
    // cannot be edited.
    std::span<const ByteRange> missing() const { return missing_; }
    // Of the first byte, as the source counts: added to the offsets that are shown.
    std::uint64_t base_address() const { return buffer_.storage().base_address(); }

    // ---- a stream: edits are refused while it arrives.
    bool arriving() const;
    bool stopped_at_limit() const;
    // Appends what comes in half a frame's time, or until it ends if told to wait. Whether something happened; notice()
    // says where it stopped at its limit. IoError: then it has ended.
    bool arrive(Stream::Waiting waiting);
    // The limit is further on, by as much as it was. ValueError if it was not reached, or there are edits.
    void read_more();
    // Readable when more can be read; negative: nothing arrives.
    int arrival_descriptor() const;

    // Takes back or makes again until so many steps are done; where one of them takes long, in slices. Requires no more
    // than there are; ValueError during a long edit.
    std::optional<ByteRange> go_to_step(std::size_t position);

    // Another program may have cut the file off under us: then the bytes from there on are gone, with them the pages
    // that we had edited. Writes our edits again, from the history; gives the lost range, once.
    std::optional<ByteRange> mend_loss();

    // ---- other programs
    Outside outside_change() const;
    // Takes the file as it is now for the saved state. Of an unmodified document the bytes follow, and the history
    // stays if they are as many as before; of a modified one they stay, and all of them count as changed. IoError: no
    // file.
    void follow_outside_change();
    void keep_against_outside_change();

    // ---- saving. Few bytes are saved by the call, many in the background. Throws IoError, with the document as it was
    // and still modified; also if another program has changed the file.
    void begin_save(Verify verify = Verify::SmallFiles);
    // Saves under another name and goes on with that file.
    void begin_save_as(const std::string& path, Verify verify = Verify::SmallFiles);
    // Writes some of the bytes to another file and stays with its own. Requires the range to be inside.
    void begin_save_range(ByteRange range, const std::string& path, Verify verify = Verify::SmallFiles);
    // The same, to the end.
    void save(Verify verify = Verify::SmallFiles);
    void save_as(const std::string& path, Verify verify = Verify::SmallFiles);
    // Reads the file again, forgetting edits and history.
    void reload();

private:
    // Edits of so many bytes and more are made in pages of our own, which may be those of a temporary file; those that
    // move nothing are made in slices, the others are prepared in the background.
    static constexpr std::int64_t large_edit = std::int64_t{64} << 20;

    Document(std::string path, std::string name, Buffer buffer, Editing editing);
    void check_edit(ByteRange range) const;
    void await_edit();
    std::span<std::byte> bytes_at(std::int64_t offset, std::int64_t length) const;
    void make(Edit edit, Gesture gesture);
    void record(Edit edit, Gesture gesture);
    void place(const Edit& edit, Direction direction);
    void place_bytes(std::int64_t offset, const StoredBytes& bytes);
    void put(const Edit& edit, Direction direction);
    View view_of(const Layout& items) const;
    void put_step(const Step& step, Direction direction);
    KeptEdits::State kept_state() const { return {path_, name_, stamp_, bytes(), history_}; }
    void cross_step(const Step& step, Direction direction);
    std::optional<ByteRange> go(const Step* step, Direction direction);
    void made_of_file();
    void put_below(std::int64_t end, const Edit& edit, Direction direction);
    void write_edits_again();
    // long_edit.cpp
    void advance_work(std::chrono::milliseconds time);
    bool takes_long(const Step& step) const;
    void begin_fill(Edit edit, Gesture gesture);
    void begin_step(const Step& step, Direction direction);
    std::optional<ByteRange> go_on_to_target();
    void put_slice();
    void take_back_slice();
    void end_work();
    void follow_file(const std::string& path);
    void refuse_while_busy() const;
    void followed_arrival();
    // document_background.cpp
    void run(Background::Kind kind, std::int64_t bytes, Background::Work work, Background::Then then);
    void replace_in_background(ByteRange range, StoredBytes bytes, Gesture gesture);
    void step_in_background(const Step& step, Direction direction);
    void check_missing(ByteRange range) const;

    std::string path_;
    std::string name_;
    std::string origin_;
    std::optional<Arrival> arrival_;  // none: all is there
    std::vector<ByteRange> missing_;
    ChangeHeat heat_;
    bool source_gone_ = false;
    FileStamp stamp_;
    Buffer buffer_;
    std::string notice_;
    static constexpr std::size_t none_lost = static_cast<std::size_t>(-1);
    std::size_t lost_from_ = none_lost;  // of the buffer, when it was last looked at
    Editing editing_;
    History history_;
    std::vector<Splice> splices_;
    ChangeLog changes_;
    std::unique_ptr<LongEdit> work_;     // null: none is going on
    std::optional<std::size_t> target_;  // the step that is gone to
    std::unique_ptr<KeptEdits> kept_;    // null: nothing is kept
    std::uint64_t gestures_ = 0;
    // Held open for writing by whatever changes bytes.
    std::shared_ptr<ReadGate> gate_ = std::make_shared<ReadGate>(buffer_);
    std::unique_ptr<Background> background_;  // null: nothing is done there; goes first, for it reads the others
};

}  // namespace byteprism
