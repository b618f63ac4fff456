#include "app/cli/source.hpp"

#include <cstdio>
#include <limits>

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

}  // namespace byteprism
