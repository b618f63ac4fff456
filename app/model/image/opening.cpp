#include "app/model/image/opening.hpp"

#include <algorithm>
#include <array>

#include "app/model/image/image_actions.hpp"
#include "app/model/image/image_binding.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "core/image/array_file.hpp"
#include "core/image/picture_file.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/plain_picture.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_components = 4;
constexpr std::size_t most_header_bytes = std::size_t{1} << 20;

// Those whose magic bytes are sure; TGA has none.
bool is_encoded(std::span<const std::byte> file) {
    using namespace std::string_view_literals;
    const std::string_view text(reinterpret_cast<const char*>(file.data()), std::min<std::size_t>(file.size(), 16));
    constexpr std::array magics{"\x89PNG\r\n"sv, "\xff\xd8\xff"sv, "GIF8"sv, "8BPS"sv, "#?RADIANCE"sv, "#?RGBE"sv};
    return std::ranges::any_of(magics, [&](std::string_view magic) { return text.starts_with(magic); });
}

void show_array(Workbench& bench, Sheet& sheet, const ArrayFile& array) {
    apply(bench, SetLook{sheet.id, view_expression(array)});
    if (sheet.look.refusal || array.shape.size() < 2) return;
    try {
        show_view(sheet.image, Format::parse(sheet.look.recipe.format), layout_of(sheet.look.recipe));
        if (array.itemsize > 1) apply(bench, FitWindow{sheet.id, 0});
    } catch (const Error&) {
        // An array that is no picture is shown as bytes.
    }
}

}  // namespace

void place(ImageSettings& settings, const ImageGeometry& geometry) {
    settings.width = geometry.width;
    settings.height = geometry.height;
    settings.mip = 0;
    settings.offset = geometry.offset;
    settings.row_stride = geometry.row_stride;
    settings.pixel_stride = geometry.pixel_stride;
    settings.planes = geometry.planes;
    settings.frame = geometry.frame;
    settings.frame_stride = geometry.frame_stride;
    settings.tiling = geometry.tiling;
    settings.mosaic = geometry.mosaic;
}

void show(ImageSettings& settings, const ViewImage& image) {
    settings = ImageSettings{};
    settings.pixels = image.pixels;
    place(settings, image.geometry);
}

void show_view(ImageSettings& settings, const Format& format, const Layout& layout) {
    const std::size_t axes = layout.axes.size();
    const bool components = axes >= 3 && layout.axes[axes - 1].count <= most_components;
    if (axes != (components ? 4u : 3u)) return show(settings, image_of_view(format, layout));
    Layout first{layout.offset, layout.itemsize, {}};
    for (std::size_t i = 1; i < axes; ++i) first.axes.push_back(layout.axes[i]);
    ViewImage image = image_of_view(format, first);
    image.geometry.frame_stride = layout.axes[0].stride;
    show(settings, image);
}

void show_what_it_is(Workbench& bench, Sheet& sheet) {
    const std::span<const std::byte> bytes = bench.document(sheet).bytes();
    const std::span<const std::byte> head = bytes.first(std::min(bytes.size(), most_header_bytes));
    if (const auto image = plain_picture(head)) return show(sheet.image, *image);
    if (const auto array = read_array_header(head)) return show_array(bench, sheet, *array);
    if (!is_encoded(head)) return;
    if (const auto info = picture_file_info(head)) {
        bench.tell(sheet, "a picture file of " + std::to_string(info->width) + " x " + std::to_string(info->height) +
                              " pixels: Image, \"Decode the picture file into a buffer\"");
    }
}

void apply(Workbench& bench, const Reorient& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const PixelFormat format = find_pixel_format(sheet->image.pixels);
    place(sheet->image, reoriented(format, geometry_of(sheet->image, format), action.how));
    sheet->hand.region.reset();
}

void apply(Workbench& bench, const Crop& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    if (!sheet->hand.region) throw ValueError("no pixels are selected: drag over those to be shown alone");
    const BoundImage image = bind(sheet->image);
    const PixelRect region = intersection(*sheet->hand.region, {0, 0, image.layout.width, image.layout.height});
    if (region.width == 0) throw ValueError("no pixels are selected");
    place(sheet->image, cropped(image.format, geometry_of(sheet->image, image.format), region));
    sheet->image.zoom = 0;
    sheet->hand.region.reset();
}

void apply(Workbench& bench, const ShowView& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Recipe& recipe = sheet->look.recipe;
    show_view(sheet->image, Format::parse(recipe.format), layout_of(recipe));
}

void apply(Workbench& bench, const SayView& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const BoundImage image = bind(sheet->image);
    const ImageExpression said = view_of_image(image.format, geometry_of(sheet->image, image.format));
    if (said.text.empty()) throw ValueError(image.name + " is no view: " + said.reason);
    apply(bench, SetLook{sheet->id, said.text});
}

}  // namespace byteprism
