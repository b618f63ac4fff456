// Where a plot is drawn, and which numbers lie at its edges.
#pragma once

#include <cstddef>
#include <vector>

#include <imgui.h>

#include "app/ui/theme.hpp"

namespace byteprism {

struct PlotFrame {
    ImVec2 low, high;  // pixels: left and top, right and bottom
    double left = 0, right = 1, bottom = 0, top = 1;

    float width() const { return high.x - low.x; }
    double numbers_per_pixel() const { return (right - left) / static_cast<double>(width()); }
    float x_of(double number) const;
    float y_of(double number) const;  // far outside: at most a frame beyond the edge
    double across_at(float x) const { return left + numbers_per_pixel() * static_cast<double>(x - low.x); }
    double up_at(float y) const;
};

// 1, 2 or 5 times a power of ten: the least such number that divides the range into at most so many parts. Requires a
// range above 0.
double round_step(double range, double parts);
// Some room beyond the numbers, also where all are the same.
struct Reach {
    double bottom, top;
};
Reach reach_of(double least, double greatest);

// The part of a region in which a plot is drawn, with room for its numbers at the left and below.
PlotFrame framed(ImVec2 from, ImVec2 room);
// Its parts, one under the other.
std::vector<PlotFrame> lanes_of(const PlotFrame& frame, std::size_t count);
// Lines at round numbers, and the numbers. To the right none, or only whole ones.
enum class AxisNumbers { None, Whole, Any };
void draw_axes(const PlotFrame& frame, AxisNumbers across, const Colors& look);

}  // namespace byteprism
