// The inspector: what the bytes at the cursor are as numbers of every width, in both byte orders, and the way back. A
// value that does not parse or does not fit stands with its reason at the field, and nothing is written.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"
#include "core/error.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

enum class Notation { Value, Bits };

// A type the inspector shows: a new one is a new row. One byte has no order, so it is shown once.
struct Type {
    const char* name;
    const char* code;  // of the struct module
    std::int64_t size;
    Notation notation = Notation::Value;
};

constexpr Type types[] = {
    {"u8", "B", 1},  {"i8", "b", 1},  {"char", "c", 1}, {"bits", "B", 1, Notation::Bits},
    {"u16", "H", 2}, {"i16", "h", 2}, {"u32", "I", 4},  {"i32", "i", 4},
    {"u64", "Q", 8}, {"i64", "q", 8}, {"f16", "e", 2},  {"f32", "f", 4},
    {"f64", "d", 8},
};

// A type in one byte order, with what it says of the bytes at the cursor.
struct Cell {
    const Type* type;
    Field field;
    std::string text;
    bool there = false;  // the bytes reach as far
};

class InspectorPanel final : public PanelDrawer {
public:
    InspectorPanel();
    void draw(const PanelContext& context) override;

private:
    // What the texts were made from.
    struct Source {
        DocumentId document;
        std::uint64_t version;
        std::int64_t offset;
        bool operator==(const Source&) const = default;
    };
    // The field that is open.
    struct Entry {
        const Cell* cell;
        SheetId sheet;
        std::int64_t offset;
        std::array<char, 128> text{};
        std::string refusal{};
        bool opening = true;  // it takes the keyboard in its first frame, and after a refusal
    };
    struct Hovered {
        SheetId sheet;
        ByteRange bytes;
        bool operator==(const Hovered&) const = default;
    };
    struct Box {
        ImVec2 from, to;
    };

    void refresh(const PanelContext& context);
    void show(const PanelContext& context, Cell& cell, Box box);
    void edit(const PanelContext& context, Box box);
    void commit(const PanelContext& context);
    void show_refusal(const Colors& colors, Box box);
    void report_hover(const PanelContext& context);

    std::vector<Cell> cells_;  // one-byte types first, then pairs of little and big endian
    std::optional<Source> source_;
    std::optional<Entry> entry_;
    std::optional<Hovered> under_mouse_, reported_;
};

std::string bits_text(std::byte byte) {
    std::string text;
    for (int bit = 7; bit >= 0; --bit) {
        text += (std::to_integer<int>(byte) >> bit & 1) != 0 ? '1' : '0';
        if (bit == 4) text += ' ';
    }
    return text;
}

// Bits are typed as they are shown, with or without the gap and the 0b.
Value parse(const Cell& cell, std::string_view text) {
    if (cell.type->notation == Notation::Value) return parse_field_text(cell.field, text);
    std::string digits;
    std::ranges::copy_if(text.starts_with("0b") ? text.substr(2) : text, std::back_inserter(digits),
                         [](char character) { return character != ' ' && character != '_'; });
    if (digits.empty() || digits.size() > 8 || digits.find_first_not_of("01") != std::string::npos) {
        throw ValueError("expected up to 8 binary digits, not '" + std::string(text) + "'");
    }
    return parse_field_text(cell.field, "0b" + digits);
}

InspectorPanel::InspectorPanel() {
    for (const Type& type : types) {
        Field field;
        field.size = type.size;
        field.code = type.code;
        cells_.push_back({&type, field, {}});
        if (type.size > 1) {
            field.order = ByteOrder::Big;
            cells_.push_back({&type, field, {}});
        }
    }
}

void InspectorPanel::refresh(const PanelContext& context) {
    const Source source{context.sheet.document, context.document.version(), context.sheet.cursor.offset};
    if (source_ == source) return;
    source_ = source;
    const auto bytes = context.document.bytes().subspan(
        static_cast<std::size_t>(std::min(context.sheet.cursor.offset, context.document.size())));
    for (Cell& cell : cells_) {
        cell.there = static_cast<std::size_t>(cell.field.size) <= bytes.size();
        if (!cell.there) {
            cell.text = "–";
        } else if (cell.type->notation == Notation::Bits) {
            cell.text = bits_text(bytes.front());
        } else {
            cell.text = field_text(cell.field, read_field(cell.field, bytes));
        }
    }
}

void InspectorPanel::draw(const PanelContext& context) {
    refresh(context);
    if (entry_ && (entry_->sheet != context.sheet.id || entry_->offset != context.sheet.cursor.offset)) entry_.reset();
    under_mouse_.reset();

    const Colors& palette = colors(context.bench.settings.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float glyph = ImGui::CalcTextSize("0").x;
    const float row_height = std::floor(ImGui::GetTextLineHeight() * 1.2f);
    const float drop = std::floor((row_height - ImGui::GetTextLineHeight()) / 2);
    const float name_width = 6 * glyph;
    const float width = std::min(ImGui::GetContentRegionAvail().x, name_width + 54 * glyph);
    const float value_width = std::floor((width - name_width) / 2);

    // The types of one byte share the first line, by quarters.
    float y = origin.y;
    float x = origin.x;
    auto cell = cells_.begin();
    for (; cell != cells_.end() && cell->field.size == 1; ++cell) {
        list.AddText({x, y + drop}, palette.dim, cell->type->name);
        const float from = x + 4 * glyph;
        x += std::floor(width / 4);
        show(context, *cell, {{from, y}, {cell[1].field.size == 1 ? x - glyph : x, y + row_height}});
    }
    y += row_height;
    const auto heading = [&](const char* text, float right) {
        list.AddText({right - ImGui::CalcTextSize(text).x, y + drop}, palette.dim, text);
    };
    heading("little endian", origin.x + name_width + value_width - glyph);
    heading("big endian", origin.x + width - glyph);
    y += row_height;
    for (; cell != cells_.end(); cell += 2, y += row_height) {
        list.AddText({origin.x, y + drop}, palette.dim, cell->type->name);
        const float middle = origin.x + name_width + value_width;
        show(context, cell[0], {{origin.x + name_width, y}, {middle, y + row_height}});
        show(context, cell[1], {{middle, y}, {origin.x + width, y + row_height}});
    }
    report_hover(context);
}

void InspectorPanel::show(const PanelContext& context, Cell& cell, Box box) {
    ImGui::PushID(&cell);
    if (entry_ && entry_->cell == &cell) {
        edit(context, box);
        ImGui::PopID();
        return;
    }
    const ImVec2 size{box.to.x - box.from.x, box.to.y - box.from.y};
    ImGui::SetCursorScreenPos(box.from);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const bool clicked = ImGui::Selectable("##value", false, ImGuiSelectableFlags_AllowDoubleClick, size);
    ImGui::PopStyleVar();
    if (ImGui::IsItemHovered() && cell.there) {
        under_mouse_ = Hovered{context.sheet.id, {context.sheet.cursor.offset, cell.field.size}};
    }
    const bool wanted = (clicked && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) ||
                        (ImGui::IsItemFocused() && glue::pressed(ImGuiKey_Enter));
    if (wanted && cell.there) {
        entry_ = Entry{&cell, context.sheet.id, context.sheet.cursor.offset};
        cell.text.copy(entry_->text.data(), entry_->text.size() - 1);
    }

    const Colors& palette = colors(context.bench.settings.theme);
    const float air = ImGui::CalcTextSize("0").x;
    const float x = box.to.x - air - ImGui::CalcTextSize(cell.text.data(), cell.text.data() + cell.text.size()).x;
    const float y = box.from.y + std::floor((size.y - ImGui::GetTextLineHeight()) / 2);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(box.from, box.to, true);
    list.AddText({std::max(box.from.x, x), y}, cell.there ? palette.text : palette.zero, cell.text.data(),
                 cell.text.data() + cell.text.size());
    list.PopClipRect();
    ImGui::PopID();
}

void InspectorPanel::edit(const PanelContext& context, Box box) {
    ImGui::SetCursorScreenPos(box.from);
    ImGui::SetNextItemWidth(box.to.x - box.from.x);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                        {4, std::floor((box.to.y - box.from.y - ImGui::GetTextLineHeight()) / 2)});
    const bool opening = entry_->opening;
    if (opening) ImGui::SetKeyboardFocusHere();
    constexpr ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll;
    const bool entered = ImGui::InputText("##entry", entry_->text.data(), entry_->text.size(), flags);
    ImGui::PopStyleVar();
    if (ImGui::IsItemActive()) entry_->opening = false;
    if (ImGui::IsItemEdited()) entry_->refusal.clear();
    if (!entry_->refusal.empty()) show_refusal(colors(context.bench.settings.theme), box);
    if (entered) {
        commit(context);
    } else if (!opening && !ImGui::IsItemActive()) {
        entry_.reset();  // Escape, or a click elsewhere
    }
}

void InspectorPanel::commit(const PanelContext& context) {
    try {
        const Field& field = entry_->cell->field;
        Value value = parse(*entry_->cell, entry_->text.data());
        std::array<std::byte, 8> scratch{};
        write_field(field, scratch, value);
        context.actions.push(WriteField{context.sheet.id, entry_->offset, field, std::move(value)});
        entry_.reset();
    } catch (const Error& error) {
        entry_->refusal = error.what();
        entry_->opening = true;
    }
}

// Below the field, or above it where the window ends.
void InspectorPanel::show_refusal(const Colors& palette, Box box) {
    const char* const text = entry_->refusal.c_str();
    const ImVec2 window = ImGui::GetWindowPos();
    const float room = ImGui::GetWindowSize().x - 16;
    const ImVec2 size = ImGui::CalcTextSize(text, nullptr, false, room);
    const float right = window.x + 8 + room;
    const float x = std::max(window.x + 8, std::min(box.from.x, right - size.x));
    const bool below = box.to.y + size.y + 8 <= window.y + ImGui::GetWindowSize().y;
    const float y = below ? box.to.y + 4 : box.from.y - size.y - 4;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRect(box.from, box.to, palette.error, 3);
    list.AddRectFilled({x - 6, y - 3}, {x + size.x + 6, y + size.y + 3}, palette.raised, 3);
    list.AddRect({x - 6, y - 3}, {x + size.x + 6, y + size.y + 3}, palette.error, 3);
    list.AddText(nullptr, 0, {x, y}, palette.error, text, nullptr, room);
}

// The bytes of the value under the mouse are lit in every panel; told only when they are others.
void InspectorPanel::report_hover(const PanelContext& context) {
    if (under_mouse_ == reported_) return;
    if (reported_ && (!under_mouse_ || under_mouse_->sheet != reported_->sheet)) {
        context.actions.push(Hover{reported_->sheet, {}});
    }
    if (under_mouse_) context.actions.push(Hover{under_mouse_->sheet, {under_mouse_->bytes}});
    reported_ = under_mouse_;
}

}  // namespace

std::unique_ptr<PanelDrawer> make_inspector_panel() { return std::make_unique<InspectorPanel>(); }

}  // namespace byteprism
