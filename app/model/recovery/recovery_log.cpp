#include "app/model/recovery/recovery_log.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/model/recovery/recovery_record.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// Gestures of the document have small numbers.
constexpr std::uint64_t first_own_gesture = std::uint64_t{1} << 63;

// Of the bytes in a record.
constexpr std::int64_t piece_size = std::int64_t{1} << 20;
constexpr std::size_t largest_snapshot = std::size_t{64} << 20;

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
        // A number may come again, with edits of before still there.
        std::string path;
        do {
            path = folder_ + "/" + next_name();
            file_ = PosixFile(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600), path);
        } while (!file_.is_open() && errno == EEXIST);
        if (!file_.is_open()) fail_with_errno(path, "make it");
        // Somebody who looks for edits holds the lock for a moment only.
        while (::flock(file_.number(), LOCK_EX) != 0) {
            if (errno != EINTR) fail_with_errno(path, "lock it");
        }
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
    std::vector<std::byte> piece;
    for (std::int64_t at = 0; at < bytes.size(); at += piece_size) {
        piece.resize(static_cast<std::size_t>(std::min(piece_size, bytes.size() - at)));
        bytes.read(at, piece);
        write(packed(Record{{"do", "write"}, {"at", offset + at}, {"bytes", binary(piece)}, {"gesture", gesture}}));
    }
}

void RecoveryLog::snapshot(std::span<const std::byte> bytes) {
    if (!begun()) return;
    attempt([&] {
        if (bytes.size() > largest_snapshot) {
            throw IoError("they are made on " + std::to_string(bytes.size()) + " bytes that are in no file, at most " +
                          std::to_string(largest_snapshot) + " are kept");
        }
        constexpr auto piece = static_cast<std::size_t>(piece_size);
        const std::uint64_t one_step = first_own_gesture + ++gestures_;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            const auto part = bytes.subspan(at, std::min(piece, bytes.size() - at));
            write(packed(
                Record{{"do", "replace"}, {"at", at}, {"size", 0}, {"bytes", binary(part)}, {"gesture", one_step}}));
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
        } else if (const auto memory = now.in_memory(); now.empty() || (!memory.empty() && now.size() <= piece_size)) {
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
