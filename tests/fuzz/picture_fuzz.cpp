// Any numbers as the geometry of a picture in any format: a refusal, or a picture that is read, found again from its
// bytes and painted. The first line of the input is the format; the numbers follow.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/pixel_writer.hpp"
#include "core/image/samples.hpp"
#include "core/image/view_image.hpp"

namespace {

using namespace byteprism;

void require(bool holds) {
    if (!holds) std::abort();
}

// Numbers of all sizes: the first byte says how many bytes follow, 0 to 8, or that it is small itself.
class Numbers {
public:
    explicit Numbers(std::string_view bytes) : bytes_(bytes) {}

    std::int64_t next() {
        if (bytes_.empty()) return 1;
        const auto first = static_cast<unsigned char>(take());
        if (first >= 16) return static_cast<std::int64_t>(first) - 48;
        std::uint64_t number = 0;
        for (unsigned i = 0; i < first % 9 && !bytes_.empty(); ++i)
            number = number << 8 | static_cast<unsigned char>(take());
        return static_cast<std::int64_t>(first < 9 ? number : 0 - number);
    }
    std::optional<std::int64_t> maybe() {
        const std::int64_t chosen = next();
        return chosen % 2 == 0 ? std::nullopt : std::optional(next());
    }
    // Requires count >= 1.
    std::int64_t below(std::int64_t count) {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(next()) % static_cast<std::uint64_t>(count));
    }

private:
    char take() {
        const char byte = bytes_.front();
        bytes_.remove_prefix(1);
        return byte;
    }
    std::string_view bytes_;
};

std::optional<Tiling> tiling(Numbers& numbers) {
    if (numbers.next() % 2 == 0) return std::nullopt;
    return Tiling{numbers.next(), numbers.next(), TileOrder{static_cast<std::uint8_t>(numbers.below(2))},
                  GroupOrder{static_cast<std::uint8_t>(numbers.below(3))}};
}

ImageGeometry geometry(Numbers& numbers) {
    ImageGeometry made{
        .width = numbers.next(), .height = numbers.next(), .offset = numbers.next(), .row_stride = numbers.next()};
    made.pixel_stride = numbers.maybe();
    made.frame = numbers.next();
    made.frame_stride = numbers.maybe();
    made.tiling = tiling(numbers);
    if (numbers.next() % 2 != 0) made.mosaic = Mosaic{numbers.next(), numbers.next()};
    for (std::int64_t i = numbers.below(4); i > 0; --i) {
        made.planes.push_back({numbers.maybe(), numbers.maybe(), numbers.maybe(), tiling(numbers)});
    }
    return made;
}

// Of the picture what a window would show.
void show(const PixelFormat& format, const ImageLayout& layout, const std::vector<std::byte>& bytes, Numbers& numbers) {
    DecodeArea area{{numbers.below(layout.width), numbers.below(layout.height), 0, 0}};
    area.step = 1 + numbers.below(std::max(layout.width, layout.height));
    area.samples = 1 + static_cast<int>(numbers.below(3));
    const auto length = [&](std::int64_t left, std::int64_t most) {
        return left / area.step < most ? left : area.step * most;
    };
    area.rect.width = length(layout.width - area.rect.x, 100);
    area.rect.height = length(layout.height - area.rect.y, 3);
    const auto columns = static_cast<std::size_t>(area.columns());
    std::vector<Rgba8> pixels(columns * static_cast<std::size_t>(area.rows()));
    std::vector<std::uint8_t> outside(pixels.size());
    const std::int64_t count = decode(format, layout, bytes, area, {pixels, columns, outside});
    require(count == std::count(outside.begin(), outside.end(), 1));
    if (area.samples > 1) return;
    const DecodedPixel last = decode_pixel(format, layout, bytes, area.rect.x + (area.columns() - 1) * area.step,
                                           area.rect.y + (area.rows() - 1) * area.step);
    require(last.colour == pixels.back() && last.inside == (outside.back() == 0));
}

void paint(const PixelFormat& format, const ImageLayout& layout, std::vector<std::byte>& bytes, Numbers& numbers) {
    const std::int64_t x = numbers.below(layout.width);
    const std::int64_t y = numbers.below(layout.height);
    for (const ByteRange range : pixel_bytes(format, layout, x, y).ranges) {
        require(range.offset >= 0 && range.length > 0);
        locate(format, layout, range.offset);
    }
    PixelWriter writer(format, layout, bytes);
    PixelCodes codes{};
    for (std::size_t i = 0; i < format.channels.size(); ++i) codes[i] = static_cast<std::uint64_t>(numbers.next());
    const bool inside = read_pixel(format, layout, bytes, x, y).inside;
    require(writer.put_codes(x, y, codes) == inside);
    require(writer.put(numbers.below(layout.width), numbers.below(layout.height), {1, 2, 3, 4}) || !inside ||
            layout.width > 1 || layout.height > 1);
    std::int64_t end = 0;
    for (const BytePatch& patch : writer.take()) {
        require(patch.offset >= end && !patch.bytes.empty());
        end = patch.offset + static_cast<std::int64_t>(patch.bytes.size());
        require(end <= static_cast<std::int64_t>(bytes.size()));
        std::copy(patch.bytes.begin(), patch.bytes.end(), bytes.begin() + patch.offset);
    }
}

void check(std::string_view text, Numbers numbers) {
    const PixelFormat format = find_pixel_format(text);
    const ImageGeometry made = geometry(numbers);
    const ImageLayout layout = layout_of(format, made);
    require(layout.width > 0 && layout.height > 0 && layout.frame_bytes >= 0);
    extent_of(format, layout);
    view_of_image(format, made);
    std::vector<std::byte> bytes(997);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i * 37 + i / 7);
    for (int i = 0; i < 3; ++i) {
        show(format, layout, bytes, numbers);
        locate(format, layout, numbers.below(2000));
        paint(format, layout, bytes, numbers);
    }
    if (const std::int64_t far = numbers.next(); far >= 0) locate(format, layout, far);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(static_cast<const char*>(static_cast<const void*>(data)), size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    try {
        check(input.substr(0, line), Numbers(input.substr(std::min(line + 1, size))));
    } catch (const byteprism::Error&) {
        // The format or the geometry is none.
    }
    return 0;
}
