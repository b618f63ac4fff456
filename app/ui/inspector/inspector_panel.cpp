// The inspector: what the bytes at the cursor are as numbers of every width, in both byte orders, and the way back. A
// value that does not parse or does not fit stands with its reason at the field, and nothing is written.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/ui/fields.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/inspector/inspector_layout.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"
#include "core/error.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

constexpr std::pair<ByteOrder, const char*> headings[] = {{ByteOrder::Little, "little endian"},
                                                          {ByteOrder::Big, "big endian"}};

// A type in one byte order, with what it says of the bytes at the cursor.
struct Cell {
    const InspectorType* type;
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
        EagerField field{};
        std::string refusal{};
        bool was_active = false;
    };
    using Box = InspectorLayout::Box;

    void refresh(const PanelContext& context);
    void show(const PanelContext& context, const Cell& cell, Box box);
    void value(const PanelContext& context, const Cell& cell, Box box);
    void edit(const PanelContext& context, Box box);
    void commit(const PanelContext& context);

    std::vector<Cell> cells_;
    std::optional<Source> source_;
    std::optional<Entry> entry_;
    std::optional<ByteRange> under_mouse_;
    HoverReport hover_;
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
    for (const InspectorType& type : inspector_types()) {
        for (const char order : {'<', '>'}) {
            if (order == '>' && !type.ordered()) continue;
            cells_.push_back({&type, Format::parse(std::string(1, order) + type.code).fields().front(), {}});
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
    const InspectorLayout layout = lay_out_inspector(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x);
    const float drop = std::floor((layout.row_height - ImGui::GetTextLineHeight()) / 2);
    const auto label = [&](ImVec2 at, const char* text) { list.AddText({at.x, at.y + drop}, palette.dim, text); };
    for (const auto& [order, text] : headings) {
        const Box box = layout.heading(order);
        label({box.to.x - layout.glyph - ImGui::CalcTextSize(text).x, box.from.y}, text);
    }
    for (const Cell& cell : cells_) {
        const auto type = static_cast<std::size_t>(cell.type - inspector_types().data());
        if (cell.field.order == ByteOrder::Little) label(layout.name(type), cell.type->name);
        show(context, cell, layout.value(type, cell.field.order));
    }
    hover_.report(context.sheet.id, under_mouse_, context.actions);
}

void InspectorPanel::show(const PanelContext& context, const Cell& cell, Box box) {
    ImGui::PushID(&cell);
    ImGui::SetCursorScreenPos(box.from);
    if (entry_ && entry_->cell == &cell) {
        edit(context, box);
    } else {
        value(context, cell, box);
    }
    ImGui::PopID();
}

void InspectorPanel::value(const PanelContext& context, const Cell& cell, Box box) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const bool clicked = ImGui::Selectable("##value", false, ImGuiSelectableFlags_AllowDoubleClick,
                                           {box.to.x - box.from.x, box.height()});
    ImGui::PopStyleVar();
    if (ImGui::IsItemHovered() && cell.there) {
        under_mouse_ = ByteRange{context.sheet.cursor.offset, cell.field.size};
    }
    const bool wanted = (clicked && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) ||
                        (ImGui::IsItemFocused() && glue::pressed(ImGuiKey_Enter));
    if (wanted && cell.there) {
        entry_ = Entry{&cell, context.sheet.id, context.sheet.cursor.offset};
        entry_->field.reset(cell.text);
    }

    const Colors& palette = colors(context.bench.settings.theme);
    const char* const begin = cell.text.data();
    const char* const end = begin + cell.text.size();
    const float air = ImGui::CalcTextSize("0").x;
    const float x = box.to.x - air - ImGui::CalcTextSize(begin, end).x;
    const float y = box.from.y + std::floor((box.height() - ImGui::GetTextLineHeight()) / 2);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(box.from, {box.to.x - air / 2, box.to.y}, true);
    list.AddText({std::max(box.from.x + air / 2, x), y}, cell.there ? palette.text : palette.zero, begin, end);
    list.PopClipRect();
}

void InspectorPanel::edit(const PanelContext& context, Box box) {
    const float padding = std::floor((box.height() - ImGui::GetTextLineHeight()) / 2);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {4, padding});
    if (entry_->field.draw("##entry", "", box.to.x - box.from.x)) entry_->refusal.clear();
    ImGui::PopStyleVar();
    refusal_box(entry_->refusal, colors(context.bench.settings.theme));
    const bool left = entry_->was_active && !entry_->field.active();
    entry_->was_active = entry_->field.active();
    if (left && glue::pressed(ImGuiKey_Enter)) {
        commit(context);
    } else if (left) {
        entry_.reset();  // by Escape, or by a click elsewhere
    }
}

void InspectorPanel::commit(const PanelContext& context) {
    if (entry_->field.text() == entry_->cell->text) {
        entry_.reset();  // nothing was typed
        return;
    }
    try {
        const Field& field = entry_->cell->field;
        Value typed = parse(*entry_->cell, entry_->field.text());
        std::array<std::byte, 8> scratch{};
        write_field(field, scratch, typed);
        context.actions.push(WriteField{context.sheet.id, entry_->offset, field, std::move(typed)});
        entry_.reset();
    } catch (const Error& error) {
        entry_->refusal = error.what();
        entry_->field.take_keyboard();
        entry_->was_active = false;
    }
}

}  // namespace

std::unique_ptr<PanelDrawer> make_inspector_panel() { return std::make_unique<InspectorPanel>(); }

}  // namespace byteprism
