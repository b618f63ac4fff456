#include "app/cli/source.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>

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

ReadBytes reader_of(const Buffer& buffer) {
    return [&buffer](std::int64_t offset, std::span<std::byte> to) {
        buffer.storage().read(static_cast<std::size_t>(offset), to);
    };
}

}  // namespace byteprism
