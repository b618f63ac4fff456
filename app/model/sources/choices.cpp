#include "app/model/sources/choices.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <limits>

#include "app/model/number_text.hpp"
#include "app/model/sources/source.hpp"
#include "core/memory/process_memory.hpp"
#include "core/memory/shared_memory.hpp"

namespace byteprism {
namespace {

enum class Align { Left, Right };

std::string padded(std::string text, std::size_t width, Align align = Align::Left) {
    const std::size_t missing = width - std::min(width, text.size());
    return align == Align::Left ? text + std::string(missing, ' ') : std::string(missing, ' ') + text;
}

ChoiceList blocks() {
    ChoiceList list{padded("size", 11, Align::Right) + "  name", {}};
    for (const SharedMemoryBlock& block : list_shared_memory()) {
        list.choices.push_back({block.name, padded(short_size_text(block.size), 11, Align::Right) + "  " + block.name});
    }
    return list;
}

std::string first_line(const std::filesystem::path& path) {
    std::string line;
    std::ifstream file(path);
    std::getline(file, line);
    return line;
}

// The newest first: they have the largest numbers, mostly.
ChoiceList processes() {
    std::vector<std::int64_t> numbers;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry("/proc", failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        std::int64_t number = 0;
        const auto [at, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (error == std::errc() && at == name.data() + name.size()) numbers.push_back(number);
    }
    std::ranges::sort(numbers, std::ranges::greater{});
    ChoiceList list{padded("process", 10, Align::Right) + "  name", {}};
    for (const std::int64_t number : numbers) {
        const std::string digits = std::to_string(number);
        list.choices.push_back(
            {digits, padded(digits, 10, Align::Right) + "  " + first_line("/proc/" + digits + "/comm")});
    }
    return list;
}

// Without those that lie where no file offset reaches: they cannot be read.
ChoiceList regions(const std::string& process) {
    constexpr std::size_t range_width = 31;
    ChoiceList list{padded("addresses", range_width) + padded("size", 11, Align::Right) + "  perm  name", {}};
    for (const MemoryRegion& region : process_regions(parse_process(process).process)) {
        if (region.end > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) continue;
        const std::string begin = address_text(region.begin);
        const std::string size = short_size_text(static_cast<std::int64_t>(region.size()));
        list.choices.push_back({process + " " + begin, padded(begin + " - " + address_text(region.end), range_width) +
                                                           padded(size, 11, Align::Right) + "  " + region.permissions +
                                                           "  " + region.name});
    }
    return list;
}

}  // namespace

ChoiceList shared_memory_choices(const Workbench&, const std::string&) { return blocks(); }

ChoiceList process_choices(const Workbench&, const std::string& given) {
    return given.empty() ? processes() : regions(given);
}

}  // namespace byteprism
