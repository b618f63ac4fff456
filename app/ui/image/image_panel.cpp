// The image panel: the document's bytes as a picture, linked with the bytes both ways.
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <imgui.h>

#include "app/ui/image/image_binding.hpp"
#include "app/ui/image/image_paint.hpp"
#include "app/ui/image/image_picture.hpp"
#include "app/ui/image/image_probe.hpp"
#include "app/ui/image/image_toolbar.hpp"
#include "app/ui/image/image_viewport.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

struct Pixel {
    std::int64_t x, y;
    bool operator==(const Pixel&) const = default;
};

class ImagePanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    // Which pixel the other panels were told of, and its bytes.
    struct Told {
        SheetId sheet;
        std::uint64_t binding;
        Pixel pixel;
        std::vector<ByteRange> bytes;
    };

    void canvas(const PanelContext& context, const BoundImage& image, ImageSettings& settings);
    void mouse(const PanelContext& context, const BoundImage& image, const ImageFrame& frame, ImageSettings& settings);
    void scroll_bars(const ImageFrame& frame, float thickness, ImageSettings& settings, const Colors& look);
    void marks(const PanelContext& context, const BoundImage& image, const ImageFrame& frame, const Colors& look);
    void tell(const PanelContext& context, const BoundImage* image, std::optional<Pixel> pixel);
    void probe(const PanelContext& context, const BoundImage& image, const Colors& look);

    ImageSettings settings_;  // of the sheet, with what was done to them in this frame
    ImageToolbar toolbar_;
    ImageBinding binding_;
    ImagePicture picture_;
    ImagePatterns patterns_;
    double zoom_ = 1;  // in use when the frame before was drawn
    std::optional<Pixel> under_mouse_;
    std::optional<Told> told_;
    bool leaving_ = false;
    double grabbed_at_ = 0;  // of a scroll bar's thumb, from its start
};

std::vector<ByteRange> bytes_of(const BoundImage& image, Pixel pixel, std::int64_t size) {
    std::vector<ByteRange> ranges;
    for (const ByteRange range : pixel_bytes(image.format, image.layout, pixel.x, pixel.y).ranges) {
        const ByteRange inside = intersection(range, {0, size});
        if (!inside.empty()) ranges.push_back(inside);
    }
    return ranges;
}

void take(const ImageViewport& viewport, ImageSettings& settings) {
    settings.zoom = viewport.zoom;
    settings.pan_x = viewport.pan_x;
    settings.pan_y = viewport.pan_y;
}

std::optional<Pixel> pixel_at(const ImageFrame& frame, const ImageLayout& layout, ImVec2 place) {
    const double x = std::floor(frame.viewport.image_x(static_cast<double>(place.x - frame.from.x)));
    const double y = std::floor(frame.viewport.image_y(static_cast<double>(place.y - frame.from.y)));
    const bool in_room =
        place.x >= frame.from.x && place.y >= frame.from.y && place.x < frame.to.x && place.y < frame.to.y;
    if (!in_room || x < 0 || y < 0 || x >= frame.viewport.image_width || y >= frame.viewport.image_height) {
        return std::nullopt;
    }
    return Pixel{std::min(static_cast<std::int64_t>(x), layout.width - 1),
                 std::min(static_cast<std::int64_t>(y), layout.height - 1)};
}

void ImagePanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    binding_.follow(context.sheet);
    const BoundImage* const image = binding_.image();
    settings_ = context.sheet.image;
    under_mouse_.reset();
    if (toolbar_.draw(settings_, image, zoom_, context.document.size(), look)) {
        context.actions.push(GuessImage{context.sheet.id});
    }
    if (!binding_.refusal().empty()) error_text(look, binding_.refusal());
    if (image != nullptr) canvas(context, *image, settings_);
    tell(context, image, under_mouse_);
    if (settings_ != context.sheet.image) context.actions.push(SetImage{context.sheet.id, settings_});
}

void ImagePanel::canvas(const PanelContext& context, const BoundImage& image, ImageSettings& settings) {
    const Colors& look = colors(context.bench.settings.theme);
    const float foot = ImGui::GetTextLineHeightWithSpacing() + ImGui::GetStyle().ItemSpacing.y;
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoNavInputs | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, look.window);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    const bool visible = ImGui::BeginChild("picture", {0, -foot}, false, flags);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::GetContentRegionAvail();
    const float bar = std::floor(ImGui::GetStyle().ScrollbarSize * 0.75f);
    if (visible && size.x > 2 * bar && size.y > 2 * bar) {
        ImageFrame frame{{std::floor(at.x), std::floor(at.y)}, {}, {}, {}};
        frame.to = {frame.from.x + std::floor(size.x - bar), frame.from.y + std::floor(size.y - bar)};
        frame.viewport = viewport_of(settings, image.layout, static_cast<double>(frame.to.x - frame.from.x),
                                     static_cast<double>(frame.to.y - frame.from.y));
        mouse(context, image, frame, settings);
        scroll_bars(frame, bar, settings, look);
        zoom_ = frame.viewport.zoom;
        frame.area = area_in_sight(frame.viewport, image.layout, context.textures.limit());
        patterns_.prepare(context.textures, context.bench.settings.theme, look);
        picture_.show(context.textures, image, context.sheet.document, context.document, frame.area,
                      ImagePatterns::outside_color(look));
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect(frame.from, frame.to, true);
        paint_picture(list, frame, picture_, patterns_);
        marks(context, image, frame, look);
        list.PopClipRect();
    }
    ImGui::EndChild();
    probe(context, image, look);
}

void ImagePanel::mouse(const PanelContext& context, const BoundImage& image, const ImageFrame& frame,
                       ImageSettings& settings) {
    constexpr ImGuiButtonFlags buttons = ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle;
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::InvisibleButton("pixels", {frame.to.x - frame.from.x, frame.to.y - frame.from.y}, buttons);
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) under_mouse_ = pixel_at(frame, image.layout, io.MousePos);

    const bool space = glue::held(ImGuiKey_Space);
    const bool panning = ImGui::IsItemActive() && (ImGui::IsMouseDown(ImGuiMouseButton_Middle) || space);
    if (space && hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    if (panning && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        take(panned(frame.viewport, static_cast<double>(-io.MouseDelta.x), static_cast<double>(-io.MouseDelta.y)),
             settings);
    } else if (hovered && io.MouseWheel != 0) {
        take(zoomed(frame.viewport, static_cast<double>(io.MouseWheel),
                    static_cast<double>(io.MousePos.x - frame.from.x),
                    static_cast<double>(io.MousePos.y - frame.from.y)),
             settings);
    }
    if (ImGui::IsItemActivated() && !panning && under_mouse_ && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        const std::vector<ByteRange> bytes = bytes_of(image, *under_mouse_, context.document.size());
        if (!bytes.empty()) context.actions.push(Select{context.sheet.id, bytes.front()});
    }
}

// Thin bars at the right and below, where the picture is larger than the room.
void ImagePanel::scroll_bars(const ImageFrame& frame, float thickness, ImageSettings& settings, const Colors& look) {
    const ImageViewport& view = frame.viewport;
    const auto bar = [&](const char* id, ImVec2 at, double length, double image, double& pan, bool upright) {
        const double shown = (upright ? view.room_height : view.room_width) / view.zoom;
        if (shown >= image) return;
        const double thumb = std::max(length * shown / image, 2.0 * static_cast<double>(thickness));
        const double scale = (length - thumb) / (image - shown);  // screen pixels for one pixel of pan
        ImGui::SetCursorScreenPos(at);
        const auto run = static_cast<float>(length);
        ImGui::InvisibleButton(id, upright ? ImVec2{thickness, run} : ImVec2{run, thickness});
        const ImVec2 place = ImGui::GetIO().MousePos;
        const double mouse = static_cast<double>(upright ? place.y - at.y : place.x - at.x);
        const double start = pan * scale;
        if (ImGui::IsItemActivated()) {
            grabbed_at_ = mouse >= start && mouse < start + thumb ? mouse - start : thumb / 2;
        }
        const bool held = ImGui::IsItemActive();
        if (held && scale > 0) {
            ImageViewport moved = view;
            const double wanted = std::clamp((mouse - grabbed_at_) / scale, 0.0, image - shown);
            (upright ? moved.pan_y : moved.pan_x) = wanted;
            if (wanted != pan) take(moved, settings);
        }
        const auto low = static_cast<float>(start) + 1, high = static_cast<float>(start + thumb) - 1;
        const ImU32 color = held || ImGui::IsItemHovered() ? look.dim : look.line;
        const ImVec2 from = upright ? ImVec2{at.x + 2, at.y + low} : ImVec2{at.x + low, at.y + 2};
        const ImVec2 to =
            upright ? ImVec2{at.x + thickness - 1, at.y + high} : ImVec2{at.x + high, at.y + thickness - 1};
        ImGui::GetWindowDrawList()->AddRectFilled(from, to, color, thickness / 2);
    };
    double pan_x = view.pan_x, pan_y = view.pan_y;
    bar("##across", {frame.from.x, frame.to.y}, view.room_width, view.image_width, pan_x, false);
    bar("##down", {frame.to.x, frame.from.y}, view.room_height, view.image_height, pan_y, true);
}

// The pixels of the bytes that the other panels point at, and of the byte at the cursor.
void ImagePanel::marks(const PanelContext& context, const BoundImage& image, const ImageFrame& frame,
                       const Colors& look) {
    constexpr std::int64_t most_bytes = 256;  // of one range; more are a region rather than a place
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (const auto rect = locate(image.format, image.layout, context.sheet.cursor.offset)) {
        paint_pixel_frame(list, frame, *rect, look.accent);
    }
    if (under_mouse_) {
        paint_pixel_frame(list, frame, {under_mouse_->x, under_mouse_->y, 1, 1}, look.cursor);
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

// Lights the bytes of the pixel under the mouse in the other panels. When the mouse leaves for another panel, that one
// may have told of its own bytes in the same frame: those stay.
void ImagePanel::tell(const PanelContext& context, const BoundImage* image, std::optional<Pixel> pixel) {
    if (pixel) {
        leaving_ = false;
        if (told_ && told_->sheet == context.sheet.id && told_->binding == image->number && told_->pixel == *pixel)
            return;
        told_ = Told{context.sheet.id, image->number, *pixel, bytes_of(*image, *pixel, context.document.size())};
        context.actions.push(Hover{told_->sheet, told_->bytes});
        return;
    }
    if (!told_) return;
    if (!leaving_ && !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
        leaving_ = true;
        return;
    }
    const Sheet* const sheet = context.bench.find(told_->sheet);
    if (sheet != nullptr && sheet->hover == told_->bytes) context.actions.push(Hover{told_->sheet, {}});
    told_.reset();
    leaving_ = false;
}

// Of the pixel under the mouse, else of the one at the cursor.
void ImagePanel::probe(const PanelContext& context, const BoundImage& image, const Colors& look) {
    std::optional<Pixel> pixel = under_mouse_;
    if (!pixel) {
        if (const auto rect = locate(image.format, image.layout, context.sheet.cursor.offset))
            pixel = Pixel{rect->x, rect->y};
    }
    if (pixel) {
        draw_probe(image, context.document.bytes(), pixel->x, pixel->y, look);
        return;
    }
    text_in(look.dim, "The cursor is on no pixel");
}

}  // namespace

std::unique_ptr<PanelDrawer> make_image_panel() { return std::make_unique<ImagePanel>(); }

}  // namespace byteprism
