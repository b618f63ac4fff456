#include "app/ui/image/image_canvas.hpp"

#include <algorithm>
#include <cmath>

#include "app/model/image/image_actions.hpp"
#include "app/ui/image/image_marks.hpp"
#include "app/ui/image/image_probe.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

void take(const ImageViewport& viewport, ImageSettings& settings) {
    settings.zoom = viewport.zoom;
    settings.pan_x = viewport.pan_x;
    settings.pan_y = viewport.pan_y;
}

std::optional<PixelPlace> pixel_at(const ImageFrame& frame, const ImageLayout& layout, ImVec2 place) {
    const double x = std::floor(frame.viewport.image_x(static_cast<double>(place.x - frame.from.x)));
    const double y = std::floor(frame.viewport.image_y(static_cast<double>(place.y - frame.from.y)));
    const bool in_room =
        place.x >= frame.from.x && place.y >= frame.from.y && place.x < frame.to.x && place.y < frame.to.y;
    if (!in_room || x < 0 || y < 0 || x >= frame.viewport.image_width || y >= frame.viewport.image_height) {
        return std::nullopt;
    }
    return PixelPlace{std::min(static_cast<std::int64_t>(x), layout.width - 1),
                      std::min(static_cast<std::int64_t>(y), layout.height - 1)};
}

}  // namespace

void ImageCanvas::draw(const char* id, ImVec2 room, const PanelContext& context, const Compared* compared,
                       ImagePatterns& patterns, ImageSettings& settings) {
    const BoundImage& image = *binding_.image();
    under_mouse_.reset();
    const Colors& look = colors(context.bench.settings.theme);
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoNavInputs | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, look.window);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    const bool visible = ImGui::BeginChild(id, room, false, flags);
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
        picture_.show(context.textures, {image, context.sheet.document, context.document}, compared, frame.area,
                      ImagePatterns::outside_color(look));
        if (picture_.refines()) context.actions.push(DrawOn{});
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect(frame.from, frame.to, true);
        paint_picture(list, frame, picture_, patterns);
        paint_pixel_grid(list, frame, look);
        paint_values(list, image, context.document.bytes(), frame);
        paint_bytes_in_sight(list, context, image, frame, look);
        paint_places(list, context, image, frame, under_mouse_, look);
        tools_.paint(list, context, frame, look);
        list.PopClipRect();
    }
    ImGui::EndChild();
    tell(context, image, under_mouse_);
}

void ImageCanvas::mouse(const PanelContext& context, const BoundImage& image, const ImageFrame& frame,
                        ImageSettings& settings) {
    constexpr ImGuiButtonFlags buttons = ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle;
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::InvisibleButton("pixels", {frame.to.x - frame.from.x, frame.to.y - frame.from.y}, buttons);
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) under_mouse_ = pixel_at(frame, image.layout, io.MousePos);

    if (hovered && under_mouse_ && context.dropped.size() == 1) {
        context.actions.push(DropOnPicture{context.sheet.id, std::move(context.dropped.front()), *under_mouse_});
        context.dropped.clear();
    }
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
    drag_edge(context.sheet.id, frame, hovered && !panning, settings);
    tools_.follow(context, image, frame, panning || edge_);
}

// The right edge is dragged to another width; the zoom stays what it was.
void ImageCanvas::drag_edge(SheetId sheet, const ImageFrame& frame, bool hovered, ImageSettings& settings) {
    constexpr float reach = 5;  // screen pixels outside of the picture: those inside can be painted
    constexpr double farthest = 1e15;
    if (edge_ && edge_->sheet != sheet) edge_.reset();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const ImVec2 edge = frame.corner(frame.viewport.image_width, frame.viewport.image_height);
    const bool at_edge = hovered && mouse.x >= edge.x && mouse.x <= edge.x + reach && mouse.y < edge.y;
    if (at_edge || edge_) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (at_edge && ImGui::IsItemActivated() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        edge_ = EdgeDrag{sheet, mouse.x, settings.width};
        take(frame.viewport, settings);
    } else if (edge_ && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        edge_.reset();
    } else if (edge_) {
        const double moved = static_cast<double>(mouse.x - edge_->mouse_x) / frame.viewport.zoom;
        const double wider =
            std::ldexp(moved, static_cast<int>(std::clamp<std::int64_t>(settings.mip, 0, 62)));  // the first level is
        const double width = static_cast<double>(edge_->width) + std::clamp(wider, -farthest, farthest);
        settings.width = std::llround(std::clamp(width, 1.0, farthest));
    }
}

// Thin bars at the right and below, where the picture is larger than the room.
void ImageCanvas::scroll_bars(const ImageFrame& frame, float thickness, ImageSettings& settings, const Colors& look) {
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

// Lights the bytes of the pixel under the mouse in the other panels. When the mouse leaves for another panel, that one
// may have told of its own bytes in the same frame: those stay.
void ImageCanvas::tell(const PanelContext& context, const BoundImage& image, std::optional<PixelPlace> pixel) {
    if (pixel) {
        leaving_ = false;
        if (told_ && told_->sheet == context.sheet.id && told_->binding == image.number && told_->pixel == *pixel)
            return;
        told_ = Told{context.sheet.id, image.number, *pixel, bytes_of(image, *pixel, context.document.size())};
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
void ImageCanvas::draw_probe(const PanelContext& context) const {
    const Colors& look = colors(context.bench.settings.theme);
    const BoundImage& image = *binding_.image();
    std::optional<PixelPlace> pixel = under_mouse_;
    if (!pixel) {
        if (const auto rect = locate(image.format, image.layout, context.sheet.cursor.offset))
            pixel = PixelPlace{rect->x, rect->y};
    }
    if (pixel) {
        byteprism::draw_probe(image, context.document.bytes(), pixel->x, pixel->y, look);
        return;
    }
    text_in(look.dim, "The cursor is on no pixel");
}

}  // namespace byteprism
