// The structure panel: a format laid over the bytes at an offset, its fields named, valued and editable in place.

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/model/number_text.hpp"
#include "app/model/place_text.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/hover_report.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/structure/structure_rows.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

// What a row says of the bytes.
struct RowText {
    bool made = false;
    bool fits = false;  // inside the file
    bool whole = true;  // the value is all that it says; else it was cut or summed up
    std::string bytes, value;
};

const std::string& format_shown(const Structure& structure) {
    return structure.refusal ? structure.refusal->text : structure.settings.format;
}

std::string hex_text(std::span<const std::byte> bytes) {
    constexpr std::size_t shown = 8;
    std::string text;
    for (const std::byte byte : bytes.first(std::min(bytes.size(), shown))) {
        std::array<char, 4> digits{};
        std::snprintf(digits.data(), digits.size(), "%02X ", std::to_integer<unsigned>(byte));
        text += digits.data();
    }
    if (bytes.size() > shown) return text + "…";
    if (!text.empty()) text.pop_back();
    return text;
}

class StructurePanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    // What the rows, and what the texts of the rows were made from.
    struct Source {
        DocumentId document;
        std::uint64_t version;
        std::int64_t offset;
        bool operator==(const Source&) const = default;
    };
    struct Editor {
        std::size_t row;
        SheetId sheet;
        Source source;
        InPlaceField field{};
    };

    void refresh(const PanelContext& context);
    void draw_settings(const PanelContext& context, const Colors& look);
    void draw_format(const PanelContext& context, const Colors& look);
    void draw_offset(const PanelContext& context, const Colors& look);
    void draw_table(const PanelContext& context, const Colors& look);
    void draw_row(const PanelContext& context, const Colors& look, std::size_t index);
    void draw_value(const PanelContext& context, const Colors& look, std::size_t index);
    void edit(const PanelContext& context, const Colors& look);
    void start_editing(const PanelContext& context, std::size_t index);
    void write(const PanelContext& context, const std::string& text);
    const RowText& text_of(const PanelContext& context, std::size_t index);
    ByteRange bytes_of(std::size_t index) const;

    TextField format_field_, offset_field_;
    std::optional<Format> planned_;
    StructureRows plan_;
    std::optional<Source> source_;
    std::vector<RowText> texts_;
    std::optional<Editor> editor_;
    std::optional<ByteRange> under_mouse_;
    HoverReport hover_;
};

// Where the field is in the file. One beyond what 64 bits can say is empty, at the end of everything.
ByteRange StructurePanel::bytes_of(std::size_t index) const {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const Field& field = plan_.rows[index].field;
    if (field.offset + field.size > most - source_->offset) return {most, 0};
    return {source_->offset + field.offset, field.size};
}

void StructurePanel::refresh(const PanelContext& context) {
    const Structure& structure = context.sheet.structure;
    if (!planned_ || !(*planned_ == structure.format)) {
        planned_ = structure.format;
        plan_ = plan_structure(structure.format);
        source_.reset();
    }
    const Source source{context.sheet.document, context.document.version(), structure.settings.offset};
    if (source_ != source) {
        source_ = source;
        texts_.assign(plan_.rows.size(), {});
    }
    const bool stale = editor_ && (editor_->sheet != context.sheet.id || editor_->source != source);
    if (stale) editor_.reset();
}

const RowText& StructurePanel::text_of(const PanelContext& context, std::size_t index) {
    constexpr std::int64_t most_bytes = 4096;
    constexpr std::size_t most_characters = 200;
    RowText& text = texts_[index];
    if (text.made) return text;
    text.made = true;
    const ByteRange range = bytes_of(index);
    text.fits = range.end() <= context.document.size();
    if (!text.fits || plan_.rows[index].kind == StructureRow::Kind::Record) return text;
    const auto bytes = context.document.bytes().subspan(static_cast<std::size_t>(source_->offset));
    const Field& field = plan_.rows[index].field;
    text.bytes = hex_text(bytes.subspan(static_cast<std::size_t>(field.offset), static_cast<std::size_t>(field.size)));
    if (field.size > most_bytes) {
        text.value = size_text(field.size);
        text.whole = false;
        return text;
    }
    try {
        text.value = field_text(field, read_field(field, bytes));
    } catch (const Error& error) {  // bytes that are no such value
        text.value = error.what();
        text.whole = false;
    }
    if (text.value.size() > most_characters) {
        text.value = text.value.substr(0, most_characters) + "…";
        text.whole = false;
    }
    return text;
}

void StructurePanel::draw(const PanelContext& context) {
    refresh(context);
    under_mouse_.reset();
    const Colors& look = colors(context.bench.settings.theme);
    draw_settings(context, look);
    draw_table(context, look);
    hover_.report(context.sheet.id, under_mouse_, context.actions);
}

void StructurePanel::draw_settings(const PanelContext& context, const Colors& look) {
    draw_format(context, look);
    draw_offset(context, look);
    if (const auto& refusal = context.sheet.structure.refusal) error_text(look, refusal->message);
}

void StructurePanel::draw_format(const PanelContext& context, const Colors& look) {
    const Structure& structure = context.sheet.structure;
    const float em = ImGui::GetFontSize();
    const std::string& shown = format_shown(structure);
    if (structure.refusal) format_field_.refuse(structure.refusal->message);
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, "Format");
    ImGui::SameLine();
    const float width = std::max(em * 6, ImGui::GetContentRegionAvail().x - em * 21);
    if (const auto text = format_field_.edit("##format", shown, width, look)) {
        context.actions.push(SetStructure{context.sheet.id, {*text, structure.settings.offset}});
    }
    hint("A struct format: <IHH, or with names T{<I:id:4H:box:}");
    if (structure.refusal && structure.refusal->column) {
        column_mark(structure.refusal->text, *structure.refusal->column, look);
    }
}

void StructurePanel::draw_offset(const PanelContext& context, const Colors& look) {
    const StructureSettings& settings = context.sheet.structure.settings;
    // A refused format stays in its field.
    const auto set = [&](std::int64_t offset) {
        context.actions.push(SetStructure{context.sheet.id, {format_shown(context.sheet.structure), offset}});
    };
    std::array<char, 24> shown{};
    std::snprintf(shown.data(), shown.size(), "0x%llX", static_cast<unsigned long long>(settings.offset));
    ImGui::SameLine();
    text_in(look.dim, "at");
    ImGui::SameLine();
    if (const auto text = offset_field_.enter("##offset", shown.data(), ImGui::GetFontSize() * 7, look)) {
        try {
            set(parse_offset(*text, {context.sheet.cursor.offset, context.document.size()}));
        } catch (const Error& error) {
            offset_field_.refuse(error.what());
        }
    }
    refusal_box(offset_field_.refusal(), look);
    ImGui::SameLine();
    if (ImGui::Button("At cursor")) set(context.sheet.cursor.offset);
    hint("Lay the structure over the bytes at the cursor");
    const std::int64_t size = context.sheet.structure.format.itemsize();
    ImGui::SameLine();
    if (sign_button("##previous", Sign::Left, look)) set(std::max<std::int64_t>(0, settings.offset - size));
    hint("Previous record");
    ImGui::SameLine(0, 0);
    const bool more = size > 0 && settings.offset <= context.document.size() - size;
    if (sign_button("##next", Sign::Right, look) && more) set(settings.offset + size);
    hint("Next record, " + size_text(size) + " further");
}

void StructurePanel::draw_table(const PanelContext& context, const Colors& look) {
    constexpr ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable |
                                      ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_NoBordersInBody;
    if (!ImGui::BeginTable("fields", 5, flags)) return;
    const float em = ImGui::GetFontSize();
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("offset", ImGuiTableColumnFlags_WidthFixed, em + ImGui::CalcTextSize("00000000").x);
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch, 2.7f);
    ImGui::TableSetupColumn("type", ImGuiTableColumnFlags_WidthStretch, 2.7f);
    ImGui::TableSetupColumn("bytes", ImGuiTableColumnFlags_WidthStretch, 4);
    ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch, 4);
    ImGui::PushStyleColor(ImGuiCol_Text, look.dim);
    ImGui::TableHeadersRow();
    ImGui::PopStyleColor();

    // Rows are lit by us, for what the mouse and the cursor are on in any panel.
    for (const ImGuiCol color : {ImGuiCol_Header, ImGuiCol_HeaderHovered, ImGuiCol_HeaderActive}) {
        ImGui::PushStyleColor(color, 0);
    }
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(plan_.rows.size()));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            draw_row(context, look, static_cast<std::size_t>(i));
        }
    }
    ImGui::PopStyleColor(3);
    if (plan_.left_out > 0) {
        ImGui::TableNextRow();
        ImGui::TableSetColumnIndex(1);
        text_in(look.dim, "and " + std::to_string(plan_.left_out) + " more fields");
    }
    ImGui::EndTable();
}

void StructurePanel::draw_row(const PanelContext& context, const Colors& look, std::size_t index) {
    const StructureRow& row = plan_.rows[index];
    const ByteRange range = bytes_of(index);
    const RowText& text = text_of(context, index);
    const float em = ImGui::GetFontSize();
    ImGui::PushID(static_cast<int>(index));
    ImGui::TableNextRow();

    ImGui::TableSetColumnIndex(0);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    constexpr ImGuiSelectableFlags spanning =
        ImGuiSelectableFlags_SpanAllColumns | glue::lets_others_lie_over_it | ImGuiSelectableFlags_AllowDoubleClick;
    const bool clicked = ImGui::Selectable("##row", false, spanning);
    const bool value = row.kind == StructureRow::Kind::Value;
    if (ImGui::IsItemHovered()) under_mouse_ = range;
    if (clicked && text.fits) context.actions.push(Select{context.sheet.id, range});
    const bool doubly = clicked && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    const bool entered = ImGui::IsItemFocused() && glue::pressed(ImGuiKey_Enter);
    if ((doubly || entered) && value && text.fits && text.whole && !editor_) start_editing(context, index);

    const auto over = [&](ByteRange other) { return other.overlaps(range); };
    if (text.fits && over(context.sheet.cursor.target())) {
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, look.selection);
    } else if (std::ranges::any_of(context.sheet.hover, over)) {
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, look.hover);
    }
    const float chip = std::floor(em * 0.55f);
    const float y = at.y + std::floor((ImGui::GetTextLineHeight() - chip) / 2);
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, y}, {at.x + chip, y + chip},
                                              look.fields[row.color % look.fields.size()], 2);
    ImGui::SameLine(0, 0);
    ImGui::SetCursorScreenPos({at.x + em, at.y});
    std::array<char, 24> offset{};
    std::snprintf(offset.data(), offset.size(), "%08llX", static_cast<unsigned long long>(range.offset));
    text_in(look.dim, offset.data());

    ImGui::TableSetColumnIndex(1);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + em * static_cast<float>(row.depth));
    text_in(text.fits ? look.text : look.dim, row.name);
    ImGui::TableSetColumnIndex(2);
    text_in(look.dim, row.type);
    ImGui::TableSetColumnIndex(3);
    text_in(look.dim, text.bytes);
    ImGui::TableSetColumnIndex(4);
    draw_value(context, look, index);
    ImGui::PopID();
}

void StructurePanel::draw_value(const PanelContext& context, const Colors& look, std::size_t index) {
    if (editor_ && editor_->row == index) {
        edit(context, look);
    } else if (!texts_[index].fits && plan_.rows[index].kind == StructureRow::Kind::Value) {
        text_in(look.dim, "outside the file");
    } else {
        text_in(look.text, texts_[index].value);
    }
}

void StructurePanel::start_editing(const PanelContext& context, std::size_t index) {
    editor_ = Editor{index, context.sheet.id, *source_};
    editor_->field.open(texts_[index].value);
}

void StructurePanel::edit(const PanelContext& context, const Colors& look) {
    if (const auto text = editor_->field.draw("##value", -1, 0, look)) write(context, *text);
    if (!editor_->field.is_open()) editor_.reset();
}

void StructurePanel::write(const PanelContext& context, const std::string& text) {
    const Field& field = plan_.rows[editor_->row].field;
    try {
        Value value = parse_field_text(field, text);
        // On a copy first: what does not fit is refused here, and nothing is written.
        Field alone = field;
        alone.offset = 0;
        std::vector<std::byte> copy(static_cast<std::size_t>(field.size));
        write_field(alone, copy, value);
        context.actions.push(WriteField{context.sheet.id, source_->offset, field, std::move(value)});
        editor_->field.close();
    } catch (const Error& error) {
        editor_->field.refuse(error.what());
    }
}

}  // namespace

std::unique_ptr<PanelDrawer> make_structure_panel() { return std::make_unique<StructurePanel>(); }

}  // namespace byteprism
