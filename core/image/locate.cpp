// The way from a pixel to its bytes and back.

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "core/image/geometry.hpp"

namespace byteprism {
namespace {

// Of all samples of a group, marks the pixels of those with bits in `byte` of plane `plane`.
struct TouchedPixels {
    int left = std::numeric_limits<int>::max();
    int top = std::numeric_limits<int>::max();
    int right = 0;
    int bottom = 0;

    void add(const PixelFormat& format, const Channel& channel, std::size_t plane, int byte) {
        for (int i = 0; i < channel.columns * channel.rows; ++i) {
            const SampleBits& sample = format.samples[static_cast<std::size_t>(channel.first_sample + i)];
            const auto first = format.slices.begin() + sample.first_slice;
            if (std::any_of(first, first + sample.slice_count,
                            [&](const BitSlice& slice) { return slice.plane == plane && slice.byte == byte; })) {
                const int x = i % channel.columns * channel.cell_width;
                const int y = i / channel.columns * channel.cell_height;
                left = std::min(left, x);
                top = std::min(top, y);
                right = std::max(right, x + channel.cell_width);
                bottom = std::max(bottom, y + channel.cell_height);
            }
        }
    }
};

PixelRect clipped_to(const ImageLayout& layout, PixelRect rect) {
    rect.width = std::min(rect.width, layout.width - rect.x);
    rect.height = std::min(rect.height, layout.height - rect.y);
    return rect;
}

// A group, and a byte of it.
struct Found {
    std::int64_t column = 0;
    std::int64_t row = 0;
    int byte = 0;
};

// Takes an address apart into the digits of a plane. Where they are nested, as they are unless groups overlap, each
// digit leaves one or two choices; the number of tries is bounded for all the rest.
class GroupSearch {
public:
    GroupSearch(const PlaneLayout& plane, int group_bytes) : plane_(plane) {
        add(plane.y, plane.rows, true);
        add(plane.x, plane.columns, false);
        const bool plain = steps_.size() == 2;  // then the topmost row is the first
        if (!plain) {
            std::sort(steps_.begin(), steps_.end(), [](const Step& a, const Step& b) {
                const std::int64_t one = std::abs(a.stride);
                const std::int64_t other = std::abs(b.stride);
                return one != other ? one > other : a.row != b.row ? a.row : a.span > b.span;
            });
        }
        std::int64_t least = 0;
        std::int64_t most = group_bytes - 1;
        for (std::size_t i = steps_.size(); i-- > 0;) {
            Step& step = steps_[i];
            step.least_left = least;
            step.most_left = most;
            least += std::min<std::int64_t>(0, step.most * step.stride);
            most += std::max<std::int64_t>(0, step.most * step.stride);
        }
        least_ = least;
        most_ = most;
    }

    // `distance` counts from the plane's offset.
    std::optional<Found> find(std::int64_t distance) {
        if (distance < least_ || distance > most_ || !take(0, distance)) {
            return std::nullopt;
        }
        return found_;
    }

private:
    struct Step {
        bool row = false;
        std::int64_t span = 1;
        std::int64_t stride = 0;
        std::int64_t most = 0;                       // the largest digit
        std::int64_t least_left = 0, most_left = 0;  // what the steps after this one can add
    };
    static constexpr int most_tries = 1 << 12;

    void add(const AddressDigits& digits, std::int64_t count, bool row) {
        for (const AddressDigit& digit : digits) {
            steps_.push_back({row, digit.span, digit.stride, (count - 1) / digit.span});
            count = digit.span;
        }
    }
    static std::int64_t divided_up(std::int64_t a, std::int64_t b) { return a <= 0 ? 0 : (a - 1) / b + 1; }

    bool take(std::size_t index, std::int64_t distance) {
        if (++tries_ > most_tries) {
            return false;
        }
        if (index == steps_.size()) {
            found_.byte = static_cast<int>(distance);
            return found_.column < plane_.columns && found_.row < plane_.rows &&
                   address_of(plane_.x, found_.column) + address_of(plane_.y, found_.row) + distance == wanted_;
        }
        const Step& step = steps_[index];
        std::int64_t first = 0;
        std::int64_t last = 0;
        if (index == 0) {
            wanted_ = distance;
        }
        if (step.stride > 0) {
            first = divided_up(distance - step.most_left, step.stride);
            last = distance < step.least_left ? -1 : (distance - step.least_left) / step.stride;
        } else if (step.stride < 0) {
            first = divided_up(step.least_left - distance, -step.stride);
            last = step.most_left < distance ? -1 : (step.most_left - distance) / -step.stride;
        }
        last = std::min(last, step.most);
        std::int64_t& place = step.row ? found_.row : found_.column;
        for (std::int64_t digit = first; digit <= last && tries_ <= most_tries; ++digit) {
            place += digit * step.span;
            if (take(index + 1, distance - digit * step.stride)) {
                return true;
            }
            place -= digit * step.span;
        }
        return false;
    }

    const PlaneLayout& plane_;
    InlineList<Step, 2 * max_address_digits> steps_;
    std::int64_t least_ = 0, most_ = 0;
    std::int64_t wanted_ = 0;
    Found found_;
    int tries_ = 0;
};

std::optional<PixelRect> locate_in_plane(const PixelFormat& format, const ImageLayout& layout, std::size_t plane,
                                         std::int64_t byte_offset) {
    const PixelGroup& group = format.planes[plane];
    std::int64_t distance = 0;
    if (__builtin_sub_overflow(byte_offset, layout.planes[plane].offset, &distance)) {
        return std::nullopt;
    }
    const std::optional<Found> found = GroupSearch(layout.planes[plane], group.bytes).find(distance);
    if (!found) {
        return std::nullopt;
    }
    TouchedPixels touched;
    for (const Channel& channel : format.channels) {
        touched.add(format, channel, plane, found->byte);
    }
    const bool padding = touched.right == 0;
    const PixelRect in_group =
        padding ? PixelRect{0, 0, group.width, group.height}
                : PixelRect{touched.left, touched.top, touched.right - touched.left, touched.bottom - touched.top};
    const PixelRect rect{found->column * group.width + in_group.x, found->row * group.height + in_group.y,
                         in_group.width, in_group.height};
    if (rect.x >= layout.width || rect.y >= layout.height) {
        return std::nullopt;
    }
    return clipped_to(layout, rect);
}

}  // namespace

PixelBytes pixel_bytes(const PixelFormat& format, const ImageLayout& layout, std::int64_t x, std::int64_t y) {
    PixelBytes result;
    for (const Channel& channel : format.channels) {
        const SampleBits& sample = sample_of(format, channel, x, y);
        for (int i = 0; i < sample.slice_count; ++i) {
            const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + i)];
            const std::int64_t offset = offset_of_slice(format, layout, slice, x, y);
            if (offset >= 0) {
                result.bytes.push_back(
                    {offset, static_cast<std::uint8_t>(((1u << slice.bits) - 1u) << slice.byte_shift)});
            }
        }
    }
    std::sort(result.bytes.begin(), result.bytes.end(),
              [](const PixelByte& a, const PixelByte& b) { return a.offset < b.offset; });
    std::size_t kept = 0;
    for (const PixelByte byte : result.bytes) {
        if (kept > 0 && result.bytes[kept - 1].offset == byte.offset) {
            result.bytes[kept - 1].bits |= byte.bits;
            continue;
        }
        result.bytes[kept++] = byte;
        if (!result.ranges.empty() && result.ranges.back().end() == byte.offset) {
            ++result.ranges.back().length;
        } else {
            result.ranges.push_back({byte.offset, 1});
        }
    }
    result.bytes.resize(kept);
    return result;
}

std::optional<PixelRect> locate(const PixelFormat& format, const ImageLayout& layout, std::int64_t byte_offset) {
    for (std::size_t plane = 0; plane < format.planes.size(); ++plane) {
        if (const std::optional<PixelRect> rect = locate_in_plane(format, layout, plane, byte_offset)) {
            return rect;
        }
    }
    return std::nullopt;
}

}  // namespace byteprism
