// Reads /proc/PID/maps: "begin-end permissions offset device inode   name", the addresses hexadecimal.

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include "core/memory/process_file.hpp"
#include "core/memory/process_memory.hpp"

namespace byteprism {
namespace {

void skip_spaces(std::string_view& line) { line.remove_prefix(std::min(line.find_first_not_of(' '), line.size())); }

std::string_view next_word(std::string_view& line) {
    skip_spaces(line);
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(word.size());
    return word;
}

MemoryRegion region_of(std::string_view line) {
    MemoryRegion region;
    const std::string_view range = next_word(line);
    const char* const end = range.data() + range.size();
    const char* const dash = std::from_chars(range.data(), end, region.begin, 16).ptr;
    if (dash != end) std::from_chars(dash + 1, end, region.end, 16);
    region.permissions = next_word(line);
    for (int skipped = 0; skipped < 3; ++skipped) next_word(line);
    skip_spaces(line);
    region.name = line;  // to the end: it may have spaces
    return region;
}

std::string read_all(const Descriptor& file, pid_t process) {
    std::string text;
    std::array<char, 16384> part{};
    for (;;) {
        const ssize_t got = ::read(file.number(), part.data(), part.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw process_error(process, "list its memory");
        if (got == 0) return text;
        text.append(part.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

std::vector<MemoryRegion> process_regions(pid_t process) {
    const std::string text = read_all(open_process_file(process, "maps", O_RDONLY, "list its memory"), process);
    if (text.empty()) {
        throw IoError("process " + std::to_string(process) + ": has no memory: it has ended or is the kernel's own");
    }
    std::vector<MemoryRegion> regions;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        regions.push_back(region_of(line));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return regions;
}

}  // namespace byteprism
