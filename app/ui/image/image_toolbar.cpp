#include "app/ui/image/image_toolbar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "app/model/number_text.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"
#include "core/image/layout_diagram.hpp"

namespace byteprism {
namespace {

// The layout, and which bit of which byte is what.
void format_hint(const PixelFormat& format) {
    constexpr std::size_t most = 2000;  // characters of the diagram
    const std::string diagram = diagram_text(format);
    hint(format.layout + (diagram.size() <= most ? "\n\n" + diagram : ""));
}

void label(const char* text, float room_after, const Colors& colors) {
    flow(ImGui::CalcTextSize(text).x + ImGui::GetStyle().ItemSpacing.x + room_after);
    ImGui::AlignTextToFramePadding();
    text_in(colors.dim, text);
    ImGui::SameLine();
}

// Takes a number into the settings if they mean a picture then.
template <typename Number>
void take(Number ImageSettings::*member, std::int64_t number, ImageSettings& settings, NumberField& field) {
    ImageSettings changed = settings;
    changed.*member = number;
    try {
        bind(changed);
        settings = changed;
    } catch (const Error& error) {
        field.refuse(error.what());
    }
}

}  // namespace

ImageWishes ImageToolbar::draw(ImageSettings& settings, const BoundImage* image, double zoom,
                               const PanelContext& context, const Colors& colors) {
    const float room = ImGui::GetContentRegionAvail().x;
    if (const auto format = format_.draw("##format", settings.pixels, context.bench.settings.formats,
                                         std::min(room, glyphs(20)), colors)) {
        settings.pixels = *format;
    }
    if (image != nullptr && ImGui::IsItemHovered()) format_hint(image->format);
    draw_size(settings, colors);
    draw_rows(settings, image, context.document.size(), colors);
    ImageWishes wishes;
    wishes.range = draw_forms(settings, image, context, colors);
    draw_zoom(settings, zoom, colors);
    flow(glyphs(5));
    wishes.guess = ImGui::Button("Guess");
    hint("Look for the picture that the selected bytes, or all, may be");
    return wishes;
}

void ImageToolbar::draw_size(ImageSettings& settings, const Colors& colors) {
    const float width = glyphs(6);
    flow(2 * width + glyphs(3));
    if (const auto number = width_.draw("##width", "width", settings.width, {.least = 1}, width, colors)) {
        take(&ImageSettings::width, *number, settings, width_);
    }
    hint("Width in pixels. Up and Down change it by one.");
    ImGui::SameLine();
    text_in(colors.dim, "x");
    ImGui::SameLine();
    if (const auto number = height_.draw("##height", "height", settings.height, {.least = 1}, width, colors)) {
        take(&ImageSettings::height, *number, settings, height_);
    }
    hint("Height in pixels.");
}

void ImageToolbar::draw_rows(ImageSettings& settings, const BoundImage* image, std::int64_t document_size,
                             const Colors& colors) {
    const float button = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.x;
    label("stride", glyphs(8) + (settings.row_stride ? button : 0), colors);
    const std::int64_t tight = image != nullptr ? image->row_stride : 0;
    const std::int64_t row_stride = settings.row_stride.value_or(tight);
    if (const auto number = row_stride_.draw("##stride", "row stride", row_stride, {}, glyphs(8), colors)) {
        take(&ImageSettings::row_stride, *number, settings, row_stride_);
    }
    hint("Bytes from one row to the next one down; negative: the rows stand upside down, from the offset upwards.");
    if (settings.row_stride) {
        ImGui::SameLine();
        if (sign_button("##tight", Sign::Cross, colors)) settings.row_stride.reset();
        hint("Let rows follow each other without a gap");
    }
    label("offset", glyphs(11), colors);
    const NumberLimits inside{.least = 0, .greatest = std::max<std::int64_t>(document_size, settings.offset)};
    if (const auto number = offset_.draw("##offset", "offset", settings.offset, inside, glyphs(11), colors)) {
        take(&ImageSettings::offset, *number, settings, offset_);
    }
    if (ImGui::IsItemHovered()) hint("First byte of the top row: " + offset_text(settings.offset));
}

// What is set seldom stands behind a button each; the picture follows while the form is open.
AutoRange ImageToolbar::draw_forms(ImageSettings& settings, const BoundImage* image, const PanelContext& context,
                                   const Colors& colors) {
    if (image == nullptr) return AutoRange::No;
    const bool special = settings.pixel_stride || settings.frame != 0 || settings.frame_stride || settings.tiling ||
                         settings.mosaic || !settings.planes.empty();
    const auto button = [&](const char* text, const char* form, bool lit) {
        flow(glyphs(static_cast<float>(std::string_view(text).size())));
        ImGui::PushStyleColor(ImGuiCol_Text, lit ? colors.accent : colors.text);
        if (ImGui::Button(text)) ImGui::OpenPopup(form);
        ImGui::PopStyleColor();
    };
    button("Geometry", "geometry", special);
    hint("Pixel stride, frames, tiles, slices, planes");
    button("Colours", "colours", settings.tone != Tone{});
    hint("Window, exposure, false colours, single components, alpha, palette");
    AutoRange range = AutoRange::No;
    // Fields stand out against the form as they do against the panel.
    ImGui::PushStyleColor(ImGuiCol_PopupBg, colors.panel);
    if (ImGui::BeginPopup("geometry")) {
        geometry_.draw(settings, *image, colors);
        ImGui::EndPopup();
    }
    if (ImGui::BeginPopup("colours")) {
        range = tone_.draw(settings, *image, context.document, context.sheet.hand.region, colors);
        ImGui::EndPopup();
    }
    ImGui::PopStyleColor();
    return range;
}

void ImageToolbar::draw_zoom(ImageSettings& settings, double zoom, const Colors& colors) {
    std::array<char, 24> percent{};
    std::snprintf(percent.data(), percent.size(), "%.4g %%", zoom * 100);
    flow(glyphs(6) + 2 * glyphs(4));
    ImGui::AlignTextToFramePadding();
    text_in(colors.dim, percent.data());
    hint("Screen pixels for one pixel. The wheel zooms to the mouse; drag with the middle button or with Space held.");
    ImGui::SameLine();
    if (ImGui::Button("Fit")) settings.zoom = 0;
    hint("Show all of it");
    ImGui::SameLine();
    if (ImGui::Button("1:1")) settings.zoom = 1;
    hint("One screen pixel for each pixel");
}

}  // namespace byteprism
