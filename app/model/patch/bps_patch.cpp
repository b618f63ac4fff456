// BPS, by the specification that Near put into the public domain: actions that write the target from its begin to its
// end, and CRC-32 of source, target and patch behind them. Numbers take seven bits a byte, the lowest first.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/model/patch/patch_kinds.hpp"
#include "core/analysis/digest.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

enum class Action : std::uint64_t { SourceRead, TargetRead, SourceCopy, TargetCopy };

constexpr std::int64_t footer = 12;
// The target is built in memory, because actions read it.
constexpr std::int64_t most_target = std::int64_t{4} << 30;

// As the file has it: the lowest byte first.
std::vector<std::byte> checksum(Digest& crc) {
    std::vector<std::byte> bytes = crc.end();
    std::ranges::reverse(bytes);
    return bytes;
}
std::vector<std::byte> checksum(const FileBytes& file, std::int64_t size) {
    const auto crc = find_digest("crc32")->begin();
    copy_bytes(file, {0, size}, [&](std::span<const std::byte> bytes) { crc->add(bytes); });
    return checksum(*crc);
}

class BpsPatchWriter final : public PatchWriter {
public:
    BpsPatchWriter(const FileBytes& source, const FileBytes& target, const ByteOutput& out)
        : source_(source), target_(target), out_(out), crc_(find_digest("crc32")->begin()) {
        write(std::as_bytes(std::span(std::string_view("BPS1"))));
        write_number(static_cast<std::uint64_t>(source.size));
        write_number(static_cast<std::uint64_t>(target.size));
        write_number(0);  // no metadata
    }

    void add(const Hunk& edit) override {
        copy_until(edit.second.offset);
        source_at_ += edit.first.length;
        target_at_ += edit.second.length;
        if (edit.second.empty()) return;
        write_action(Action::TargetRead, edit.second.length);
        copy_bytes(target_, edit.second, [&](std::span<const std::byte> bytes) { write(bytes); });
    }
    void finish() override {
        copy_until(target_.size);
        write(checksum(source_, source_.size));
        write(checksum(target_, target_.size));
        out_(checksum(*crc_));
    }

private:
    // The equal bytes before an edit.
    void copy_until(std::int64_t target) {
        const std::int64_t length = target - target_at_;
        if (length == 0) return;
        if (source_at_ == target_at_) {
            write_action(Action::SourceRead, length);
        } else {
            write_action(Action::SourceCopy, length);
            const std::int64_t distance = source_at_ - copied_to_;
            write_number(static_cast<std::uint64_t>(distance < 0 ? -distance : distance) << 1 | (distance < 0 ? 1 : 0));
            copied_to_ = source_at_ + length;
        }
        source_at_ += length;
        target_at_ += length;
    }
    void write_action(Action action, std::int64_t length) {
        write_number(static_cast<std::uint64_t>(length - 1) << 2 | static_cast<std::uint64_t>(action));
    }
    void write_number(std::uint64_t number) {
        std::array<std::byte, 10> bytes{};
        std::size_t count = 0;
        for (;; --number) {
            const std::uint64_t low = number & 0x7f;
            number >>= 7;
            bytes[count++] = static_cast<std::byte>(number == 0 ? low | 0x80 : low);
            if (number == 0) break;
        }
        write(std::span(bytes).first(count));
    }
    void write(std::span<const std::byte> bytes) {
        crc_->add(bytes);
        out_(bytes);
    }

    const FileBytes& source_;
    const FileBytes& target_;
    const ByteOutput& out_;
    std::unique_ptr<Digest> crc_;
    std::int64_t source_at_ = 0, target_at_ = 0, copied_to_ = 0;
};

class BpsPatchReader {
public:
    BpsPatchReader(const FileBytes& patch, const FileBytes& source)
        : patch_(patch), source_(source), end_(patch.size - footer) {}

    std::vector<std::byte> apply() {
        check_sums();
        at_ = 4;
        const std::int64_t source_size = size("source");
        target_size_ = size("target");
        const std::int64_t metadata = size("metadata");
        if (source_size != source_.size) {
            throw IoError("the patch is for a file of " + std::to_string(source_size) + " bytes, this one has " +
                          std::to_string(source_.size));
        }
        if (target_size_ > most_target) {
            throw IoError("the patch makes a file of " + std::to_string(target_size_) + " bytes; up to " +
                          std::to_string(most_target) + " are possible");
        }
        if (metadata > end_ - at_) fail(at_, "its " + std::to_string(metadata) + " bytes of metadata");
        at_ += metadata;
        same_sum(checksum(source_, source_.size), footer_at(0), "this file");
        // At once, unless the patch promises much more than there is to make it of.
        if (target_size_ / 4 <= source_.size + patch_.size) target_.reserve(static_cast<std::size_t>(target_size_));
        while (at_ < end_) take_action();
        if (std::ssize(target_) != target_size_) {
            throw IoError("the patch makes " + std::to_string(target_.size()) + " bytes where it says " +
                          std::to_string(target_size_));
        }
        const auto crc = find_digest("crc32")->begin();
        crc->add(target_);
        same_sum(checksum(*crc), footer_at(4), "the result");
        return std::move(target_);
    }

private:
    void check_sums() {
        if (patch_.size < 4 + 3 + footer) {
            throw IoError("the patch has " + std::to_string(patch_.size) + " bytes, too few for any of its kind");
        }
        same_sum(checksum(patch_, patch_.size - 4), footer_at(8), "the patch");
    }
    std::vector<std::byte> footer_at(std::int64_t place) const {
        std::vector<std::byte> bytes(4);
        patch_.read(end_ + place, bytes);
        return bytes;
    }
    static void same_sum(std::vector<std::byte> found, std::vector<std::byte> wanted, const std::string& of) {
        if (found == wanted) return;
        const auto text = [](const std::vector<std::byte>& bytes) {
            static constexpr char digits[] = "0123456789abcdef";
            std::string hex;
            for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
                hex += digits[std::to_integer<unsigned>(*byte) >> 4];
                hex += digits[std::to_integer<unsigned>(*byte) & 15];
            }
            return hex;
        };
        throw IoError(of + " has CRC-32 " + text(found) + ", the patch says " + text(wanted));
    }

    void take_action() {
        const std::int64_t where = at_;
        const std::uint64_t code = number();
        const std::uint64_t length = (code >> 2) + 1;
        const std::int64_t written = std::ssize(target_);
        if (length > static_cast<std::uint64_t>(target_size_ - written)) {
            fail(where, std::to_string(length) + " bytes at " + std::to_string(written) + " of " +
                            std::to_string(target_size_));
        }
        const auto count = static_cast<std::int64_t>(length);
        switch (static_cast<Action>(code & 3)) {
            case Action::SourceRead:
                copy_source(where, written, count);
                break;
            case Action::TargetRead:
                if (count > end_ - at_) fail(where, std::to_string(count) + " bytes of its own");
                patch_.read(at_, grow(count));
                at_ += count;
                break;
            case Action::SourceCopy:
                source_copy_ = moved(where, source_copy_, source_.size);
                copy_source(where, source_copy_, count);
                source_copy_ += count;
                break;
            case Action::TargetCopy:
                target_copy_ = moved(where, target_copy_, written);
                if (target_copy_ >= written) fail(where, "byte " + std::to_string(target_copy_) + " of its target");
                // What it reads may be what it has just written.
                for (std::int64_t i = 0; i < count; ++i) {
                    target_.push_back(target_[static_cast<std::size_t>(target_copy_++)]);
                }
                break;
        }
    }
    void copy_source(std::int64_t where, std::int64_t from, std::int64_t count) {
        if (from > source_.size || count > source_.size - from) {
            fail(where, std::to_string(count) + " bytes at " + std::to_string(from) + " of the source's " +
                            std::to_string(source_.size));
        }
        source_.read(from, grow(count));
    }
    std::span<std::byte> grow(std::int64_t count) {
        target_.resize(target_.size() + static_cast<std::size_t>(count));
        return std::span(target_).last(static_cast<std::size_t>(count));
    }
    std::int64_t moved(std::int64_t where, std::int64_t from, std::int64_t limit) {
        const std::uint64_t code = number();
        const auto distance = static_cast<std::int64_t>(code >> 1);
        const bool back = (code & 1) != 0;
        if (back ? distance > from : distance > limit - from) {
            fail(where, "a place " + std::to_string(distance) + " bytes " + (back ? "before " : "behind ") +
                            std::to_string(from));
        }
        return back ? from - distance : from + distance;
    }

    std::int64_t size(const char* of) {
        const std::int64_t where = at_;
        const std::uint64_t found = number();
        if (found > static_cast<std::uint64_t>(INT64_MAX)) fail(where, std::string("the size of its ") + of);
        return static_cast<std::int64_t>(found);
    }
    std::uint64_t number() {
        const std::int64_t where = at_;
        std::uint64_t number = 0;
        for (int shift = 0;; shift += 7) {
            if (at_ >= end_ || shift > 56) fail(where, "a number");
            std::byte byte{};
            next(byte);
            number += (std::to_integer<std::uint64_t>(byte) & 0x7f) << shift;
            if ((byte & std::byte{0x80}) != std::byte{0}) return number;
            number += std::uint64_t{1} << (shift + 7);
        }
    }
    void next(std::byte& byte) {
        if (at_ < ahead_at_ || at_ >= ahead_at_ + std::ssize(ahead_)) {
            ahead_at_ = at_;
            ahead_.resize(static_cast<std::size_t>(std::min<std::int64_t>(end_ - at_, 1 << 16)));
            patch_.read(at_, ahead_);
        }
        byte = ahead_[static_cast<std::size_t>(at_++ - ahead_at_)];
    }
    [[noreturn]] static void fail(std::int64_t where, const std::string& what) {
        throw IoError("the patch is broken at byte " + std::to_string(where) + ": " + what + " cannot be");
    }

    const FileBytes& patch_;
    const FileBytes& source_;
    std::int64_t end_;
    std::int64_t at_ = 0;
    std::int64_t target_size_ = 0, source_copy_ = 0, target_copy_ = 0;
    std::int64_t ahead_at_ = 0;
    std::vector<std::byte> ahead_, target_;
};

}  // namespace

std::unique_ptr<PatchWriter> begin_bps_patch(const FileBytes& source, const FileBytes& target, const ByteOutput& out) {
    return std::make_unique<BpsPatchWriter>(source, target, out);
}

void apply_bps_patch(const FileBytes& patch, const FileBytes& source, const ByteOutput& out) {
    out(BpsPatchReader(patch, source).apply());
}

}  // namespace byteprism
