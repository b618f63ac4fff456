// ByteRange: a run of bytes of a buffer, [offset, offset + length).
#pragma once

#include <algorithm>
#include <cstdint>

namespace byteprism {

// Requires offset >= 0, length >= 0 and offset + length <= 2^63 - 1; whoever makes one from outside numbers checks.
struct ByteRange {
    std::int64_t offset = 0;
    std::int64_t length = 0;

    std::int64_t end() const { return offset + length; }
    bool empty() const { return length == 0; }
    bool contains(std::int64_t at) const { return at >= offset && at < end(); }
    bool overlaps(ByteRange other) const { return offset < other.end() && other.offset < end(); }
    bool operator==(const ByteRange&) const = default;
};

// What two ranges share; empty, at the later of the two offsets, when they share nothing.
inline ByteRange intersection(ByteRange a, ByteRange b) {
    const std::int64_t begin = std::max(a.offset, b.offset);
    return {begin, std::max<std::int64_t>(0, std::min(a.end(), b.end()) - begin)};
}

}  // namespace byteprism
