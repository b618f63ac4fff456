// Where two runs of bytes differ, byte by byte.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "core/memory/byte_range.hpp"
#include "core/progress.hpp"

namespace byteprism {

// The first place from `from` on where they differ, or the end. Requires two of one length.
std::size_t first_difference(std::span<const std::byte> a, std::span<const std::byte> b, std::size_t from);
// The first where they are equal.
std::size_t first_equal(std::span<const std::byte> a, std::span<const std::byte> b, std::size_t from);

// Runs of bytes that all differ, across slices.
class DifferenceFinder {
public:
    // False: no more are wanted.
    using Sink = std::function<bool(ByteRange run)>;

    // Runs with fewer equal bytes than `gap` between them are one. Requires gap >= 1.
    explicit DifferenceFinder(std::int64_t gap = 1) : gap_(gap) {}

    // Slices follow each other. False: the sink has enough. Throws Cancelled. Requires two of one length.
    bool scan(std::span<const std::byte> a, std::span<const std::byte> b, std::int64_t offset, const Sink& sink,
              Progress& progress);
    // After the last slice: gives the run that is left.
    bool finish(const Sink& sink);

private:
    std::int64_t gap_;
    std::optional<ByteRange> run_;  // that may go on
};

}  // namespace byteprism
