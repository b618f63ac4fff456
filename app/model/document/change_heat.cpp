#include "app/model/document/change_heat.hpp"

#include <algorithm>

namespace byteprism {
namespace {

std::span<const std::byte> part_of(std::span<const std::byte> bytes, ByteRange range) {
    return bytes.subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length));
}

}  // namespace

void ChangeHeat::watch(ByteRange range, std::span<const std::byte> document) {
    const ByteRange inside = intersection(range, {0, std::ssize(document)});
    const auto bytes = part_of(document, {inside.offset, std::min(inside.length, most_watched)});
    offset_ = inside.offset;
    copy_.assign(bytes.begin(), bytes.end());
}

void ChangeHeat::compare(std::span<const std::byte> document) {
    const ByteRange watched = intersection(ByteRange{offset_, std::ssize(copy_)}, ByteRange{0, std::ssize(document)});
    if (watched.empty()) return;
    const auto now = part_of(document, watched);
    RangeSet found;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i] != copy_[i]) found.add({offset_ + static_cast<std::int64_t>(i), 1});
    }
    changed(found.ranges());
}

void ChangeHeat::changed(std::span<const ByteRange> ranges) {
    if (ranges.empty()) return;
    changed_.clear();
    for (const ByteRange range : ranges) changed_.add(range);
}

void ChangeHeat::written(ByteRange range, std::span<const std::byte> document) {
    changed_.remove(range);
    const ByteRange both = intersection(range, {offset_, std::ssize(copy_)});
    if (both.empty()) return;
    std::ranges::copy(part_of(document, both), copy_.begin() + (both.offset - offset_));
}

}  // namespace byteprism
