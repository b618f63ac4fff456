#include "core/image/plain_picture.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <string>
#include <string_view>

namespace byteprism {
namespace {

constexpr std::int64_t most_pixels = std::int64_t{1} << 31;  // of a side

class Header {
public:
    explicit Header(std::span<const std::byte> file) : file_(file) {}

    bool has(std::size_t bytes) const { return file_.size() >= bytes; }
    // Little-endian. Requires has(at + size).
    std::uint32_t number(std::size_t at, std::size_t size) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) value |= std::to_integer<std::uint32_t>(file_[at + i]) << (8 * i);
        return value;
    }
    std::int64_t signed_number(std::size_t at) const { return static_cast<std::int32_t>(number(at, 4)); }

private:
    std::span<const std::byte> file_;
};

std::optional<std::string> bmp_pixels(std::int64_t bits, std::int64_t palette) {
    const std::string colours = ";pal=" + std::to_string(palette) + ",B8 G8 R8 x8";
    switch (bits) {
        case 1:
            return "b8{I1*8} /8x1" + colours;
        case 4:
            return "b8{I4*2} /2x1" + colours;
        case 8:
            return "I8" + colours;
        case 16:
            return "l16{x1 R5 G5 B5}";
        case 24:
            return "bgr24";
        case 32:
            return "bgr0";
        default:
            return std::nullopt;
    }
}

std::optional<ViewImage> bmp(const Header& header) {
    constexpr std::size_t fixed_bytes = 54;
    if (!header.has(fixed_bytes)) return std::nullopt;
    const std::int64_t info_bytes = header.number(14, 4);
    const std::int64_t width = header.signed_number(18), height = header.signed_number(22);
    const std::int64_t bits = header.number(28, 2), compression = header.number(30, 4);
    const bool possible = info_bytes >= 40 && width > 0 && height != 0 && header.number(26, 2) == 1 && compression == 0;
    const auto pixels = bmp_pixels(bits, 14 + info_bytes);
    if (!possible || !pixels) return std::nullopt;
    const std::int64_t stride = (width * bits + 31) / 32 * 4;
    std::int64_t before_last = 0;  // bytes of all rows but one
    if (__builtin_mul_overflow(std::abs(height) - 1, stride, &before_last)) return std::nullopt;
    ViewImage image;
    image.pixels = *pixels;
    image.geometry.width = width;
    image.geometry.height = std::abs(height);
    image.geometry.offset = header.number(10, 4);
    image.geometry.row_stride = height < 0 ? stride : -stride;
    // A positive height: the bottom row comes first.
    if (height > 0) image.geometry.offset += before_last;
    return image;
}

// The next number of a PNM header, after white space and comments; `text` goes on behind it.
std::optional<std::int64_t> next_number(std::string_view& text) {
    while (!text.empty() && (text[0] == '#' || std::string_view(" \t\r\n").find(text[0]) != std::string_view::npos)) {
        const std::size_t line = text[0] == '#' ? text.find('\n') : 0;
        if (line == std::string_view::npos) return std::nullopt;
        text.remove_prefix(line + 1);
    }
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || number < 1 || number >= most_pixels) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

// A greatest value of 2^n - 1 is that of n bits in whole bytes, the high ones unused; any other is taken for all bits.
std::string pnm_pixels(bool gray, std::int64_t greatest) {
    const int item = greatest > 255 ? 16 : 8;
    const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(greatest)));
    const bool whole = greatest == (std::int64_t{1} << bits) - 1;
    if (!whole || bits == item) return gray ? (item == 16 ? "gray16be" : "gray") : (item == 16 ? "rgb48be" : "rgb24");
    const std::string unused = "x" + std::to_string(item - bits) + " ";
    std::string layout = "b" + std::to_string(gray ? item : 3 * item) + "{";
    for (const char component : std::string_view(gray ? "Y" : "RGB")) {
        layout += (layout.back() == '{' ? "" : " ") + unused + component + std::to_string(bits);
    }
    return layout + "}";
}

std::optional<ViewImage> pnm(std::string_view text) {
    const std::size_t size = text.size();
    const bool gray = text[1] == '5';
    text.remove_prefix(2);
    const auto width = next_number(text), height = width ? next_number(text) : width;
    const auto greatest = height ? next_number(text) : height;
    if (!greatest || *greatest > 65535 || text.empty()) return std::nullopt;
    const bool wide = *greatest > 255;
    ViewImage image;
    image.pixels = pnm_pixels(gray, *greatest);
    image.geometry.width = *width;
    image.geometry.height = *height;
    image.geometry.offset = static_cast<std::int64_t>(size - text.size()) + 1;
    image.geometry.row_stride = *width * (gray ? 1 : 3) * (wide ? 2 : 1);
    return image;
}

}  // namespace

std::optional<ViewImage> plain_picture(std::span<const std::byte> file) {
    constexpr std::size_t longest_text = 1024;
    const std::string_view text(reinterpret_cast<const char*>(file.data()), std::min(file.size(), longest_text));
    if (text.starts_with("BM")) return bmp(Header(file));
    if (text.starts_with("P5") || text.starts_with("P6")) return pnm(text);
    return std::nullopt;
}

}  // namespace byteprism
