#include "core/image/view_image.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::size_t max_components = 4;

// A plain number, in both languages.
struct NumberType {
    char code;  // of a view
    int bits;
    SampleType type;
};

constexpr std::array<NumberType, 11> number_types{{
    {'B', 8, SampleType::Unorm},
    {'H', 16, SampleType::Unorm},
    {'I', 32, SampleType::Unorm},
    {'Q', 64, SampleType::Unorm},
    {'b', 8, SampleType::Snorm},
    {'h', 16, SampleType::Snorm},
    {'i', 32, SampleType::Snorm},
    {'q', 64, SampleType::Snorm},
    {'e', 16, SampleType::Float},
    {'f', 32, SampleType::Float},
    {'d', 64, SampleType::Float},
}};

// What is in a pixel, for each number of components.
constexpr std::array<std::string_view, max_components> component_letters{"Y", "YA", "RGB", "RGBA"};

// Of 'l' and 'L' the size decides.
std::string sample_text(const Field& field) {
    if (field.code.size() != 1 || std::string_view("bBhHiIlLqQefd").find(field.code[0]) == std::string_view::npos) {
        throw ValueError("items '" + field.code + "' are no pixels; a picture is of b B h H i I l L q Q e f d");
    }
    const char code = field.code[0];
    const std::string bits = std::to_string(field.unit * 8);
    return bits + (code == 'e' || code == 'f' || code == 'd' ? "f" : code >= 'a' ? "s" : "");
}

const Field& number_of(const Format& format) {
    const auto fields = format.fields();
    if (fields.size() != 1 || fields[0].count != 1 || !fields[0].shape.empty() || !fields[0].fields.empty()) {
        throw ValueError("items '" + format.text() + "' are no pixels; a picture is of one plain number an item");
    }
    return fields[0];
}

SampleType plain(SampleType type) {
    return type == SampleType::Uint ? SampleType::Unorm : type == SampleType::Sint ? SampleType::Snorm : type;
}

// Where the samples of one channel lie, if they are whole numbers.
struct SampleGrid {
    std::int64_t offset = 0;
    std::int64_t row_stride = 0;
    std::int64_t pixel_stride = 0;
    bool big_endian = false;
};

std::optional<SampleGrid> grid_of(const PixelFormat& format, const ImageLayout& layout, const Channel& channel) {
    const SampleBits& sample = format.samples[static_cast<std::size_t>(channel.first_sample)];
    const BitSlice* const slices = format.slices.data() + sample.first_slice;
    const PixelGroup& group = format.planes[slices[0].plane];
    const PlaneLayout& plane = layout.planes[slices[0].plane];
    const int bytes = channel.bits / 8;
    if (group.width != 1 || group.height != 1 || plane.x.size() != 1 || plane.y.size() != 1 || channel.bits % 8 != 0 ||
        sample.slice_count != bytes) {
        return std::nullopt;
    }
    int first = slices[0].byte;
    for (int i = 1; i < bytes; ++i) first = std::min(first, slices[i].byte);
    bool little = true;
    bool big = true;
    for (int i = 0; i < bytes; ++i) {
        const BitSlice& slice = slices[i];
        const int place = slice.byte - first;
        if (slice.plane != slices[0].plane || slice.bits != 8) return std::nullopt;
        little = little && slice.sample_shift == 8 * place;
        big = big && slice.sample_shift == 8 * (bytes - 1 - place);
    }
    if (!little && !big) return std::nullopt;
    return SampleGrid{plane.offset + first, plane.y[0].stride, plane.x[0].stride, !little};
}

std::string tuple(std::span<const std::int64_t> numbers) {
    std::string text;
    for (const std::int64_t number : numbers) text += (text.empty() ? "(" : ", ") + std::to_string(number);
    return text + ")";
}

}  // namespace

ViewImage image_of_view(const Format& format, const Layout& layout) {
    const Field& number = number_of(format);
    const std::string sample = sample_text(number);
    const bool deep = layout.ndim() == 3;
    if (layout.ndim() != 2 && !deep) {
        throw ValueError("a view of " + std::to_string(layout.ndim()) +
                         " dimensions is no picture; it has (height, width) or (height, width, components)");
    }
    const std::int64_t count = deep ? layout.axes[2].count : 1;
    if (count < 1 || count > static_cast<std::int64_t>(max_components)) {
        throw ValueError(std::to_string(count) + " components are no pixel; a picture has 1 to 4 in its last axis");
    }
    const Axis rows = layout.axes[0];
    const Axis columns = layout.axes[1];
    if (rows.count < 1 || columns.count < 1) {
        throw ValueError("a view of " + std::to_string(rows.count) + " x " + std::to_string(columns.count) +
                         " items has no pixel");
    }
    const std::int64_t step = count > 1 ? layout.axes[2].stride : number.unit;
    const bool packed = step == number.unit || step == -number.unit;
    std::string letters(component_letters[static_cast<std::size_t>(count - 1)]);
    ViewImage image{.pixels = number.order == ByteOrder::Big && number.unit > 1 ? "be: " : "",
                    .geometry = {.width = columns.count,
                                 .height = rows.count,
                                 .offset = layout.offset + number.offset,
                                 .row_stride = rows.stride}};
    const std::string order = image.pixels;
    if (packed && step < 0) {
        std::reverse(letters.begin(), letters.end());
        image.geometry.offset += (count - 1) * step;
    }
    const std::int64_t group = packed ? count * number.unit : number.unit;
    if (columns.stride != group) image.geometry.pixel_stride = columns.stride;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0) image.pixels += packed ? " " : " | " + order;
        image.pixels += letters[i] + sample;
        if (!packed) {
            const std::int64_t offset = image.geometry.offset + static_cast<std::int64_t>(i) * step;
            image.geometry.planes.push_back(
                i == 0 ? PlaneGeometry{}
                       : PlaneGeometry{.offset = offset, .row_stride = rows.stride, .pixel_stride = columns.stride});
        }
    }
    return image;
}

ImageExpression view_of_image(const PixelFormat& format, const ImageGeometry& geometry) {
    const auto refused = [](std::string reason) { return ImageExpression{.text = {}, .reason = std::move(reason)}; };
    const Channel& first = format.channels.front();
    const auto number = std::find_if(number_types.begin(), number_types.end(), [&](const NumberType& row) {
        return row.bits == first.bits && row.type == plain(first.type);
    });
    if (number == number_types.end()) {
        return refused("samples of " + std::to_string(first.bits) + " bits are no item of a view");
    }
    if (geometry.mosaic || geometry.tiling) return refused("tiles and mosaics are no strides of rows and columns");
    if (format.channels.size() > max_components) return refused("a pixel of more than 4 components");
    const ImageLayout layout = layout_of(format, geometry);
    std::vector<SampleGrid> grids;
    for (const Channel& channel : format.channels) {
        const std::optional<SampleGrid> grid = grid_of(format, layout, channel);
        if (channel.bits != first.bits || channel.type != first.type) return refused("its components differ in kind");
        if (!grid) return refused("its samples are shared by pixels, or are no whole bytes");
        grids.push_back(*grid);
    }
    const std::int64_t step = grids.size() > 1 ? grids[1].offset - grids[0].offset : 0;
    for (std::size_t i = 0; i < grids.size(); ++i) {
        const SampleGrid& grid = grids[i];
        if (grid.row_stride != grids[0].row_stride || grid.pixel_stride != grids[0].pixel_stride ||
            grid.big_endian != grids[0].big_endian ||
            grid.offset != grids[0].offset + static_cast<std::int64_t>(i) * step) {
            return refused("its components do not lie at equal distances");
        }
    }
    if (grids[0].offset < 0) return refused("it begins before the buffer does");
    const std::size_t dimensions = grids.size() > 1 ? 3 : 2;
    const std::array<std::int64_t, 3> shape{geometry.height, geometry.width, static_cast<std::int64_t>(grids.size())};
    const std::array<std::int64_t, 3> strides{grids[0].row_stride, grids[0].pixel_stride, step};
    return {.text = "m.as_strided('" + std::string(grids[0].big_endian ? ">" : "") + number->code +
                    "', shape=" + tuple(std::span(shape).first(dimensions)) + ", strides=" +
                    tuple(std::span(strides).first(dimensions)) + ", offset=" + std::to_string(grids[0].offset) + ")",
            .reason = {}};
}

}  // namespace byteprism
