#include "app/ui/structure/plot/plot_view.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "app/model/table/table_work.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/structure/statistics_strip.hpp"
#include "app/ui/structure/structure_change.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr std::array<const char*, 3> kind_titles{"Line", "Histogram", "Points"};

bool is_whole(const PlotSettings& plot) {
    return plot.kind == PlotKind::Points ? plot.window == PlotSettings::Window{} : plot.count <= 0;
}

void kinds(const PanelContext& context, const Colors& look) {
    const PlotKind now = context.sheet.structure.settings.plot.kind;
    for (std::size_t i = 0; i < kind_titles.size(); ++i) {
        const auto kind = static_cast<PlotKind>(i);
        if (i > 0) ImGui::SameLine(0, 1);
        ImGui::PushStyleColor(ImGuiCol_Text, kind == now ? look.accent : look.dim);
        const bool clicked = ImGui::Button(kind_titles[i]);
        ImGui::PopStyleColor();
        if (clicked && kind != now) {
            change_structure(context, [&](StructureSettings& changed) { changed.plot.kind = kind; });
        }
    }
}

// Of lines and histograms several, of points one for each way.
void columns_menu(const PanelContext& context, const Table& table, const std::vector<std::size_t>& shown,
                  bool several) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TableColumn& column = table.columns[i];
        if (!column.numbers) continue;
        const bool is = std::ranges::count(shown, i) > 0;
        if (!ImGui::Selectable(column.name.c_str(), is, several ? ImGuiSelectableFlags_DontClosePopups : 0)) continue;
        std::vector<std::string> names;
        for (const std::size_t other : shown) {
            if (several && other != i) names.push_back(table.columns[other].name);
        }
        if (!is || !several) names.push_back(column.name);
        if (names.empty() || names.size() > most_series) continue;
        change_structure(context, [&](StructureSettings& changed) {
            changed.plot.columns = names;
            changed.plot.window = {};
        });
    }
}

void across_menu(const PanelContext& context, const Table& table, std::size_t across) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TableColumn& column = table.columns[i];
        if (!column.numbers || !ImGui::Selectable(column.name.c_str(), i == across) || i == across) continue;
        change_structure(context, [&](StructureSettings& changed) {
            changed.plot.across = column.name;
            changed.plot.window = {};
        });
    }
}

void bar(const PanelContext& context, const PlotSubject& subject, const Colors& look) {
    const PlotSettings& plot = context.sheet.structure.settings.plot;
    const bool points = plot.kind == PlotKind::Points;
    kinds(context, look);
    const Table& table = *subject.table;
    const auto combo = [&](const char* id, const std::string& label, const char* help) {
        const float width = ImGui::CalcTextSize(label.c_str()).x + 2 * ImGui::GetFrameHeight();
        flow(width);
        ImGui::SetNextItemWidth(std::min(width, glyphs(40)));
        const bool open = ImGui::BeginCombo(id, label.c_str());
        if (!open) hint(help);
        return open;
    };
    std::string names;
    for (const std::size_t column : subject.columns) {
        names += (names.empty() ? "" : ", ") + table.columns[column].name;
    }
    if (combo("##columns", names, points ? "The column that goes up" : "The columns that are plotted")) {
        columns_menu(context, table, subject.columns, !points);
        ImGui::EndCombo();
    }
    const auto both = point_columns(table, plot);
    if (points && both && combo("##across", "over " + table.columns[both->across].name, "The column that goes right")) {
        across_menu(context, table, both->across);
        ImGui::EndCombo();
    }
    if (plot.kind == PlotKind::Line && subject.columns.size() > 1) {
        bool overlaid = plot.overlaid;
        flow(ImGui::CalcTextSize("Overlaid").x + 2 * ImGui::GetFrameHeight());
        if (ImGui::Checkbox("Overlaid", &overlaid)) {
            change_structure(context, [&](StructureSettings& changed) { changed.plot.overlaid = overlaid; });
        }
        hint("In one frame rather than one under the other");
    }
    if (!is_whole(plot)) {
        flow(ImGui::CalcTextSize("All").x + 2 * ImGui::GetStyle().FramePadding.x);
        if (ImGui::Button("All")) {
            change_structure(context, [](StructureSettings& changed) {
                changed.plot.first = changed.plot.count = 0;
                changed.plot.window = {};
            });
        }
        hint("Show all of it again (a double click)");
    }
    if (!subject.work->running()) return;
    ImGui::SameLine();
    text_in(look.dim, std::to_string(static_cast<int>(subject.work->progress() * 100)) + " %");
}

// One under the other.
void histograms(const PlotSubject& subject, ImVec2 from, ImVec2 room, const Colors& look) {
    const auto* const found = subject.work->histograms();
    if (found == nullptr) return;
    const float line = ImGui::GetTextLineHeightWithSpacing();
    const float each = room.y / static_cast<float>(found->size());
    for (std::size_t i = 0; i < found->size(); ++i) {
        const ColumnStatistics& one = (*found)[i];
        const ImVec2 at{from.x, from.y + each * static_cast<float>(i)};
        ImGui::SetCursorScreenPos(at);
        text_in(series_color(i, look), one.column);
        ImGui::SameLine();
        if (!one.summary.any()) {
            text_in(look.dim, "no numbers");
            continue;
        }
        text_in(look.dim, shortest(one.summary.least) + " to " + shortest(one.summary.greatest) + ", mean " +
                              shortest(one.summary.mean));
        draw_histogram(one.histogram, one.column.c_str(), {at.x, at.y + line},
                       {room.x, std::max(line, each - 1.5f * line)}, look);
    }
}

}  // namespace

void PlotView::draw(const PanelContext& context, const TablePtr& table, const Colors& look, bool arrives) {
    const TableWork* const work = context.bench.table_work.get();
    if (work == nullptr) return;
    const PlotSettings& plot = context.sheet.structure.settings.plot;
    PlotSubject subject{table, order_of(context.bench, context.sheet, *table), &work->plot(),
                        plotted_columns(*table, plot)};
    if (const auto both = point_columns(*table, plot); both && plot.kind == PlotKind::Points) {
        subject.columns.assign(1, both->up);
    }
    if (subject.columns.empty()) return error_text(look, "the table has no numbers to plot");
    if (!context.sheet.structure.settings.table.statistics) flow(glyphs(40));  // beside the line of the rows
    bar(context, subject, look);
    if (!subject.work->refusal().empty()) error_text(look, subject.work->refusal());
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNavInputs |
                                       ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    if (arrives) ImGui::SetNextWindowFocus();
    ImGui::PushStyleColor(glue::keyboard_focus, ImU32{0});  // the plot shows what it is asked at once
    ImGui::BeginChild("plot", {0, 0}, false, flags);
    const bool focused = ImGui::IsWindowFocused() && !context.bench.question && !ImGui::GetIO().WantTextInput &&
                         !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    const ImVec2 from = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
    if (plot.kind == PlotKind::Line) lines_.draw(context, subject, from, room, focused, look);
    if (plot.kind == PlotKind::Histogram) histograms(subject, from, room, look);
    if (plot.kind == PlotKind::Points) points_.draw(context, subject, from, room, look);
    ImGui::EndChild();
    ImGui::PopStyleColor();
}

}  // namespace byteprism
