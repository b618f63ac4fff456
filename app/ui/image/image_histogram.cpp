#include "app/ui/image/image_histogram.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <imgui.h>

#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_pixels = 1 << 17;
constexpr float height = 48;  // pixels, of one component

ImU32 color_of(Component component, const Colors& colors) {
    switch (component) {
        case Component::Red:
            return IM_COL32(224, 96, 96, 255);
        case Component::Green:
            return IM_COL32(96, 192, 112, 255);
        case Component::Blue:
            return IM_COL32(96, 144, 240, 255);
        default:
            return colors.dim;
    }
}

void draw_channel(const ChannelHistogram& histogram, const Colors& colors) {
    const float width = ImGui::CalcTextSize("0").x * 34;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton(std::array<char, 2>{static_cast<char>(histogram.component), 0}.data(), {width, height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, colors.window);
    const std::int64_t most = std::max<std::int64_t>(1, *std::ranges::max_element(histogram.bins));
    const float bin_width = width / static_cast<float>(histogram.bins.size());
    for (std::size_t i = 0; i < histogram.bins.size(); ++i) {
        // By the root, so that what is rare is seen beside what is common.
        const double part = std::sqrt(static_cast<double>(histogram.bins[i]) / static_cast<double>(most));
        const float left = at.x + bin_width * static_cast<float>(i);
        list.AddRectFilled({left, at.y + height * static_cast<float>(1 - part)},
                           {std::max(left + bin_width, left + 1), at.y + height},
                           color_of(histogram.component, colors));
    }
    const char name[] = {static_cast<char>(histogram.component), 0};
    list.AddText({at.x + 4, at.y + 2}, colors.text, name);
    if (!ImGui::IsItemHovered()) return;
    const float along = std::clamp((ImGui::GetIO().MousePos.x - at.x) / width, 0.0f, 1.0f);
    const auto bin = std::min(static_cast<std::size_t>(along * static_cast<float>(histogram.bins.size())),
                              histogram.bins.size() - 1);
    const double step = (histogram.high - histogram.low) / static_cast<double>(histogram.bins.size());
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), "from %.6g: %lld pixels; below %lld, above %lld, NaN %lld, outside %lld",
                  histogram.low + step * static_cast<double>(bin), static_cast<long long>(histogram.bins[bin]),
                  static_cast<long long>(histogram.below), static_cast<long long>(histogram.above),
                  static_cast<long long>(histogram.not_a_number), static_cast<long long>(histogram.outside));
    hint(text.data());
}

}  // namespace

void ImageHistogram::draw(const BoundImage& image, const Document& document, std::optional<PixelRect> region,
                          const Colors& colors) {
    const PixelRect whole{0, 0, image.layout.width, image.layout.height};
    PixelRect rect = region ? intersection(*region, whole) : whole;
    if (rect.width == 0) rect = whole;
    const Shown wanted{&document, document.version(), image.number, rect};
    if (shown_ != wanted) {
        shown_ = wanted;
        channels_ = empty_histograms(image.format);
        const DecodeArea area = sampled_area(rect, most_pixels);
        fit_floats(image, document, area);
        add_pixels(channels_, image.format, image.layout, document.bytes(), area);
    }
    for (const ChannelHistogram& channel : channels_) draw_channel(channel, colors);
}

// Floats have no range of their own: that of the window, or of their values.
void ImageHistogram::fit_floats(const BoundImage& image, const Document& document, const DecodeArea& area) {
    for (ChannelHistogram& histogram : channels_) {
        const Channel& channel = *image.format.channel(histogram.component);
        const bool real = channel.type == SampleType::Float || channel.type == SampleType::UnsignedFloat ||
                          channel.type == SampleType::BFloat;
        if (!real) continue;
        Tone tone;
        tone.isolate = histogram.component;
        SampledValues sampled;
        add_values(sampled, image.format, image.layout, document.bytes(), area, tone);
        const auto range = range_of(sampled, 0, 100);
        if (!range || range->low >= range->high) continue;
        histogram.low = range->low;
        histogram.high = range->high;
    }
}

}  // namespace byteprism
