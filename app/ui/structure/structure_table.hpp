// The tree of the structure panel: rows of open nodes, moved through and edited with keys and mouse.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/model/structure/structure_rows.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/structure/enum_chooser.hpp"

namespace byteprism {

class StructureTable {
public:
    // Fills the rest of the window. `arrives`: the keyboard is to be here from now on.
    void draw(const PanelContext& context, const Colors& look, bool arrives);
    // The bytes of the row that the mouse is over.
    const std::optional<ByteRange>& under_mouse() const { return under_mouse_; }

private:
    struct Editor {
        std::string path;
        SheetId sheet;
        StructureTypePtr type;
        std::int64_t offset;
        bool drawn = true;  // in this frame
        InPlaceField field{};
    };
    // The cursor that the rows have followed last.
    struct Followed {
        SheetId sheet;
        std::int64_t offset;
        bool operator==(const Followed&) const = default;
    };

    void follow(const PanelContext& context);
    void columns(const Colors& look);
    void row(const PanelContext& context, const Colors& look, const StructureRow& row);
    void name(const PanelContext& context, const Colors& look, const StructureRow& row);
    void value(const PanelContext& context, const Colors& look, const StructureRow& row);
    void click(const PanelContext& context, const StructureRow& row, float arrow_end);
    void keys(const PanelContext& context);
    void scroll(const PanelContext& context, const Colors& look, ImVec2 from, ImVec2 room, float header);

    void go_to(const PanelContext& context, std::int64_t number);
    void select(const PanelContext& context, const StructureRow& row);
    void reveal(std::int64_t number);
    void start_editing(const PanelContext& context, const StructureRow& row);
    void edit(const PanelContext& context, const Colors& look, const StructureRow& row);
    bool write(const PanelContext& context, const StructureRow& row, const std::string& text);
    void edit_next(const PanelContext& context);
    std::optional<std::int64_t> current_row(const PanelContext& context) const;

    StructureRows rows_;
    std::int64_t first_ = 0, visible_ = 1;
    float above_ = 0;  // of the wheel: less than a row
    float grabbed_at_ = 0;
    std::string current_;  // path of the row that the keyboard is on
    bool focused_ = false;
    std::optional<Followed> followed_;
    bool moved_by_us_ = false;  // the cursor
    std::optional<Editor> editor_;
    EnumChooser chooser_;
    std::optional<ByteRange> under_mouse_;
};

}  // namespace byteprism
