#include "app/ui/image/image_marks.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/hex_settings.hpp"
#include "app/ui/image/image_probe.hpp"
#include "core/image/decode.hpp"

namespace byteprism {
namespace {

constexpr double zoom_of_grid = 12;    // screen pixels for one pixel, from which on there are lines
constexpr double zoom_of_values = 24;  // and numbers
constexpr float least_text = 7;        // pixels high

// Dark on light colours, light on dark ones.
ImU32 text_over(Rgba8 colour) {
    const int luma = 299 * colour.red + 587 * colour.green + 114 * colour.blue;
    return luma > 128 * 1000 ? IM_COL32(0, 0, 0, 255) : IM_COL32(255, 255, 255, 255);
}

struct PixelLines {
    std::array<std::string, max_channels> text;
    std::size_t count = 0;
    std::size_t longest = 1;
};

PixelLines lines_of(const BoundImage& image, const DecodedPixel& pixel) {
    PixelLines lines;
    for (const Channel& channel : image.format.channels) {
        std::string& text = lines.text[lines.count];
        text = code_text(channel, pixel.stored.codes[lines.count]);
        lines.longest = std::max(lines.longest, text.size());
        ++lines.count;
    }
    return lines;
}

// The place of a byte of plane 0 in its rows: of padding the last group before it.
struct Spot {
    std::int64_t row, column;  // of groups
};

Spot spot_of(const PlaneLayout& plane, std::int64_t group_bytes, std::int64_t stride, std::int64_t offset) {
    const std::int64_t row = std::clamp<std::int64_t>(offset / stride, 0, plane.rows - 1);
    const std::int64_t in_row = std::max<std::int64_t>(offset - row * stride, 0);
    return {row, std::min(in_row / group_bytes, plane.columns - 1)};
}

}  // namespace

void paint_pixel_grid(ImDrawList& list, const ImageFrame& frame, const Colors& look) {
    if (frame.viewport.zoom < zoom_of_grid) return;
    const PixelRect& rect = frame.area.rect;
    const ImU32 color = (look.dim & ~IM_COL32_A_MASK) | (ImU32{90} << IM_COL32_A_SHIFT);
    const ImVec2 from = frame.corner(static_cast<double>(rect.x), static_cast<double>(rect.y));
    const ImVec2 to = frame.corner(static_cast<double>(rect.x + rect.width), static_cast<double>(rect.y + rect.height));
    for (std::int64_t x = rect.x; x <= rect.x + rect.width; ++x) {
        const float at = std::floor(frame.corner(static_cast<double>(x), 0).x);
        list.AddRectFilled({at, from.y}, {at + 1, to.y}, color);
    }
    for (std::int64_t y = rect.y; y <= rect.y + rect.height; ++y) {
        const float at = std::floor(frame.corner(0, static_cast<double>(y)).y);
        list.AddRectFilled({from.x, at}, {to.x, at + 1}, color);
    }
}

void paint_values(ImDrawList& list, const BoundImage& image, std::span<const std::byte> bytes,
                  const ImageFrame& frame) {
    if (frame.viewport.zoom < zoom_of_values) return;
    const auto room = static_cast<float>(frame.viewport.zoom) - 4;
    const float height = ImGui::GetFontSize();
    const float width = ImGui::CalcTextSize("0").x / height;  // of a character, for a height of 1
    const PixelRect& rect = frame.area.rect;
    for (std::int64_t y = rect.y; y < rect.y + rect.height; ++y) {
        for (std::int64_t x = rect.x; x < rect.x + rect.width; ++x) {
            const DecodedPixel pixel = decode_pixel(image.format, image.layout, bytes, x, y, image.settings.tone);
            if (!pixel.inside) continue;
            const PixelLines lines = lines_of(image, pixel);
            const auto count = static_cast<float>(lines.count), longest = static_cast<float>(lines.longest);
            const float size = std::floor(std::min({height, room / count, room / (longest * width)}));
            if (size < least_text) continue;
            const ImVec2 corner = frame.corner(static_cast<double>(x), static_cast<double>(y));
            float top = corner.y + 2 + (room - size * count) / 2;
            for (std::size_t i = 0; i < lines.count; ++i, top += size) {
                const std::string& text = lines.text[i];
                const float left = corner.x + 2 + (room - static_cast<float>(text.size()) * width * size) / 2;
                list.AddText(ImGui::GetFont(), size, {std::floor(left), std::floor(top)}, text_over(pixel.colour),
                             text.c_str());
            }
        }
    }
}

void paint_bytes_in_sight(ImDrawList& list, const PanelContext& context, const BoundImage& image,
                          const ImageFrame& frame, const Colors& look) {
    const PlaneLayout& plane = image.layout.planes[0];
    const PixelGroup& group = image.format.planes[0];
    const bool plain = plane.y.size() == 1 && plane.x.size() == 1 && plane.x.back().stride == group.bytes;
    const std::int64_t stride = std::abs(plane.y.back().stride);
    if (!plain || stride == 0 || group.bytes == 0) return;
    const bool upwards = plane.y.back().stride < 0;
    const std::int64_t start = upwards ? row_offset(plane, plane.rows - 1) : plane.offset;
    const ByteRange whole{start, (plane.rows - 1) * stride + plane.columns * group.bytes};
    const ByteRange seen = intersection(bytes_in_sight(context.sheet.hex, context.document.size()), whole);
    if (seen.empty()) return;
    const Spot first = spot_of(plane, group.bytes, stride, seen.offset - start);
    const Spot last = spot_of(plane, group.bytes, stride, seen.end() - 1 - start);
    // Rows in memory order; those of a picture that stands upside down go up on the screen.
    const auto y_of = [&](std::int64_t row) {
        const std::int64_t edge = upwards ? plane.rows - row : row;
        return frame.corner(0, static_cast<double>(std::min(edge * group.height, image.layout.height))).y;
    };
    const auto x_of = [&](std::int64_t column) {
        return frame.corner(static_cast<double>(std::min(column * group.width, image.layout.width)), 0).x;
    };
    const float left = x_of(0), right = x_of(plane.columns);
    const float from = x_of(first.column), to = x_of(last.column + 1);
    const ImU32 color = (look.accent & ~IM_COL32_A_MASK) | (ImU32{150} << IM_COL32_A_SHIFT);
    if (first.row == last.row) {
        list.AddRect({from, y_of(first.row)}, {to, y_of(first.row + 1)}, color);
        return;
    }
    const ImVec2 outline[] = {{from, y_of(first.row)},     {right, y_of(first.row)},   {right, y_of(last.row)},
                              {to, y_of(last.row)},        {to, y_of(last.row + 1)},   {left, y_of(last.row + 1)},
                              {left, y_of(first.row + 1)}, {from, y_of(first.row + 1)}};
    list.AddPolyline(outline, static_cast<int>(std::size(outline)), color, ImDrawFlags_Closed, 1);
}

void paint_places(ImDrawList& list, const PanelContext& context, const BoundImage& image, const ImageFrame& frame,
                  std::optional<PixelPlace> under_mouse, const Colors& look) {
    constexpr std::int64_t most_bytes = 256;  // of one range; more are a region rather than a place
    if (context.sheet.hand.region) paint_pixel_frame(list, frame, *context.sheet.hand.region, look.accent);
    if (const auto rect = locate(image.format, image.layout, context.sheet.cursor.offset)) {
        paint_pixel_frame(list, frame, *rect, look.accent);
    }
    if (under_mouse) {
        paint_pixel_frame(list, frame, {under_mouse->x, under_mouse->y, 1, 1}, look.cursor);
        return;
    }
    for (const ByteRange range : context.sheet.hover) {
        PixelRect last;
        for (std::int64_t at = range.offset; at < range.offset + std::min(range.length, most_bytes); ++at) {
            const auto rect = locate(image.format, image.layout, at);
            if (!rect || *rect == last) continue;
            paint_pixel_frame(list, frame, *rect, look.cursor);
            last = *rect;
        }
    }
}

}  // namespace byteprism
