// Bytes in slices: how everything in this folder is fed. Who scans a slice says where the next one must begin, so that
// what lies across two slices is seen whole in one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "core/error.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

struct SearchSlice {
    std::span<const std::byte> bytes;
    std::int64_t offset = 0;  // of the first one
    bool last = false;        // nothing comes behind it
};

// A search gave up: a regular expression takes too many steps or too many bytes at a place.
class SearchLimitError : public Error {
public:
    using Error::Error;
    const char* kind() const noexcept override { return "SearchLimitError"; }
};

// Reads bytes that are inside. Throws what it likes.
using ReadBytes = std::function<void(std::int64_t offset, std::span<std::byte> to)>;

// Reads the range once, in order, through one small buffer. `scan` gives the offset that the next slice begins at, or
// a negative one to end; that of the slice itself asks for a longer one, and SearchLimitError is thrown where 32 MiB
// are not enough.
void scan_slices(ByteRange range, const ReadBytes& read,
                 const std::function<std::int64_t(const SearchSlice& slice)>& scan);

}  // namespace byteprism
