// What compares the picture of a sheet with that of the other side.

#include <algorithm>
#include <vector>

#include "app/model/image/image_actions.hpp"
#include "app/model/image/image_binding.hpp"
#include "app/model/image/playback.hpp"
#include "app/model/side_by_side.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "core/image/decode.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_pixels = std::int64_t{1} << 26;  // looked at in one go
constexpr std::int64_t band_pixels = 1 << 18;
constexpr std::int64_t widest = 1 << 22;  // pixels of a row

struct Compared {
    BoundImage image;
    std::span<const std::byte> bytes;

    void decode_rows(std::int64_t first, std::int64_t width, std::int64_t rows, std::vector<Rgba8>& pixels) const {
        pixels.resize(static_cast<std::size_t>(width * rows));
        decode(image.format, image.layout, bytes, {{0, first, width, rows}},
               {pixels, static_cast<std::size_t>(width), {}}, image.settings.tone);
    }
};

// The first pixel at or behind `start`, in the order of reading, that shows another colour.
std::optional<PixelPlace> next_difference(const Compared& a, const Compared& b, std::int64_t width, std::int64_t height,
                                          PixelPlace start) {
    std::vector<Rgba8> here, there;
    const std::int64_t rows_at_once = std::max<std::int64_t>(1, band_pixels / width);
    std::int64_t looked_at = 0;
    for (std::int64_t y = start.y; y < height && looked_at < most_pixels; y += rows_at_once) {
        const std::int64_t rows = std::min(rows_at_once, height - y);
        a.decode_rows(y, width, rows, here);
        b.decode_rows(y, width, rows, there);
        const auto skipped = y == start.y ? static_cast<std::ptrdiff_t>(std::min(start.x, width)) : 0;
        const auto [differs, other] = std::mismatch(here.begin() + skipped, here.end(), there.begin() + skipped);
        if (differs != here.end()) {
            const std::int64_t index = differs - here.begin();
            return PixelPlace{index % width, y + index / width};
        }
        looked_at += rows * width;
    }
    return std::nullopt;
}

}  // namespace

void apply(Workbench& bench, const ComparePictures& action) {
    if (bench.find(action.sheet) == nullptr) return;
    if (shown_pair(bench) == nullptr) {
        if (action.how == ImageCompare::Off) return;
        throw ValueError("there is no other side to compare with: open two beside each other first");
    }
    ImageComparison& pictures = bench.pair->pictures;
    pictures = {action.how, std::clamp(action.scale, 1.0, 256.0), false, std::nullopt, std::nullopt};
    if (action.how == ImageCompare::Blink) pictures.next_blink = std::chrono::steady_clock::now() + blink_interval;
}

void apply(Workbench& bench, const NextDifference& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    const SideBySide* const pair = shown_pair(bench);
    if (sheet == nullptr) return;
    const Sheet* const other = pair == nullptr ? nullptr : bench.find(pair->other(sheet->id));
    if (other == nullptr) throw ValueError("there is no other side to compare with: open two beside each other first");
    const Document& document = bench.document(*sheet);
    const Compared a{bind(sheet->image), document.bytes()};
    const Compared b{bind(other->image), bench.document(*other).bytes()};
    const std::int64_t width = std::min(a.image.layout.width, b.image.layout.width);
    const std::int64_t height = std::min(a.image.layout.height, b.image.layout.height);
    if (width > widest) {
        throw ValueError("rows of " + std::to_string(width) +
                         " pixels are too long to be compared: " + std::to_string(widest) + " are the most");
    }
    PixelPlace start{0, 0};
    // Behind the pixels that share the byte of the cursor.
    if (const auto at = locate(a.image.format, a.image.layout, sheet->cursor.offset))
        start = {at->x + at->width, at->y};
    std::optional<ImageComparison::LookedTo>& looked_to = bench.pair->pictures.looked_to;
    if (looked_to && looked_to->cursor == sheet->cursor.offset) start = looked_to->next;
    const auto found = next_difference(a, b, width, height, start);
    if (!found) {
        const bool all = (height - start.y) <= most_pixels / width;
        if (!all) looked_to = {sheet->cursor.offset, {0, start.y + most_pixels / width}};
        return bench.tell(*sheet, all ? "no pixel differs from here on"
                                      : "none of the next " + std::to_string(most_pixels) + " pixels differs");
    }
    const std::vector<ByteRange> bytes = bytes_of(a.image, *found, document.size());
    if (!bytes.empty()) apply(bench, Select{sheet->id, bytes.front()});
    looked_to = {sheet->cursor.offset, {found->x + 1, found->y}};
    bench.tell(*sheet, "pixel " + std::to_string(found->x) + ", " + std::to_string(found->y) + " differs");
}

}  // namespace byteprism
