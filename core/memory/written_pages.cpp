#include "core/memory/written_pages.hpp"

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

#include "core/memory/pages.hpp"

namespace byteprism {
namespace {

constexpr std::size_t entries_at_once = 64 * 1024;
constexpr std::uint64_t of_a_file = std::uint64_t{1} << 61;
constexpr std::uint64_t swapped = std::uint64_t{1} << 62;
constexpr std::uint64_t present = std::uint64_t{1} << 63;

}  // namespace

WrittenPages::WrittenPages() : map_(::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC)) {}

bool WrittenPages::written(std::size_t page, std::size_t last) {
    if (page < first_ || page - first_ >= entries_.size()) {
        entries_.resize(std::min(entries_at_once, last - page));
        first_ = page;
        const ssize_t got = ::pread(map_.number(), entries_.data(), entries_.size() * sizeof(std::uint64_t),
                                    static_cast<off_t>(page * sizeof(std::uint64_t)));
        entries_.resize(got > 0 ? static_cast<std::size_t>(got) / sizeof(std::uint64_t) : 0);
        if (entries_.empty()) return true;
    }
    const std::uint64_t entry = entries_[page - first_];
    return (entry & (present | swapped)) != 0 && (entry & of_a_file) == 0;
}

WrittenPages::Run WrittenPages::run(const std::byte* begin, const std::byte* end) {
    const auto first = reinterpret_cast<std::uintptr_t>(begin) / page_size();
    const auto last = reinterpret_cast<std::uintptr_t>(end) / page_size();
    if (map_.number() < 0) return {(last - first) * page_size(), true};
    const bool kind = written(first, last);
    std::size_t page = first + 1;
    while (page < last && written(page, last) == kind) ++page;
    return {(page - first) * page_size(), kind};
}

}  // namespace byteprism
