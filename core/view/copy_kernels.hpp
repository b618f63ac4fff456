// The inner loops of copying, compiled for several instruction sets and chosen at run time. Inside core only.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/view/copy.hpp"

namespace byteprism {

// Whether the result will be read soon, or is larger than the caches and better written past them: then the caller
// calls hwy::FlushStream() when all is written.
enum class Reuse { Soon, Later };

// count items of `size` bytes (1, 2, 4 or 8), `stride` bytes apart in the source, side by side in the target.
void gather(std::byte* target, const std::byte* source, std::int64_t stride, std::int64_t count, std::int64_t size,
            Reuse reuse);

// The way back: side by side in the source, `stride` bytes apart in the target; what lies between is not touched.
void scatter(std::byte* target, std::int64_t stride, const std::byte* source, std::int64_t count, std::int64_t size);

// `ways` (2, 3 or 4) rows of `count` items of 1, 2 or 4 bytes, `row_stride` bytes apart in the source, become one row
// of groups: the first item of each row, then the second of each.
void interleave(std::byte* target, const std::byte* source, std::int64_t row_stride, int ways, std::int64_t count,
                std::int64_t size);

// A matrix of items of 1, 2, 4 or 8 bytes, turned over. Its rows are counted along `rows`, outermost axis first, and
// lie side by side in the target: item j of row i, at j * size from where the row begins in the source, goes to
// j * target_stride + i * size.
void transpose(std::byte* target, std::int64_t target_stride, const std::byte* source, const CopyAxes& rows,
               std::int64_t columns, std::int64_t size, Reuse reuse);

}  // namespace byteprism
