#include "app/ui/structure/data_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/model/number_text.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "app/model/table/table_actions.hpp"
#include "app/model/table/table_work.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/scroll_bar.hpp"
#include "app/ui/structure/column_menu.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr float rows_a_notch = 3;  // of the mouse wheel
constexpr float edge = 4;          // pixels beside the line between two columns, where that is drawn

void text_at(ImVec2 at, ImU32 color, const std::string& text, float low, float high) {
    const ImVec4 clip(low, at.y - 1, high, at.y + ImGui::GetFontSize() + 2);
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, color, text.c_str(), nullptr, 0,
                                        &clip);
}

}  // namespace

void DataTable::draw(const PanelContext& context, const TablePtr& table, const Colors& look, bool arrives) {
    under_mouse_.reset();
    table_ = table;
    order_ = order_of(context.bench, context.sheet, *table_);
    cells_.follow(context, table_, order_);
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNavInputs |
                                       ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    if (arrives) ImGui::SetNextWindowFocus();
    ImGui::PushStyleColor(glue::keyboard_focus, ImU32{0});  // the frame of the cell says it
    ImGui::BeginChild("cells", {0, 0}, false, flags);
    focused_ = ImGui::IsWindowFocused() && !context.bench.question;
    const Frame frame = frame_of(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail());
    if (editor_ && !is_there(*editor_, context.sheet)) editor_.reset();
    current_.row = std::clamp<std::int64_t>(current_.row, 0, std::max<std::int64_t>(0, frame.rows - 1));
    anchor_ = std::clamp<std::int64_t>(anchor_, 0, std::max<std::int64_t>(0, frame.rows - 1));
    if (cells_.columns().empty()) {
        text_in(look.dim, "every column is hidden");
    } else {
        current_.column = std::min(current_.column, cells_.columns().size() - 1);
        follow(context, frame);
        keys(context, frame);
        first_ = std::clamp<std::int64_t>(first_, 0, std::max<std::int64_t>(0, frame.rows - frame.visible));
        body(context, look, frame);
        if (editor_ && !std::exchange(editor_->drawn, false)) editor_.reset();  // scrolled out of sight
        header(context, look, frame);
        mouse(context, frame);
        scroll(context, look, frame);
    }
    ImGui::EndChild();
    ImGui::PopStyleColor();
}

DataTable::Frame DataTable::frame_of(ImVec2 from, ImVec2 room) const {
    Frame frame{from, room};
    frame.row_height = ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().CellPadding.y;
    // Rows beyond the data are shown, empty; a filter finds none of them.
    frame.rows = order_ == nullptr ? table_->rows : static_cast<std::int64_t>(order_->rows.size());
    const float glyph = ImGui::CalcTextSize("0").x;
    const auto digits = static_cast<float>(std::to_string(std::max<std::int64_t>(1, table_->rows - 1)).size());
    frame.numbers = std::floor(glyph * (digits + 1.5f));
    const float bar = std::floor(ImGui::GetFontSize());
    const bool across = cells_.left(cells_.columns().size()) > room.x - bar - frame.numbers;
    frame.room = {room.x - bar, room.y - (across ? bar : 0)};
    frame.visible =
        std::max<std::int64_t>(1, static_cast<std::int64_t>((frame.room.y - frame.row_height) / frame.row_height));
    return frame;
}

// The row of the cursor is brought into sight when the cursor goes elsewhere.
void DataTable::follow(const PanelContext& context, const Frame& frame) {
    const std::int64_t now = context.sheet.cursor.offset;
    if (followed_ == now) return;
    const bool first_time = !followed_;
    followed_ = now;
    if (std::exchange(moved_by_us_, false) || first_time || order_ != nullptr || table_->stride <= 0) return;
    const std::int64_t inside = now - table_->offset;
    if (inside < 0 || inside / table_->stride >= table_->rows) return;
    current_.row = anchor_ = inside / table_->stride;
    const std::int64_t at = inside % table_->stride;
    for (std::size_t i = 0; i < cells_.columns().size(); ++i) {
        if (column_of(i).bytes.contains(at)) current_.column = i;
    }
    reveal(frame, current_);
}

void DataTable::body(const PanelContext& context, const Colors& look, const Frame& frame) {
    const std::int64_t rows = std::min(frame.visible + 1, frame.rows - first_);
    const float right = frame.from.x + frame.room.x;
    const std::size_t count = cells_.columns().size();
    const std::size_t left_column = cells_.column_at(right_).value_or(count);
    const auto last = cells_.column_at(right - column_x(frame, 0));
    const std::size_t end_column = std::max(left_column, last ? *last + 1 : count);
    cells_.look(context, {table_, order_, context.sheet.structure.settings.displays, first_,
                          std::max<std::int64_t>(0, rows), left_column, end_column});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGui::PushClipRect(frame.from, {right, frame.from.y + frame.room.y}, true);
    for (std::int64_t row = first_; row < first_ + rows; ++row) {
        const float y = frame.from.y + frame.row_height * static_cast<float>(row - first_ + 1);
        const std::string number = std::to_string(row_of({row, 0}));
        const float width = ImGui::CalcTextSize(number.c_str()).x;
        const bool selected = row >= first_selected() && row < first_selected() + count_selected();
        const float text_y = y + ImGui::GetStyle().CellPadding.y;
        text_at({frame.from.x + frame.numbers - width - ImGui::CalcTextSize("0").x, text_y},
                selected && focused_ ? look.text : look.dim, number, frame.from.x, frame.from.x + frame.numbers);
        float x = column_x(frame, left_column);
        for (std::size_t shown = left_column; shown < end_column; ++shown) {
            cell(context, look, frame, {row, shown}, x);
            x += cells_.width(shown);
        }
    }
    const float line = frame.from.x + frame.numbers - std::floor(ImGui::CalcTextSize("0").x / 2);
    list.AddLine({line, frame.from.y}, {line, frame.from.y + frame.room.y}, look.line);
    ImGui::PopClipRect();
}

void DataTable::cell(const PanelContext& context, const Colors& look, const Frame& frame, Place place, float x) {
    const TableCells::Cell& made = cells_.cell(place.row, place.column);
    const float y = frame.from.y + frame.row_height * static_cast<float>(place.row - first_ + 1);
    const float width = cells_.width(place.column);
    const float left = std::max(x, frame.from.x + frame.numbers),
                right = std::min(x + width, frame.from.x + frame.room.x);
    if (right <= left) return;
    const TableColumn& column = column_of(place.column);
    const ByteRange bytes = table_->cell(row_of(place), column).bytes;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Cursor& cursor = context.sheet.cursor;
    const auto over = [&](ByteRange other) { return other.overlaps(bytes); };
    const bool in_range = count_selected() > 1 && place.column == current_.column && place.row >= first_selected() &&
                          place.row < first_selected() + count_selected();
    const bool of_column = cursor.items && cursor.items->axes.size() == 1 && locate(*cursor.items, bytes.offset);
    const ImVec2 low{left, y}, high{right, y + frame.row_height};
    if (in_range || (!made.outside && (of_column || (!cursor.items && over(cursor.target()))))) {
        list.AddRectFilled(low, high, look.selection);
    } else if (std::ranges::any_of(context.sheet.hover, over)) {
        list.AddRectFilled(low, high, look.hover);
    }
    const float glyph = ImGui::CalcTextSize("0").x;
    const float text_y = y + ImGui::GetStyle().CellPadding.y;
    if (editor_ && editor_->place == place) return edit(context, look, x, text_y, frame);
    const float text_width = ImGui::CalcTextSize(made.text.c_str()).x;
    const float text_x = made.number ? std::max(x + glyph / 2, x + width - glyph - text_width) : x + glyph / 2;
    text_at({text_x, text_y}, made.outside ? look.dim : look.text, made.outside ? "–" : made.text, left, right - 2);
    if (place == current_ && focused_) list.AddRect(low, high, look.accent);
}

void DataTable::header(const PanelContext& context, const Colors& look, const Frame& frame) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 high{frame.from.x + frame.room.x, frame.from.y + frame.row_height};
    list.AddRectFilled(frame.from, high, look.raised);
    const TableSettings& settings = context.sheet.structure.settings.table;
    const float glyph = ImGui::CalcTextSize("0").x;
    const float y = frame.from.y + ImGui::GetStyle().CellPadding.y;
    for (std::size_t i = 0; i < cells_.columns().size(); ++i) {
        const TableColumn& column = column_of(i);
        const float x = column_x(frame, i), width = cells_.width(i);
        const float left = std::max(x, frame.from.x + frame.numbers), right = std::min(x + width, high.x);
        if (right - left < 2) continue;
        ImGui::PushID(static_cast<int>(i));
        ImGui::SetCursorScreenPos({left, frame.from.y});
        ImGui::InvisibleButton("##column", {right - left, frame.row_height});
        const bool hovered = ImGui::IsItemHovered();
        const bool at_edge = std::abs(ImGui::GetMousePos().x - (x + width)) <= edge;
        if (hovered && at_edge) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        if (ImGui::IsItemActivated() && at_edge) widening_ = i;
        if (widening_ == i && ImGui::IsItemActive()) {
            cells_.set_width(i, std::max(3 * glyph, ImGui::GetMousePos().x - x));
            ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        } else if (ImGui::IsItemDeactivated() && hovered) {
            if (widening_ != i) choose_column(context, column.name);
            widening_.reset();
        }
        if (hovered && !at_edge && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) hint(column_hint(*table_, column));
        if (ImGui::BeginPopupContextItem("##menu")) {
            column_menu(context, *table_, column);
            ImGui::EndPopup();
        }
        const bool sorted = settings.sorted_by == column.name;
        const bool chosen = settings.column == column.name;
        const float arrow = sorted ? glyph * 1.5f : 0;
        const float text_width = ImGui::CalcTextSize(column.name.c_str()).x;
        const float text_x =
            column.numbers ? std::max(x + glyph / 2, x + width - glyph - text_width - arrow) : x + glyph / 2;
        text_at({text_x, y}, chosen ? look.accent : hovered ? look.text : look.dim, column.name, left, right - 2);
        if (sorted) {
            const ImVec2 middle{x + width - glyph, frame.from.y + frame.row_height / 2};
            const float half = std::floor(glyph * 0.45f), up = settings.descending ? half : -half;
            list.AddTriangleFilled({middle.x - half, middle.y - up}, {middle.x + half, middle.y - up},
                                   {middle.x, middle.y + up}, look.accent);
        }
        list.AddLine({x + width, frame.from.y}, {x + width, high.y}, look.line);
        ImGui::PopID();
    }
    list.AddLine({frame.from.x, high.y}, high, look.line);
}

std::optional<DataTable::Place> DataTable::place_at(const Frame& frame, ImVec2 mouse) const {
    const float down = mouse.y - frame.from.y - frame.row_height;
    if (down < 0 || frame.rows == 0 || mouse.x < frame.from.x + frame.numbers) return std::nullopt;
    const std::int64_t row = first_ + static_cast<std::int64_t>(down / frame.row_height);
    if (row >= frame.rows) return std::nullopt;
    const auto column = cells_.column_at(mouse.x - column_x(frame, 0));
    return column ? std::optional(Place{row, *column}) : std::nullopt;
}

void DataTable::mouse(const PanelContext& context, const Frame& frame) {
    ImGui::SetCursorScreenPos({frame.from.x, frame.from.y + frame.row_height});
    ImGui::InvisibleButton("##cells", {std::max(1.0f, frame.room.x), std::max(1.0f, frame.room.y - frame.row_height)},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    const bool activated = ImGui::IsItemActivated();
    const auto at = place_at(frame, ImGui::GetMousePos());
    if (ImGui::BeginPopup("##cell")) {
        column_menu(context, *table_, column_of(current_.column));
        ImGui::EndPopup();
    }
    if (!hovered && !dragging_) return;
    if (at && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        const DataNode node = table_->cell(row_of(*at), column_of(at->column));
        under_mouse_ = intersection(node.bytes, {0, context.document.size()});
        if (under_mouse_->empty()) under_mouse_.reset();
    }
    if (editor_) return;
    if (activated && at) {
        const bool right = ImGui::IsMouseClicked(ImGuiMouseButton_Right);
        const bool inside = at->row >= first_selected() && at->row < first_selected() + count_selected();
        if (!right || !inside) go_to(context, frame, *at, !right && ImGui::GetIO().KeyShift);
        dragging_ = !right;
        if (right) ImGui::OpenPopup("##cell");
        if (!right && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) start_editing(context);
    } else if (dragging_ && at && at->row != current_.row && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        go_to(context, frame, {at->row, current_.column}, true);
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) dragging_ = false;
}

void DataTable::reveal(const Frame& frame, Place place) {
    if (place.row < first_) first_ = place.row;
    if (place.row >= first_ + frame.visible) first_ = place.row - frame.visible + 1;
    const float x = cells_.left(place.column);
    const float room = frame.room.x - frame.numbers;
    if (x < right_) right_ = x;
    if (x + cells_.width(place.column) > right_ + room) right_ = x + cells_.width(place.column) - room;
}

void DataTable::go_to(const PanelContext& context, const Frame& frame, Place place, bool extends) {
    if (frame.rows == 0) return;
    current_.row = std::clamp<std::int64_t>(place.row, 0, frame.rows - 1);
    current_.column = std::min(place.column, cells_.columns().size() - 1);
    if (!extends) anchor_ = current_.row;
    reveal(frame, current_);
    select(context);
}

// What cannot be selected together stays selected here alone.
void DataTable::select(const PanelContext& context) {
    const std::int64_t count = order_ == nullptr ? count_selected() : 1;
    const std::int64_t first = order_ == nullptr ? first_selected() : current_.row;
    if (first + count > all_rows(*table_, order_.get()).count) return;
    moved_by_us_ = true;
    context.actions.push(SelectCells{context.sheet.id, column_of(current_.column).name, first, count});
}

void DataTable::keys(const PanelContext& context, const Frame& frame) {
    if (!focused_ || editor_ || ImGui::GetIO().WantTextInput || ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup))
        return;
    const bool shift = ImGui::GetIO().KeyShift;
    struct Step {
        ImGuiKey key;
        std::int64_t rows;
    };
    const Step steps[]{{ImGuiKey_UpArrow, -1},
                       {ImGuiKey_DownArrow, 1},
                       {ImGuiKey_PageUp, -frame.visible},
                       {ImGuiKey_PageDown, frame.visible},
                       {ImGuiKey_Home, -frame.rows},
                       {ImGuiKey_End, frame.rows}};
    for (const Step& step : steps) {
        if (glue::pressed(step.key)) return go_to(context, frame, {current_.row + step.rows, current_.column}, shift);
    }
    if (glue::pressed(ImGuiKey_LeftArrow) && current_.column > 0) {
        return go_to(context, frame, {current_.row, current_.column - 1}, shift);
    }
    if (glue::pressed(ImGuiKey_RightArrow)) return go_to(context, frame, {current_.row, current_.column + 1}, shift);
    if (glue::pressed(ImGuiKey_Enter)) {
        reveal(frame, current_);
        start_editing(context);
    }
}

void DataTable::scroll(const PanelContext& context, const Colors& look, const Frame& frame) {
    const ImGuiIO& io = ImGui::GetIO();
    const std::int64_t last = std::max<std::int64_t>(0, frame.rows - frame.visible);
    const float glyph = ImGui::CalcTextSize("0").x;
    const float across = std::max(0.0f, cells_.left(cells_.columns().size()) - (frame.room.x - frame.numbers));
    if (ImGui::IsWindowHovered() && !io.KeyCtrl && (io.MouseWheel != 0 || io.MouseWheelH != 0)) {
        right_ -= (io.KeyShift ? io.MouseWheel : io.MouseWheelH) * 8 * glyph;
        above_ -= io.KeyShift ? 0 : io.MouseWheel * rows_a_notch;
        const float rows = std::floor(above_);
        above_ -= rows;
        first_ = std::clamp<std::int64_t>(first_ + static_cast<std::int64_t>(rows), 0, last);
        context.actions.push(Hover{context.sheet.id, {}});
    }
    const float width = std::floor(ImGui::GetFontSize());
    const RowBar rows{frame.rows, frame.visible, frame.room.y - frame.row_height, 2 * width};
    if (const auto row =
            scroll_bar("rows", Along::Rows, rows, {frame.from.x + frame.room.x, frame.from.y + frame.row_height}, width,
                       first_, grabbed_at_, look)) {
        first_ = *row;
    }
    const auto pixels = [](float length) { return static_cast<std::int64_t>(length); };
    const RowBar columns{pixels(cells_.left(cells_.columns().size())), pixels(frame.room.x - frame.numbers),
                         frame.room.x - frame.numbers, 2 * width};
    if (const auto to =
            scroll_bar("columns", Along::Columns, columns, {frame.from.x + frame.numbers, frame.from.y + frame.room.y},
                       width, pixels(right_), grabbed_across_, look)) {
        right_ = static_cast<float>(*to);
    }
    right_ = std::clamp(right_, 0.0f, across);
}

void DataTable::start_editing(const PanelContext& context) {
    const TableColumn& column = column_of(current_.column);
    const FieldTree tree(*table_->type, context.document.bytes(), table_->offset);
    if (current_.row >= all_rows(*table_, order_.get()).count) return;
    const DataNode node = table_->cell(row_of(current_), column);
    if (!can_edit(tree, node)) return;
    const FieldDisplay display = display_of(context.sheet.structure.settings, column.path);
    editor_ = Editor{current_, row_of(current_), table_->origin, context.sheet.id};
    editor_->field.open(value_text(tree, node, display, std::size_t{1} << 16), InPlaceField::Tab::Takes);
}

// Whether what is edited is still what stands at that place.
bool DataTable::is_there(const Editor& editor, const Sheet& sheet) const {
    return editor.sheet == sheet.id && editor.origin == table_->origin &&
           editor.place.column < cells_.columns().size() && editor.place.row < all_rows(*table_, order_.get()).count &&
           row_of(editor.place) == editor.row;
}

// Here first: what is refused stands in the field, and nothing is written.
void DataTable::edit(const PanelContext& context, const Colors& look, float x, float y, const Frame& frame) {
    editor_->drawn = true;
    const float glyph = ImGui::CalcTextSize("0").x;
    ImGui::SetCursorScreenPos({x + glyph / 2, y});
    const TableColumn& column = column_of(editor_->place.column);
    const auto text =
        editor_->field.draw("##cell", std::max(cells_.width(editor_->place.column) - glyph, 12 * glyph), 0, look);
    if (text) {
        const FieldTree tree(*table_->type, context.document.bytes(), table_->offset);
        const DataNode node = table_->cell(row_of(editor_->place), column);
        try {
            typed_bytes(tree, node, display_of(context.sheet.structure.settings, column.path), *text);
            context.actions.push(WriteCells{context.sheet.id, column.name, first_selected(), count_selected(), *text});
            editor_->field.close();
        } catch (const Error& error) {
            editor_->field.refuse(error.what());
        }
    }
    if (editor_->field.is_open()) return;
    const bool next = editor_->field.left_by_tab();
    editor_.reset();
    if (!next || current_.column + 1 >= cells_.columns().size()) return;
    go_to(context, frame, {current_.row, current_.column + 1}, false);
    start_editing(context);
}

}  // namespace byteprism
