#include "app/model/table/column_job.hpp"

namespace byteprism {

ColumnStatistics find_statistics(const Table& table, std::size_t column, const RowOrder* order, const ReadBytes& read,
                                 Progress& progress) {
    const TableColumn& of = table.columns[column];
    const NumberColumn& numbers = *of.numbers;
    const RowSpan rows = all_rows(table, order);
    constexpr std::size_t most = std::size_t{1} << 20;
    ColumnStatistics found;
    found.column = of.name;
    found.rows_missing = table.rows - table.rows_there;
    progress.expect(2 * rows.count);
    ColumnSummarizer summarizer(numbers);
    DistinctCounter distinct;
    scan_rows(table, of.bytes, rows, most, read, [&](const RowSlice& slice) {
        summarizer.add(slice.first, slice.stride, slice.count);
        distinct.add(numbers, slice.first, slice.stride, slice.count);
        progress.add(static_cast<std::int64_t>(slice.count));
    });
    found.summary = summarizer.summary();
    found.distinct = distinct.count();
    if (!found.summary.any()) return found;
    found.histogram = ColumnHistogram(found.summary.least, found.summary.greatest);
    scan_rows(table, of.bytes, rows, most, read, [&](const RowSlice& slice) {
        found.histogram.add(numbers, slice.first, slice.stride, slice.count);
        progress.add(static_cast<std::int64_t>(slice.count));
    });
    return found;
}

}  // namespace byteprism
