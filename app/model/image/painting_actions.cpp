// What writes pixels, and what is taken into the hand for it.

#include <algorithm>

#include "app/model/actions/steps.hpp"
#include "app/model/image/image_actions.hpp"
#include "app/model/image/image_binding.hpp"
#include "core/error.hpp"
#include "core/image/decode.hpp"
#include "core/image/picture_file.hpp"
#include "core/image/pixel_writer.hpp"
#include "core/image/region_layout.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_painted = std::int64_t{1} << 24;  // pixels of one step, which is made in one go
constexpr std::size_t most_pending = std::size_t{1} << 20;

// Runs of one length at one distance, as the rows of a rectangle are, become one edit.
void write(std::span<const BytePatch> patches, Document& document, Gesture gesture) {
    std::vector<std::byte> bytes;
    for (std::size_t first = 0, end = 0; first < patches.size(); first = end) {
        const BytePatch& patch = patches[first];
        const auto offset = [&](std::size_t i) { return patches[i].offset; };
        const auto same_size = [&](std::size_t i) {
            return i < patches.size() && patches[i].bytes.size() == patch.bytes.size();
        };
        end = first + 1;
        if (!same_size(end)) {
            document.write(patch.offset, patch.bytes, gesture);
            continue;
        }
        const std::int64_t stride = offset(end) - offset(first);
        while (same_size(end) && offset(end) - offset(end - 1) == stride) ++end;
        bytes.clear();
        for (std::size_t i = first; i < end; ++i) {
            bytes.insert(bytes.end(), patches[i].bytes.begin(), patches[i].bytes.end());
        }
        Layout items{patch.offset, static_cast<std::int64_t>(patch.bytes.size()), {}};
        items.axes.push_back({static_cast<std::int64_t>(end - first), stride});
        document.write_items(items, bytes, gesture);
    }
}

// A picture that is being painted on.
class Canvas {
public:
    Canvas(Workbench& bench, Sheet& sheet, Gesture gesture)
        : document_(bench.document(sheet)),
          image_(bind(sheet.image)),
          gesture_(gesture),
          writer_(image_.format, image_.layout, document_.bytes()),
          hand_(sheet.hand) {
        if (const auto refusal = document_.refusal()) throw TypeError(*refusal);
    }

    const BoundImage& image() const { return image_; }
    PixelRect whole() const { return {0, 0, image_.layout.width, image_.layout.height}; }
    std::span<const std::byte> bytes() const { return document_.bytes(); }

    // With what is in the hand.
    void paint(PixelPlace at) {
        const bool codes_fit = hand_.codes && hand_.codes_layout == image_.format.layout;
        count(codes_fit ? writer_.put_codes(at.x, at.y, *hand_.codes) : writer_.put(at.x, at.y, hand_.colour));
    }
    void paint(const PixelRect& rect) {
        check(rect);
        for_each(rect, [this](PixelPlace at) { paint(at); });
    }
    void clear(const PixelRect& rect, unsigned channels) {
        check(rect);
        for_each(rect, [&](PixelPlace at) { count(writer_.put_codes(at.x, at.y, PixelCodes{}, channels)); });
    }
    void paint(PixelPlace at, Rgba8 colour) { count(writer_.put(at.x, at.y, colour)); }
    void flush() { write(writer_.take(), document_, gesture_); }
    std::int64_t painted() const { return painted_; }
    std::int64_t outside() const { return outside_; }

    void check(const PixelRect& rect) const {
        if (rect.width <= most_painted && rect.height <= most_painted / std::max<std::int64_t>(rect.width, 1)) return;
        throw ValueError(std::to_string(rect.width) + " x " + std::to_string(rect.height) +
                         " pixels are too many to be painted at once: " + std::to_string(most_painted) +
                         " are the most");
    }

private:
    template <typename Visit>
    void for_each(const PixelRect& rect, Visit visit) {
        for (std::int64_t y = rect.y; y < rect.y + rect.height; ++y) {
            for (std::int64_t x = rect.x; x < rect.x + rect.width; ++x) visit({x, y});
        }
    }
    void count(bool put) {
        ++(put ? painted_ : outside_);
        if (writer_.pending() >= most_pending) flush();
    }

    Document& document_;
    BoundImage image_;
    Gesture gesture_;
    PixelWriter writer_;
    ImageHand& hand_;
    std::int64_t painted_ = 0, outside_ = 0;
};

std::string pixel_count(std::int64_t count) { return std::to_string(count) + (count == 1 ? " pixel" : " pixels"); }

void tell_painted(Workbench& bench, const Sheet& sheet, const Canvas& canvas, const std::string& what) {
    std::string text = what + " " + pixel_count(canvas.painted());
    if (canvas.outside() > 0) text += "; " + pixel_count(canvas.outside()) + " outside of the bytes were left out";
    bench.tell(sheet, text);
}

// So that the distance of two places fits a number.
PixelPlace within_reason(PixelPlace place) {
    constexpr std::int64_t far = std::int64_t{1} << 61;
    return {std::clamp(place.x, -far, far), std::clamp(place.y, -far, far)};
}

}  // namespace

void apply(Workbench& bench, const TakeTool& action) {
    if (Sheet* sheet = bench.find(action.sheet)) sheet->hand.tool = action.tool;
}

void apply(Workbench& bench, const TakeColour& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    sheet->hand.colour = action.colour;
    sheet->hand.codes.reset();
}

void apply(Workbench& bench, const PickPixel& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const BoundImage image = bind(sheet->image);
    const PixelPlace at = action.place;
    if (at.x < 0 || at.y < 0 || at.x >= image.layout.width || at.y >= image.layout.height) return;
    const DecodedPixel pixel = decode_pixel(image.format, image.layout, bench.document(*sheet).bytes(), at.x, at.y);
    if (!pixel.inside) return;
    sheet->hand.colour = pixel.colour;
    sheet->hand.codes = pixel.stored.codes;
    sheet->hand.codes_layout = image.format.layout;
}

void apply(Workbench& bench, const SelectPixels& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    sheet->hand.region.reset();
    if (!action.rect) return;
    const BoundImage image = bind(sheet->image);
    const PixelRect rect = intersection(*action.rect, {0, 0, image.layout.width, image.layout.height});
    if (rect.width == 0) return;
    sheet->hand.region = rect;
    if (const auto bytes = region_layout(image.format, image.layout, rect, bench.document(*sheet).size())) {
        apply(bench, SelectItems{action.sheet, *bytes, Extend::Yes});
    }
}

void apply(Workbench& bench, const PaintLine& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Gesture& stroke = sheet->hand.stroke;
    if (action.stroke == Stroke::Begins || stroke == Gesture::None) stroke = bench.document(*sheet).new_gesture();
    Canvas canvas(bench, *sheet, stroke);
    const PixelPlace from = within_reason(action.from), to = within_reason(action.to);
    const PixelRect touched = intersection(rect_between(from, to), canvas.whole());
    if (touched.width == 0) return;
    canvas.check({0, 0, std::max(touched.width, touched.height), 1});
    visit_line(from, to, canvas.whole(), [&](PixelPlace at) { canvas.paint(at); });
    canvas.flush();
}

void apply(Workbench& bench, const PaintRect& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Canvas canvas(bench, *sheet, bench.document(*sheet).new_gesture());
    canvas.paint(intersection(action.rect, canvas.whole()));
    canvas.flush();
    tell_painted(bench, *sheet, canvas, "painted");
}

void apply(Workbench& bench, const PaintFlood& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Canvas canvas(bench, *sheet, bench.document(*sheet).new_gesture());
    const BoundImage& image = canvas.image();
    const PixelRect seed{action.seed.x, action.seed.y, 1, 1};
    if (intersection(seed, canvas.whole()) != seed) return;
    const std::vector<PixelRect> runs = flood(image.format, image.layout, canvas.bytes(), action.seed, most_painted);
    for (const PixelRect& run : runs) canvas.paint(run);
    canvas.flush();
    tell_painted(bench, *sheet, canvas, "filled");
}

void apply(Workbench& bench, const FillRegion& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Canvas canvas(bench, *sheet, bench.document(*sheet).new_gesture());
    canvas.paint(region_of(*sheet, canvas.image()));
    canvas.flush();
    tell_painted(bench, *sheet, canvas, "filled");
}

void apply(Workbench& bench, const ClearChannel& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Canvas canvas(bench, *sheet, bench.document(*sheet).new_gesture());
    const auto& channels = canvas.image().format.channels;
    std::string letters;
    for (const Channel& channel : channels) letters += static_cast<char>(channel.component);
    const std::size_t index = action.component.size() == 1 ? letters.find(action.component) : std::string::npos;
    if (index == std::string::npos) {
        throw ValueError("'" + action.component + "' is no component of " + canvas.image().name + ": it has " +
                         letters);
    }
    canvas.clear(region_of(*sheet, canvas.image()), 1u << index);
    canvas.flush();
    tell_painted(bench, *sheet, canvas, "cleared " + action.component + " of");
}

// Colours go through the picture's 8 bits; where it has an alpha, the pixels are replaced, not blended.
void apply(Workbench& bench, const PastePicture& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    const std::unique_ptr<Document> file = Document::open(action.path, Editing::Refused);
    Canvas canvas(bench, *sheet, bench.document(*sheet).new_gesture());
    const PixelRect region = region_of(*sheet, canvas.image());
    const PixelPlace at = action.at.value_or(PixelPlace{region.x, region.y});
    if (const auto info = picture_file_info(file->bytes())) canvas.check({0, 0, info->width, info->height});
    const PictureFilePixels pasted = read_picture_file(file->bytes());
    ImageSettings settings;
    settings.pixels = pasted.info.pixels;
    settings.width = pasted.info.width;
    settings.height = pasted.info.height;
    const BoundImage image = bind(settings);
    constexpr std::int64_t farthest = std::int64_t{1} << 40;
    if (std::max(std::abs(at.x / 2), std::abs(at.y / 2)) > farthest / 2) {
        throw ValueError("pixel " + std::to_string(at.x) + ", " + std::to_string(at.y) + " is too far away");
    }
    const PixelRect visible = intersection({at.x, at.y, settings.width, settings.height}, canvas.whole());
    std::vector<Rgba8> row(static_cast<std::size_t>(visible.width));
    for (std::int64_t y = 0; y < visible.height; ++y) {
        decode(image.format, image.layout, pasted.bytes, {{visible.x - at.x, visible.y - at.y + y, visible.width, 1}},
               {row, row.size(), {}});
        for (std::int64_t x = 0; x < visible.width; ++x) {
            canvas.paint(PixelPlace{visible.x + x, visible.y + y}, row[static_cast<std::size_t>(x)]);
        }
    }
    canvas.flush();
    tell_painted(bench, *sheet, canvas, "pasted");
}

}  // namespace byteprism
