// byteprism image FILE --pixels F --size WxH [--stride N] [--offset N] [--frame N] [--samples] -o OUT.png|.npy|.raw

#include <algorithm>
#include <cstdio>

#include "app/cli/options.hpp"
#include "app/cli/output_file.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/png_writer.hpp"
#include "core/image/sample_array.hpp"

namespace byteprism {
namespace {

struct ImageOptions {
    std::string file, pixels, out;
    PixelSize size;
    std::optional<std::int64_t> stride, offset, frame;
    bool samples = false;
};

enum class FileKind { Png, Npy, Raw };

FileKind kind_of(const ImageOptions& options) {
    const auto ends = [&](std::string_view ending) { return std::string_view(options.out).ends_with(ending); };
    if (ends(".png") && options.samples) {
        throw ValueError("-o: '" + options.out + "': a .png holds colours; --samples go to .npy or .raw");
    }
    if (ends(".png")) return FileKind::Png;
    if (ends(".npy")) return FileKind::Npy;
    if (ends(".raw")) return FileKind::Raw;
    throw ValueError("-o: '" + options.out + "' does not end in .png, .npy or .raw");
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

// The picture in the order of its pixels, in pieces that together take no more than a few MiB: some rows, or for a wide
// picture a part of one.
class Pieces {
public:
    explicit Pieces(const ImageLayout& layout) : layout_(layout) {
        piece_.width = std::min(layout.width, most_pixels);
        piece_.height = std::min(layout.height, std::max<std::int64_t>(1, most_pixels / layout.width));
    }
    const PixelRect& rect() const { return piece_; }
    std::size_t pixels() const { return static_cast<std::size_t>(piece_.width * piece_.height); }
    // False at the end.
    bool next() {
        piece_.x += piece_.width;
        if (piece_.x >= layout_.width) {
            piece_.x = 0;
            piece_.y += piece_.height;
        }
        piece_.width = std::min(layout_.width - piece_.x, std::min(layout_.width, most_pixels));
        piece_.height = std::min(piece_.height, layout_.height - piece_.y);
        return piece_.y < layout_.height;
    }

private:
    static constexpr std::int64_t most_pixels = 1 << 18;
    const ImageLayout& layout_;
    PixelRect piece_;
};

// What is asked of one file; each way to write it returns how many pixels have bytes outside of the file.
struct Picture {
    const PixelFormat& format;
    const ImageLayout& layout;
    std::span<const std::byte> source;

    template <typename Write>
    std::int64_t colours(const Write& write) const {
        std::int64_t outside = 0;
        std::vector<Rgba8> pixels;
        Pieces pieces(layout);
        do {
            pixels.resize(pieces.pixels());
            outside += decode(format, layout, source, {pieces.rect()},
                              {pixels, static_cast<std::size_t>(pieces.rect().width), {}});
            write(std::span<const Rgba8>(pixels));
        } while (pieces.next());
        return outside;
    }
    std::int64_t colours_to(OutputFile& file) const {
        return colours([&](std::span<const Rgba8> pixels) { file.write(std::as_bytes(pixels)); });
    }
    std::int64_t png_to(OutputFile& file) const {
        PngWriter png(layout.width, layout.height, [&](std::span<const std::byte> bytes) { file.write(bytes); });
        std::vector<Rgba8> row;  // of a wide picture, as far as it is decoded
        const auto width = static_cast<std::size_t>(layout.width);
        const std::int64_t outside = colours([&](std::span<const Rgba8> pixels) {
            if (pixels.size() >= width) {
                for (; !pixels.empty(); pixels = pixels.subspan(width)) png.write_row(pixels.first(width));
                return;
            }
            row.insert(row.end(), pixels.begin(), pixels.end());
            if (row.size() < width) return;
            png.write_row(row);
            row.clear();
        });
        png.finish();
        return outside;
    }
    std::int64_t samples_to(OutputFile& file, SampleArray& samples) const {
        std::size_t outside = 0;
        std::vector<std::byte> bytes;
        Pieces pieces(layout);
        do {
            const PixelRect& rect = pieces.rect();
            for (std::int64_t y = rect.y; y < rect.y + rect.height; ++y) {
                const PixelRun run{.x = rect.x, .y = y, .count = static_cast<std::size_t>(rect.width)};
                bytes.resize(run.count * samples.components() * samples.item_bytes());
                outside += samples.read(layout, source, run, bytes.data());
                file.write(bytes);
            }
        } while (pieces.next());
        return static_cast<std::int64_t>(outside);
    }
};

std::int64_t write(const Picture& picture, FileKind kind, bool as_samples, OutputFile& file) {
    if (kind == FileKind::Png) return picture.png_to(file);
    SampleArray samples(picture.format);
    const std::size_t components = as_samples ? samples.components() : 4;
    const auto pixel_bytes = static_cast<std::int64_t>(as_samples ? components * samples.item_bytes() : 4);
    const std::int64_t shape[] = {picture.layout.height, picture.layout.width, static_cast<std::int64_t>(components)};
    const std::string header = kind == FileKind::Npy ? npy_header(as_samples ? samples.type() : "|u1", shape) : "";
    std::int64_t size = 0;
    if (__builtin_mul_overflow(shape[0], shape[1], &size) || __builtin_mul_overflow(size, pixel_bytes, &size) ||
        __builtin_add_overflow(size, static_cast<std::int64_t>(header.size()), &size)) {
        throw ValueError("--size: " + std::to_string(shape[1]) + "x" + std::to_string(shape[0]) + " pixels of " +
                         std::to_string(pixel_bytes) + " bytes are more than a file can hold");
    }
    file.reserve(size);
    file.write(header);
    return as_samples ? picture.samples_to(file, samples) : picture.colours_to(file);
}

int make_image(const ImageOptions& options) {
    const FileKind kind = kind_of(options);
    const PixelFormat format = find_pixels("--pixels", options.pixels);
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
    const std::int64_t outside = write({format, layout, bytes}, kind, options.samples, file);
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
    app.add_flag("--samples", options->samples, "What is stored, not what it looks like");
    app.add_option("-o", options->out, "The picture to write")->required()->type_name("OUT.png|.npy|.raw");
    return [options] { return make_image(*options); };
}

}  // namespace byteprism
