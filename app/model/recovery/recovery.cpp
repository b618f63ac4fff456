#include "app/model/recovery/recovery.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fcntl.h>
#include <sys/file.h>

#include "app/model/recovery/recovery_record.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

namespace fs = std::filesystem;

std::span<const std::byte> bytes_of(const Record& record, const char* key) {
    const auto& binary = record.at(key).get_binary();
    return std::as_bytes(std::span(binary.data(), binary.size()));
}

PosixFile open_log(const std::string& path) { return {::open(path.c_str(), O_RDWR | O_CLOEXEC), path}; }

// Whether it is in the state that the edits were made on; edits on no file fit always.
bool fits(const Record& head, const FileStamp& now) {
    if (head.at("path").get<std::string>().empty()) return true;
    const Record& stamp = head.at("stamp");
    const FileStamp then{stamp.at(0), stamp.at(1), stamp.at(2), stamp.at(3), stamp.at(4)};
    return same_file(then, now) && then.size == now.size && then.modified_ns == now.modified_ns;
}

bool fits_now(const Record& head) {
    const auto path = head.at("path").get<std::string>();
    try {
        return fits(head, path.empty() ? FileStamp() : stamp_of(path));
    } catch (const IoError&) {
        return false;
    }
}

std::optional<Recoverable> read_log(const std::string& path) {
    const PosixFile file = open_log(path);
    if (!file.is_open() || ::flock(file.number(), LOCK_EX | LOCK_NB) != 0) return std::nullopt;
    RecordReader reader(file);
    const std::optional<Record> head = reader.next();
    if (!head || head->value("byteprism", "") != "edits 1") return std::nullopt;
    Recoverable found{path, head->at("path"), head->at("name"), 0, fits_now(*head)};
    std::uint64_t last = 0;  // digits of a byte are one edit, as they are one step of the history
    while (const std::optional<Record> record = reader.next()) {
        const std::uint64_t gesture = record->value("gesture", std::uint64_t{0});
        if (gesture == 0 || gesture != last) ++found.edits;
        last = gesture;
    }
    return found;
}

void do_again(const Record& record, Gesture gesture, Document& document) {
    const auto what = record.at("do").get<std::string>();
    if (what == "undo") {
        document.undo();
        return;
    }
    if (what == "redo") {
        document.redo();
        return;
    }
    const auto at = record.at("at").get<std::int64_t>();
    if (what == "fill") {
        document.fill({at, record.at("size")}, bytes_of(record, "pattern"), gesture);
    } else if (what == "zeros") {
        document.insert_zeros(at, record.at("size"), gesture);
    } else if (what == "write") {
        document.write(at, bytes_of(record, "bytes"), gesture);
    } else if (what == "replace") {
        document.replace({at, record.at("size")}, bytes_of(record, "bytes"), gesture);
    } else if (what == "items") {
        const auto shape = record.at("shape").get<std::vector<std::int64_t>>();
        const auto strides = record.at("strides").get<std::vector<std::int64_t>>();
        const Layout items = checked_layout(shape, strides, record.at("itemsize"), at, document.size());
        document.write_items(items, bytes_of(record, "bytes"), gesture);
    }
}

}  // namespace

std::vector<Recoverable> find_recoverable(const std::string& folder) {
    std::vector<Recoverable> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() != ".edits") continue;
        try {
            const std::optional<Recoverable> log = read_log(entry->path().string());
            if (log && log->edits > 0) found.push_back(*log);
        } catch (const std::exception&) {
            continue;  // no log of ours, or one that cannot be read
        }
    }
    std::ranges::sort(found, {}, &Recoverable::log);
    return found;
}

void recover(const Recoverable& found, Document& document) {
    const PosixFile file = open_log(found.log);
    if (!file.is_open()) throw IoError(found.log + ": the edits are gone");
    RecordReader reader(file);
    const std::optional<Record> head = reader.next();
    if (!head || !fits(*head, document.stamp())) {
        throw IoError(found.path + ": is not the file any more that the edits were made on; they are kept in " +
                      found.log);
    }
    std::uint64_t number = 0;
    Gesture gesture = Gesture::None;
    while (const std::optional<Record> record = reader.next()) {
        try {
            // Gestures get new numbers; edits that shared one share one again.
            const std::uint64_t next = record->value("gesture", std::uint64_t{0});
            if (next != number) gesture = next == 0 ? Gesture::None : document.new_gesture();
            number = next;
            do_again(*record, gesture, document);
            document.finish_work();
        } catch (const Record::exception& error) {
            throw IoError(found.log + ": " + error.what());
        }
    }
}

}  // namespace byteprism
