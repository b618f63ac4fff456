#include "app/model/sources/source.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>

#include <unistd.h>

#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/memory/process_memory.hpp"
#include "core/memory/shared_memory.hpp"

namespace byteprism {
namespace {

// As much as edits of a mapping may take: what a pipe sends without end must not end the program.
std::size_t half_of_memory() {
    return static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) / 2 * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// All that fits into one line.
std::string some_regions(pid_t process) {
    constexpr std::size_t most = 6;
    std::vector<MemoryRegion> regions = process_regions(process);
    std::stable_partition(regions.begin(), regions.end(), [](const MemoryRegion& each) {
        return each.permissions.starts_with("rw") && (each.name.empty() || each.name.starts_with('['));
    });
    std::string text;
    for (const MemoryRegion& region : std::span(regions).first(std::min(most, regions.size()))) {
        text += (text.empty() ? "" : ", ") + address_text(region.begin) + " " + region.permissions +
                (region.name.empty() ? "" : " " + region.name);
    }
    return text + "; all " + std::to_string(regions.size()) + " are in /proc/" + std::to_string(process) + "/maps";
}

std::unique_ptr<Document> open_each(const FileSource& source, Editing editing) {
    if (is_stream(source.path)) {
        return Document::of_stream(source.path, Stream::open(source.path), default_stream_limit);
    }
    return Document::open(source.path, editing);
}

std::unique_ptr<Document> open_each(const LiveFile& source, Editing) {
    const std::filesystem::path path(source.path);
    return Document::of_live_source(path.filename().string(), std::filesystem::absolute(path).string(),
                                    Buffer(map_file_shared(source.path)));
}

std::unique_ptr<Document> open_each(const StandardInput&, Editing) {
    return Document::of_stream("standard input", Stream::standard_input(), half_of_memory());
}

std::unique_ptr<Document> open_each(const SharedMemory& source, Editing) {
    return Document::of_live_source(source.name, "shared memory " + source.name,
                                    Buffer(open_shared_memory(source.name)));
}

std::unique_ptr<Document> open_each(const ProcessMemory& source, Editing) {
    const std::string process = std::to_string(source.process);
    if (!source.address) {
        throw ValueError("process " + process +
                         ": say which region, by an address in it (--region ADDR): " + some_regions(source.process));
    }
    Buffer buffer(read_process_region(source.process, *source.address));
    const std::string place = process + " at " + address_text(buffer.storage().base_address());
    return Document::of_live_source("process " + place, "memory of process " + place, std::move(buffer));
}

}  // namespace

std::unique_ptr<Document> open_document(const Source& source, Editing editing) {
    auto document = std::visit([editing](const auto& each) { return open_each(each, editing); }, source);
    document->set_editing(editing);
    return document;
}

ProcessMemory parse_process(const std::string& text) {
    const std::size_t space = text.find(' ');
    const std::int64_t number = parse_number(std::string_view(text).substr(0, space));
    if (number < 1 || number > std::numeric_limits<pid_t>::max()) {
        throw ValueError("'" + text.substr(0, space) + "' is not the number of a process");
    }
    ProcessMemory memory{static_cast<pid_t>(number), std::nullopt};
    if (space == std::string::npos) return memory;
    const std::int64_t address = parse_number(std::string_view(text).substr(space));
    if (address < 0) throw ValueError("'" + text.substr(space + 1) + "' is negative, not an address");
    memory.address = static_cast<std::uint64_t>(address);
    return memory;
}

}  // namespace byteprism
