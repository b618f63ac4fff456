#include "app/ui/image/image_tools.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "app/model/commands/bindings.hpp"
#include "app/model/image/image_actions.hpp"
#include "app/ui/image/image_probe.hpp"
#include "app/ui/widgets.hpp"
#include "core/image/pixel_writer.hpp"

namespace byteprism {
namespace {

struct ToolRow {
    ImageTool tool;
    const char* label;
    std::string_view command;
    std::string_view hint;
};

constexpr ToolRow tools[] = {
    {ImageTool::Select, "Region", "image.select", "A click selects the bytes of a pixel, a drag those of a region"},
    {ImageTool::Pencil, "Pencil", "image.pencil", "Paint freely; one stroke is one step to undo"},
    {ImageTool::Line, "Line", "image.line", "Paint a straight line"},
    {ImageTool::Rectangle, "Rect", "image.rectangle", "Paint a filled rectangle"},
    {ImageTool::Fill, "Fill", "image.flood", "Paint the pixels of one value that hang together"},
    {ImageTool::Pick, "Pick", "image.pick", "Take what is stored in a pixel to paint with, exactly"},
    {ImageTool::Ruler, "Ruler", "image.ruler", "Measure in pixels"},
};

// Where a place of the screen is in the picture, outside of it too.
PixelPlace place_at(const ImageFrame& frame, ImVec2 place) {
    static constexpr double far = 1e15;
    const auto whole = [](double value) { return static_cast<std::int64_t>(std::floor(std::clamp(value, -far, far))); };
    return {whole(frame.viewport.image_x(static_cast<double>(place.x - frame.from.x))),
            whole(frame.viewport.image_y(static_cast<double>(place.y - frame.from.y)))};
}

bool holds(const BoundImage& image, PixelPlace place) {
    return place.x >= 0 && place.y >= 0 && place.x < image.layout.width && place.y < image.layout.height;
}

ImVec2 middle(const ImageFrame& frame, PixelPlace place) {
    return frame.corner(static_cast<double>(place.x) + 0.5, static_cast<double>(place.y) + 0.5);
}

}  // namespace

// "R 31  G 0  B 0".
const std::string& ImageTools::stored_text(const PanelContext& context, const BoundImage& image) {
    const ImageHand& hand = context.sheet.hand;
    const bool exact = hand.codes && hand.codes_layout == image.format.layout;
    const Stored wanted{image.number, context.document.version(), hand.colour, exact ? hand.codes : std::nullopt};
    if (stored_ == wanted) return stored_text_;
    stored_ = wanted;
    stored_text_.clear();
    const PixelCodes codes =
        exact ? *hand.codes
              : PixelWriter(image.format, image.layout, context.document.bytes()).codes_of(hand.colour, {});
    for (std::size_t i = 0; i < image.format.channels.size(); ++i) {
        if (i > 0) stored_text_ += "  ";
        stored_text_ += sample_text(image.format.channels[i], codes[i]);
    }
    return stored_text_;
}

void ImageTools::draw_bar(const PanelContext& context, const BoundImage& image, const Colors& look) {
    const ImageHand& hand = context.sheet.hand;
    const bool paintable = image.format.codec == BlockCodec::None;
    for (const ToolRow& row : tools) {
        if (!paintable && row.tool != ImageTool::Select && row.tool != ImageTool::Ruler) continue;
        const bool held = hand.tool == row.tool;
        if (&row != tools) flow(ImGui::CalcTextSize(row.label).x + 2 * ImGui::GetStyle().FramePadding.x);
        ImGui::PushStyleColor(ImGuiCol_Text, held ? look.accent : look.text);
        if (ImGui::Button(row.label)) context.actions.push(TakeTool{context.sheet.id, row.tool});
        ImGui::PopStyleColor();
        if (ImGui::IsItemHovered()) {
            const std::string keys = shortcut_text(row.command, context.bench.settings);
            hint(std::string(row.hint) + (keys.empty() ? "" : " (" + keys + ")"));
        }
    }
    if (!paintable) return;
    flow(ImGui::GetFrameHeight());
    const auto part = [](std::uint8_t value) { return static_cast<float>(value) / 255; };
    float rgba[] = {part(hand.colour.red), part(hand.colour.green), part(hand.colour.blue), part(hand.colour.alpha)};
    constexpr ImGuiColorEditFlags flags = ImGuiColorEditFlags_NoInputs | ImGuiColorEditFlags_NoLabel |
                                          ImGuiColorEditFlags_AlphaPreview | ImGuiColorEditFlags_AlphaBar;
    if (ImGui::ColorEdit4("##colour", rgba, flags)) {
        const auto code = [](float value) { return static_cast<std::uint8_t>(std::lround(value * 255)); };
        context.actions.push(
            TakeColour{context.sheet.id, {code(rgba[0]), code(rgba[1]), code(rgba[2]), code(rgba[3])}});
    }
    const std::string& stored = stored_text(context, image);
    if (ImGui::IsItemHovered()) hint("What is painted; stored as " + stored);
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < ImGui::CalcTextSize(stored.c_str()).x) return ImGui::NewLine();
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, stored);
}

void ImageTools::follow(const PanelContext& context, const BoundImage& image, const ImageFrame& frame, bool panning) {
    const PixelPlace place = place_at(frame, ImGui::GetIO().MousePos);
    // A drag that was not seen to its end, or that another sheet or tool would go on with, is none.
    const bool seen = ImGui::GetFrameCount() - std::exchange(frame_, ImGui::GetFrameCount()) <= 1;
    const bool same = drag_ && drag_->sheet == context.sheet.id && drag_->tool == context.sheet.hand.tool;
    if (!seen || !same) drag_.reset();
    if (ImGui::IsItemActivated() && !panning && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        drag_ = Drag{place, place, context.sheet.id, context.sheet.hand.tool};
        begin(context, image);
    } else if (drag_) {
        // The button may be let go in the frame of the last movement.
        if (place != drag_->to) go_on(context, image, place);
        if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
        end(context);
        drag_.reset();
    }
}

void ImageTools::begin(const PanelContext& context, const BoundImage& image) {
    const SheetId id = context.sheet.id;
    const PixelPlace place = drag_->from;
    switch (context.sheet.hand.tool) {
        case ImageTool::Select: {
            context.actions.push(SelectPixels{id, std::nullopt});
            if (!holds(image, place)) return;
            const std::vector<ByteRange> bytes = bytes_of(image, place, context.document.size());
            if (!bytes.empty()) context.actions.push(Select{id, bytes.front()});
            break;
        }
        case ImageTool::Pencil:
            context.actions.push(PaintLine{id, place, place, Stroke::Begins});
            break;
        case ImageTool::Fill:
            context.actions.push(PaintFlood{id, place});
            break;
        case ImageTool::Pick:
            context.actions.push(PickPixel{id, place});
            break;
        case ImageTool::Line:
        case ImageTool::Rectangle:
            break;
        case ImageTool::Ruler:
            ruler_ = drag_;
            break;
    }
}

void ImageTools::go_on(const PanelContext& context, const BoundImage& image, PixelPlace to) {
    const SheetId id = context.sheet.id;
    // What cannot be painted was said when the stroke began; once is enough.
    const bool paintable = image.format.codec == BlockCodec::None && !context.document.refusal();
    switch (context.sheet.hand.tool) {
        case ImageTool::Select:
            context.actions.push(SelectPixels{id, rect_between(drag_->from, to)});
            break;
        case ImageTool::Pencil:
            if (paintable) context.actions.push(PaintLine{id, drag_->to, to, Stroke::GoesOn});
            break;
        case ImageTool::Pick:
            context.actions.push(PickPixel{id, to});
            break;
        case ImageTool::Fill:
        case ImageTool::Line:
        case ImageTool::Rectangle:
        case ImageTool::Ruler:
            break;
    }
    drag_->to = to;
    if (context.sheet.hand.tool == ImageTool::Ruler) ruler_ = drag_;
}

void ImageTools::end(const PanelContext& context) {
    const SheetId id = context.sheet.id;
    if (context.sheet.hand.tool == ImageTool::Line) {
        context.actions.push(PaintLine{id, drag_->from, drag_->to, Stroke::Begins});
    } else if (context.sheet.hand.tool == ImageTool::Rectangle) {
        context.actions.push(PaintRect{id, rect_between(drag_->from, drag_->to)});
    }
}

void ImageTools::paint(ImDrawList& list, const PanelContext& context, const ImageFrame& frame,
                       const Colors& look) const {
    const ImageHand& hand = context.sheet.hand;
    const bool ruling = hand.tool == ImageTool::Ruler;
    const std::optional<Drag>& shape = ruling ? ruler_ : drag_;
    if (!shape || shape->sheet != context.sheet.id) return;
    if (hand.tool == ImageTool::Rectangle) {
        paint_pixel_frame(list, frame, rect_between(shape->from, shape->to), look.accent);
    } else if (hand.tool == ImageTool::Line || ruling) {
        const ImVec2 from = middle(frame, shape->from), to = middle(frame, shape->to);
        list.AddLine(from, to, look.window, 3);
        list.AddLine(from, to, look.accent, 1);
    }
    if (!ruling) return;
    const auto dx = shape->to.x - shape->from.x, dy = shape->to.y - shape->from.y;
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "%lld, %lld: %.2f px", static_cast<long long>(dx),
                  static_cast<long long>(dy), std::hypot(static_cast<double>(dx), static_cast<double>(dy)));
    const ImVec2 size = ImGui::CalcTextSize(text.data());
    ImVec2 at = middle(frame, shape->to);
    at = {std::clamp(at.x + 10, frame.from.x, std::max(frame.from.x, frame.to.x - size.x - 6)),
          std::clamp(at.y + 10, frame.from.y, std::max(frame.from.y, frame.to.y - size.y - 4))};
    list.AddRectFilled({at.x - 4, at.y - 2}, {at.x + size.x + 4, at.y + size.y + 2}, look.raised, 3);
    list.AddText(at, look.text, text.data());
}

}  // namespace byteprism
