// The table face of the structure panel: rows and columns of an array, moved through, selected and edited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/fields.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/structure/table_cells.hpp"

namespace byteprism {

class DataTable {
public:
    // Fills the rest of the window. `arrives`: the keyboard is to be here from now on.
    void draw(const PanelContext& context, const TablePtr& table, const Colors& look, bool arrives);
    // The bytes of the cell that the mouse is over.
    const std::optional<ByteRange>& under_mouse() const { return under_mouse_; }

private:
    // Of the rows in their order, and of the columns that are shown.
    struct Place {
        std::int64_t row = 0;
        std::size_t column = 0;
        bool operator==(const Place&) const = default;
    };
    // Where things are drawn in this frame.
    struct Frame {
        ImVec2 from, room;
        float row_height = 0, numbers = 0;  // the column of row numbers
        std::int64_t rows = 0, visible = 0;
    };
    struct Editor {
        Place place;
        std::int64_t row;  // of the table, which may come to stand elsewhere
        StructureTypePtr origin;
        SheetId sheet;
        bool drawn = true;  // in this frame
        InPlaceField field{};
    };

    Frame frame_of(ImVec2 from, ImVec2 room) const;
    void header(const PanelContext& context, const Colors& look, const Frame& frame);
    void body(const PanelContext& context, const Colors& look, const Frame& frame);
    void cell(const PanelContext& context, const Colors& look, const Frame& frame, Place place, float x);
    void mouse(const PanelContext& context, const Frame& frame);
    void keys(const PanelContext& context, const Frame& frame);
    void scroll(const PanelContext& context, const Colors& look, const Frame& frame);
    void follow(const PanelContext& context, const Frame& frame);

    void go_to(const PanelContext& context, const Frame& frame, Place place, bool extends);
    void select(const PanelContext& context);
    void reveal(const Frame& frame, Place place);
    void start_editing(const PanelContext& context);
    void edit(const PanelContext& context, const Colors& look, float x, float y, const Frame& frame);
    std::optional<Place> place_at(const Frame& frame, ImVec2 mouse) const;
    bool is_there(const Editor& editor, const Sheet& sheet) const;
    float column_x(const Frame& frame, std::size_t shown) const {
        return frame.from.x + frame.numbers - right_ + cells_.left(shown);
    }
    std::int64_t row_of(Place place) const { return RowSpan{order_.get(), place.row, 1}.row(0); }
    // The rows that are selected together, with the current one.
    std::int64_t first_selected() const { return std::min(anchor_, current_.row); }
    std::int64_t count_selected() const { return std::max(anchor_, current_.row) - first_selected() + 1; }
    const TableColumn& column_of(std::size_t shown) const { return table_->columns[cells_.columns()[shown]]; }

    TablePtr table_;
    RowOrderPtr order_;
    TableCells cells_;
    std::int64_t first_ = 0;
    float above_ = 0;  // of the wheel: less than a row
    float right_ = 0;  // pixels that are scrolled out of sight
    float grabbed_at_ = 0, grabbed_across_ = 0;
    Place current_;
    std::int64_t anchor_ = 0;
    bool focused_ = false;
    bool dragging_ = false;
    std::optional<std::size_t> widening_;
    std::optional<std::int64_t> followed_;  // the cursor's offset
    bool moved_by_us_ = false;              // the cursor
    std::optional<Editor> editor_;
    std::optional<ByteRange> under_mouse_;
};

}  // namespace byteprism
