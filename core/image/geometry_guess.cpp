#include "core/image/geometry_guess.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "core/image/format_guess.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/row_start.hpp"
#include "core/image/stride_guess.hpp"

namespace byteprism {
namespace {

constexpr double least_picture = 0.7;   // the probability from which on a picture is spoken of
constexpr std::int64_t least_row = 64;  // bytes; what repeats faster is taken for records, unless it is expected
constexpr double least_confidence = 0.001;
constexpr std::size_t most_strides = 6;
constexpr std::size_t most_guesses = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "frame_640x480.raw" -> 640, 480.
std::vector<std::int64_t> numbers_in(std::string_view name) {
    constexpr std::int64_t least = 16;
    constexpr std::int64_t most = 1 << 16;
    std::vector<std::int64_t> numbers;
    for (std::size_t i = 0; i < name.size(); ++i) {
        std::int64_t number = 0;
        for (; i < name.size() && is_digit(name[i]); ++i) number = std::min(most + 1, number * 10 + (name[i] - '0'));
        if (number >= least && number <= most) numbers.push_back(number);
    }
    return numbers;
}

// The strides of rows of so many pixels.
std::vector<std::int64_t> strides_of_widths(const std::vector<std::int64_t>& widths, const PixelFormat* format) {
    std::vector<std::int64_t> strides;
    for (const std::int64_t width : widths) {
        if (format != nullptr) {
            strides.push_back(tight_row_stride(*format, width));
        } else {
            for (const std::int64_t pixel_bytes : {1, 2, 3, 4, 6, 8}) strides.push_back(width * pixel_bytes);
        }
    }
    return strides;
}

// Mean of log2(1 + the difference) of the bytes of two rows.
double row_difference(std::span<const std::byte> bytes, std::int64_t first, std::int64_t second, std::int64_t length) {
    double sum = 0;
    for (std::int64_t i = 0; i < length; ++i) {
        const int a = std::to_integer<int>(bytes[static_cast<std::size_t>(first + i)]);
        const int b = std::to_integer<int>(bytes[static_cast<std::size_t>(second + i)]);
        sum += std::log2(1.0 + std::abs(a - b));
    }
    return sum / static_cast<double>(length);
}

// The first row that is like the one after it: a header that is longer than a row lies before it.
std::int64_t first_picture_row(std::span<const std::byte> bytes, std::int64_t offset, std::int64_t stride) {
    constexpr std::int64_t longest_header = 4096;
    const std::int64_t rows = (static_cast<std::int64_t>(bytes.size()) - offset) / stride - 1;
    const auto difference = [&](std::int64_t row) {
        return row_difference(bytes, offset + row * stride, offset + (row + 1) * stride, stride);
    };
    std::vector<double> usual;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(rows, 32); ++i) usual.push_back(difference(i * rows / 32));
    if (usual.empty()) return 0;
    const auto high = usual.begin() + static_cast<std::ptrdiff_t>(usual.size() * 3 / 4);
    std::ranges::nth_element(usual, high);
    const double limit = 1.5 * *high + 0.5;
    std::int64_t row = 0;
    while (row < std::min(rows, longest_header / stride) && difference(row) > limit) ++row;
    return row < longest_header / stride ? row : 0;
}

// Where the picture begins and how its rows end.
Rows rows_of(std::span<const std::byte> bytes, std::int64_t stride, const PixelGrid& pixels) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    const RowStart start = find_row_start(bytes, stride, pixels);
    Rows rows{.offset = start.offset, .stride = stride, .padding = start.padding};
    // With no seam, as where both edges are blank, the picture is likely to begin with the bytes.
    if (!start.certain) rows.offset = 0;
    rows.offset += first_picture_row(bytes, rows.offset, stride) * stride;
    rows.count = (size - rows.offset) / stride;
    return rows;
}

// Gray rows may be the first plane of Y, U and V: then the last third looks otherwise.
std::optional<std::string_view> planes_behind(std::span<const std::byte> bytes, const Rows& rows) {
    const auto length = static_cast<double>(static_cast<std::int64_t>(bytes.size()) - rows.offset);
    const auto alike = [&](double from, double to, std::int64_t lag) {
        const auto begin = rows.offset + static_cast<std::int64_t>(from * length);
        const auto end = rows.offset + static_cast<std::int64_t>(to * length) - lag;
        const std::int64_t part = std::min<std::int64_t>(end - begin, 1 << 16);
        return part < 64 ? 0 : row_difference(bytes, end - part, end - part + lag, part);
    };
    const auto front = [&](std::int64_t lag) { return alike(0, 0.6, lag); };
    const auto back = [&](std::int64_t lag) { return alike(0.7, 0.98, lag); };
    if (back(2) < 0.8 * back(1) && front(1) <= 1.05 * front(2)) return "nv12";
    const std::int64_t half = (rows.stride + 1) / 2;
    const bool half_rows = back(half) <= back(rows.stride) && back(half) < 0.9 * (back(half - 2) + back(half + 2)) / 2;
    if (half_rows && front(rows.stride) < front(half)) return "yuv420p";
    return std::nullopt;
}

struct Formats {
    std::vector<FormatGuess> best_first;
    std::int64_t row_offset = 0;  // where the rows were taken to begin
};

// They are those of the best stride: the bytes are the same with every one.
Formats formats_of(std::span<const std::byte> bytes, const StrideGuesses& strides, Progress& progress) {
    constexpr double planar = 0.9;
    const Rows rows = rows_of(bytes, strides.strides.front().stride, {strides.pixel_bytes, std::nullopt});
    Rows luma = rows;
    luma.count = std::max<std::int64_t>(1, rows.count * 6 / 10);  // the rest may be planes of another kind
    Formats formats{guess_formats(bytes, luma, progress), rows.offset};
    if (formats.best_first.empty() || formats.best_first.front().name != "gray") return formats;
    if (const std::optional<std::string_view> name = planes_behind(bytes, rows)) {
        const FormatGuess gray = formats.best_first.front();
        formats.best_first.front().probability *= 1 - planar;
        formats.best_first.insert(formats.best_first.begin(), {*name, gray.probability * planar, gray.shift});
    }
    return formats;
}

// The offset nearest to `wanted` where a pixel begins if one does at `pixel`; not negative.
std::int64_t nearest_pixel(std::int64_t wanted, std::int64_t pixel, std::int64_t pixel_bytes) {
    std::int64_t ahead = (pixel - wanted) % pixel_bytes;
    if (ahead < 0) ahead += pixel_bytes;
    return 2 * ahead > pixel_bytes && wanted + ahead >= pixel_bytes ? wanted + ahead - pixel_bytes : wanted + ahead;
}

// Nothing if no whole pixels fit. `pixel`: where one of them begins.
std::optional<GeometryGuess> geometry_of(std::span<const std::byte> bytes, const Rows& rows, const PixelFormat& format,
                                         std::int64_t pixel) {
    const PixelGroup& group = format.planes[0];
    GeometryGuess guess{.row_stride = rows.stride, .offset = nearest_pixel(rows.offset, pixel, group.bytes)};
    guess.width = (rows.stride - rows.padding) / group.bytes * group.width;
    if (guess.width < 1) return std::nullopt;
    const std::int64_t left = static_cast<std::int64_t>(bytes.size()) - guess.offset;
    constexpr std::int64_t groups = 64;
    const ImageLayout layout = layout_of(format, {guess.width, groups * group.height, 0, rows.stride});
    guess.height = left * groups * group.height / std::max<std::int64_t>(1, frame_bytes(format, layout));
    return guess.height < 1 ? std::nullopt : std::optional(guess);
}

}  // namespace

std::vector<GeometryGuess> guess_geometry(std::span<const std::byte> bytes, const GuessHints& hints,
                                          Progress& progress) {
    std::optional<PixelFormat> known;
    if (!hints.pixels.empty()) known = find_pixel_format(hints.pixels);
    const std::vector<std::int64_t> expected =
        strides_of_widths(numbers_in(hints.file_name), known ? &*known : nullptr);
    StrideGuesses strides = guess_strides(bytes, expected, progress);
    if (strides.picture < least_picture) return {};
    const std::int64_t best = strides.strides.front().stride;
    if (best < least_row && std::ranges::find(expected, best) == expected.end()) return {};
    strides.strides.resize(std::min(strides.strides.size(), most_strides));
    const Formats formats = known ? Formats{{{hints.pixels, 1}}} : formats_of(bytes, strides, progress);
    std::vector<GeometryGuess> guesses;
    for (const StrideGuess& stride : strides.strides) {
        for (const FormatGuess& candidate : formats.best_first) {
            const double confidence = strides.picture * stride.probability * candidate.probability;
            if (confidence < least_confidence) continue;
            const PixelFormat format = find_pixel_format(candidate.name);
            PixelGrid pixels{format.planes[0].bytes, std::nullopt};
            if (!known) pixels.one_at = formats.row_offset + candidate.shift;
            const Rows rows = rows_of(bytes, stride.stride, pixels);
            const std::int64_t pixel = pixels.one_at.value_or(rows.offset);
            if (std::optional<GeometryGuess> guess = geometry_of(bytes, rows, format, pixel)) {
                guess->pixels = candidate.name;
                guess->confidence = confidence;
                guesses.push_back(*guess);
            }
            progress.add(0);
        }
    }
    std::ranges::stable_sort(guesses, std::greater{}, &GeometryGuess::confidence);
    guesses.resize(std::min(guesses.size(), most_guesses));
    return guesses;
}

}  // namespace byteprism
