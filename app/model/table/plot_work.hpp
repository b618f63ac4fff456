// PlotWork: what the plot of a table shows, found by a job: envelopes of columns, their histograms, or a density.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/jobs/asked.hpp"
#include "app/model/table/column_job.hpp"
#include "app/model/table/row_order.hpp"
#include "app/model/table/table.hpp"
#include "core/analysis/envelope.hpp"
#include "core/analysis/point_density.hpp"

namespace byteprism {

class Workbench;

constexpr std::size_t most_series = 8;

// The columns that are plotted: those that were chosen, or the first number and others of its kind, as the channels of
// sound are. At most most_series; all have numbers.
std::vector<std::size_t> plotted_columns(const Table& table, const PlotSettings& settings);
// Of PlotKind::Points: the chosen columns, or the first two with numbers. Nothing: the table has no numbers.
struct PointColumns {
    std::size_t across, up;
};
std::optional<PointColumns> point_columns(const Table& table, const PlotSettings& settings);

// The window, if it is a part of the plane.
PlotSettings::Window window_of(const PlotSettings& settings);

class PlotWork {
public:
    // Follows the plot of this table. Whether something happened that is to be shown.
    bool follow(Workbench& bench, const Document& document, const TablePtr& table, const RowOrderPtr& order,
                const PlotSettings& settings);
    void drop();
    bool running() const { return found_.running(); }
    double progress() const { return found_.running() ? found_.job->progress() : 1; }
    const std::string& refusal() const { return found_.refusal; }

    // Of PlotKind::Line, one for each column that is plotted, in their order; while it grows where nothing else is
    // known. Empty: not begun.
    const std::vector<std::shared_ptr<const Envelope>>& envelopes() const { return envelopes_; }
    // Of PlotKind::Histogram, as above, and of PlotKind::Points. Null: not found yet.
    const std::vector<ColumnStatistics>* histograms() const;
    std::shared_ptr<const PointDensity> points() const;

private:
    struct Question {
        PlotKind kind;
        StructureTypePtr origin;
        std::string source;
        std::int64_t offset, stride, rows;
        std::vector<std::size_t> columns;
        std::size_t across;
        PlotSettings::Window window;
        std::uint64_t version;
        RowOrderPtr order;
        bool operator==(const Question&) const = default;
    };
    struct Found {
        std::vector<ColumnStatistics> histograms;
        std::optional<PointDensity> points;
    };

    std::optional<Question> question_;
    Asked<Found> found_;
    std::vector<std::shared_ptr<const Envelope>> envelopes_, growing_;
};

}  // namespace byteprism
