// The cells of a table that are in sight, as text, made once for each change of what is in sight; and how wide its
// columns are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/table/row_reading.hpp"
#include "app/ui/panel.hpp"

namespace byteprism {

class TableCells {
public:
    // What is shown: rows from `first` on, in that order, of the columns from `left` to `right`.
    struct Sight {
        TablePtr table;
        RowOrderPtr order;
        std::vector<ChosenDisplay> displays;
        std::int64_t first = 0, rows = 0;
        std::size_t left = 0, right = 0;
        bool operator==(const Sight&) const = default;
    };
    struct Cell {
        std::string text;
        bool number = false;  // stands at the right
        bool outside = false;
    };

    // The columns that are not hidden, and how wide each is, in pixels.
    void follow(const PanelContext& context, const TablePtr& table, const RowOrderPtr& order);
    const std::vector<std::size_t>& columns() const { return columns_; }
    float width(std::size_t shown) const { return lefts_[shown + 1] - lefts_[shown]; }
    // From the left of the first column; that of their count is where the last one ends.
    float left(std::size_t shown) const { return lefts_[shown]; }
    // The column at that distance from the left of the first one.
    std::optional<std::size_t> column_at(float left) const;
    void set_width(std::size_t shown, float width);

    void look(const PanelContext& context, Sight sight);
    // Requires a place in sight; `shown` counts the columns that are not hidden.
    const Cell& cell(std::int64_t row, std::size_t shown) const {
        const auto across = sight_.right - sight_.left;
        return cells_[static_cast<std::size_t>(row - sight_.first) * across + (shown - sight_.left)];
    }

private:
    Cell made(const PanelContext& context, const Sight& sight, std::int64_t row, std::size_t shown) const;

    Sight sight_;
    std::vector<Cell> cells_;
    StructureTypePtr origin_;
    std::string source_;
    std::int64_t offset_ = 0;
    std::vector<std::string> hidden_;
    std::size_t all_ = 0;
    std::vector<std::size_t> columns_;
    std::vector<float> lefts_{0};
};

}  // namespace byteprism
