#include "app/ui/structure/plot/point_plot.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/number_text.hpp"
#include "app/model/table/table_actions.hpp"
#include "app/ui/structure/statistics_strip.hpp"
#include "app/ui/structure/structure_change.hpp"
#include "app/ui/widgets.hpp"
#include "core/image/tone.hpp"

namespace byteprism {
namespace {

constexpr double closer = 0.8;  // of a notch of the wheel

Extremes moved(const Extremes& range, double by) { return {range.least + by, range.greatest + by}; }
Extremes zoomed(const Extremes& range, double around, double by) {
    return {around - (around - range.least) * by, around + (range.greatest - around) * by};
}
bool can_be_shown(const Extremes& range) {
    return std::isfinite(range.least) && std::isfinite(range.greatest) &&
           range.greatest - range.least > 1e-12 * std::max(std::abs(range.least), std::abs(range.greatest));
}

void show(const PanelContext& context, const Extremes& across, const Extremes& up) {
    if (!can_be_shown(across) || !can_be_shown(up)) return;
    const PlotSettings::Window window{across, up};
    if (window == context.sheet.structure.settings.plot.window) return;
    change_structure(context, [&](StructureSettings& changed) { changed.plot.window = window; });
}

}  // namespace

void PointPlot::draw(const PanelContext& context, const PlotSubject& subject, ImVec2 from, ImVec2 room,
                     const Colors& look) {
    const auto density = subject.work->points();
    if (density == nullptr) {
        if (!subject.work->running() && subject.work->refusal().empty()) text_in(look.dim, "no numbers to plot");
        return;
    }
    const PlotSettings::Window window = window_of(context.sheet.structure.settings.plot);
    PlotFrame frame = framed(from, room);
    const Extremes across = window.across.value_or(density->across()), up = window.up.value_or(density->up());
    const Reach columns = reach_of(across.least, across.greatest), rows = reach_of(up.least, up.greatest);
    frame.left = window.across ? across.least : columns.bottom;
    frame.right = window.across ? across.greatest : columns.top;
    frame.bottom = window.up ? up.least : rows.bottom;
    frame.top = window.up ? up.greatest : rows.top;
    draw_axes(frame, AxisNumbers::Any, look);
    ImGui::PushClipRect(frame.low, frame.high, true);
    cells(frame, *density);
    ImGui::PopClipRect();
    mouse(context, subject, frame, *density);
}

// Cells of one colour that lie beside each other are one rectangle.
void PointPlot::cells(const PlotFrame& frame, const PointDensity& density) const {
    constexpr std::size_t side = PointDensity::side;
    const auto& map = colours_of(FalseColour::Viridis);
    const double most = std::log1p(static_cast<double>(density.most()));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto edge = [](const Extremes& range, std::size_t cell) {
        return range.least + (range.greatest - range.least) * static_cast<double>(cell) / side;
    };
    // A single point is seen too.
    const auto code = [&](std::size_t column, std::size_t row) -> std::size_t {
        const std::uint32_t count = density.count(column, row);
        return count == 0 ? 0 : 64 + static_cast<std::size_t>(191 * std::log1p(static_cast<double>(count)) / most);
    };
    for (std::size_t row = 0; row < side; ++row) {
        const float bottom = std::ceil(frame.y_of(edge(density.up(), row)));
        const float top = std::min(bottom - 1, std::ceil(frame.y_of(edge(density.up(), row + 1))));
        for (std::size_t column = 0; column < side;) {
            const std::size_t of = code(column, row), begin = column;
            while (column < side && code(column, row) == of) ++column;
            if (of == 0) continue;
            const float left = std::floor(frame.x_of(edge(density.across(), begin)));
            const float right = std::max(left + 1, std::floor(frame.x_of(edge(density.across(), column))));
            const auto [red, green, blue] = map[std::min<std::size_t>(of, 255)];
            list.AddRectFilled({left, top}, {right, bottom}, IM_COL32(red, green, blue, 255));
        }
    }
}

void PointPlot::mouse(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame,
                      const PointDensity& density) {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos(frame.low);
    ImGui::InvisibleButton("##points", {frame.width(), frame.high.y - frame.low.y});
    const Extremes across{frame.left, frame.right}, up{frame.bottom, frame.top};
    if (ImGui::IsItemActivated()) {
        grabbed_across_ = across;
        grabbed_up_ = up;
        moved_ = false;
    }
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        return change_structure(context, [](StructureSettings& changed) { changed.plot.window = {}; });
    }
    if (ImGui::IsItemActive() && grabbed_across_ && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
        moved_ = true;
        const ImVec2 by = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left);
        const double up_per_pixel = (frame.top - frame.bottom) / static_cast<double>(frame.high.y - frame.low.y);
        show(context, moved(*grabbed_across_, -static_cast<double>(by.x) * frame.numbers_per_pixel()),
             moved(*grabbed_up_, static_cast<double>(by.y) * up_per_pixel));
    }
    if (!ImGui::IsItemHovered()) return;
    const double x = frame.across_at(io.MousePos.x), y = frame.up_at(io.MousePos.y);
    if (io.MouseWheel != 0) {
        const double by = std::pow(closer, static_cast<double>(io.MouseWheel));
        show(context, zoomed(across, x, by), zoomed(up, y, by));
    }
    const auto cell = [](double number, const Extremes& range) {
        const double part = (number - range.least) / (range.greatest - range.least) * PointDensity::side;
        return part >= 0 && part < PointDensity::side ? std::optional(static_cast<std::size_t>(part)) : std::nullopt;
    };
    const auto column = cell(x, density.across()), row = cell(y, density.up());
    if (!column || !row || density.count(*column, *row) == 0) return;
    const std::int64_t first = density.first(*column, *row);
    const RowSpan rows = all_rows(*subject.table, subject.order.get());
    if (first >= rows.count) return;  // of rows that are being looked at anew
    hint(grouped_text(density.count(*column, *row)) + " rows near " + shortest(x) + ", " + shortest(y) +
         "; the first of them is row " + grouped_text(rows.row(first)));
    if (ImGui::IsItemDeactivated() && !moved_) {
        const TableColumn& of = subject.table->columns[subject.columns[0]];
        context.actions.push(SelectCells{context.sheet.id, of.name, first, 1});
    }
}

}  // namespace byteprism
