// What values a picture holds: a range to show them in, and how often each of them occurs. Both are collected area by
// area, so that a job can go through a picture in slices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/image/decode.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/tone.hpp"

namespace byteprism {

// An area with a step so large that no more than about `most` pixels of it are looked at. Requires most >= 1.
DecodeArea sampled_area(const PixelRect& rect, std::int64_t most = 1 << 20);

// Numbers in the unit of Tone::window, of all shown components together; pixels outside are only counted.
struct SampledValues {
    std::vector<double> values;  // finite
    std::int64_t not_a_number = 0;
    std::int64_t infinite = 0;
    std::int64_t outside = 0;
};

// Of the tone only what is shown counts (isolate, alpha), not how.
void add_values(SampledValues& into, const PixelFormat& format, const ImageLayout& layout,
                std::span<const std::byte> source, const DecodeArea& area, const Tone& tone = {});

// The values that stand at two percentages of all of them in order; 0 and 100 are the least and the most. Nothing if
// there are none. Reorders the values. Requires 0 <= low_percent <= high_percent <= 100.
std::optional<Window> range_of(SampledValues& sampled, double low_percent = 0.5, double high_percent = 99.5);

// Of stored numbers, as Tone::isolate shows them. Bins are even from low to high; the last one has its end, too.
struct ChannelHistogram {
    Component component = Component::Luma;
    double low = 0;
    double high = 1;
    std::vector<std::int64_t> bins;
    std::int64_t below = 0;
    std::int64_t above = 0;
    std::int64_t not_a_number = 0;
    std::int64_t outside = 0;
};

// One for each channel of the format: over all codes of integers, no more bins than codes, 0 to 1 for floats. The range
// may be set before anything is counted. Requires most_bins >= 1.
std::vector<ChannelHistogram> empty_histograms(const PixelFormat& format, std::size_t most_bins = 256);

// A sample that several pixels share counts for each of them.
void add_pixels(std::vector<ChannelHistogram>& histograms, const PixelFormat& format, const ImageLayout& layout,
                std::span<const std::byte> source, const DecodeArea& area);

}  // namespace byteprism
