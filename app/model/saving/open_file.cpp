#include "app/model/saving/open_file.hpp"

#include <algorithm>
#include <utility>

#include "app/model/saving/interrupted_save.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// The bytes with what the journal says over them. Only an unfinished cut, or a mapping that may not be written, costs a
// copy.
Buffer overlaid(Buffer buffer, const Journal& journal) {
    const auto size = static_cast<std::size_t>(journal.header().new_size);
    if (buffer.size() != size || buffer.readonly()) {
        const Buffer file = std::exchange(buffer, Buffer::zeros(size));
        std::ranges::copy(file.bytes().first(std::min(size, file.size())), buffer.mutable_bytes().begin());
    }
    journal.visit([&](std::int64_t offset, std::span<const std::byte> bytes) {
        std::ranges::copy(bytes, buffer.mutable_bytes().begin() + offset);
    });
    return buffer;
}

// Why a file cannot be opened is said by opening it.
FileStamp stamp_before_opening(const std::string& path) {
    try {
        return stamp_of(path);
    } catch (const IoError&) {
        map_file_private(path);
        throw;
    }
}

}  // namespace

OpenedFile open_file(const std::string& path, Access access) {
    const auto interrupted = complete_interrupted_save(path, access);
    // The stamp first: what changes in between must not pass for what was opened.
    const FileStamp stamp = stamp_before_opening(path);
    OpenedFile opened{Buffer(map_file_private(path)), stamp, interrupted ? interrupted->message : ""};
    if (interrupted && interrupted->journal) opened.buffer = overlaid(std::move(opened.buffer), *interrupted->journal);
    return opened;
}

}  // namespace byteprism
