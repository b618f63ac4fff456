// What a file is to hold: runs of memory one after the other. It owns none of them and copies nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/memory/byte_range.hpp"

namespace byteprism {

class Content {
public:
    Content(std::span<const std::byte> bytes) : Content(std::vector{bytes}) {}  // NOLINT: one run is a content
    explicit Content(std::vector<std::span<const std::byte>> runs);

    std::int64_t size() const { return begins_.back(); }
    // Calls visit with the bytes of `range` in order, in pieces of 4 MiB at most. Requires the range to lie inside.
    using Visit = std::function<void(std::int64_t offset, std::span<const std::byte> bytes)>;
    void visit(ByteRange range, const Visit& visit) const;

private:
    std::vector<std::span<const std::byte>> runs_;
    std::vector<std::int64_t> begins_;  // of each run; and the size
};

}  // namespace byteprism
