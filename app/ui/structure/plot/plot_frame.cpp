#include "app/ui/structure/plot/plot_frame.hpp"

#include <algorithm>
#include <cmath>

#include "app/model/number_text.hpp"
#include "app/ui/structure/statistics_strip.hpp"

namespace byteprism {
namespace {

constexpr float number_width = 10;  // in glyphs, of the numbers at the left

std::string label(double number, double step, bool whole) {
    if (std::abs(number) < step / 1000) number = 0;
    return whole ? grouped_text(std::llround(number)) : shortest(number);
}

}  // namespace

float PlotFrame::x_of(double number) const {
    const double part = (number - left) / (right - left);
    return low.x + width() * static_cast<float>(std::clamp(part, -1.0, 2.0));
}

float PlotFrame::y_of(double number) const {
    // Halves, so that no distance is an infinity.
    const double part = (number / 2 - bottom / 2) / (top / 2 - bottom / 2);
    return high.y - (high.y - low.y) * static_cast<float>(std::clamp(part, -1.0, 2.0));
}

double PlotFrame::up_at(float y) const {
    const double part = static_cast<double>(high.y - y) / static_cast<double>(high.y - low.y);
    return bottom + part * (top - bottom);
}

double round_step(double range, double parts) {
    const double least = range / parts;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double times : {1.0, 2.0, 5.0}) {
        if (power * times >= least * (1 - 1e-9)) return power * times;
    }
    return power * 10;
}

Reach reach_of(double least, double greatest) {
    constexpr double most = 1e300;
    least = std::clamp(least, -most, most);
    greatest = std::clamp(greatest, -most, most);
    const double air = greatest > least ? (greatest - least) * 0.04 : std::max(std::abs(least) * 0.1, 0.5);
    return {least - air, greatest + air};
}

PlotFrame framed(ImVec2 from, ImVec2 room) {
    const float glyph = ImGui::CalcTextSize("0").x, line = ImGui::GetTextLineHeight();
    PlotFrame frame;
    frame.low = {std::floor(from.x + number_width * glyph), std::floor(from.y + line / 2)};
    frame.high = {std::max(frame.low.x + 1, std::floor(from.x + room.x - glyph)),
                  std::max(frame.low.y + 1, std::floor(from.y + room.y - 1.5f * line))};
    return frame;
}

std::vector<PlotFrame> lanes_of(const PlotFrame& frame, std::size_t count) {
    constexpr float between = 4;
    std::vector<PlotFrame> lanes(count, frame);
    const float height = (frame.high.y - frame.low.y + between) / static_cast<float>(count);
    for (std::size_t i = 0; i < count; ++i) {
        lanes[i].low.y = std::floor(frame.low.y + height * static_cast<float>(i));
        lanes[i].high.y = std::max(lanes[i].low.y + 1, std::floor(lanes[i].low.y + height - between));
    }
    return lanes;
}

void draw_axes(const PlotFrame& frame, AxisNumbers across, const Colors& look) {
    const bool whole = across == AxisNumbers::Whole;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float glyph = ImGui::CalcTextSize("0").x, line = ImGui::GetTextLineHeight();
    list.AddRectFilled(frame.low, frame.high, look.window);
    const double columns = std::max(1.0, static_cast<double>(frame.width() / (14 * glyph)));
    double step = round_step(frame.right - frame.left, columns);
    if (across != AxisNumbers::Any) step = std::max(1.0, step);
    float taken = frame.low.x - 5 * glyph;  // by the numbers so far
    for (double at = std::ceil(frame.left / step) * step; at <= frame.right; at += step) {
        const float x = std::floor(frame.x_of(at));
        const std::string text = label(at, step, whole);
        const float width = ImGui::CalcTextSize(text.c_str()).x;
        list.AddLine({x, frame.low.y}, {x, frame.high.y}, look.line);
        // None is cut off at an edge.
        const float left = std::clamp(x - width / 2, frame.low.x - glyph * 4, frame.high.x + glyph - width);
        if (across != AxisNumbers::None && left > taken) {
            list.AddText({std::floor(left), frame.high.y + line / 4}, look.dim, text.c_str());
            taken = left + width + glyph;
        }
        if (at + step == at) break;
    }
    const double rows = std::max(1.0, static_cast<double>((frame.high.y - frame.low.y) / (2.5f * line)));
    step = round_step(frame.top - frame.bottom, rows);
    for (double at = std::ceil(frame.bottom / step) * step; at <= frame.top; at += step) {
        const float y = std::floor(frame.y_of(at));
        const std::string text = label(at, step, false);
        list.AddLine({frame.low.x, y}, {frame.high.x, y}, look.line);
        const float width = ImGui::CalcTextSize(text.c_str()).x;
        list.AddText({std::floor(frame.low.x - width - glyph / 2), y - line / 2}, look.dim, text.c_str());
        if (at + step == at) break;
    }
}

}  // namespace byteprism
