#include "app/ui/image/image_paint.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/imgui_glue.hpp"

namespace byteprism {
namespace {

constexpr int square = 8;       // of the checkerboard, in screen pixels
constexpr int hatch_every = 8;  // pixels between two lines; a tile holds a whole number of them

Rgba8 rgba(ImU32 color) {
    return {static_cast<std::uint8_t>(color >> IM_COL32_R_SHIFT), static_cast<std::uint8_t>(color >> IM_COL32_G_SHIFT),
            static_cast<std::uint8_t>(color >> IM_COL32_B_SHIFT), static_cast<std::uint8_t>(color >> IM_COL32_A_SHIFT)};
}

template <typename Pattern>
TextureId make_tile(Textures& textures, Pattern color_at) {
    constexpr int side = ImagePatterns::tile;
    std::vector<Rgba8> pixels;
    pixels.reserve(side * side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) pixels.push_back(color_at(x, y));
    }
    const TextureId texture = textures.create(side, side);
    textures.update(texture, 0, 0, side, side, std::as_bytes(std::span(pixels)));
    return texture;
}

// Fills a box with a tile that repeats from the corner of the screen on.
void fill_tiled(ImDrawList& list, TextureId texture, ImVec2 from, ImVec2 to) {
    constexpr float side = ImagePatterns::tile;
    for (float y = std::floor(from.y / side) * side; y < to.y; y += side) {
        for (float x = std::floor(from.x / side) * side; x < to.x; x += side) {
            const ImVec2 low{std::max(x, from.x), std::max(y, from.y)};
            const ImVec2 high{std::min(x + side, to.x), std::min(y + side, to.y)};
            list.AddImage(glue::texture_id(texture), low, high, {(low.x - x) / side, (low.y - y) / side},
                          {(high.x - x) / side, (high.y - y) / side});
        }
    }
}

struct Box {
    ImVec2 from, to;
    bool empty() const { return from.x >= to.x || from.y >= to.y; }
};

Box clipped(Box box, Box to) {
    return {{std::max(box.from.x, to.from.x), std::max(box.from.y, to.from.y)},
            {std::min(box.to.x, to.to.x), std::min(box.to.y, to.to.y)}};
}

}  // namespace

Rgba8 ImagePatterns::outside_color(const Colors& colors) { return rgba(colors.raised); }

void ImagePatterns::prepare(Textures& textures, Theme theme, const Colors& colors) {
    if (theme_ == theme) return;
    theme_ = theme;
    for (const TextureId old : {checkerboard_, hatch_}) {
        if (old != TextureId::None) textures.destroy(old);
    }
    const bool dark = theme == Theme::Dark;
    const Rgba8 light_square = dark ? Rgba8{90, 90, 90} : Rgba8{255, 255, 255};
    const Rgba8 dark_square = dark ? Rgba8{60, 60, 60} : Rgba8{205, 205, 205};
    checkerboard_ = make_tile(
        textures, [&](int x, int y) { return (x / square + y / square) % 2 == 0 ? light_square : dark_square; });
    const Rgba8 line = rgba(colors.zero);
    const Rgba8 between{line.red, line.green, line.blue, 0};
    hatch_ = make_tile(textures, [&](int x, int y) { return (x + y) % hatch_every == 0 ? line : between; });
}

void paint_picture(ImDrawList& list, const ImageFrame& frame, const ImagePicture& picture,
                   const ImagePatterns& patterns) {
    const DecodeArea& area = frame.area;
    const auto step = static_cast<double>(area.step);
    const auto left = static_cast<double>(area.rect.x), top = static_cast<double>(area.rect.y);
    const auto corner = [&](std::int64_t column, std::int64_t row) {
        return frame.corner(left + static_cast<double>(column) * step, top + static_cast<double>(row) * step);
    };
    // The last of every n-th pixel reaches beyond the edge of the image.
    const Box image =
        clipped({frame.corner(0, 0), frame.corner(frame.viewport.image_width, frame.viewport.image_height)},
                {frame.from, frame.to});
    if (image.empty()) return;
    list.PushClipRect(image.from, image.to, true);
    if (picture.sees_alpha()) fill_tiled(list, patterns.checkerboard(), image.from, image.to);
    list.AddImage(glue::texture_id(picture.texture()), corner(0, 0), corner(area.columns(), area.rows()), {0, 0},
                  picture.uv_end());
    for (const PixelRect& rect : picture.outside()) {
        const Box box = clipped({corner(rect.x, rect.y), corner(rect.x + rect.width, rect.y + rect.height)}, image);
        if (!box.empty()) fill_tiled(list, patterns.hatch(), box.from, box.to);
    }
    list.PopClipRect();
}

void paint_pixel_frame(ImDrawList& list, const ImageFrame& frame, const PixelRect& pixels, ImU32 color) {
    constexpr float least = 5;  // inner size of the frame
    const auto x = static_cast<double>(pixels.x), y = static_cast<double>(pixels.y);
    ImVec2 low = frame.corner(x, y);
    ImVec2 high = frame.corner(x + static_cast<double>(pixels.width), y + static_cast<double>(pixels.height));
    const float grow_x = std::max(0.0f, least - (high.x - low.x)) / 2,
                grow_y = std::max(0.0f, least - (high.y - low.y)) / 2;
    low = {std::floor(low.x - grow_x), std::floor(low.y - grow_y)};
    high = {std::ceil(high.x + grow_x), std::ceil(high.y + grow_y)};
    list.AddRect({low.x - 2, low.y - 2}, {high.x + 2, high.y + 2}, IM_COL32(0, 0, 0, 255));
    list.AddRect({low.x - 1, low.y - 1}, {high.x + 1, high.y + 1}, color);
    list.AddRect(low, high, IM_COL32(0, 0, 0, 160));
}

}  // namespace byteprism
