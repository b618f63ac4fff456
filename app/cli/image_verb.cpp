// byteprism image FILE --pixels F --size WxH [--stride N] [--offset N] [--frame N] [--samples | --to F]
// -o OUT.png|.pgm|.ppm|.pam|.npy|.raw

#include <charconv>
#include <cmath>
#include <cstdio>

#include "app/cli/options.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/saving/output_file.hpp"
#include "core/error.hpp"
#include "core/image/picture_export.hpp"

namespace byteprism {
namespace {

struct ImageOptions {
    std::string file, pixels, to, out;
    std::optional<PixelSize> size, tile;
    GroupOrder inside = GroupOrder::Rows;
    std::optional<std::int64_t> stride, offset, frame, mip;
    ImageGeometry geometry;  // what has no option of another name
    Tone tone;
    std::string component;
    bool samples = false;
};

PictureExport export_of(const ImageOptions& options, const ImageLayout& layout, const PixelFormat* target) {
    PictureExport what;
    what.file = picture_file_of(options.out);
    what.content = target != nullptr ? PictureContent::Converted
                   : options.samples ? PictureContent::Samples
                                     : PictureContent::Colours;
    what.rect = {0, 0, layout.width, layout.height};
    what.target = target;
    what.tone = options.tone;
    return what;
}

ImageLayout layout_of(const PixelFormat& format, const ImageOptions& options) {
    ImageGeometry geometry = options.geometry;
    geometry.width = options.size->width;
    geometry.height = options.size->height;
    geometry.offset = options.offset.value_or(0);
    if (options.tile) {
        geometry.tiling = Tiling{options.tile->width, options.tile->height, TileOrder::Rows, options.inside};
    }
    geometry.row_stride = options.stride ? *options.stride : tight_row_stride(format, geometry);
    geometry.frame = options.frame.value_or(0);
    try {
        return layout_of(format, mip_level(format, geometry, options.mip.value_or(0)));
    } catch (const ValueError& error) {
        if (geometry.frame == 0) throw;
        throw ValueError("--frame " + std::to_string(geometry.frame) + ": " + error.what());
    }
}

Component component_of(const PixelFormat& format, const std::string& name) {
    std::string there;
    for (const Channel& channel : format.channels) there += static_cast<char>(channel.component);
    if (name.size() != 1 || there.find(name) == std::string::npos) {
        throw ValueError("--component: '" + name + "' is none of the components of '" + format.layout + "': " + there);
    }
    return static_cast<Component>(name[0]);
}

// "LOW:HIGH".
void read_window(const std::string& text, Tone& tone) {
    const std::size_t colon = text.find(':');
    Window window;
    const auto number = [&](std::string_view part, double& value) {
        const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), value);
        return failure == std::errc() && end == part.data() + part.size() && std::isfinite(value);
    };
    const std::string_view all = text;
    if (colon == std::string::npos || !number(all.substr(0, colon), window.low) ||
        !number(all.substr(colon + 1), window.high)) {
        throw CLI::ValidationError("--window", "'" + text + "' is not LOW:HIGH, as in 0:4095");
    }
    tone.window = window;
}

constexpr const char* map_words[] = {"gray", "inverted", "viridis", "cividis", "inferno", "diverging"};
constexpr const char* mosaic_words[] = {"gray", "coloured", "bilinear", "malvar"};
constexpr const char* chroma_words[] = {"nearest", "linear"};
constexpr const char* order_words[] = {"rows", "columns", "morton"};

void declare_tone(CLI::App& app, ImageOptions& options) {
    Tone& tone = options.tone;
    app.add_option_function<std::string>(
           "--window", [&tone](const std::string& text) { read_window(text, tone); },
           "What is shown black and what white: codes of integers, values of floats")
        ->type_name("LOW:HIGH");
    app.add_option("--exposure", tone.exposure, "Brighter by so many stops")->type_name("STOPS");
    app.add_option("--gamma", tone.gamma, "More makes the dark lighter")->type_name("G");
    app.add_option("--component", options.component, "One component alone")->type_name("LETTER");
    add_choice(app, "--map", tone.map, map_words, "False colours of one value");
    add_choice(app, "--mosaic", tone.mosaic, mosaic_words, "How a colour filter mosaic is shown");
    add_choice(app, "--chroma", tone.chroma, chroma_words, "Between the samples of subsampled chroma");
}

int make_image(const ImageOptions& options) {
    const PixelFormat format = find_pixels("--pixels", options.pixels);
    std::optional<PixelFormat> target;
    if (!options.to.empty()) target = find_pixels("--to", options.to);
    const ImageLayout layout = layout_of(format, options);
    PictureExport what = export_of(options, layout, target ? &*target : nullptr);
    if (!options.component.empty()) what.tone.isolate = component_of(format, options.component);
    check_export(format, what);
    const Buffer buffer = open_source(options.file).buffer;
    const std::span<const std::byte> bytes = buffer.bytes();
    const ByteRange extent = extent_of(format, layout);
    const std::string size = " its " + std::to_string(bytes.size()) + " bytes";
    if (extent.offset >= static_cast<std::int64_t>(bytes.size())) {
        throw IoError(options.file + ": no byte of the picture at " + std::to_string(extent.offset) + " lies inside" +
                      size);
    }
    OutputFile file(options.out);
    if (const auto file_size = export_size(format, what)) file.reserve(*file_size);
    const std::int64_t outside =
        export_picture(format, layout, bytes, what, [&](std::span<const std::byte> part) { file.write(part); });
    file.finish();
    if (outside > 0) {
        std::fprintf(stderr, "byteprism: %s: warning: %lld pixels have bytes past the end of%s, which read as 0\n",
                     options.file.c_str(), static_cast<long long>(outside), size.c_str());
    }
    return 0;
}

}  // namespace

VerbAction declare_image(CLI::App& app) {
    auto options = std::make_shared<ImageOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    app.add_option("--pixels", options->pixels, "The pixel format: a name of `byteprism formats`, or a layout")
        ->required()
        ->type_name("FORMAT");
    add_pixel_size(app, "--size", options->size, "Width and height in pixels")->required();
    add_count(app, "--stride", options->stride, "Bytes from one row to the next (rows without gaps)");
    add_count(app, "--offset", options->offset, "The first byte of the top row (0)");
    add_count(app, "--frame", options->frame, "Leave so many frames out before (0)");
    add_count(app, "--frame-stride", options->geometry.frame_stride, "Bytes from one frame to the next (no gap)");
    add_count(app, "--pixel-stride", options->geometry.pixel_stride, "Bytes from one group of pixels to the next");
    add_count(app, "--mip", options->mip, "A level of the mip chain that begins there; each is half as large (0)");
    add_pixel_size(app, "--tile", options->tile, "The picture is stored in tiles of this size");
    add_choice(app, "--in-tile", options->inside, order_words, "The order inside of a tile");
    declare_tone(app, *options);
    CLI::Option* const samples = app.add_flag("--samples", options->samples, "What is stored, not what it looks like");
    app.add_option("--to", options->to, "Convert the pixels to this format, in a .raw file")
        ->type_name("FORMAT")
        ->excludes(samples);
    app.add_option("-o", options->out, "The picture to write")
        ->required()
        ->type_name("OUT.png|.pgm|.ppm|.pam|.npy|.raw");
    return [options] { return make_image(*options); };
}

}  // namespace byteprism
