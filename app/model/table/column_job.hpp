// The statistics of one column of a table, as a job finds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/model/table/row_reading.hpp"
#include "core/analysis/column_statistics.hpp"
#include "core/progress.hpp"

namespace byteprism {

struct ColumnStatistics {
    std::string column;
    std::int64_t rows_missing = 0;  // that should be there, and are outside of the data
    ColumnSummary summary;
    std::optional<std::size_t> distinct;  // nothing: more than DistinctCounter::most
    ColumnHistogram histogram;
};
// What a job does. Requires a column of numbers.
ColumnStatistics find_statistics(const Table& table, std::size_t column, const RowOrder* order, const ReadBytes& read,
                                 Progress& progress);

}  // namespace byteprism
