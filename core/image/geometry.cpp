#include "core/image/geometry.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <string>

#include "core/error.hpp"

namespace byteprism {
namespace {

// Addresses keep to 62 bits and a sign, so that the difference of any two of them is a number too.
constexpr std::int64_t largest_address = std::int64_t{1} << 62;

// Numbers that are checked as they are made; the message is the one the user reads.
struct Checked {
    const ImageGeometry& geometry;

    [[noreturn]] void overflow() const {
        const auto said = [](const char* name, const std::optional<std::int64_t>& number) {
            return number ? std::string(name) + std::to_string(*number) : std::string();
        };
        throw ValueError("an image of " + std::to_string(geometry.width) + " x " + std::to_string(geometry.height) +
                         " pixels with a row stride of " + std::to_string(geometry.row_stride) +
                         said(", a pixel stride of ", geometry.pixel_stride) +
                         said(", a frame stride of ", geometry.frame_stride) + " at offset " +
                         std::to_string(geometry.offset) + " does not fit addresses of 62 bits");
    }
    std::int64_t within(std::int64_t value) const {
        if (value > largest_address || value < -largest_address) {
            overflow();
        }
        return value;
    }
    std::int64_t product(std::int64_t a, std::int64_t b) const {
        std::int64_t result = 0;
        if (__builtin_mul_overflow(a, b, &result)) {
            overflow();
        }
        return within(result);
    }
    std::int64_t sum(std::int64_t a, std::int64_t b) const {
        std::int64_t result = 0;
        if (__builtin_add_overflow(a, b, &result)) {
            overflow();
        }
        return within(result);
    }
    std::int64_t size(std::int64_t value) const { return value < 0 ? product(value, -1) : within(value); }
};

std::int64_t divided_up(std::int64_t a, std::int64_t b) { return a / b + (a % b != 0 ? 1 : 0); }

std::string times(std::int64_t a, std::int64_t b) { return std::to_string(a) + " x " + std::to_string(b); }

void check_size(std::int64_t size, const char* name, const char* whole = "an image") {
    if (size < 1) {
        throw ValueError(std::string(name) + " is " + std::to_string(size) + "; " + whole + " has at least 1 pixel");
    }
}

void check_offset(std::int64_t offset) {
    if (offset < 0) {
        throw ValueError("offset is " + std::to_string(offset) + "; it counts from the start of the buffer");
    }
}

void check_tiling(const Tiling& tiling, const PixelGroup& group) {
    check_size(tiling.width, "tile width", "a tile");
    check_size(tiling.height, "tile height", "a tile");
    if (tiling.width % group.width != 0 || tiling.height % group.height != 0) {
        throw ValueError("tiles of " + times(tiling.width, tiling.height) + " pixels cut groups of " +
                         times(group.width, group.height));
    }
    const std::int64_t columns = tiling.width / group.width;
    const std::int64_t rows = tiling.height / group.height;
    constexpr std::size_t most_digits =
        max_address_digits - 3;  // a mosaic's, the tile's, what the longer side has left
    if (tiling.groups != GroupOrder::Morton) {
        return;
    }
    if ((columns & (columns - 1)) != 0 || (rows & (rows - 1)) != 0 ||
        std::min(columns, rows) > std::int64_t{1} << most_digits) {
        throw ValueError("tiles of " + times(columns, rows) +
                         " groups have no Morton order; it needs powers of two, the smaller of at most " +
                         std::to_string(std::int64_t{1} << most_digits));
    }
}

// The lowest and the highest of the addresses that an axis adds; of its last tile too, whole.
struct Reach {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

Reach reach_of(const Checked& checked, const AddressDigits& digits, std::int64_t count) {
    Reach reach;
    for (const AddressDigit& digit : digits) {
        const std::int64_t walk = checked.product((count - 1) / digit.span, digit.stride);
        reach.least = checked.sum(reach.least, std::min<std::int64_t>(0, walk));
        reach.most = checked.sum(reach.most, std::max<std::int64_t>(0, walk));
        count = digit.span;
    }
    return reach;
}

// The two axes of a plane as they are made, from the fastest digit to the slowest.
struct Axes {
    AddressDigits x;
    AddressDigits y;

    static AddressDigits turned(AddressDigits digits) {
        std::reverse(digits.begin(), digits.end());
        return digits;
    }
};

class LayoutBuilder {
public:
    LayoutBuilder(const PixelFormat& format, const ImageGeometry& geometry)
        : format_(format), geometry_(geometry), checked_{geometry} {}

    ImageLayout build() {
        check();
        layout_.width = geometry_.width;
        layout_.height = geometry_.height;
        for (std::size_t i = 0; i < format_.planes.size(); ++i) {
            place_plane(i);
        }
        layout_.frame_bytes = checked_.sum(end_, -begin_);
        const std::int64_t frame_stride = geometry_.frame_stride.value_or(layout_.frame_bytes);
        checked_.within(frame_stride);
        const std::int64_t before = checked_.product(geometry_.frame, frame_stride);
        for (std::size_t i = 0; i < format_.planes.size(); ++i) {
            layout_.planes[i].offset = checked_.sum(layout_.planes[i].offset, before);
        }
        if (geometry_.mosaic) {
            place_slices(*geometry_.mosaic, frame_stride);
        }
        for (std::size_t i = 0; i < format_.planes.size(); ++i) {
            check_addresses(layout_.planes[i], format_.planes[i]);
        }
        return layout_;
    }

    std::int64_t tight_row_stride() const {
        check_size(geometry_.width, "width");
        const PixelGroup& group = format_.planes.front();
        std::int64_t columns = divided_up(geometry_.width, group.width);
        if (const std::optional<Tiling> tiling = tiling_of(0)) {
            check_tiling(*tiling, group);
            const std::int64_t across = tiling->width / group.width;
            columns = checked_.product(divided_up(columns, across), across);
        }
        return checked_.product(columns, checked_.size(pixel_stride_of(0)));
    }

private:
    PlaneGeometry given(std::size_t plane) const {
        return plane < geometry_.planes.size() ? geometry_.planes[plane] : PlaneGeometry{};
    }
    std::optional<Tiling> tiling_of(std::size_t plane) const {
        const std::optional<Tiling> own = given(plane).tiling;
        return own ? own : geometry_.tiling;
    }

    void check() const {
        check_size(geometry_.width, "width");
        check_size(geometry_.height, "height");
        check_offset(geometry_.offset);
        if (geometry_.frame < 0) {
            throw ValueError("frame is " + std::to_string(geometry_.frame) + "; frames count from 0");
        }
        for (const std::int64_t number :
             {geometry_.row_stride, geometry_.width, geometry_.height, geometry_.offset, geometry_.frame}) {
            checked_.within(number);
        }
    }

    std::int64_t pixel_stride_of(std::size_t plane) const {
        if (const auto own = given(plane).pixel_stride) {
            return checked_.within(*own);
        }
        const std::int64_t first = format_.planes.front().bytes;
        if (plane == 0) {
            return checked_.within(geometry_.pixel_stride.value_or(first));
        }
        const std::int64_t stride = pixel_stride_of(0);
        const std::int64_t scaled =
            divided_up(checked_.product(checked_.size(stride), format_.planes[plane].bytes), first);
        return stride < 0 ? -scaled : scaled;
    }

    // Room for as many pixels as a row of plane 0 has, in whole groups.
    std::int64_t row_stride_of(std::size_t plane) const {
        if (const auto own = given(plane).row_stride) {
            return checked_.within(*own);
        }
        if (plane == 0) {
            return geometry_.row_stride;
        }
        const PixelGroup& first = format_.planes.front();
        const PixelGroup& group = format_.planes[plane];
        const std::int64_t stride = row_stride_of(0);
        const std::int64_t pixels = checked_.product(checked_.size(stride), first.width);
        const std::int64_t groups = divided_up(pixels, std::int64_t{first.bytes} * group.width);
        const std::int64_t scaled = checked_.product(groups, group.bytes);
        return stride < 0 ? -scaled : scaled;
    }

    void place_plane(std::size_t index) {
        const PixelGroup& group = format_.planes[index];
        PlaneLayout& plane = layout_.planes[index];
        plane.columns = divided_up(geometry_.width, group.width);
        plane.rows = divided_up(geometry_.height, group.height);
        const std::int64_t row_stride = row_stride_of(index);
        std::int64_t room = 0;  // of all rows with the padding at their ends
        if (const std::optional<Tiling> tiling = tiling_of(index)) {
            check_tiling(*tiling, group);
            const std::int64_t down = tiling->height / group.height;
            lay_tiles(plane, *tiling, tiling->width / group.width, down, pixel_stride_of(index), row_stride);
            if (tiling->tiles == TileOrder::Rows) {
                room = checked_.product(checked_.size(plane.y[0].stride), divided_up(plane.rows, down));
            }
        } else {
            plane.x.push_back({1, pixel_stride_of(index)});
            plane.y.push_back({1, row_stride});
            room = checked_.product(checked_.size(row_stride), plane.rows);
        }
        const Reach x = reach_of(checked_, plane.x, plane.columns);
        const Reach y = reach_of(checked_, plane.y, plane.rows);
        const std::int64_t least = checked_.sum(x.least, y.least);
        const std::int64_t most = checked_.sum(checked_.sum(x.most, y.most), group.bytes);
        // The user's offset is the top row's; a plane whose offset is not given begins where the one before it ends.
        const std::int64_t follows = index == 0 ? geometry_.offset : checked_.sum(start_, -least);
        plane.offset = given(index).offset.value_or(follows);
        if (given(index).offset) {
            check_offset(plane.offset);
        }
        const std::int64_t begin = checked_.sum(plane.offset, least);
        start_ = checked_.sum(begin, std::max(checked_.sum(most, -least), room));
        begin_ = index == 0 ? begin : std::min(begin_, begin);
        end_ = index == 0 ? start_ : std::max(end_, start_);
    }

    // Strides along x have the sign of the pixel stride, those along y that of the row stride.
    void lay_tiles(PlaneLayout& plane, const Tiling& tiling, std::int64_t across, std::int64_t down,
                   std::int64_t pixel_stride, std::int64_t row_stride) const {
        const std::int64_t unit = checked_.size(pixel_stride);
        const std::int64_t tile = checked_.product(checked_.product(across, down), unit);
        Axes axes;
        switch (tiling.groups) {
            case GroupOrder::Rows:
                axes.x.push_back({1, unit});
                axes.y.push_back({1, checked_.product(across, unit)});
                break;
            case GroupOrder::Columns:
                axes.x.push_back({1, checked_.product(down, unit)});
                axes.y.push_back({1, unit});
                break;
            case GroupOrder::Morton:
                axes = morton(across, down, unit);
                break;
        }
        const std::int64_t column = checked_.product(tile, divided_up(plane.rows, down));
        const bool rows = tiling.tiles == TileOrder::Rows;
        axes.x.push_back({across, rows ? tile : column});
        axes.y.push_back({down, rows ? checked_.product(checked_.size(row_stride), down) : tile});
        for (AddressDigit& digit : axes.x) digit.stride *= pixel_stride < 0 ? -1 : 1;
        for (AddressDigit& digit : axes.y) digit.stride *= row_stride < 0 ? -1 : 1;
        plane.x = Axes::turned(axes.x);
        plane.y = Axes::turned(axes.y);
    }

    // Bits of x and y in turns, x first; the bits that the longer side has left follow each other and are one digit.
    static Axes morton(std::int64_t across, std::int64_t down, std::int64_t unit) {
        Axes axes;
        axes.x.push_back({1, unit});
        axes.y.push_back({1, across > 1 ? 2 * unit : unit});
        std::int64_t stride = unit;
        for (std::int64_t span = 1; span < std::max(across, down); span *= 2) {
            for (auto& [digits, count] : {std::pair{&axes.x, across}, std::pair{&axes.y, down}}) {
                if (span >= count) {
                    continue;
                }
                if (digits->back().stride * (span / digits->back().span) != stride) {
                    digits->push_back({span, stride});
                }
                stride *= 2;
            }
        }
        return axes;
    }

    // One more digit for each axis, the slowest.
    void place_slices(const Mosaic& mosaic, std::int64_t frame_stride) {
        if (mosaic.slices < 1 || mosaic.columns < 1) {
            throw ValueError("a mosaic of " + std::to_string(mosaic.slices) + " slices in " +
                             std::to_string(mosaic.columns) + " columns; it has at least 1 of each");
        }
        const std::int64_t columns = std::min(mosaic.columns, mosaic.slices);
        const std::int64_t rows = divided_up(mosaic.slices, columns);
        const std::int64_t row_stride = checked_.product(columns, frame_stride);
        for (std::size_t i = 0; i < format_.planes.size(); ++i) {
            const PixelGroup& group = format_.planes[i];
            if ((columns > 1 && geometry_.width % group.width != 0) ||
                (rows > 1 && geometry_.height % group.height != 0)) {
                throw ValueError("slices of " + times(geometry_.width, geometry_.height) +
                                 " pixels beside each other cut groups of " + times(group.width, group.height));
            }
            PlaneLayout& plane = layout_.planes[i];
            add_slowest(plane.x, {plane.columns, frame_stride});
            add_slowest(plane.y, {plane.rows, row_stride});
            plane.columns = checked_.product(plane.columns, columns);
            plane.rows = checked_.product(plane.rows, rows);
        }
        layout_.width = checked_.product(layout_.width, columns);
        layout_.height = checked_.product(layout_.height, rows);
        const std::int64_t walk = checked_.size(checked_.product(mosaic.slices - 1, frame_stride));
        layout_.frame_bytes = checked_.sum(walk, layout_.frame_bytes);
    }

    static void add_slowest(AddressDigits& digits, AddressDigit digit) {
        digits.push_back(digit);
        std::rotate(digits.begin(), digits.end() - 1, digits.end());
    }

    void check_addresses(const PlaneLayout& plane, const PixelGroup& group) const {
        const Reach x = reach_of(checked_, plane.x, plane.columns);
        const Reach y = reach_of(checked_, plane.y, plane.rows);
        checked_.sum(plane.offset, checked_.sum(x.least, y.least));
        checked_.sum(plane.offset, checked_.sum(checked_.sum(x.most, y.most), group.bytes));
    }

    const PixelFormat& format_;
    const ImageGeometry& geometry_;
    Checked checked_;
    ImageLayout layout_;
    std::int64_t start_ = 0;  // where the next plane begins
    std::int64_t begin_ = 0, end_ = 0;
};

}  // namespace

std::int64_t tight_row_stride(const PixelFormat& format, std::int64_t width) {
    return tight_row_stride(format, ImageGeometry{.width = width, .height = 1});
}

std::int64_t tight_row_stride(const PixelFormat& format, const ImageGeometry& geometry) {
    return LayoutBuilder(format, geometry).tight_row_stride();
}

ImageLayout layout_of(const PixelFormat& format, const ImageGeometry& geometry) {
    return LayoutBuilder(format, geometry).build();
}

ImageGeometry mip_level(const PixelFormat& format, const ImageGeometry& geometry, std::int64_t level) {
    if (level == 0) return geometry;
    check_size(geometry.width, "width");
    check_size(geometry.height, "height");
    const auto longer = static_cast<std::uint64_t>(std::max(geometry.width, geometry.height));
    const auto levels = static_cast<int>(std::bit_width(longer));
    if (level < 0 || level >= levels) {
        throw ValueError("mip level " + std::to_string(level) + ": a picture of " +
                         times(geometry.width, geometry.height) + " has the levels 0 to " + std::to_string(levels - 1));
    }
    if (!geometry.planes.empty()) throw ValueError("planes with offsets of their own have no mip levels");
    if (geometry.row_stride < 0 || geometry.pixel_stride.value_or(0) < 0) {
        throw ValueError("a mirrored picture has no mip levels");
    }
    if (geometry.frame != 0 && !geometry.frame_stride) {
        throw ValueError("mip levels of frame " + std::to_string(geometry.frame) +
                         ": the frame stride says where it is");
    }
    const Checked checked{geometry};
    ImageGeometry wanted, here = geometry;
    here.frame = 0;
    here.mosaic.reset();
    std::int64_t chain = 0;
    for (int i = 0; i < levels; ++i) {
        if (i == level) wanted = here;
        chain = checked.sum(chain, layout_of(format, here).frame_bytes);
        here.offset = checked.sum(geometry.offset, chain);
        here.width = std::max<std::int64_t>(1, here.width / 2);
        here.height = std::max<std::int64_t>(1, here.height / 2);
        here.row_stride = tight_row_stride(format, here);
    }
    wanted.frame = geometry.frame;
    wanted.mosaic = geometry.mosaic;
    if (!wanted.frame_stride) wanted.frame_stride = chain;
    return wanted;
}

ByteRange extent_of(const PixelFormat& format, const ImageLayout& layout) {
    const ImageGeometry nothing;
    const Checked checked{nothing};
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t end = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < format.planes.size(); ++i) {
        const PlaneLayout& plane = layout.planes[i];
        const Reach x = reach_of(checked, plane.x, plane.columns);
        const Reach y = reach_of(checked, plane.y, plane.rows);
        first = std::min(first, plane.offset + x.least + y.least);
        end = std::max(end, plane.offset + x.most + y.most + format.planes[i].bytes);
    }
    first = std::max<std::int64_t>(0, first);
    return {first, std::max<std::int64_t>(0, end - first)};
}

}  // namespace byteprism
