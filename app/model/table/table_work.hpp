// TableWork: what is found about the table in sight by jobs: the order of its rows, the statistics of one column, what
// its plot shows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/model/jobs/asked.hpp"
#include "app/model/table/column_job.hpp"
#include "app/model/table/plot_work.hpp"
#include "app/model/table/row_order.hpp"
#include "app/model/table/table.hpp"

namespace byteprism {

class Workbench;

class TableWork {
public:
    // Follows the active sheet. Whether something happened that is to be shown.
    bool follow(Workbench& bench);
    bool running() const { return order_.running() || statistics_.running() || plot_.running(); }

    // The order of the rows of this table; null: as they lie. While another is being found the last one stands.
    RowOrderPtr order_of(const Table& table) const;
    const Asked<RowOrder>& order() const { return order_; }
    const Asked<ColumnStatistics>& statistics() const { return statistics_; }
    const PlotWork& plot() const { return plot_; }

private:
    // What an answer is about.
    struct Subject {
        StructureTypePtr origin;
        std::string source;
        std::int64_t offset = 0, stride = 0, rows = 0;
        bool operator==(const Subject&) const = default;
    };
    static Subject subject_of(const Table& table) {
        return {table.origin, table.source, table.offset, table.stride, table.rows_there};
    }
    void follow_order(Workbench& bench, const Document& document, const OrderWish& wish);
    void follow_statistics(Workbench& bench, const Document& document, const TableSettings& settings);

    BoundTable bound_;
    TablePtr table_;
    Subject subject_;
    OrderWish wish_;
    std::uint64_t order_version_ = 0;
    Asked<RowOrder> order_;
    std::string column_;
    std::uint64_t statistics_version_ = 0;
    RowOrderPtr statistics_order_;
    Asked<ColumnStatistics> statistics_;
    PlotWork plot_;
};

// Begins, goes on with or ends what the active sheet shows. Whether something happened.
bool follow_table(Workbench& bench);
// Whether a job is going on whose progress is shown.
bool is_finding_rows(const Workbench& bench);
// The rows as the settings of the sheet want them; null: as they lie, or not known yet.
RowOrderPtr order_of(const Workbench& bench, const Sheet& sheet, const Table& table);

}  // namespace byteprism
