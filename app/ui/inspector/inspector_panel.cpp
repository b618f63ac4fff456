// The inspector: what the bytes at the cursor say in every notation, in both byte orders, and the way back. What does
// not say a value, or not in as many bytes, stands with its reason at the field, and nothing is written.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/model/notations/notation.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/inspector/inspector_layout.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::pair<ByteOrder, const char*> headings[] = {{ByteOrder::Little, "little endian"},
                                                          {ByteOrder::Big, "big endian"}};

// A notation in one byte order, with what it reads at the cursor.
struct Cell {
    const Notation* notation;
    ByteOrder order;
    std::optional<Reading> reading{};
};

class InspectorPanel final : public PanelDrawer {
public:
    InspectorPanel();
    void draw(const PanelContext& context) override;

private:
    // What the readings were made from.
    struct Source {
        DocumentId document;
        std::uint64_t version;
        std::int64_t offset;
        const TextEncoding* encoding;
        bool operator==(const Source&) const = default;
    };
    // The field that is open.
    struct Entry {
        const Cell* cell;
        SheetId sheet;
        std::int64_t offset;
        InPlaceField field{};
    };
    using Box = InspectorLayout::Box;

    void refresh(const PanelContext& context);
    void show(const PanelContext& context, const Cell& cell, Box box);
    void value(const PanelContext& context, const Cell& cell, Box box);
    void bits(const PanelContext& context, const Cell& cell, Box box);
    void edit(const PanelContext& context, Box box);
    void write(const PanelContext& context, const Cell& cell, const std::string& text) const;
    void lit(const Cell& cell);

    std::vector<Cell> cells_;
    std::optional<Source> source_;
    std::optional<Entry> entry_;
    std::optional<ByteRange> under_mouse_;
    HoverReport hover_;
};

// Of everything from the cursor on.
std::span<const std::byte> bytes_at(const Document& document, std::int64_t offset) {
    return document.bytes().subspan(static_cast<std::size_t>(std::min(offset, document.size())));
}

void draw_swatch(std::uint32_t rgba, ImVec2 at, float side, ImU32 edge) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 opaque = IM_COL32(rgba >> 24 & 255, rgba >> 16 & 255, rgba >> 8 & 255, 255);
    list.AddRectFilled(at, {at.x + side * 1.6f, at.y + side}, opaque);
    list.AddRect(at, {at.x + side * 1.6f, at.y + side}, edge);
}

InspectorPanel::InspectorPanel() {
    for (const Notation& notation : notations()) {
        cells_.push_back({&notation, ByteOrder::Little});
        if (notation.room == NotationRoom::Pair) cells_.push_back({&notation, ByteOrder::Big});
    }
}

void InspectorPanel::refresh(const PanelContext& context) {
    const Source source{context.sheet.document, context.document.version(), context.sheet.cursor.offset,
                        find_text_encoding(context.sheet.hex.encoding)};
    if (source_ == source) return;
    source_ = source;
    const auto bytes = bytes_at(context.document, source.offset);
    for (Cell& cell : cells_) cell.reading = read_notation(*cell.notation, bytes, {cell.order, source.encoding});
}

void InspectorPanel::draw(const PanelContext& context) {
    refresh(context);
    if (entry_ && (entry_->sheet != context.sheet.id || entry_->offset != context.sheet.cursor.offset)) entry_.reset();
    under_mouse_.reset();

    const Colors& palette = colors(context.bench.settings.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const InspectorLayout layout = lay_out_inspector(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x);
    const float drop = std::floor((layout.row_height - ImGui::GetTextLineHeight()) / 2);
    const auto label = [&](ImVec2 at, std::string_view text) {
        list.AddText({at.x, at.y + drop}, palette.dim, text.data(), text.data() + text.size());
    };
    for (const auto& [order, text] : headings) {
        const Box box = layout.heading(order);
        label({box.to.x - layout.glyph - ImGui::CalcTextSize(text).x, box.from.y}, text);
    }
    for (const Cell& cell : cells_) {
        if (cell.order == ByteOrder::Little) label(layout.name(*cell.notation), cell.notation->name);
        show(context, cell, layout.value(*cell.notation, cell.order));
    }
    hover_.report(context.sheet.id, under_mouse_, context.actions);
}

void InspectorPanel::show(const PanelContext& context, const Cell& cell, Box box) {
    ImGui::PushID(&cell);
    ImGui::SetCursorScreenPos(box.from);
    if (entry_ && entry_->cell == &cell) {
        edit(context, box);
    } else if (cell.notation->name == "bits" && cell.reading) {
        bits(context, cell, box);
    } else {
        value(context, cell, box);
    }
    ImGui::PopID();
}

void InspectorPanel::lit(const Cell& cell) {
    if (!ImGui::IsItemHovered() || !cell.reading) return;
    under_mouse_ = ByteRange{source_->offset, cell.reading->length};
    if (!cell.notation->hint.empty()) hint(cell.notation->hint);
}

void InspectorPanel::value(const PanelContext& context, const Cell& cell, Box box) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const bool clicked =
        ImGui::Selectable("##value", false, ImGuiSelectableFlags_AllowDoubleClick, {box.width(), box.height()});
    ImGui::PopStyleVar();
    lit(cell);
    const bool wanted = (clicked && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) ||
                        (ImGui::IsItemFocused() && glue::pressed(ImGuiKey_Enter));
    if (wanted && cell.reading) {
        entry_ = Entry{&cell, context.sheet.id, context.sheet.cursor.offset};
        entry_->field.open(cell.reading->text);
    }

    const Colors& palette = colors(context.bench.settings.theme);
    const std::string_view text = cell.reading ? std::string_view(cell.reading->text) : "–";
    const char* const end = text.data() + text.size();
    const float air = ImGui::CalcTextSize("0").x;
    const float right = box.to.x - air - ImGui::CalcTextSize(text.data(), end).x;
    const float y = box.from.y + std::floor((box.height() - ImGui::GetTextLineHeight()) / 2);
    const bool line = cell.notation->room == NotationRoom::Line;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(box.from, {box.to.x - air / 2, box.to.y}, true);
    const ImVec2 at{line ? box.from.x + air * 2 : std::max(box.from.x + air / 2, right), y};
    list.AddText(at, cell.reading ? palette.text : palette.zero, text.data(), end);
    if (cell.reading && cell.reading->rgba) {
        const float side = std::floor(ImGui::GetTextLineHeight() * 0.7f);
        draw_swatch(*cell.reading->rgba, {at.x - side * 1.6f - air / 2, y + side * 0.2f}, side, palette.line);
    }
    if (cell.reading && cell.notation->size == 0 && line) {
        std::array<char, 24> length{};
        std::snprintf(length.data(), length.size(), "  %d byte%s", static_cast<int>(cell.reading->length),
                      cell.reading->length == 1 ? "" : "s");
        list.AddText({at.x + ImGui::CalcTextSize(text.data(), end).x, y}, palette.dim, length.data());
    }
    list.PopClipRect();
}

// A box for each, the most significant first; a click turns it over.
void InspectorPanel::bits(const PanelContext& context, const Cell& cell, Box box) {
    const Colors& palette = colors(context.bench.settings.theme);
    const float glyph = ImGui::CalcTextSize("0").x;
    const float step = std::floor(box.width() / 9);
    const float side = std::floor(std::min(step, box.height()) * 0.8f);
    float x = box.to.x - glyph - step * 8 - glyph / 2;
    for (std::size_t bit = 0; bit < 8; ++bit) {
        if (bit == 4) x += glyph / 2;
        const std::size_t place = bit < 4 ? bit : bit + 1;  // in the text, behind its gap
        const bool set = cell.reading->text[place] == '1';
        ImGui::PushID(static_cast<int>(bit));
        ImGui::SetCursorScreenPos({x, box.from.y});
        const bool clicked = ImGui::InvisibleButton("##bit", {step, box.height()});
        lit(cell);
        const bool near = ImGui::IsItemHovered() || ImGui::IsItemFocused();
        const ImVec2 low{x, box.from.y + std::floor((box.height() - side) / 2)};
        const ImVec2 high{low.x + side, low.y + side};
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (set) list.AddRectFilled(low, high, palette.accent);
        list.AddRect(low, high, near ? palette.text : palette.dim);
        if (clicked) {
            std::string turned = cell.reading->text;
            turned[place] = set ? '0' : '1';
            write(context, cell, turned);
        }
        ImGui::PopID();
        x += step;
    }
}

void InspectorPanel::edit(const PanelContext& context, Box box) {
    const float air = std::floor((box.height() - ImGui::GetTextLineHeight()) / 2);
    const auto text = entry_->field.draw("##entry", box.width(), air, colors(context.bench.settings.theme));
    if (text) {
        try {
            const Cell& cell = *entry_->cell;
            // Here first: what is refused stands in the field.
            write_notation(*cell.notation, *text, bytes_at(context.document, entry_->offset),
                           {cell.order, source_->encoding});
            write(context, cell, *text);
            entry_->field.close();
        } catch (const Error& error) {
            entry_->field.refuse(error.what());
        }
    }
    if (!entry_->field.is_open()) entry_.reset();
}

void InspectorPanel::write(const PanelContext& context, const Cell& cell, const std::string& text) const {
    context.actions.push(
        WriteNotation{context.sheet.id, source_->offset, std::string(cell.notation->name), cell.order, text});
}

}  // namespace

std::unique_ptr<PanelDrawer> make_inspector_panel() { return std::make_unique<InspectorPanel>(); }

}  // namespace byteprism
