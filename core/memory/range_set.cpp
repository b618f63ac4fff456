#include "core/memory/range_set.hpp"

#include <algorithm>

namespace byteprism {

void RangeSet::add(ByteRange range) {
    if (range.empty()) return;
    // All that touch it become one with it.
    const auto first =
        std::ranges::partition_point(ranges_, [&](const ByteRange& r) { return r.end() < range.offset; });
    const auto last =
        std::partition_point(first, ranges_.end(), [&](const ByteRange& r) { return r.offset <= range.end(); });
    if (first == last) {
        ranges_.insert(first, range);
        return;
    }
    const std::int64_t begin = std::min(first->offset, range.offset);
    const std::int64_t end = std::max(std::prev(last)->end(), range.end());
    *first = {begin, end - begin};
    ranges_.erase(std::next(first), last);
}

std::vector<ByteRange> RangeSet::remove(ByteRange range) {
    std::vector<ByteRange> taken;
    const auto first =
        std::ranges::partition_point(ranges_, [&](const ByteRange& r) { return r.end() <= range.offset; });
    const auto last =
        std::partition_point(first, ranges_.end(), [&](const ByteRange& r) { return r.offset < range.end(); });
    if (range.empty() || first == last) return taken;
    for (auto it = first; it != last; ++it) taken.push_back(intersection(*it, range));
    const ByteRange before{first->offset, range.offset - first->offset};
    const ByteRange behind{range.end(), std::prev(last)->end() - range.end()};
    auto at = ranges_.erase(first, last);
    if (behind.length > 0) at = ranges_.insert(at, behind);
    if (before.length > 0) ranges_.insert(at, before);
    return taken;
}

std::vector<ByteRange> RangeSet::splice(ByteRange range, std::int64_t inserted) {
    std::vector<ByteRange> taken = remove(range);
    auto at = std::ranges::partition_point(ranges_, [&](const ByteRange& r) { return r.end() <= range.offset; });
    if (at != ranges_.end() && at->offset < range.offset) {
        const ByteRange behind{range.offset, at->end() - range.offset};
        at->length = range.offset - at->offset;
        at = ranges_.insert(std::next(at), behind);
    }
    for (auto it = at; it != ranges_.end(); ++it) it->offset += inserted - range.length;
    // Nothing between two ranges any more.
    if (at != ranges_.begin() && at != ranges_.end() && std::prev(at)->end() == at->offset) {
        std::prev(at)->length += at->length;
        ranges_.erase(at);
    }
    return taken;
}

}  // namespace byteprism
