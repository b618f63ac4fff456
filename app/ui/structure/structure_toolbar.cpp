#include "app/ui/structure/structure_toolbar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/model/number_text.hpp"
#include "app/model/place_text.hpp"
#include "app/model/structure/structure_type.hpp"
#include "app/ui/structure/table_bar.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr const char* first_declarations = "struct Record {\n    uint32_t id;\n    uint16_t width, height;\n};\n";

// What is in the field: a refused text stays there.
StructureSettings shown(const PanelContext& context) {
    StructureSettings settings = context.sheet.structure.settings;
    if (const auto& refusal = context.sheet.structure.refusal) settings.text = refusal->text;
    return settings;
}

const std::string& shown_text(const Structure& structure) {
    return structure.refusal ? structure.refusal->text : structure.settings.text;
}

void set(const PanelContext& context, StructureSettings settings) {
    context.actions.push(SetStructure{context.sheet.id, std::move(settings)});
}

void set_text(const PanelContext& context, std::string text) {
    StructureSettings settings = context.sheet.structure.settings;
    settings.text = std::move(text);
    settings.definition.clear();
    set(context, std::move(settings));
}

float combo_width(const char* text) {
    const ImGuiStyle& style = ImGui::GetStyle();
    return ImGui::CalcTextSize(text).x + 2 * style.FramePadding.x + ImGui::GetFrameHeight() + style.ItemInnerSpacing.x;
}

}  // namespace

void StructureToolbar::draw(const PanelContext& context, const DefinitionLibrary& library, const Colors& look) {
    text(context, look);
    ImGui::SameLine();
    definitions(context, library, look);
    ImGui::SameLine();
    face_switch(context, look);
    place(context, look);
    if (const auto& refusal = context.sheet.structure.refusal) error_text(look, refusal->message);
}

void StructureToolbar::text(const PanelContext& context, const Colors& look) {
    const Structure& structure = context.sheet.structure;
    const float em = ImGui::GetFontSize();
    const float buttons = ImGui::CalcTextSize("C…DefinitionsTreeTablePlot").x + 12 * ImGui::GetStyle().FramePadding.x +
                          4 * ImGui::GetStyle().ItemSpacing.x;
    const float width = std::max(em * 8, ImGui::GetContentRegionAvail().x - buttons);
    if (!is_declarations(shown_text(structure))) {
        if (structure.refusal) format_.refuse(structure.refusal->message);
        if (const auto typed = format_.edit("##format", shown_text(structure), width, look)) set_text(context, *typed);
        hint("A struct format: <IHH, or with names T{<I:id:4H:box:}; or C: struct Box { int x, y; };");
        if (structure.refusal && structure.refusal->column) {
            column_mark(structure.refusal->text, *structure.refusal->column, look);
        }
    } else {
        ImGui::SetNextItemWidth(width);
        if (ImGui::BeginCombo("##type", structure.type->record.name.c_str())) {
            for (const TypeUse& record : structure.type->records) {
                if (!ImGui::Selectable(record.name.c_str(), record.name == structure.type->record.name)) continue;
                StructureSettings settings = structure.settings;
                settings.type = record.name;
                set(context, std::move(settings));
            }
            ImGui::EndCombo();
        }
        hint("The record that is shown");
    }
    ImGui::SameLine();
    if (ImGui::Button("C…")) {
        typed_ = is_declarations(shown_text(structure)) ? shown_text(structure) : first_declarations;
        ImGui::OpenPopup("declarations");
    }
    hint("C declarations: type them, or paste them from a header");
    declarations(context, look);
}

void StructureToolbar::declarations(const PanelContext& context, const Colors& look) {
    const ImGuiViewport& viewport = *ImGui::GetMainViewport();
    const float em = ImGui::GetFontSize();
    const ImVec2 size{std::min(viewport.Size.x - 4 * em, 56 * em), std::min(viewport.Size.y - 6 * em, 36 * em)};
    ImGui::SetNextWindowSize(size);
    if (!ImGui::BeginPopup("declarations")) return;
    const Structure& structure = context.sheet.structure;
    StructureSettings settings = shown(context);
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, "unless said:");
    ImGui::SameLine();
    bool big = settings.order == ByteOrder::Big;
    if (ImGui::Checkbox("big-endian", &big)) {
        settings.order = big ? ByteOrder::Big : ByteOrder::Little;
        set(context, settings);
    }
    constexpr std::array models{"LP64", "LLP64", "ILP32"};
    int model = static_cast<int>(settings.model);
    ImGui::SameLine();
    ImGui::SetNextItemWidth(combo_width("LLP64"));
    if (ImGui::Combo("##model", &model, models.data(), static_cast<int>(models.size()))) {
        settings.model = static_cast<DataModel>(model);
        set(context, settings);
    }
    hint("How wide long and pointers are: LP64 Linux, LLP64 Windows, ILP32 systems of 32 bits");
    ImGui::SameLine();
    text_in(look.dim, settings.definition.empty() ? "" : "definition " + settings.definition);
    const float below = 3 * ImGui::GetTextLineHeightWithSpacing();
    if (ImGui::InputTextMultiline("##text", &typed_, {-1, -below}, ImGuiInputTextFlags_AllowTabInput)) {
        set_text(context, typed_);
    }
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere(-1);
    if (structure.refusal) {
        error_text(look, structure.refusal->message);
    } else if (structure.type->declared) {
        const DataType& type = structure.type->types[structure.type->record.type];
        const std::string name = structure.type->record.name;
        text_in(look.dim, type.sized
                              ? name + ": " + size_text(type.size) + ", aligned to " + std::to_string(type.alignment)
                              : name + ": as long as its data says");
    }
    ImGui::EndPopup();
}

void StructureToolbar::definitions(const PanelContext& context, const DefinitionLibrary& library, const Colors& look) {
    if (ImGui::Button("Definitions")) ImGui::OpenPopup("definitions");
    hint("Formats of files that are described already");
    if (!ImGui::BeginPopup("definitions")) return;
    for (const Definition& one : library.all()) {
        if (ImGui::MenuItem(one.name.c_str(), nullptr, one.name == context.sheet.structure.settings.definition)) {
            set(context, shown_by(one, context.sheet.structure.settings));
        }
    }
    if (library.all().empty()) text_in(look.dim, "none were found");
    ImGui::Separator();
    if (ImGui::MenuItem("A format instead")) {
        StructureSettings settings;
        settings.offset = context.sheet.structure.settings.offset;
        set(context, settings);
    }
    ImGui::EndPopup();
}

void StructureToolbar::place(const PanelContext& context, const Colors& look) {
    const StructureSettings& settings = context.sheet.structure.settings;
    const float em = ImGui::GetFontSize();
    const auto move = [&](std::int64_t offset) {
        StructureSettings changed = shown(context);
        changed.offset = offset;
        changed.follows_cursor = false;
        set(context, std::move(changed));
    };
    std::array<char, 24> offset{};
    std::snprintf(offset.data(), offset.size(), "0x%llX",
                  static_cast<unsigned long long>(structure_offset(context.sheet)));
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, "at");
    ImGui::SameLine();
    if (const auto typed = offset_.enter("##offset", offset.data(), em * 7, look)) {
        try {
            move(parse_offset(*typed, {context.sheet.cursor.offset, context.document.size()}));
        } catch (const Error& error) {
            offset_.refuse(error.what());
        }
    }
    hint("Where the first record begins");
    refusal_box(offset_.refusal(), look);
    ImGui::SameLine();
    if (ImGui::Button("At cursor")) move(context.sheet.cursor.offset);
    hint("Lay the structure over the bytes at the cursor");
    steps(context, look);
    flow(ImGui::CalcTextSize("follow").x + 2 * em);
    bool follows = settings.follows_cursor;
    if (ImGui::Checkbox("follow", &follows)) {
        StructureSettings changed = shown(context);
        changed.offset = context.sheet.cursor.offset;
        changed.follows_cursor = follows;
        set(context, std::move(changed));
    }
    hint("The structure stays at the cursor, wherever that goes; rows then do not move it");
    flow(ImGui::CalcTextSize("records").x + 6 * em);
    text_in(look.dim, "records");
    ImGui::SameLine();
    if (const auto count = count_.draw("##count", "the number of records", settings.count, {0}, em * 5, look)) {
        StructureSettings changed = shown(context);
        changed.count = *count;
        set(context, std::move(changed));
    }
    hint("How many, one after the other; 0: to the end of the data");
}

// From record to record; of several by as many.
void StructureToolbar::steps(const PanelContext& context, const Colors& look) {
    const StructureType& type = *context.sheet.structure.type;
    const std::int64_t size = type.types[type.root.type].size;
    const std::int64_t offset = structure_offset(context.sheet);
    const auto move = [&](std::int64_t to) {
        StructureSettings changed = shown(context);
        changed.offset = to;
        changed.follows_cursor = false;
        set(context, std::move(changed));
    };
    ImGui::SameLine();
    if (sign_button("##previous", Sign::Left, look) && size > 0) move(std::max<std::int64_t>(0, offset - size));
    if (ImGui::IsItemHovered()) hint("Previous record");
    ImGui::SameLine(0, 0);
    const bool more = size > 0 && offset <= context.document.size() - size;
    if (sign_button("##next", Sign::Right, look) && more) move(offset + size);
    if (ImGui::IsItemHovered()) hint("Next record, " + size_text(size) + " further");
}

}  // namespace byteprism
