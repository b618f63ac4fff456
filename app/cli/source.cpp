#include "app/cli/source.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <vector>

#include "core/error.hpp"
#include "core/memory/stream.hpp"

namespace byteprism {
namespace {

Buffer read_standard_input() {
    Buffer buffer(growing_storage());
    Stream::standard_input().read(buffer, std::numeric_limits<std::size_t>::max(), Stream::Waiting::Yes);
    return buffer;
}

}  // namespace

OpenedFile open_source(const std::string& path, Access access) {
    if (path == "-") return {read_standard_input(), {}, ""};
    OpenedFile opened = open_file(path, access);
    if (!opened.notice.empty()) std::fprintf(stderr, "byteprism: %s\n", opened.notice.c_str());
    return opened;
}

ByteRange range_in(const Buffer& buffer, const std::string& path, std::optional<std::int64_t> offset,
                   std::optional<std::int64_t> length) {
    const auto size = static_cast<std::int64_t>(buffer.size());
    const std::int64_t begin = offset.value_or(0);
    if (begin > size) {
        throw IoError(path + ": offset " + std::to_string(begin) + " lies outside its " + std::to_string(size) +
                      " bytes");
    }
    return {begin, std::min(length.value_or(size), size - begin)};
}

void read_slices(const Buffer& buffer, ByteRange range,
                 const std::function<void(std::span<const std::byte> bytes)>& each) {
    constexpr std::int64_t slice = 256 << 10;  // stays in a core's own cache
    std::vector<std::byte> bytes(static_cast<std::size_t>(std::min(slice, range.length)));
    for (std::int64_t at = range.offset; at < range.end(); at += slice) {
        const auto part = std::span(bytes).first(static_cast<std::size_t>(std::min(slice, range.end() - at)));
        buffer.storage().read(static_cast<std::size_t>(at), part);
        each(part);
    }
}

}  // namespace byteprism
