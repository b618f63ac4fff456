#include "core/image/value_range.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/image/sample_value.hpp"
#include "core/image/tone_mapper.hpp"

namespace byteprism {
namespace {

constexpr std::size_t chunk = 256;

// Calls body(codes of the channels, marks, count) for the pixels of an area, some at a time.
template <typename Body>
void for_chunks(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                const DecodeArea& area, const Body& body) {
    std::array<std::array<std::uint64_t, chunk>, max_channels> codes;
    std::array<std::array<std::uint8_t, chunk>, max_channels> outside;
    const auto columns = static_cast<std::size_t>(area.columns());
    for (std::int64_t row = 0; row < area.rows(); ++row) {
        for (std::size_t done = 0; done < columns; done += chunk) {
            const PixelRun run{area.rect.x + static_cast<std::int64_t>(done) * area.step, area.rect.y + row * area.step,
                               area.step, std::min(chunk, columns - done)};
            for (std::size_t i = 0; i < format.channels.size(); ++i) {
                outside[i].fill(0);
                read_run(format, layout, source, format.channels[i], run, codes[i].data(), outside[i].data());
            }
            body(codes, outside, run.count);
        }
    }
}

void count_value(ChannelHistogram& histogram, double value) {
    if (std::isnan(value)) {
        ++histogram.not_a_number;
        return;
    }
    if (value < histogram.low || value > histogram.high) {
        ++(value < histogram.low ? histogram.below : histogram.above);
        return;
    }
    const double part = (value / 2 - histogram.low / 2) / (histogram.high / 2 - histogram.low / 2);
    const auto bins = static_cast<double>(histogram.bins.size());
    const double bin = part >= 0 ? std::min(std::floor(part * bins), bins - 1) : 0;
    ++histogram.bins[static_cast<std::size_t>(bin)];
}

}  // namespace

DecodeArea sampled_area(const PixelRect& rect, std::int64_t most) {
    DecodeArea area{rect, 1};
    const double pixels = static_cast<double>(rect.width) * static_cast<double>(rect.height);
    if (pixels > static_cast<double>(most)) {
        area.step = static_cast<std::int64_t>(std::ceil(std::sqrt(pixels / static_cast<double>(most))));
    }
    // Of a narrow area the step along the long side has to do it alone.
    while (area.columns() > most / area.rows()) {
        area.step += area.step / 8 + 1;
    }
    return area;
}

void add_values(SampledValues& into, const PixelFormat& format, const ImageLayout& layout,
                std::span<const std::byte> source, const DecodeArea& area, const Tone& tone) {
    const ToneMapper mapper(format, tone);
    const bool of_channels = format.channel(Component::Red) != nullptr || format.channel(Component::Green) != nullptr ||
                             format.channel(Component::Blue) != nullptr;
    const std::array<int, 3> there = of_channels ? mapper.colours().colour_channels() : std::array<int, 3>{};
    for_chunks(format, layout, source, area, [&](const auto& codes, const auto& outside, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            PixelCodes pixel{};
            bool inside = true;
            for (std::size_t k = 0; k < format.channels.size(); ++k) {
                pixel[k] = codes[k][i];
                inside = inside && outside[k][i] == 0;
            }
            if (!inside) {
                ++into.outside;
                continue;
            }
            PixelColours::Triple values{};
            const int shown = mapper.values_of(pixel, values);
            for (int k = 0; k < shown; ++k) {
                if (shown > 1 && there[static_cast<std::size_t>(k)] < 0) continue;  // made up to be shown
                const double value = values[static_cast<std::size_t>(k)];
                if (std::isfinite(value)) {
                    into.values.push_back(value);
                } else {
                    ++(std::isnan(value) ? into.not_a_number : into.infinite);
                }
            }
        }
    });
}

std::optional<Window> range_of(SampledValues& sampled, double low_percent, double high_percent) {
    std::vector<double>& values = sampled.values;
    if (values.empty()) {
        return std::nullopt;
    }
    const auto at = [&](double percent) {
        const double index = std::floor(static_cast<double>(values.size() - 1) * percent / 100 + 0.5);
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(index);
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    return Window{at(low_percent), at(high_percent)};
}

std::vector<ChannelHistogram> empty_histograms(const PixelFormat& format, std::size_t most_bins) {
    std::vector<ChannelHistogram> histograms;
    for (const Channel& channel : format.channels) {
        NumberRange range = shown_range(channel.type, channel.bits);
        if (channel.type == SampleType::Snorm) {
            range.low -= 1;
        }
        const bool few = channel.bits < 16 && range.high > 1 && (std::size_t{1} << channel.bits) < most_bins;
        const std::size_t bins = few || channel.bits == 1 ? std::size_t{1} << channel.bits : most_bins;
        histograms.push_back({.component = channel.component,
                              .low = range.low,
                              .high = range.high,
                              .bins = std::vector<std::int64_t>(bins)});
    }
    return histograms;
}

void add_pixels(std::vector<ChannelHistogram>& histograms, const PixelFormat& format, const ImageLayout& layout,
                std::span<const std::byte> source, const DecodeArea& area) {
    const PixelColours colours(format);
    for_chunks(format, layout, source, area, [&](const auto& codes, const auto& outside, std::size_t count) {
        for (std::size_t k = 0; k < format.channels.size(); ++k) {
            const Channel& channel = format.channels[k];
            ChannelHistogram& histogram = histograms[k];
            for (std::size_t i = 0; i < count; ++i) {
                if (outside[k][i] != 0) {
                    ++histogram.outside;
                } else {
                    count_value(histogram,
                                stored_number(channel.type, channel.bits, codes[k][i] ^ colours.inversion(k)));
                }
            }
        }
    });
}

}  // namespace byteprism
