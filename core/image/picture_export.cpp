#include "core/image/picture_export.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/pixel_shapes.hpp"
#include "core/image/pixel_writer.hpp"
#include "core/image/png_writer.hpp"
#include "core/image/sample_array.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t piece_pixels = 1 << 18;

std::string text_of(std::int64_t number) { return std::to_string(number); }

struct Source {
    const PixelFormat& format;
    const ImageLayout& layout;
    std::span<const std::byte> bytes;
};

// Whole rows, some at a time; of a wide picture parts of one, each with its place in it.
template <typename Visit>
void for_each_piece(const PixelRect& rect, Visit visit) {
    const std::int64_t width = std::min(rect.width, piece_pixels);
    const std::int64_t height = std::max<std::int64_t>(1, piece_pixels / rect.width);
    for (std::int64_t y = 0; y < rect.height; y += height) {
        for (std::int64_t x = 0; x < rect.width; x += width) {
            visit(
                PixelRect{rect.x + x, rect.y + y, std::min(width, rect.width - x), std::min(height, rect.height - y)});
        }
    }
}

// Puts rows together from pieces, and gives each on when it is whole.
class RowJoiner {
public:
    using Take = std::function<void(std::span<const std::byte> row)>;
    RowJoiner(std::size_t row_bytes, Take take) : row_bytes_(row_bytes), take_(std::move(take)) {}

    void add(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            if (row_.empty() && bytes.size() >= row_bytes_) {
                take_(bytes.first(row_bytes_));
                bytes = bytes.subspan(row_bytes_);
                continue;
            }
            const std::size_t count = std::min(bytes.size(), row_bytes_ - row_.size());
            row_.insert(row_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
            bytes = bytes.subspan(count);
            if (row_.size() < row_bytes_) continue;
            take_(row_);
            row_.clear();
        }
    }

private:
    std::size_t row_bytes_;
    Take take_;
    std::vector<std::byte> row_;
};

std::int64_t write_colours(const Source& source, const PictureExport& what, const ByteSink& sink) {
    std::int64_t outside = 0;
    std::vector<Rgba8> pixels;
    for_each_piece(what.rect, [&](const PixelRect& piece) {
        pixels.resize(static_cast<std::size_t>(piece.width * piece.height));
        outside += decode(source.format, source.layout, source.bytes, {piece},
                          {pixels, static_cast<std::size_t>(piece.width), {}}, what.tone);
        sink(std::as_bytes(std::span(pixels)));
    });
    return outside;
}

std::int64_t write_samples(const Source& source, const PixelRect& rect, SampleArray& samples, const ByteSink& sink) {
    std::size_t outside = 0;
    std::vector<std::byte> bytes;
    for_each_piece(rect, [&](const PixelRect& piece) {
        for (std::int64_t y = piece.y; y < piece.y + piece.height; ++y) {
            const PixelRun run{.x = piece.x, .y = y, .count = static_cast<std::size_t>(piece.width)};
            bytes.resize(run.count * samples.components() * samples.item_bytes());
            outside += samples.read(source.layout, source.bytes, run, bytes.data());
            sink(bytes);
        }
    });
    return static_cast<std::int64_t>(outside);
}

// What PNG and PNM hold of samples.
struct PlainSamples {
    int components = 0;
    int bits = 8;      // of an item of the file, 8 or 16
    int greatest = 0;  // code
};

PlainSamples plain_samples(const PixelFormat& format) {
    PlainSamples plain{static_cast<int>(format.channels.size()), 8, 0};
    for (const Channel& channel : format.channels) {
        const bool unsigned_integer = channel.type == SampleType::Unorm || channel.type == SampleType::Uint;
        if (!unsigned_integer || channel.bits > 16 || plain.components > 4) {
            throw ValueError("a PNG or PNM file holds 1 to 4 components of unsigned integers of at most 16 bits; '" +
                             format.layout + "' has others: write .npy or .raw");
        }
        plain.bits = channel.bits > 8 ? 16 : plain.bits;
        plain.greatest = std::max(plain.greatest, (1 << channel.bits) - 1);
    }
    return plain;
}

void swap_pairs(std::span<const std::byte> row, std::vector<std::byte>& to) {
    to.resize(row.size());
    for (std::size_t i = 0; i + 1 < row.size(); i += 2) {
        to[i] = row[i + 1];
        to[i + 1] = row[i];
    }
}

std::int64_t write_png(const Source& source, const PictureExport& what, const ByteSink& sink) {
    const PixelRect& rect = what.rect;
    if (what.content == PictureContent::Colours) {
        PngWriter png(rect.width, rect.height, {}, sink);
        RowJoiner rows(static_cast<std::size_t>(rect.width) * 4,
                       [&](std::span<const std::byte> row) { png.write_row(row); });
        const std::int64_t outside =
            write_colours(source, what, [&](std::span<const std::byte> bytes) { rows.add(bytes); });
        png.finish();
        return outside;
    }
    const PlainSamples plain = plain_samples(source.format);
    PngWriter png(rect.width, rect.height, {.components = plain.components, .bits = plain.bits}, sink);
    SampleArray samples(source.format);
    RowJoiner rows(static_cast<std::size_t>(rect.width) * samples.components() * samples.item_bytes(),
                   [&](std::span<const std::byte> row) { png.write_row(row); });
    const std::int64_t outside =
        write_samples(source, rect, samples, [&](std::span<const std::byte> bytes) { rows.add(bytes); });
    png.finish();
    return outside;
}

// PGM, PPM (Netpbm's P5, P6) for one and three components, PAM (P7) for two and four; 16 bits are big-endian.
std::string pnm_header(const PixelRect& rect, int components, int greatest) {
    const std::string width = text_of(rect.width), height = text_of(rect.height), most = text_of(greatest);
    if (components == 1 || components == 3) {
        return (components == 1 ? "P5\n" : "P6\n") + width + " " + height + "\n" + most + "\n";
    }
    return "P7\nWIDTH " + width + "\nHEIGHT " + height + "\nDEPTH " + text_of(components) + "\nMAXVAL " + most +
           "\nTUPLTYPE " + (components == 2 ? "GRAYSCALE_ALPHA" : "RGB_ALPHA") + "\nENDHDR\n";
}

std::int64_t write_pnm(const Source& source, const PictureExport& what, const ByteSink& sink) {
    const auto put = [&](const std::string& text) { sink(std::as_bytes(std::span(text))); };
    std::vector<std::byte> changed;
    if (what.content == PictureContent::Colours) {
        put(pnm_header(what.rect, 3, 255));
        return write_colours(source, what, [&](std::span<const std::byte> rgba) {
            changed.clear();
            for (std::size_t i = 0; i < rgba.size(); ++i) {
                if (i % 4 != 3) changed.push_back(rgba[i]);
            }
            sink(changed);
        });
    }
    const PlainSamples plain = plain_samples(source.format);
    put(pnm_header(what.rect, plain.components, plain.greatest));
    SampleArray samples(source.format);
    return write_samples(source, what.rect, samples, [&](std::span<const std::byte> row) {
        if (plain.bits == 8) return sink(row);
        swap_pairs(row, changed);
        sink(changed);
    });
}

ImageLayout tight_layout(const PixelFormat& format, const PixelRect& rect) {
    ImageGeometry geometry;
    geometry.width = rect.width;
    geometry.height = rect.height;
    geometry.row_stride = tight_row_stride(format, rect.width);
    return layout_of(format, geometry);
}

Rgba8 mean_of(std::span<const Rgba8> pixels, std::int64_t width, const PixelRect& cell) {
    std::array<std::int64_t, 4> sums{};
    for (std::int64_t y = cell.y; y < cell.y + cell.height; ++y) {
        for (std::int64_t x = cell.x; x < cell.x + cell.width; ++x) {
            const Rgba8 pixel = pixels[static_cast<std::size_t>(y * width + x)];
            sums[0] += pixel.red;
            sums[1] += pixel.green;
            sums[2] += pixel.blue;
            sums[3] += pixel.alpha;
        }
    }
    const std::int64_t count = cell.width * cell.height;
    const auto mean = [&](std::size_t i) { return static_cast<std::uint8_t>((sums[i] + count / 2) / count); };
    return {mean(0), mean(1), mean(2), mean(3)};
}

// A sample that several pixels share is that of their mean.
std::int64_t write_converted(const Source& source, const PictureExport& what, const ByteSink& sink) {
    const PixelFormat& target = *what.target;
    const PixelRect& rect = what.rect;
    const ImageLayout layout = tight_layout(target, rect);
    std::vector<std::byte> bytes(static_cast<std::size_t>(frame_bytes(target, layout)));
    std::vector<Rgba8> pixels;
    const std::int64_t outside = write_colours(source, what, [&](std::span<const std::byte> rgba) {
        const auto* first = reinterpret_cast<const Rgba8*>(rgba.data());
        pixels.insert(pixels.end(), first, first + rgba.size() / sizeof(Rgba8));
    });
    PixelWriter writer(target, layout, bytes);
    const auto flush = [&] {
        for (const BytePatch& patch : writer.take()) {
            std::copy(patch.bytes.begin(), patch.bytes.end(), bytes.begin() + patch.offset);
        }
    };
    const PixelRect whole{0, 0, rect.width, rect.height};
    for (std::int64_t y = 0; y < rect.height; ++y) {
        for (std::int64_t x = 0; x < rect.width; ++x) {
            unsigned own = 0;
            for (std::size_t i = 0; i < target.channels.size(); ++i) {
                const Channel& channel = target.channels[i];
                const PixelRect cell{x, y, channel.cell_width, channel.cell_height};
                if (cell.width * cell.height == 1) {
                    own |= 1u << i;
                } else if (x % cell.width == 0 && y % cell.height == 0) {
                    const Rgba8 mean = mean_of(pixels, rect.width, intersection(cell, whole));
                    writer.put_codes(x, y, writer.codes_of(mean, {}), 1u << i);
                }
            }
            if (own != 0) {
                const Rgba8 pixel = pixels[static_cast<std::size_t>(y * rect.width + x)];
                writer.put_codes(x, y, writer.codes_of(pixel, {}), own);
            }
        }
        if (writer.pending() > (std::size_t{1} << 20)) flush();
    }
    flush();
    sink(bytes);
    return outside;
}

std::string npy_header_of(const PixelFormat& format, const PictureExport& what) {
    const SampleArray samples(format);
    const bool stored = what.content == PictureContent::Samples;
    const std::int64_t shape[] = {what.rect.height, what.rect.width,
                                  stored ? static_cast<std::int64_t>(samples.components()) : 4};
    return npy_header(stored ? samples.type() : "|u1", shape);
}

}  // namespace

PictureFile picture_file_of(std::string_view path) {
    const auto ends = [&](std::initializer_list<std::string_view> endings) {
        return std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return path.ends_with(end); });
    };
    if (ends({".png", ".PNG"})) return PictureFile::Png;
    if (ends({".pgm", ".ppm", ".pam", ".pnm"})) return PictureFile::Pnm;
    if (ends({".npy"})) return PictureFile::Npy;
    if (ends({".raw"})) return PictureFile::Raw;
    throw ValueError("'" + std::string(path) + "' does not end in .png, .pgm, .ppm, .pam, .npy or .raw");
}

void check_export(const PixelFormat& format, const PictureExport& what) {
    const bool plain = what.file == PictureFile::Png || what.file == PictureFile::Pnm;
    if (plain && what.content == PictureContent::Samples) plain_samples(format);
    if (what.content != PictureContent::Converted) {
        export_size(format, what);
        return;
    }
    if (what.file != PictureFile::Raw) throw ValueError("only a .raw file holds pixels in another format");
    if (what.target->codec != BlockCodec::None || what.target->options.palette.format) {
        throw ValueError("'" + what.target->layout + "' is " +
                         (what.target->codec != BlockCodec::None ? "compressed" : "numbers of a palette") +
                         ": pixels cannot be converted into it");
    }
    const std::int64_t bytes = frame_bytes(*what.target, tight_layout(*what.target, what.rect));
    if (bytes > most_converted_bytes || what.rect.width > most_converted_bytes / 4 / what.rect.height) {
        throw ValueError(text_of(what.rect.width) + " x " + text_of(what.rect.height) + " pixels, " + text_of(bytes) +
                         " bytes in '" + what.target->layout +
                         "', are too many to be converted: " + text_of(most_converted_bytes) + " bytes are the most");
    }
}

std::optional<std::int64_t> export_size(const PixelFormat& format, const PictureExport& what) {
    if (what.content == PictureContent::Converted) {
        return frame_bytes(*what.target, tight_layout(*what.target, what.rect));
    }
    if (what.file == PictureFile::Png || what.file == PictureFile::Pnm) return std::nullopt;
    const SampleArray samples(format);
    const bool stored = what.content == PictureContent::Samples;
    const auto pixel = static_cast<std::int64_t>(stored ? samples.components() * samples.item_bytes() : 4);
    const std::size_t header = what.file == PictureFile::Npy ? npy_header_of(format, what).size() : 0;
    std::int64_t size = 0;
    if (__builtin_mul_overflow(what.rect.width, what.rect.height, &size) ||
        __builtin_mul_overflow(size, pixel, &size) ||
        __builtin_add_overflow(size, static_cast<std::int64_t>(header), &size)) {
        throw ValueError(text_of(what.rect.width) + " x " + text_of(what.rect.height) + " pixels of " + text_of(pixel) +
                         " bytes are more than a file can hold");
    }
    return size;
}

std::int64_t export_picture(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> bytes,
                            const PictureExport& what, const ByteSink& sink) {
    const Source source{format, layout, bytes};
    check_export(format, what);
    if (what.content == PictureContent::Converted) return write_converted(source, what, sink);
    if (what.file == PictureFile::Png) return write_png(source, what, sink);
    if (what.file == PictureFile::Pnm) return write_pnm(source, what, sink);
    if (what.file == PictureFile::Npy) {
        const std::string header = npy_header_of(format, what);
        sink(std::as_bytes(std::span(header)));
    }
    if (what.content == PictureContent::Colours) return write_colours(source, what, sink);
    SampleArray samples(format);
    return write_samples(source, what.rect, samples, sink);
}

}  // namespace byteprism
