// How the structure panel shows an array as a table or as a plot, as plain data, so that it can be saved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/extremes.hpp"

namespace byteprism {

enum class StructureFace : std::uint8_t { Tree, Table, Plot };

// Columns are named as bind_table() names them. A table and a plot of it have the same rows.
struct TableSettings {
    bool of_view = false;     // the rows are those of the view bar's view rather than of the structure's array
    std::string path = {};    // of that array
    std::string format = {};  // that its bytes are read in instead of its own; empty: its own
    std::vector<std::string> hidden = {};
    std::string sorted_by = {};  // empty: as they are in the data
    bool descending = false;
    std::string filter = {};  // of row_filter.hpp; empty: every row
    bool statistics = false;  // of `column`
    std::string column = {};  // the one that was chosen last
    bool operator==(const TableSettings&) const = default;
};

enum class PlotKind : std::uint8_t { Line, Histogram, Points };

struct PlotSettings {
    PlotKind kind = PlotKind::Line;
    std::vector<std::string> columns = {};  // empty: the first ones that have numbers
    std::string across = {};                // of Points: the column that goes to the right; empty: the first one
    bool overlaid = false;                  // of Line: in one frame, rather than one under the other
    double first = 0, count = 0;            // of Line: the samples in sight; a count of 0: all
    // Of Points: the numbers in sight; nothing: all.
    struct Window {
        std::optional<Extremes> across = {}, up = {};
        bool operator==(const Window&) const = default;
    } window = {};
    bool operator==(const PlotSettings&) const = default;
};

}  // namespace byteprism
