#include "core/image/row_start.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace byteprism {
namespace {

constexpr std::size_t most_bytes = std::size_t{2} << 20;
constexpr std::size_t most_rows = 512;

// Sums down the columns of the rows, as they lie from the first byte on.
struct Columns {
    std::size_t rows = 0;
    std::vector<double> edges;       // of the differences to the pixel before
    std::vector<std::byte> usual;    // of a row in the middle
    std::vector<std::size_t> equal;  // how many rows have the same there

    Columns(std::span<const std::byte> bytes, std::size_t stride, std::size_t pixel) : edges(stride), equal(stride) {
        rows = std::min({bytes.size() / stride, std::max<std::size_t>(2, most_bytes / stride), most_rows});
        const auto middle = bytes.subspan(rows / 2 * stride, stride);
        usual.assign(middle.begin(), middle.end());
        for (std::size_t i = pixel; i < rows * stride; ++i) {
            const int value = std::to_integer<int>(bytes[i]);
            const int before = std::to_integer<int>(bytes[i - pixel]);
            edges[i % stride] += std::log2(1.0 + std::abs(value - before));
            equal[i % stride] += bytes[i] == usual[i % stride] ? std::size_t{1} : 0;
        }
    }
};

// Rows are padded to a multiple of a power of two, by less than that.
bool can_be_padding(std::size_t length, std::size_t stride) {
    const std::size_t alignment = std::size_t{1} << std::countr_zero(stride);
    return length > 0 && length < std::min<std::size_t>(alignment, 256);
}

struct Run {
    std::size_t begin = 0;
    std::size_t length = 0;
};

// What padding holds: nothing, or what debugging allocators fill memory with. Other values that do not change are the
// margins of a picture.
bool can_be_filling(std::byte value) {
    constexpr unsigned char fillings[] = {0x00, 0xa5, 0xaa, 0xab, 0xba, 0xbe, 0xcc, 0xcd, 0xdd, 0xfd, 0xfe};
    return std::ranges::find(fillings, std::to_integer<unsigned char>(value)) != std::end(fillings);
}

// The longest run of columns that have one value in nearly all rows, and the same all of them; it may go round the end
// of the row.
Run longest_blank_run(const Columns& columns) {
    const std::size_t stride = columns.equal.size();
    const std::size_t needed = columns.rows - columns.rows / 16 - 1;
    Run best;
    Run run;
    for (std::size_t i = 0; i < 2 * stride; ++i) {
        const std::byte value = columns.usual[i % stride];
        if (columns.equal[i % stride] < needed || !can_be_filling(value)) {
            run = {i + 1, 0};
        } else if (run.length > 0 && columns.usual[(i - 1) % stride] != value) {
            run = {i, 1};
        } else if (++run.length > best.length && run.length <= stride) {
            best = run;
        }
    }
    return best;
}

}  // namespace

RowStart find_row_start(std::span<const std::byte> bytes, std::int64_t row_stride, const PixelGrid& pixels) {
    const auto stride = static_cast<std::size_t>(row_stride);
    const auto pixel = std::min(static_cast<std::size_t>(pixels.bytes), stride);
    const Columns columns(bytes, stride, pixel);
    if (const Run run = longest_blank_run(columns); can_be_padding(run.length, stride)) {
        return {static_cast<std::int64_t>((run.begin + run.length) % stride), static_cast<std::int64_t>(run.length),
                true};
    }
    double sum = 0;
    double squares = 0;
    double greatest = -1;
    std::size_t count = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < stride; ++i) {
        const bool may_begin = !pixels.one_at || stride % pixel != 0 ||
                               (static_cast<std::int64_t>(i) - *pixels.one_at) % pixels.bytes == 0;
        if (!may_begin) continue;
        double together = 0;  // all bytes of the first pixel of a row differ from those of the last one
        for (std::size_t k = 0; k < pixel; ++k) together += columns.edges[(i + k) % stride];
        sum += together;
        squares += together * together;
        ++count;
        if (together > greatest) {
            greatest = together;
            at = i;
        }
    }
    const double mean = sum / static_cast<double>(count);
    const double deviation = std::sqrt(std::max(0.0, squares / static_cast<double>(count) - mean * mean));
    const bool high = greatest > 1.5 * mean + 0.1 * static_cast<double>(columns.rows);
    return {static_cast<std::int64_t>(at), 0, high || greatest > mean + 6 * deviation};
}

}  // namespace byteprism
