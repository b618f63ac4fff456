#include "app/ui/structure/plot/line_plot.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/number_text.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/table/table_actions.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/structure/statistics_strip.hpp"
#include "app/ui/structure/structure_change.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr double fewest = 4;      // samples in sight
constexpr double closer = 0.8;    // of a notch of the wheel, or of a key
constexpr float marked_from = 7;  // pixels from one sample to the next
constexpr std::size_t most_digits = 40;

bool is_drawn(const std::optional<Extremes>& part) { return part && part->least <= part->greatest; }

}  // namespace

ImU32 series_color(std::size_t series, const Colors& look) { return look.fields[series % look.fields.size()]; }

LinePlot::Sight LinePlot::sight_of(const PanelContext& context, std::int64_t samples) const {
    const PlotSettings& plot = context.sheet.structure.settings.plot;
    const auto all = static_cast<double>(samples);
    // A count of 0, or anything that is no number: all of them.
    const double count = plot.count > 0 ? std::clamp(plot.count, std::min(fewest, all), all) : all;
    const double first = plot.first > 0 ? std::min(plot.first, all - count) : 0;
    return {first, count};
}

void LinePlot::show(const PanelContext& context, double first, double count) const {
    const auto all = static_cast<double>(samples_);
    count = std::clamp(count, std::min(fewest, all), all);
    first = std::clamp(first, 0.0, all - count);
    const Sight now = sight_of(context, samples_);
    const double least = now.count * 1e-9;  // that anybody could see
    if (std::abs(first - now.first) < least && std::abs(count - now.count) < least) return;
    change_structure(context, [&](StructureSettings& changed) {
        changed.plot.first = first;
        changed.plot.count = count < all ? count : 0;
    });
}

void LinePlot::draw(const PanelContext& context, const PlotSubject& subject, ImVec2 from, ImVec2 room, bool focused,
                    const Colors& look) {
    under_mouse_.reset();
    samples_ = all_rows(*subject.table, subject.order.get()).count;
    if (samples_ == 0) return text_in(look.dim, "no rows");
    const Sight sight = sight_of(context, samples_);
    if (focused) keys(context, sight);
    PlotFrame frame = framed(from, room);
    frame.left = sight.first;
    frame.right = sight.first + sight.count;
    pictures_.resize(subject.columns.size());
    const auto& envelopes = subject.work->envelopes();
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        pictures_[i].look({subject.table, subject.order, subject.columns[i], sight.first, sight.count,
                           static_cast<int>(frame.width())},
                          context.document, i < envelopes.size() ? envelopes[i] : nullptr);
    }
    const bool overlaid = context.sheet.structure.settings.plot.overlaid;
    lanes_ = lanes_of(frame, overlaid ? 1 : pictures_.size());
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
        const std::size_t first = lane, end = overlaid ? pictures_.size() : lane + 1;
        draw_lane(context, subject, lanes_[lane], first, end, lane + 1 == lanes_.size(), look);
    }
    mouse(context, subject, frame, look);
}

// The series from `first` to `end` over each other.
void LinePlot::draw_lane(const PanelContext& context, const PlotSubject& subject, PlotFrame& lane, std::size_t first,
                         std::size_t end, bool lowest, const Colors& look) const {
    std::optional<Extremes> all;
    for (std::size_t i = first; i < end; ++i) {
        const auto& of = pictures_[i].all();
        if (of) all = all ? Extremes{std::min(all->least, of->least), std::max(all->greatest, of->greatest)} : *of;
    }
    const Reach reach = all ? reach_of(all->least, all->greatest) : Reach{-1, 1};
    lane.bottom = reach.bottom;
    lane.top = reach.top;
    draw_axes(lane, lowest ? AxisNumbers::Whole : AxisNumbers::None, look);
    ImGui::PushClipRect(lane.low, lane.high, true);
    draw_cursor(context, subject, lane, look);
    for (std::size_t i = first; i < end; ++i) draw_series(lane, pictures_[i], series_color(i, look));
    ImGui::PopClipRect();
}

void LinePlot::draw_series(const PlotFrame& frame, const LinePicture& picture, ImU32 color) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto& parts = picture.parts();
    if (picture.of_samples()) {
        const float each = static_cast<float>(1 / frame.numbers_per_pixel());
        std::optional<ImVec2> last;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (!is_drawn(parts[i])) {
                last.reset();
                continue;
            }
            // In the middle of what is its own.
            const double sample = static_cast<double>(picture.first_sample()) + static_cast<double>(i) + 0.5;
            const ImVec2 at{frame.x_of(sample), frame.y_of(parts[i]->least)};
            if (last) list.AddLine(*last, at, color, 1.5f);
            if (each >= marked_from || (!last && (i + 1 == parts.size() || !is_drawn(parts[i + 1])))) {
                list.AddRectFilled({at.x - 2, at.y - 2}, {at.x + 2, at.y + 2}, color);
            }
            last = at;
        }
        return;
    }
    // Each pixel reaches to its neighbour, so that the line has no gaps.
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!is_drawn(parts[i])) continue;
        Extremes part = *parts[i];
        if (i > 0 && is_drawn(parts[i - 1])) {
            part.greatest = std::max(part.greatest, std::min(parts[i - 1]->least, parts[i - 1]->greatest));
            part.least = std::min(part.least, parts[i - 1]->greatest);
        }
        const float x = frame.low.x + static_cast<float>(i);
        const float top = frame.y_of(part.greatest), bottom = frame.y_of(part.least);
        list.AddRectFilled({x, std::floor(top)}, {x + 1, std::max(std::floor(top) + 1, std::ceil(bottom))}, color);
    }
}

// Where the cursor of the hex grid is.
void LinePlot::draw_cursor(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame,
                           const Colors& look) const {
    const Table& table = *subject.table;
    if (subject.order != nullptr || table.stride <= 0) return;
    const std::int64_t inside = context.sheet.cursor.offset - table.offset;
    if (inside < 0 || inside / table.stride >= samples_) return;
    const float x = std::floor(frame.x_of(static_cast<double>(inside / table.stride) + 0.5));
    ImGui::GetWindowDrawList()->AddRectFilled({x, frame.low.y}, {x + 1, frame.high.y}, look.cursor);
}

void LinePlot::tell(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame,
                    std::int64_t sample, std::int64_t count, const Colors& look) const {
    ImGui::BeginTooltip();
    const RowSpan rows = all_rows(*subject.table, subject.order.get());
    text_in(look.dim, count == 1 ? "row " + grouped_text(rows.row(sample))
                                 : "rows " + grouped_text(sample) + " to " + grouped_text(sample + count - 1));
    for (std::size_t i = 0; i < subject.columns.size(); ++i) {
        const TableColumn& column = subject.table->columns[subject.columns[i]];
        text_in(series_color(i, look), column.name);
        ImGui::SameLine();
        if (count == 1) {
            const FieldTree tree(*subject.table->type, context.document.bytes(), subject.table->offset);
            const DataNode node = subject.table->cell(rows.row(sample), column);
            text_in(look.text,
                    value_text(tree, node, display_of(context.sheet.structure.settings, column.path), most_digits));
            continue;
        }
        const auto& parts = pictures_[i].parts();
        const auto pixel = static_cast<std::size_t>(std::max(0.0f, ImGui::GetMousePos().x - frame.low.x));
        if (pixel >= parts.size() || !is_drawn(parts[pixel])) continue;
        text_in(look.text, shortest(parts[pixel]->least) + " to " + shortest(parts[pixel]->greatest));
    }
    ImGui::EndTooltip();
}

// The column of the lane that the mouse is over, or whose number lies nearest to it.
std::size_t LinePlot::nearest(const PanelContext& context, const PlotSubject& subject, std::int64_t sample) const {
    const float y = ImGui::GetMousePos().y;
    if (lanes_.size() == subject.columns.size()) {
        const auto over = [&](const PlotFrame& lane) { return y < lane.high.y; };
        const auto lane = std::ranges::find_if(lanes_, over);
        return subject.columns[lane == lanes_.end() ? 0 : static_cast<std::size_t>(lane - lanes_.begin())];
    }
    std::size_t column = subject.columns[0];
    std::optional<float> least;
    for (const std::size_t one : subject.columns) {
        const auto number = extremes_of({subject.table, subject.order, one}, context.document, sample, 1);
        if (!number) continue;
        const float distance = std::abs(lanes_[0].y_of(number->least) - y);
        if (least && *least <= distance) continue;
        least = distance;
        column = one;
    }
    return column;
}

void LinePlot::mouse(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame,
                     const Colors& look) {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos(frame.low);
    ImGui::InvisibleButton("##line", {frame.width(), frame.high.y - frame.low.y});
    const bool hovered = ImGui::IsItemHovered(), active = ImGui::IsItemActive();
    const double under = frame.across_at(io.MousePos.x);
    const double count = frame.right - frame.left;
    if (ImGui::IsItemActivated()) {
        grabbed_ = under;
        moved_ = false;
    }
    if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) return show(context, 0, 0x1p62);
    if (active && grabbed_ && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
        moved_ = true;
        show(context, frame.left + *grabbed_ - under, count);
    }
    if (!hovered) return;
    if (io.MouseWheel != 0 && io.KeyShift)
        show(context, frame.left - static_cast<double>(io.MouseWheel) * count / 10, count);
    if (io.MouseWheel != 0 && !io.KeyShift) {
        const double wanted = count * std::pow(closer, static_cast<double>(io.MouseWheel));
        const double shown =
            std::clamp(wanted, std::min(fewest, static_cast<double>(samples_)), static_cast<double>(samples_));
        show(context, under - (under - frame.left) * shown / count, shown);
    }
    if (active && moved_) return;
    const auto first = static_cast<std::int64_t>(std::clamp(under, 0.0, static_cast<double>(samples_ - 1)));
    const auto each = std::max<std::int64_t>(1, static_cast<std::int64_t>(frame.numbers_per_pixel()));
    const std::int64_t some = std::min(each, samples_ - first);
    const Table& table = *subject.table;
    const std::int64_t row = all_rows(table, subject.order.get()).row(first);
    const TableColumn& column = table.columns[nearest(context, subject, first)];
    under_mouse_ = table.cell(row, column).bytes;
    tell(context, subject, frame, first, some, look);
    if (ImGui::IsItemDeactivated() && !moved_) {
        context.actions.push(SelectCells{context.sheet.id, column.name, first, 1});
    }
}

void LinePlot::keys(const PanelContext& context, const Sight& sight) const {
    const auto zoom = [&](double by) {
        const double count = std::max(sight.count * by, fewest);
        show(context, sight.first + (sight.count - count) / 2, count);
    };
    if (glue::pressed(ImGuiKey_LeftArrow)) show(context, sight.first - sight.count / 10, sight.count);
    if (glue::pressed(ImGuiKey_RightArrow)) show(context, sight.first + sight.count / 10, sight.count);
    if (glue::pressed(ImGuiKey_PageUp)) show(context, sight.first - sight.count, sight.count);
    if (glue::pressed(ImGuiKey_PageDown)) show(context, sight.first + sight.count, sight.count);
    if (glue::pressed(ImGuiKey_UpArrow)) zoom(closer);
    if (glue::pressed(ImGuiKey_DownArrow)) zoom(1 / closer);
    if (glue::pressed(ImGuiKey_Home)) show(context, 0, sight.count);
    if (glue::pressed(ImGuiKey_End)) show(context, 0x1p62, sight.count);
}

}  // namespace byteprism
