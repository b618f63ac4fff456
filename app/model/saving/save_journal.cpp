#include "app/model/saving/save_journal.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <memory>
#include <type_traits>

#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;

// The first bytes of a journal; the digit is the version of the layout.
constexpr std::array magic{'B', 'y', 't', 'e', 'p', 'r', 'i', 's', 'm', ' ', 's', 'a', 'v', 'e', ' ', '1'};
constexpr std::array mark{'c', 'o', 'm', 'm', 'i', 't', '.', '\n'};

struct Head {
    std::array<char, 16> magic{};
    JournalHeader header;
    std::uint64_t range_count = 0;
};
struct Tail {
    std::uint64_t checksum = 0;
    std::array<char, 8> mark{};
};
static_assert(std::has_unique_object_representations_v<Head> && std::has_unique_object_representations_v<Tail>);
static_assert(std::has_unique_object_representations_v<ByteRange>);

class Checksum {
public:
    Checksum() : state_(::XXH3_createState(), ::XXH3_freeState) { ::XXH3_64bits_reset(state_.get()); }
    void add(std::span<const std::byte> bytes) { ::XXH3_64bits_update(state_.get(), bytes.data(), bytes.size()); }
    std::uint64_t value() const { return ::XXH3_64bits_digest(state_.get()); }

private:
    std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state_;
};

// Many small parts become few writes.
class Writer {
public:
    explicit Writer(const PosixFile& file) : file_(file) { buffer_.reserve(piece_size); }

    void add(std::span<const std::byte> bytes) {
        if (buffer_.size() + bytes.size() > piece_size) flush();
        if (bytes.size() >= piece_size) return put(bytes);
        buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    }
    void finish() {
        flush();
        const Tail tail{checksum_.value(), mark};
        file_.write(std::as_bytes(std::span(&tail, 1)), at_);
    }

private:
    void flush() {
        put(buffer_);
        buffer_.clear();
    }
    void put(std::span<const std::byte> bytes) {
        checksum_.add(bytes);
        file_.write(bytes, at_);
        at_ += static_cast<std::int64_t>(bytes.size());
    }

    const PosixFile& file_;
    Checksum checksum_;
    std::vector<std::byte> buffer_;
    std::int64_t at_ = 0;
};

std::optional<Head> read_head(const PosixFile& file) {
    Head head;
    const auto bytes = std::as_writable_bytes(std::span(&head, 1));
    if (file.read(bytes, 0).size() != sizeof head || head.magic != magic) return std::nullopt;
    return head;
}

std::int64_t total(std::span<const ByteRange> ranges) {
    std::int64_t sum = 0;
    for (const ByteRange& range : ranges) sum += range.length;
    return sum;
}

std::int64_t begin_of_bytes(std::size_t range_count) {
    return static_cast<std::int64_t>(sizeof(Head) + range_count * sizeof(ByteRange));
}

bool in_order_and_inside(std::span<const ByteRange> ranges, std::int64_t size) {
    std::int64_t end = 0;
    for (const ByteRange& range : ranges) {
        if (range.offset < end || range.length < 0 || range.length > size - range.offset) return false;
        end = range.end();
    }
    return true;
}

}  // namespace

void write_journal(const PosixFile& file, const JournalHeader& header, const Content& content,
                   std::span<const ByteRange> ranges) {
    const std::int64_t length = begin_of_bytes(ranges.size()) + total(ranges) + static_cast<std::int64_t>(sizeof(Tail));
    file.reserve({0, length});
    Writer writer(file);
    const Head head{magic, header, ranges.size()};
    writer.add(std::as_bytes(std::span(&head, 1)));
    writer.add(std::as_bytes(ranges));
    for (const ByteRange& range : ranges) {
        content.visit(range, [&](std::int64_t, std::span<const std::byte> bytes) { writer.add(bytes); });
    }
    writer.finish();
}

std::optional<JournalHeader> read_header(const PosixFile& file) {
    const std::optional<Head> head = read_head(file);
    return head ? std::optional(head->header) : std::nullopt;
}

Journal::Journal(PosixFile file) : file_(std::move(file)) {
    const auto damaged = [&] { return IoError(path() + ": this journal of a save is damaged"); };
    Tail tail;
    const auto tail_bytes = std::as_writable_bytes(std::span(&tail, 1));
    const std::optional<Head> head = read_head(file_);
    if (!head) throw damaged();
    header_ = head->header;
    const std::int64_t end = stamp_of(file_).size - static_cast<std::int64_t>(sizeof tail);
    if (end < 0 || head->range_count > static_cast<std::uint64_t>(end) / sizeof(ByteRange)) throw damaged();
    if (file_.read(tail_bytes, end).size() != sizeof tail || tail.mark != mark) throw damaged();
    Checksum checksum;
    std::vector<std::byte> piece(piece_size);
    for (std::int64_t at = 0; at < end; at += static_cast<std::int64_t>(piece.size())) {
        const auto wanted = std::min<std::int64_t>(static_cast<std::int64_t>(piece.size()), end - at);
        checksum.add(file_.read(std::span(piece).first(static_cast<std::size_t>(wanted)), at));
    }
    if (checksum.value() != tail.checksum) throw damaged();

    ranges_.resize(head->range_count);
    file_.read(std::as_writable_bytes(std::span(ranges_)), sizeof(Head));
    if (!in_order_and_inside(ranges_, header_.new_size) || begin_of_bytes(ranges_.size()) + byte_count() != end) {
        throw damaged();
    }
}

std::int64_t Journal::byte_count() const { return total(ranges_); }

// Reads ahead: a thousand ranges of one byte are one call.
void Journal::visit(const Content::Visit& visit) const {
    std::vector<std::byte> piece(std::min<std::size_t>(piece_size, static_cast<std::size_t>(byte_count())));
    std::span<std::byte> ready;
    std::int64_t at = begin_of_bytes(ranges_.size());
    for (const ByteRange& range : ranges_) {
        for (std::int64_t offset = range.offset; offset < range.end();) {
            if (ready.empty()) {
                ready = file_.read(piece, at);
                at += static_cast<std::int64_t>(ready.size());
                if (ready.empty()) throw IoError(file_.path() + ": this journal of a save became shorter");
            }
            const auto length =
                static_cast<std::size_t>(std::min(range.end() - offset, static_cast<std::int64_t>(ready.size())));
            visit(offset, ready.first(length));
            ready = ready.subspan(length);
            offset += static_cast<std::int64_t>(length);
        }
    }
}

// A journal is only believed about the file it was written for, as that save left it:
// - It is the same file: born at the same instant, or, where births are not known, the same inode. (A device number may
//   be another after a restart; an inode number is used again when a file was deleted. See file_stamp.hpp for devices.)
// - It has the length from before or from after the save: the length changes in one step.
// - It was last modified before the save (which then has written nothing yet), or while it was written: from when the
//   journal was begun until the last sign of life of whoever carries it out, which is the journal's own time of
//   modification, give or take a minute (a busy disk, a time stamp that a power cut took back, a clock that was set).
// A file that was restored or edited by others after the crash has a later time: it is not touched.
bool Journal::explains(const FileStamp& now) const {
    constexpr std::int64_t minute = 60'000'000'000;
    const FileStamp& before = header_.before;
    const bool births_known = before.birth_ns != 0 && now.birth_ns != 0;
    const bool same_inode = before.inode == now.inode && (now.inode != 0 || before.device == now.device);
    const bool same_file = births_known ? before.birth_ns == now.birth_ns : same_inode;
    const bool length_fits = now.size == before.size || now.size == header_.new_size;
    const bool untouched = now.modified_ns == before.modified_ns;
    const bool touched_by_the_save =
        now.modified_ns >= header_.written_ns - minute && now.modified_ns <= stamp_of(file_).modified_ns + minute;
    return same_file && length_fits && (untouched || touched_by_the_save);
}

bool Journal::give_sign_of_life() const { return ::futimens(file_.number(), nullptr) == 0; }

bool Journal::take_over() const { return give_sign_of_life() && ::fsync(file_.number()) == 0; }

void Journal::carry_out(const PosixFile& target) const {
    using Clock = std::chrono::steady_clock;
    if (header_.new_size > header_.before.size) target.set_size(header_.new_size);
    Clock::time_point last_sign = Clock::now();
    visit([&](std::int64_t offset, std::span<const std::byte> bytes) {
        target.write(bytes, offset);
        if (Clock::now() - last_sign < std::chrono::seconds(1)) return;
        give_sign_of_life();
        last_sign = Clock::now();
    });
    if (header_.new_size < header_.before.size) target.set_size(header_.new_size);
    target.sync();
}

bool Journal::is_carried_out(const PosixFile& target) const {
    bool same = stamp_of(target).size == header_.new_size;
    std::vector<std::byte> there(piece_size);
    target.drop_cache();
    visit([&](std::int64_t offset, std::span<const std::byte> bytes) {
        same = same && std::ranges::equal(target.read(std::span(there).first(bytes.size()), offset), bytes);
    });
    return same;
}

}  // namespace byteprism
