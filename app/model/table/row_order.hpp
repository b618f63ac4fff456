// Filtering and sorting of rows: what a job does to find their order.
#pragma once

#include <string>

#include "app/model/table/row_reading.hpp"
#include "core/progress.hpp"

namespace byteprism {

struct OrderWish {
    std::string filter;     // of core/structure/row_filter.hpp; empty: every row
    std::string sorted_by;  // a column; empty: as they lie
    bool descending = false;

    bool any() const { return !filter.empty() || !sorted_by.empty(); }
    bool operator==(const OrderWish&) const = default;
};

// Limits of memory: so many rows of a table at most, so many that a filter finds, so many bytes while sorting.
constexpr std::int64_t most_numbered_rows = std::int64_t{1} << 32;
constexpr std::int64_t most_found_rows = std::int64_t{1} << 27;
constexpr std::int64_t most_sorting_bytes = std::int64_t{2} << 30;

// Throws DeclarationError, at its column, if the filter is none of this table; ValueError, with the numbers, for a
// column without numbers and for what is too much. What can be said before any row is read is said first.
void check_order(const Table& table, const OrderWish& wish);
// Rows that are equal keep their order; NaN comes last. Requires a wish for something. Throws as check_order() does.
RowOrder find_order(const Table& table, const OrderWish& wish, const ReadBytes& read, Progress& progress);

}  // namespace byteprism
