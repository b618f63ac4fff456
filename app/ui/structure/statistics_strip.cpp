#include "app/ui/structure/statistics_strip.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include <imgui.h>

#include "app/model/number_text.hpp"
#include "app/ui/structure/structure_change.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

// What the rows are, and which of them are shown.
std::string rows_text(const Table& table, const RowOrder* order, bool filtered) {
    std::string text = table.title;
    if (filtered && order != nullptr) {
        text = grouped_text(static_cast<std::int64_t>(order->rows.size())) + " of " + text;
        if (order->without_value > 0) {
            text += "; " + grouped_text(static_cast<std::int64_t>(order->without_value)) + " give no value";
        }
    }
    if (table.rows > table.rows_there) {
        text += "; " + grouped_text(table.rows - table.rows_there) + " lie outside of the data";
    }
    if (table.columns_left_out > 0) text += "; " + grouped_text(table.columns_left_out) + " more columns";
    return text;
}

// Of integers exactly.
std::string number_text(const NumberColumn& numbers, double number, std::int64_t integer) {
    if (!numbers.whole()) return shortest(number);
    return numbers.fits_signed() ? std::to_string(integer) : std::to_string(static_cast<std::uint64_t>(integer));
}

std::string summary_text(const ColumnStatistics& found, const NumberColumn& numbers) {
    const ColumnSummary& of = found.summary;
    std::string text = grouped_text(static_cast<std::int64_t>(of.count)) + " values";
    if (of.nans > 0) text += ", " + grouped_text(static_cast<std::int64_t>(of.nans)) + " of them NaN";
    if (!of.any()) return text;
    text += "   min " + number_text(numbers, of.least, of.least_integer);
    text += "   max " + number_text(numbers, of.greatest, of.greatest_integer);
    text += "   mean " + shortest(of.mean);
    text += "   distinct " + (found.distinct ? grouped_text(static_cast<std::int64_t>(*found.distinct))
                                             : "more than " + grouped_text(DistinctCounter::most));
    return text;
}

void statistics(const PanelContext& context, const Table& table, const Colors& look) {
    const TableSettings& settings = context.sheet.structure.settings.table;
    const TableWork* const work = context.bench.table_work.get();
    if (settings.column.empty()) return text_in(look.dim, "click the name of a column to see its statistics");
    const auto at = table.find(settings.column);
    if (!at || work == nullptr) return;
    const Asked<ColumnStatistics>& asked = work->statistics();
    if (asked.running() && job_line(settings.column.c_str(), asked.job->progress(), look)) {
        change_structure(context, [&](StructureSettings& changed) { changed.table.statistics = false; });
    }
    if (!asked.refusal.empty()) return error_text(look, asked.refusal);
    if (asked.answer == nullptr || asked.answer->column != settings.column || !table.columns[*at].numbers) return;
    text_in(look.accent, settings.column);
    ImGui::SameLine();
    const std::string text = summary_text(*asked.answer, *table.columns[*at].numbers);
    flow(ImGui::CalcTextSize(text.c_str()).x);
    text_in(look.text, text);
    if (!asked.answer->summary.any()) return;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetTextLineHeight();
    const ImVec2 size{ImGui::GetContentRegionAvail().x,
                      ImGui::GetContentRegionAvail().y > 12 * line ? 2.5f * line : line};
    draw_histogram(asked.answer->histogram, "##histogram", from, size, look);
}

}  // namespace

std::string shortest(double number) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.7g", number);
    return text.data();
}

bool job_line(const char* what, double part, const Colors& look) {
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "%s: %.0f %%", what, part * 100);
    text_in(look.dim, text.data());
    ImGui::SameLine();
    const bool cancelled = sign_button(what, Sign::Cross, look);
    hint("Cancel");
    return cancelled;
}

void draw_histogram(const ColumnHistogram& histogram, const char* id, ImVec2 from, ImVec2 size, const Colors& look) {
    ImGui::SetCursorScreenPos(from);
    ImGui::InvisibleButton(id, size);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, {from.x + size.x, from.y + size.y}, look.window);
    const auto& counts = histogram.counts();
    const auto most = static_cast<double>(std::max<std::uint64_t>(1, *std::ranges::max_element(counts)));
    const float width = size.x / static_cast<float>(counts.size());
    const float mouse = (ImGui::GetIO().MousePos.x - from.x) / width;
    const bool hovered = ImGui::IsItemHovered() && mouse >= 0;
    const std::size_t under = std::min(counts.size() - 1, static_cast<std::size_t>(std::max(0.0f, mouse)));
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        // By the root, so that what is rare is seen beside what is common.
        const double part = std::sqrt(static_cast<double>(counts[i]) / most);
        const float x = from.x + width * static_cast<float>(i);
        list.AddRectFilled(
            {std::floor(x), from.y + size.y * static_cast<float>(1 - part)},
            {std::max(std::floor(x) + 1, std::floor(x + width) - (width > 4 ? 1.0f : 0.0f)), from.y + size.y},
            hovered && i == under ? look.text : look.accent);
    }
    if (!hovered) return;
    const double step = (histogram.greatest() - histogram.least()) / static_cast<double>(counts.size());
    const double begin = histogram.least() + step * static_cast<double>(under);
    hint(shortest(begin) + " to " + shortest(begin + step) + ": " +
         grouped_text(static_cast<std::int64_t>(counts[under])) + " values");
}

void statistics_strip(const PanelContext& context, const Table& table, const Colors& look) {
    const TableSettings& settings = context.sheet.structure.settings.table;
    const TableWork* const work = context.bench.table_work.get();
    const RowOrderPtr order = order_of(context.bench, context.sheet, table);
    // Buttons follow on the same line.
    if (context.sheet.structure.settings.face == StructureFace::Plot) ImGui::AlignTextToFramePadding();
    text_in(look.dim, rows_text(table, order.get(), !settings.filter.empty()));
    if (work != nullptr && work->order().running()) {
        ImGui::SameLine();
        if (job_line(settings.sorted_by.empty() ? "finding" : "sorting", work->order().job->progress(), look)) {
            change_structure(context, [&](StructureSettings& changed) {
                changed.table.filter.clear();
                changed.table.sorted_by.clear();
            });
        }
    }
    if (settings.statistics) statistics(context, table, look);
}

}  // namespace byteprism
