// What `byteprism stat` writes of bytes, and of the numbers in them.
#pragma once

#include <cstdint>

#include "app/cli/output.hpp"
#include "core/analysis/slices.hpp"
#include "core/memory/byte_range.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

struct ByteStatisticsWanted {
    std::int64_t blocks = 0;  // so many parts of equal length, with the entropy of each
    bool histogram = false, json = false;
};
void write_byte_statistics(ByteRange range, const ByteStatisticsWanted& wanted, const ReadBytes& read, Output& output);

// A line for each member of the items. Throws ValueError for one that is no number.
void write_number_statistics(const Layout& items, const Format& format, bool json, const ReadBytes& read,
                             Output& output);

}  // namespace byteprism
