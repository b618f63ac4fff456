#include "app/ui/image/image_geometry_form.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr float label_glyphs = 14;
constexpr float number_glyphs = 12;

void label(const char* text, const Colors& colors) { form_label(text, glyphs(label_glyphs), colors); }

// Takes the change if the settings mean a picture then.
template <typename Change>
void attempt(ImageSettings& settings, NumberField& field, Change change) {
    ImageSettings changed = settings;
    change(changed);
    try {
        bind(changed);
        settings = std::move(changed);
    } catch (const Error& error) {
        field.refuse(error.what());
    }
}

// The same without a field to say so at: of settings that can only become fewer, or stay possible.
template <typename Change>
void attempt(ImageSettings& settings, Change change) {
    NumberField nowhere;
    attempt(settings, nowhere, change);
}

}  // namespace

void ImageGeometryForm::optional_number(const char* text, NumberField& field,
                                        std::optional<std::int64_t> ImageSettings::*member, std::int64_t meant,
                                        ImageSettings& settings, const Colors& colors) {
    ImGui::PushID(text);
    label(text, colors);
    const std::int64_t shown = (settings.*member).value_or(meant);
    if (const auto number = field.draw("##number", text, shown, {}, glyphs(number_glyphs), colors)) {
        attempt(settings, field, [&](ImageSettings& changed) { changed.*member = *number; });
    }
    if (settings.*member) {
        ImGui::SameLine();
        if (sign_button("##tight", Sign::Cross, colors)) {
            attempt(settings, [&](ImageSettings& changed) { (changed.*member).reset(); });
        }
        hint("As it follows from the rest");
    }
    ImGui::PopID();
}

void ImageGeometryForm::draw(ImageSettings& settings, const BoundImage& image, const Colors& colors) {
    optional_number("pixel stride", pixel_stride_, &ImageSettings::pixel_stride, image.format.planes[0].bytes, settings,
                    colors);
    label("frame", colors);
    if (const auto number = frame_.draw("##frame", "frame", settings.frame, {}, glyphs(number_glyphs), colors)) {
        attempt(settings, frame_, [&](ImageSettings& changed) { changed.frame = *number; });
    }
    optional_number("frame stride", frame_stride_, &ImageSettings::frame_stride, image.frame_stride, settings, colors);
    label("mip level", colors);
    if (const auto number = mip_.draw("##mip", "mip level", settings.mip, {}, glyphs(number_glyphs), colors)) {
        attempt(settings, mip_, [&](ImageSettings& changed) { changed.mip = *number; });
    }
    hint("0: the picture itself; each level is half as wide and high, behind the one before");
    ImGui::Separator();
    draw_tiles(settings, colors);
    ImGui::Separator();
    draw_mosaic(settings, colors);
    if (image.format.planes.size() > 1) {
        ImGui::Separator();
        draw_planes(settings, image, colors);
    }
}

void ImageGeometryForm::draw_tiles(ImageSettings& settings, const Colors& colors) {
    constexpr std::int64_t usual = 8;
    bool tiled = settings.tiling.has_value();
    if (ImGui::Checkbox("Tiles", &tiled)) {
        attempt(settings, [&](ImageSettings& changed) {
            changed.tiling = tiled ? std::optional(Tiling{usual, usual, {}, {}}) : std::nullopt;
        });
    }
    hint("The picture is stored in tiles, each in one piece");
    if (!settings.tiling) return;
    label("tile size", colors);
    const auto side = [&](const char* id, NumberField& field, std::int64_t Tiling::*member) {
        const auto number = field.draw(id, "tile size", (*settings.tiling).*member, {.least = 1}, glyphs(5), colors);
        if (number) attempt(settings, field, [&](ImageSettings& changed) { (*changed.tiling).*member = *number; });
    };
    side("##tile_width", tile_width_, &Tiling::width);
    ImGui::SameLine();
    text_in(colors.dim, "x");
    ImGui::SameLine();
    side("##tile_height", tile_height_, &Tiling::height);
    static constexpr const char* tile_orders[] = {"row by row", "column by column"};
    static constexpr const char* group_orders[] = {"row by row", "column by column", "Morton (Z-order)"};
    label("tiles", colors);
    auto tiles = settings.tiling->tiles;
    if (choose("##tiles", tiles, tile_orders, glyphs(20))) {
        attempt(settings, [&](ImageSettings& changed) { changed.tiling->tiles = tiles; });
    }
    label("inside", colors);
    auto groups = settings.tiling->groups;
    if (choose("##groups", groups, group_orders, glyphs(20))) {
        attempt(settings, tile_width_, [&](ImageSettings& changed) { changed.tiling->groups = groups; });
    }
}

void ImageGeometryForm::draw_mosaic(ImageSettings& settings, const Colors& colors) {
    bool mosaic = settings.mosaic.has_value();
    if (ImGui::Checkbox("Mosaic of frames", &mosaic)) {
        attempt(settings, [&](ImageSettings& changed) {
            changed.mosaic = mosaic ? std::optional(Mosaic{4, 2}) : std::nullopt;
        });
    }
    hint("Frames, or slices of a volume, beside each other");
    if (!settings.mosaic) return;
    label("frames", colors);
    const auto count = [&](const char* id, const char* name, NumberField& field, std::int64_t Mosaic::*member) {
        const auto number = field.draw(id, name, (*settings.mosaic).*member, {.least = 1}, glyphs(6), colors);
        if (number) attempt(settings, field, [&](ImageSettings& changed) { (*changed.mosaic).*member = *number; });
    };
    count("##slices", "frames", slices_, &Mosaic::slices);
    ImGui::SameLine();
    text_in(colors.dim, "in columns");
    ImGui::SameLine();
    count("##columns", "columns", columns_, &Mosaic::columns);
}

void ImageGeometryForm::draw_planes(ImageSettings& settings, const BoundImage& image, const Colors& colors) {
    for (std::size_t i = 1; i < image.format.planes.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        const std::string name = "plane " + std::to_string(i);
        label(name.c_str(), colors);
        const PlaneLayout& plane = image.layout.planes[i];
        const auto number = [&](const char* id, const char* what, NumberField& field, std::int64_t now,
                                std::optional<std::int64_t> PlaneGeometry::*member) {
            const auto typed = field.draw(id, what, now, {}, glyphs(number_glyphs), colors);
            if (!typed) return;
            attempt(settings, field, [&](ImageSettings& changed) {
                changed.planes.resize(std::max(changed.planes.size(), i + 1));
                changed.planes[i].*member = *typed;
            });
        };
        number("##offset", "offset", planes_[i].offset, plane.offset, &PlaneGeometry::offset);
        hint("Offset of the first byte of its top row");
        ImGui::SameLine();
        number("##stride", "row stride", planes_[i].row_stride, plane.y.back().stride, &PlaneGeometry::row_stride);
        hint("Its row stride");
        ImGui::PopID();
    }
    if (settings.planes.empty()) return;
    if (ImGui::Button("One plane behind the other")) {
        attempt(settings, [](ImageSettings& changed) { changed.planes.clear(); });
    }
}

}  // namespace byteprism
