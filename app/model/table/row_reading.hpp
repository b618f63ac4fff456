// The rows of a table for jobs: parts of rows as runs in memory, slice by slice, in any order that was found for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "app/model/table/table.hpp"

namespace byteprism {

// Which rows are shown, and in which order. Numbers of 32 bits: a table of more rows has no order.
struct RowOrder {
    std::vector<std::uint32_t> rows;
    std::uint64_t without_value = 0;  // rows for which a filter has none
};
using RowOrderPtr = std::shared_ptr<const RowOrder>;

// Which rows a question is about: those from `first` on, of the order if there is one.
struct RowSpan {
    const RowOrder* order = nullptr;
    std::int64_t first = 0;
    std::int64_t count = 0;

    std::int64_t row(std::int64_t i) const {
        return order == nullptr ? first + i : order->rows[static_cast<std::size_t>(first + i)];
    }
};
// Those that are there.
RowSpan all_rows(const Table& table, const RowOrder* order);

struct RowSlice {
    const std::byte* first;  // of the part of the first row
    std::ptrdiff_t stride;   // to the same part of the next one
    std::int64_t index;      // of the first row, counted from that of the question
    std::size_t count;
};

// Reads bytes of the data, few enough for a slice of a job: see JobReader.
using ReadBytes = std::function<void(std::int64_t offset, std::span<std::byte> to)>;

// Visits the part of every row, at most `most` rows at once. Requires rows that are there. Throws ValueError if the
// part is too long to be read at once.
void scan_rows(const Table& table, ByteRange part, const RowSpan& rows, std::size_t most, const ReadBytes& read,
               const std::function<void(const RowSlice& slice)>& visit);

}  // namespace byteprism
