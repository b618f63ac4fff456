// IPS: "PATCH", records of a 24-bit offset and up to 65535 bytes (or one byte that repeats), "EOF"; behind it, by the
// extension of Lunar IPS, the length that the result is cut to. Numbers have their highest byte first.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/model/patch/patch_kinds.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_offset = (std::int64_t{1} << 24) - 1;
constexpr std::int64_t most_length = 0xffff;
constexpr std::int64_t end_mark = 0x454f46;  // "EOF": no record may begin there
constexpr std::int64_t least_run = 9;        // of one byte that is worth a record of its own

class IpsPatchWriter final : public PatchWriter {
public:
    IpsPatchWriter(const FileBytes& source, const FileBytes& target, const ByteOutput& out)
        : source_(source), target_(target), out_(out) {
        write("PATCH");
    }

    void add(const Hunk& edit) override {
        const ByteRange range = edit.second;
        if (range.empty()) return;  // the end of the source: finish() says so
        if (range.end() - 1 > most_offset) {
            throw ValueError("IPS reaches the first " + std::to_string(most_offset + 1) +
                             " bytes; a difference ends at " + std::to_string(range.end()) + "; bps has no such bound");
        }
        for (std::int64_t at = range.offset; at < range.end();) at = write_record(at, range.end());
    }
    void finish() override {
        write("EOF");
        if (target_.size >= source_.size) return;
        if (target_.size > most_offset) {
            throw ValueError("IPS cuts files to at most " + std::to_string(most_offset) + " bytes, not to " +
                             std::to_string(target_.size));
        }
        write_number(target_.size, 3);
    }

private:
    std::int64_t write_record(std::int64_t at, std::int64_t end) {
        // A record at "EOF" begins a byte before.
        const std::int64_t begin = at == end_mark ? at - 1 : at;
        bytes_.resize(static_cast<std::size_t>(std::min(most_length, end - begin)));
        target_.read(begin, bytes_);
        const std::int64_t run = run_at(0);
        write_number(begin, 3);
        if (run >= least_run) {
            write_number(0, 2);
            write_number(run, 2);
            out_(std::span(bytes_).first(1));
            return begin + run;
        }
        std::int64_t length = at - begin + 1;
        while (length < std::ssize(bytes_) && run_at(length) < least_run) ++length;
        write_number(length, 2);
        out_(std::span(bytes_).first(static_cast<std::size_t>(length)));
        return begin + length;
    }
    // How many equal bytes begin there, as far as that matters.
    std::int64_t run_at(std::int64_t at) const {
        const auto first = bytes_.begin() + at;
        const auto end = at == 0 ? bytes_.end() : first + std::min<std::ptrdiff_t>(least_run, bytes_.end() - first);
        return std::find_if(first, end, [&](std::byte byte) { return byte != *first; }) - first;
    }
    void write(std::string_view text) { out_(std::as_bytes(std::span(text))); }
    void write_number(std::int64_t number, int size) {
        std::array<std::byte, 3> bytes{};
        for (int i = 0; i < size; ++i) {
            bytes[static_cast<std::size_t>(i)] = static_cast<std::byte>(number >> (8 * (size - 1 - i)) & 0xff);
        }
        out_(std::span(bytes).first(static_cast<std::size_t>(size)));
    }

    const FileBytes& source_;
    const FileBytes& target_;
    const ByteOutput& out_;
    std::vector<std::byte> bytes_;
};

// Records may come in any order and overwrite each other. No offset of IPS is behind 16 MiB and a little more: that
// much of the result is kept, what lies behind is copied.
class IpsPatchReader {
public:
    IpsPatchReader(const FileBytes& patch, const FileBytes& source) : patch_(patch), source_(source) {
        head_.resize(static_cast<std::size_t>(std::min(source.size, most_offset + 1 + most_length)));
        if (!head_.empty()) source.read(0, head_);
    }

    void apply(const ByteOutput& out) {
        std::optional<std::int64_t> cut;
        for (at_ = 5;;) {
            const std::int64_t record = at_;
            const std::int64_t offset = number(3, record);
            if (offset == end_mark && (at_ == patch_.size || at_ + 3 == patch_.size)) {
                if (at_ < patch_.size) cut = number(3, record);
                break;
            }
            read_record(offset, record);
        }
        const std::int64_t size = std::max(source_.size, std::ssize(head_));
        const std::int64_t end = std::min(cut.value_or(size), size);
        if (cut && *cut > size) {
            throw IoError("the patch cuts the result to " + std::to_string(*cut) + " bytes, it has " +
                          std::to_string(size));
        }
        out(std::span(head_).first(static_cast<std::size_t>(std::min(end, std::ssize(head_)))));
        if (end > std::ssize(head_)) copy_bytes(source_, {std::ssize(head_), end - std::ssize(head_)}, out);
    }

private:
    void read_record(std::int64_t offset, std::int64_t record) {
        std::int64_t length = number(2, record);
        const bool repeated = length == 0;
        if (repeated) length = number(2, record);
        const auto begin = static_cast<std::size_t>(offset), count = static_cast<std::size_t>(length);
        if (head_.size() < begin + count) head_.resize(begin + count);
        const auto to = std::span(head_).subspan(begin, count);
        if (repeated) {
            std::byte byte{};
            take({&byte, 1}, record);
            std::ranges::fill(to, byte);
        } else {
            take(to, record);
        }
    }
    std::int64_t number(int size, std::int64_t record) {
        std::array<std::byte, 3> bytes{};
        take(std::span(bytes).first(static_cast<std::size_t>(size)), record);
        std::int64_t number = 0;
        for (int i = 0; i < size; ++i) {
            number = number << 8 | std::to_integer<std::int64_t>(bytes[static_cast<std::size_t>(i)]);
        }
        return number;
    }
    void take(std::span<std::byte> to, std::int64_t record) {
        if (std::ssize(to) > patch_.size - at_) {
            throw IoError("the patch ends at byte " + std::to_string(patch_.size) + ", inside of the record at " +
                          std::to_string(record));
        }
        patch_.read(at_, to);
        at_ += std::ssize(to);
    }

    const FileBytes& patch_;
    const FileBytes& source_;
    std::int64_t at_ = 0;
    std::vector<std::byte> head_;
};

}  // namespace

std::unique_ptr<PatchWriter> begin_ips_patch(const FileBytes& source, const FileBytes& target, const ByteOutput& out) {
    return std::make_unique<IpsPatchWriter>(source, target, out);
}

void apply_ips_patch(const FileBytes& patch, const FileBytes& source, const ByteOutput& out) {
    IpsPatchReader(patch, source).apply(out);
}

}  // namespace byteprism
