// The items of a layout, read for questions in which their order does not matter: sums, extremes, counts.
#pragma once

#include <cstddef>
#include <functional>

#include "core/analysis/slices.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

// `count` items, each `stride` bytes behind the last one.
using ItemVisit = std::function<void(const std::byte* first, std::ptrdiff_t stride, std::size_t count)>;

// Visits every item once (those that the layout repeats, as often), in the order of their bytes as far as it can, read
// through one small buffer. Requires items that lie inside of what `read` reads.
void scan_items(const Layout& layout, const ReadBytes& read, const ItemVisit& visit);

}  // namespace byteprism
