// byteprism image FILE --pixels F --size WxH [--stride N] [--offset N] [--frame N] [--samples | --to F]
// -o OUT.png|.pgm|.ppm|.pam|.npy|.raw

#include <cstdio>

#include "app/cli/options.hpp"
#include "app/model/saving/output_file.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "core/error.hpp"
#include "core/image/picture_export.hpp"

namespace byteprism {
namespace {

struct ImageOptions {
    std::string file, pixels, to, out;
    PixelSize size;
    std::optional<std::int64_t> stride, offset, frame;
    bool samples = false;
};

PictureExport export_of(const ImageOptions& options, const PixelFormat* target) {
    PictureExport what;
    what.file = picture_file_of(options.out);
    what.content = target != nullptr ? PictureContent::Converted
                   : options.samples ? PictureContent::Samples
                                     : PictureContent::Colours;
    what.rect = {0, 0, options.size.width, options.size.height};
    what.target = target;
    return what;
}

// Where the asked frame lies: the frames before it follow each other with no gap.
ImageLayout layout_of(const PixelFormat& format, const ImageOptions& options) {
    ImageGeometry geometry{.width = options.size.width,
                           .height = options.size.height,
                           .offset = options.offset.value_or(0),
                           .row_stride = options.stride.value_or(tight_row_stride(format, options.size.width))};
    const ImageLayout first = layout_of(format, geometry);
    const std::int64_t bytes = frame_bytes(format, first);
    std::int64_t before = 0;
    if (__builtin_mul_overflow(bytes, options.frame.value_or(0), &before) ||
        __builtin_add_overflow(geometry.offset, before, &geometry.offset)) {
        throw ValueError("--frame: frame " + std::to_string(*options.frame) + " of " + std::to_string(bytes) +
                         " bytes each does not fit addresses of 63 bits");
    }
    return layout_of(format, geometry);
}

int make_image(const ImageOptions& options) {
    const PixelFormat format = find_pixels("--pixels", options.pixels);
    std::optional<PixelFormat> target;
    if (!options.to.empty()) target = find_pixels("--to", options.to);
    const PictureExport what = export_of(options, target ? &*target : nullptr);
    check_export(format, what);
    const ImageLayout layout = layout_of(format, options);
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
