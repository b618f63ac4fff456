#include "app/ui/structure/table_bar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <imgui.h>

#include "app/model/commands/commands.hpp"
#include "app/model/table/table_work.hpp"
#include "app/ui/structure/statistics_strip.hpp"
#include "app/ui/structure/structure_change.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

// A word that is lit while it is chosen.
bool word(const char* label, bool chosen, const Colors& look) {
    ImGui::PushStyleColor(ImGuiCol_Text, chosen ? look.accent : look.dim);
    const bool clicked = ImGui::Button(label);
    ImGui::PopStyleColor();
    return clicked;
}

}  // namespace

void face_switch(const PanelContext& context, const Colors& look) {
    constexpr std::array<const char*, 3> names{"Tree", "Table", "Plot"};
    const StructureSettings& now = context.sheet.structure.settings;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, 1);
        const auto face = static_cast<StructureFace>(i);
        if (!word(names[i], now.face == face, look) || now.face == face) continue;
        constexpr std::array<const char*, 3> commands{"structure.tree", "structure.table", "structure.plot"};
        if (face == StructureFace::Tree || now.face != StructureFace::Tree) {
            change_structure(context, [&](StructureSettings& changed) { changed.face = face; });
        } else {
            invoke(*find_command(commands[i]), context.bench, context.actions);
        }
    }
}

void TableBar::draw(const PanelContext& context, const Table& table, const Colors& look) {
    const StructureSettings& now = context.sheet.structure.settings;
    const TableWork* const work = context.bench.table_work.get();
    const float buttons = ImGui::CalcTextSize("StatisticsRows as…Export…").x + 6 * ImGui::GetFrameHeight() +
                          4 * ImGui::GetStyle().ItemSpacing.x;
    if (work != nullptr && !work->order().refusal.empty()) filter_.refuse(work->order().refusal);
    const float width = std::max(glyphs(10), ImGui::GetContentRegionAvail().x - buttons);
    if (const auto typed = filter_.edit("##filter", now.table.filter, width, look)) {
        change_structure(context, [&](StructureSettings& changed) { changed.table.filter = *typed; });
    }
    if (now.table.filter.empty() && !filter_.active()) placeholder("filter: w > 100 && h < 5", look);
    hint("Only the rows for which this holds: columns, numbers and the operators of C");
    refusal_box(filter_.refusal(), look);
    ImGui::SameLine();
    bool statistics = now.table.statistics;
    if (ImGui::Checkbox("Statistics", &statistics)) {
        change_structure(context, [&](StructureSettings& changed) { changed.table.statistics = statistics; });
    }
    hint("Least, greatest, mean, different values and histogram of the column that is chosen with a click on its name");
    ImGui::SameLine();
    if (ImGui::Button("Rows as…")) invoke(*find_command("structure.rows"), context.bench, context.actions);
    hint("Read the bytes of the rows in another format: the channels of sound as T{<h:left:<h:right:}");
    ImGui::SameLine();
    if (ImGui::Button("Export…")) invoke(*find_command("structure.export"), context.bench, context.actions);
    hint("Write the rows and columns that are shown as .csv, .json, .jsonl or .npy");
    statistics_strip(context, table, look);
}

}  // namespace byteprism
