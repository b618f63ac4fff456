#include "app/ui/structure/structure_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/model/structure/node_text.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/scroll_bar.hpp"
#include "app/ui/structure/field_menu.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr int column_count = 6;
constexpr float rows_a_notch = 3;  // of the mouse wheel

float row_height() { return ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().CellPadding.y; }

void draw_arrow(ImVec2 at, float side, bool open, ImU32 color) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float half = std::floor(side * 0.28f);
    const ImVec2 middle{std::floor(at.x + side / 2), std::floor(at.y + ImGui::GetTextLineHeight() / 2)};
    if (open) {
        list.AddTriangleFilled({middle.x - half, middle.y - half / 2}, {middle.x + half, middle.y - half / 2},
                               {middle.x, middle.y + half}, color);
    } else {
        list.AddTriangleFilled({middle.x - half / 2, middle.y - half}, {middle.x + half, middle.y},
                               {middle.x - half / 2, middle.y + half}, color);
    }
}

// Numbers stand under each other by their ends.
void right_aligned(ImU32 color, const std::string& text) {
    const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(text.c_str()).x;
    if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
    text_in(color, text);
}

}  // namespace

void StructureTable::draw(const PanelContext& context, const Colors& look, bool arrives) {
    under_mouse_.reset();
    const bool remade = rows_.follow(context.sheet, context.document);
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNavInputs |
                                       ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    if (arrives) ImGui::SetNextWindowFocus();
    ImGui::PushStyleColor(glue::keyboard_focus, ImU32{0});  // the frame of the row says it
    ImGui::BeginChild("rows", {0, 0}, false, flags);
    focused_ = ImGui::IsWindowFocused() && !context.bench.question;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float height = row_height();
    visible_ = std::max<std::int64_t>(1, static_cast<std::int64_t>((room.y - height) / height));
    if (remade && editor_ &&
        (editor_->type != context.sheet.structure.type || editor_->offset != structure_offset(context.sheet))) {
        editor_.reset();
    }
    if (editor_ && editor_->sheet != context.sheet.id) editor_.reset();
    follow(context);
    keys(context);
    first_ = std::clamp<std::int64_t>(first_, 0, std::max<std::int64_t>(0, rows_.count() - visible_));
    const float bar = std::floor(ImGui::GetFontSize());
    constexpr ImGuiTableFlags table =
        ImGuiTableFlags_Resizable | ImGuiTableFlags_Hideable | ImGuiTableFlags_NoBordersInBody | ImGuiTableFlags_NoClip;
    if (ImGui::BeginTable("fields", column_count, table & ~ImGuiTableFlags_NoClip, {room.x - bar, 0})) {
        columns(look);
        // Rows are lit by us, for what the mouse and the cursor are on in any panel.
        for (const ImGuiCol color : {ImGuiCol_Header, ImGuiCol_HeaderHovered, ImGuiCol_HeaderActive}) {
            ImGui::PushStyleColor(color, 0);
        }
        for (const StructureRow& each : rows_.rows(first_, visible_ + 1, context.sheet, context.document)) {
            row(context, look, each);
        }
        ImGui::PopStyleColor(3);
        ImGui::EndTable();
    }
    // Its row is gone, out of sight, or no value any more.
    if (editor_ && !std::exchange(editor_->drawn, false)) editor_.reset();
    scroll(context, look, from, room, height);
    ImGui::EndChild();
    ImGui::PopStyleColor();
}

// The row of the cursor is brought into sight when the cursor goes elsewhere.
void StructureTable::follow(const PanelContext& context) {
    const Followed now{context.sheet.id, context.sheet.cursor.offset};
    if (followed_ == now) return;
    const bool first_time = !followed_ || followed_->sheet != now.sheet;
    followed_ = now;
    if (first_time) first_ = 0;
    if (std::exchange(moved_by_us_, false) || context.sheet.structure.settings.follows_cursor) return;
    if (const auto number = rows_.row_with(now.offset, context.sheet, context.document)) {
        current_ = rows_.row(*number, context.sheet, context.document).path;
        if (!first_time) reveal(*number);
    }
}

void StructureTable::columns(const Colors& look) {
    const float em = ImGui::GetFontSize();
    constexpr auto fixed = ImGuiTableColumnFlags_WidthFixed;
    constexpr auto stretch = ImGuiTableColumnFlags_WidthStretch;
    ImGui::TableSetupColumn("name", stretch | ImGuiTableColumnFlags_NoHide, 3.6f);
    ImGui::TableSetupColumn("type", stretch, 2.2f);
    ImGui::TableSetupColumn("offset", fixed, ImGui::CalcTextSize("00000000").x);
    ImGui::TableSetupColumn("size", fixed, std::max(em * 2, ImGui::CalcTextSize("65536").x));
    ImGui::TableSetupColumn("bytes", stretch, 2.2f);
    ImGui::TableSetupColumn("value", stretch | ImGuiTableColumnFlags_NoHide, 3.4f);
    ImGui::PushStyleColor(ImGuiCol_Text, look.dim);
    ImGui::TableHeadersRow();
    ImGui::PopStyleColor();
}

void StructureTable::row(const PanelContext& context, const Colors& look, const StructureRow& row) {
    const float em = ImGui::GetFontSize();
    ImGui::PushID(row.path.c_str());
    ImGui::PushID(static_cast<int>(row.kind));
    ImGui::TableNextRow();
    ImGui::TableSetColumnIndex(0);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    constexpr ImGuiSelectableFlags spanning =
        ImGuiSelectableFlags_SpanAllColumns | glue::lets_others_lie_over_it | ImGuiSelectableFlags_AllowDoubleClick;
    const bool clicked = ImGui::Selectable("##row", false, spanning);
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const float left = at.x + em * static_cast<float>(row.depth) * 0.9f;
    if (ImGui::IsItemHovered() && !row.bytes.empty()) under_mouse_ = row.bytes;
    if (clicked) click(context, row, left + em);
    if (row.kind == StructureRow::Kind::Node && ImGui::BeginPopupContextItem("##menu")) {
        current_ = row.path;
        field_menu(context, row);
        ImGui::EndPopup();
    }

    const auto over = [&](ByteRange other) { return other.overlaps(row.bytes); };
    const bool inside = row.bytes.offset < context.document.size();
    if (inside && !row.open && over(context.sheet.cursor.target())) {
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, look.selection);
    } else if (!row.open && std::ranges::any_of(context.sheet.hover, over)) {
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, look.hover);
    }
    if (focused_ && row.path == current_ && row.kind == StructureRow::Kind::Node) {
        ImGui::GetWindowDrawList()->AddRect(low, high, look.accent);
    }
    ImGui::SameLine(0, 0);
    ImGui::SetCursorScreenPos({left, at.y});
    name(context, look, row);
    if (row.kind == StructureRow::Kind::Node) {
        const bool padding = row.node.kind == DataNode::Kind::Padding;
        if (ImGui::TableSetColumnIndex(1)) text_in(padding ? look.zero : look.dim, row.type);
        if (ImGui::TableSetColumnIndex(2)) text_in(padding ? look.zero : look.dim, row.offset);
        if (ImGui::TableSetColumnIndex(3)) right_aligned(padding ? look.zero : look.dim, row.size);
        if (ImGui::TableSetColumnIndex(4)) text_in(padding ? look.zero : look.dim, row.hex);
        if (ImGui::TableSetColumnIndex(5)) value(context, look, row);
    }
    ImGui::PopID();
    ImGui::PopID();
}

void StructureTable::name(const PanelContext& context, const Colors& look, const StructureRow& row) {
    const float em = ImGui::GetFontSize();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool padding = row.node.kind == DataNode::Kind::Padding;
    if (row.opens) draw_arrow(at, em, row.open, look.dim);
    const float chip = std::floor(em * 0.55f);
    const float y = at.y + std::floor((ImGui::GetTextLineHeight() - chip) / 2);
    if (!row.open && !padding && row.kind == StructureRow::Kind::Node) {
        ImGui::GetWindowDrawList()->AddRectFilled({at.x + em, y}, {at.x + em + chip, y + chip},
                                                  look.fields[row.color % look.fields.size()], 2);
    }
    ImGui::SetCursorScreenPos({at.x + em * (row.open ? 1 : 1.8f), at.y});
    const bool there = row.bytes.offset < context.document.size() && row.kind == StructureRow::Kind::Node;
    text_in(there ? look.text : look.dim, row.name);
}

void StructureTable::value(const PanelContext& context, const Colors& look, const StructureRow& row) {
    if (editor_ && editor_->path == row.path && row.editable) {
        editor_->drawn = true;
        return edit(context, look, row);
    }
    if (row.swatch) {
        const float side = std::floor(ImGui::GetTextLineHeight() * 0.7f);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const ImU32 color = IM_COL32(*row.swatch >> 16 & 255, *row.swatch >> 8 & 255, *row.swatch & 255, 255);
        const float drop = std::floor(side * 0.2f);
        ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y + drop}, {at.x + side * 1.6f, at.y + drop + side}, color);
        ImGui::SetCursorScreenPos({at.x + side * 2.2f, at.y});
    }
    const bool leaf = row.node.kind == DataNode::Kind::Value || row.node.kind == DataNode::Kind::Text;
    if (!row.value.empty()) text_in(leaf ? look.text : look.dim, row.value);
    if (row.outside && leaf) {
        text_in(look.dim, "outside the file");
    } else if (!row.node.error.empty() && !row.outside) {
        if (!row.value.empty()) ImGui::SameLine();
        text_in(look.error, row.node.error);
        if (ImGui::IsItemHovered()) hint(row.node.error);
    }
    if (!chooser_.is_open_for(row.path)) return;
    const FieldTree tree(context.sheet, context.document);
    if (const auto text = chooser_.draw(tree, row.node, look)) write(context, row, *text);
}

void StructureTable::click(const PanelContext& context, const StructureRow& row, float arrow_end) {
    if (row.kind == StructureRow::Kind::More) {
        rows_.look_further(row.path);
        return;
    }
    current_ = row.path;
    const bool on_arrow = row.opens && ImGui::GetMousePos().x < arrow_end;
    const bool doubly = ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    if (on_arrow || (doubly && row.opens && !row.editable)) {
        context.actions.push(TurnNode{context.sheet.id, row.path});
        return;
    }
    select(context, row);
    if (doubly && row.editable && !editor_) start_editing(context, row);
}

// A structure that follows the cursor would run away from under the mouse.
void StructureTable::select(const PanelContext& context, const StructureRow& row) {
    const ByteRange bytes = intersection(row.bytes, {0, context.document.size()});
    if (bytes.empty() || context.sheet.structure.settings.follows_cursor) return;
    moved_by_us_ = context.sheet.cursor.offset != bytes.end() - 1 && context.sheet.cursor.offset != bytes.offset;
    context.actions.push(Select{context.sheet.id, bytes});
}

std::optional<std::int64_t> StructureTable::current_row(const PanelContext& context) const {
    if (current_.empty()) return std::nullopt;
    return rows_.row_of(current_, context.sheet, context.document);
}

void StructureTable::reveal(std::int64_t number) {
    if (number < first_) first_ = number;
    if (number >= first_ + visible_) first_ = number - visible_ + 1;
}

void StructureTable::go_to(const PanelContext& context, std::int64_t number) {
    if (rows_.count() == 0) return;
    number = std::clamp<std::int64_t>(number, 0, rows_.count() - 1);
    const StructureRow row = rows_.row(number, context.sheet, context.document);
    if (row.kind == StructureRow::Kind::More) return;
    current_ = row.path;
    reveal(number);
    select(context, row);
}

void StructureTable::keys(const PanelContext& context) {
    if (!focused_ || editor_ || ImGui::GetIO().WantTextInput || ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup))
        return;
    struct Step {
        ImGuiKey key;
        std::int64_t rows;
    };
    const Step steps[]{{ImGuiKey_UpArrow, -1},        {ImGuiKey_DownArrow, 1},         {ImGuiKey_PageUp, -visible_},
                       {ImGuiKey_PageDown, visible_}, {ImGuiKey_Home, -rows_.count()}, {ImGuiKey_End, rows_.count()}};
    for (const Step& step : steps) {
        if (!glue::pressed(step.key)) continue;
        const auto at = current_row(context);
        return go_to(context, at ? *at + step.rows : first_);
    }
    const bool left = glue::pressed(ImGuiKey_LeftArrow), right = glue::pressed(ImGuiKey_RightArrow);
    const bool enter = glue::pressed(ImGuiKey_Enter);
    if (!left && !right && !enter) return;
    const auto at = current_row(context);
    if (!at) return;
    const StructureRow row = rows_.row(*at, context.sheet, context.document);
    const bool turns = row.opens && (enter ? !row.editable : left ? row.open : !row.open);
    if (turns) {
        context.actions.push(TurnNode{context.sheet.id, row.path});
    } else if (enter && row.editable) {
        reveal(*at);
        start_editing(context, row);
    } else if (right && row.open) {
        go_to(context, *at + 1);
    } else if (left) {
        std::int64_t above = *at;
        while (above > 0 && rows_.row(above, context.sheet, context.document).depth >= row.depth) --above;
        if (above < *at && row.depth > 0) go_to(context, above);
    }
}

void StructureTable::scroll(const PanelContext& context, const Colors& look, ImVec2 from, ImVec2 room, float header) {
    const ImGuiIO& io = ImGui::GetIO();
    const std::int64_t last = std::max<std::int64_t>(0, rows_.count() - visible_);
    if (io.MouseWheel != 0 && !io.KeyCtrl && ImGui::IsWindowHovered()) {
        above_ -= io.MouseWheel * rows_a_notch;
        const float rows = std::floor(above_);
        above_ -= rows;
        first_ = std::clamp<std::int64_t>(first_ + static_cast<std::int64_t>(rows), 0, last);
        context.actions.push(Hover{context.sheet.id, {}});
    }
    const float width = std::floor(ImGui::GetFontSize());
    const RowBar bar{rows_.count(), visible_, room.y - header, 2 * width};
    if (const auto row = scroll_bar("bar", Along::Rows, bar, {from.x + room.x - width, from.y + header}, width, first_,
                                    grabbed_at_, look)) {
        first_ = *row;
    }
}

void StructureTable::start_editing(const PanelContext& context, const StructureRow& row) {
    const FieldTree tree(context.sheet, context.document);
    if (row.display == FieldDisplay::OfType && EnumChooser::suits(tree, row.node)) {
        chooser_.open(row.path, row.value);
        return;
    }
    editor_ = Editor{row.path, context.sheet.id, context.sheet.structure.type, structure_offset(context.sheet)};
    const std::string whole = value_text(tree, row.node, row.display, std::size_t{1} << 16);
    editor_->field.open(whole, InPlaceField::Tab::Takes);
}

void StructureTable::edit(const PanelContext& context, const Colors& look, const StructureRow& row) {
    const auto text = editor_->field.draw("##value", -1, 0, look);
    if (text && !write(context, row, *text)) return;
    if (text) editor_->field.close();
    if (editor_->field.is_open()) return;
    const bool next = editor_->field.left_by_tab();
    editor_.reset();
    if (next) edit_next(context);
}

// Here first: what is refused stands in the field, and nothing is written.
bool StructureTable::write(const PanelContext& context, const StructureRow& row, const std::string& text) {
    const FieldTree tree(context.sheet, context.document);
    try {
        typed_bytes(tree, row.node, row.display, text);
        context.actions.push(WriteNode{context.sheet.id, row.path, text});
        return true;
    } catch (const Error& error) {
        if (editor_) editor_->field.refuse(error.what());
        if (!editor_) chooser_.refuse(error.what());
        return false;
    }
}

// The next value that can be typed over, of those near.
void StructureTable::edit_next(const PanelContext& context) {
    constexpr std::int64_t near = 64;
    const auto at = current_row(context);
    if (!at) return;
    for (std::int64_t number = *at + 1; number < std::min(rows_.count(), *at + near); ++number) {
        const StructureRow row = rows_.row(number, context.sheet, context.document);
        if (!row.editable) continue;
        go_to(context, number);
        return start_editing(context, row);
    }
}

}  // namespace byteprism
