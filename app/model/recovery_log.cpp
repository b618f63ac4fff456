#include "app/model/recovery_log.hpp"

#include <atomic>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/model/recovery_record.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// Gestures of the document have small numbers.
constexpr std::uint64_t first_own_gesture = std::uint64_t{1} << 63;

Record binary(std::span<const std::byte> bytes) {
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
    return Record::binary(std::vector<std::uint8_t>(first, first + bytes.size()));
}

std::string next_name() {
    static std::atomic<unsigned> count = 0;
    return std::to_string(::getpid()) + "-" + std::to_string(++count) + ".edits";
}

}  // namespace

// What fails here must not stop an edit.
template <class Action>
void RecoveryLog::attempt(const Action& action) {
    try {
        action();
    } catch (const std::exception& error) {
        failure_ = std::string("edits are not kept for recovery: ") + error.what();
        end();
    }
}

void RecoveryLog::write(std::span<const std::byte> record) {
    file_.write(record, size_);
    size_ += static_cast<std::int64_t>(record.size());
}

void RecoveryLog::begin(const RecoveryBase& base) {
    if (!failure_.empty()) return;
    attempt([&] {
        std::filesystem::create_directories(folder_);
        const std::string path = folder_ + "/" + next_name();
        file_ = PosixFile(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), path);
        if (!file_.is_open()) fail_with_errno(path, "make it");
        ::flock(file_.number(), LOCK_EX | LOCK_NB);
        size_ = 0;
        const FileStamp& stamp = base.stamp;
        write(packed(Record{{"byteprism", "edits 1"},
                            {"path", base.path},
                            {"name", base.name},
                            {"stamp", {stamp.device, stamp.inode, stamp.birth_ns, stamp.size, stamp.modified_ns}}}));
    });
}

void RecoveryLog::end() {
    if (!file_.is_open()) return;
    ::unlink(file_.path().c_str());
    file_ = PosixFile(-1, "");
}

void RecoveryLog::write_bytes(std::int64_t offset, const StoredBytes& bytes, std::uint64_t gesture) {
    for_each_piece(bytes, [&](std::int64_t at, std::span<const std::byte> piece) {
        write(packed(Record{{"do", "write"}, {"at", offset + at}, {"bytes", binary(piece)}, {"gesture", gesture}}));
    });
}

void RecoveryLog::snapshot(std::span<const std::byte> bytes) {
    if (!begun()) return;
    attempt([&] {
        constexpr std::size_t piece = std::size_t{1} << 20;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            const auto part = bytes.subspan(at, std::min(piece, bytes.size() - at));
            write(packed(Record{{"do", "replace"}, {"at", at}, {"size", 0}, {"bytes", binary(part)}, {"gesture", 0}}));
        }
    });
}

void RecoveryLog::edited(const Edit& edit, Direction direction, Gesture gesture) {
    if (!begun()) return;
    attempt([&] {
        const StoredBytes& now = bytes_after(edit, direction);
        const StoredBytes& before = bytes_after(edit, opposite(direction));
        auto number = static_cast<std::uint64_t>(gesture);
        if (edit.items != nullptr) {
            Record shape = Record::array();
            Record strides = Record::array();
            for (const Axis& axis : edit.items->axes) {
                shape.push_back(axis.count);
                strides.push_back(axis.stride);
            }
            std::vector<std::byte> bytes(static_cast<std::size_t>(now.size()));
            now.read(0, bytes);
            write(packed(Record{{"do", "items"},
                                {"at", edit.items->offset},
                                {"itemsize", edit.items->itemsize},
                                {"shape", shape},
                                {"strides", strides},
                                {"bytes", binary(bytes)},
                                {"gesture", number}}));
        } else if (!now.pattern().empty() && !edit.moves()) {
            write(packed(Record{{"do", "fill"},
                                {"at", edit.offset},
                                {"size", now.size()},
                                {"pattern", binary(now.pattern())},
                                {"gesture", number}}));
        } else if (const auto memory = now.in_memory(); !memory.empty() || now.empty()) {
            write(packed(Record{{"do", "replace"},
                                {"at", edit.offset},
                                {"size", before.size()},
                                {"bytes", binary(memory)},
                                {"gesture", number}}));
        } else {
            // First the room, then the bytes a piece at a time, as one step.
            if (number == 0) number = first_own_gesture + ++gestures_;
            if (edit.moves()) {
                write(packed(Record{{"do", "replace"},
                                    {"at", edit.offset},
                                    {"size", before.size()},
                                    {"bytes", binary({})},
                                    {"gesture", number}}));
                write(packed(Record{{"do", "zeros"}, {"at", edit.offset}, {"size", now.size()}, {"gesture", number}}));
            }
            if (now.pattern().empty()) write_bytes(edit.offset, now, number);
        }
    });
}

void RecoveryLog::undone() {
    if (begun()) attempt([&] { write(packed(Record{{"do", "undo"}})); });
}

void RecoveryLog::redone() {
    if (begun()) attempt([&] { write(packed(Record{{"do", "redo"}})); });
}

}  // namespace byteprism
