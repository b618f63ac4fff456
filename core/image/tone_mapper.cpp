#include "core/image/tone_mapper.hpp"

#include <algorithm>
#include <cmath>

#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

constexpr double most_stops = 200;
constexpr double least_gamma = 0.01;
constexpr double most_gamma = 100;
constexpr int most_remembered_bits = 16;

PixelFormat with_alpha(PixelFormat format, const Tone& tone) {
    format.options.alpha = tone.alpha.value_or(format.options.alpha);
    return format;
}

int isolated_channel(const PixelFormat& format, const Tone& tone) {
    const Channel* const found = tone.isolate ? format.channel(*tone.isolate) : nullptr;
    return found == nullptr ? -1 : static_cast<int>(found - format.channels.data());
}

// The only channel that is shown; -1 if there are several or a palette.
int single_channel(const PixelFormat& format, const PixelColours& colours, const Tone& tone) {
    if (const int isolated = isolated_channel(format, tone); isolated >= 0) {
        return isolated;
    }
    const bool looked_up = format.options.palette.format && tone.map == FalseColour::None;
    const bool gray = colours.model() == PixelColours::Model::Gray && !colours.has_shared_scale();
    const bool coloured = tone.mosaic != MosaicView::Gray && format.channel(Component::Cfa) != nullptr;
    return gray && !looked_up && !coloured ? colours.colour_channels()[0] : -1;
}

// Whether R, G and B are what is stored, in one unit.
bool has_common_unit(const PixelFormat& format, const PixelColours& colours) {
    if (colours.model() == PixelColours::Model::Gray) {
        return !colours.has_shared_scale() && !format.options.palette.format;
    }
    if (colours.model() != PixelColours::Model::Rgb || colours.has_shared_scale()) {
        return false;
    }
    const Channel* first = nullptr;
    for (const int index : colours.colour_channels()) {
        if (index < 0) {
            continue;
        }
        const Channel& channel = format.channels[static_cast<std::size_t>(index)];
        first = first == nullptr ? &channel : first;
        if (channel.type != first->type || channel.bits != first->bits) {
            return false;
        }
    }
    return first != nullptr;
}

Window range_of(const PixelFormat& format, int channel, bool isolated) {
    const Channel& of = format.channels[static_cast<std::size_t>(channel)];
    const NumberRange range = shown_range(of.type, of.bits);
    const bool is_unsigned = of.type == SampleType::Unorm || of.type == SampleType::Uint;
    if (format.options.range == SampleRange::Limited && is_unsigned && of.bits >= 8 && !isolated) {
        const double unit = std::ldexp(1.0, of.bits - 8);
        return {16 * unit, 235 * unit};
    }
    return {range.low, range.high};
}

Window natural_window(const PixelFormat& format, const PixelColours& colours, const Tone& tone) {
    if (const int single = single_channel(format, colours, tone); single >= 0) {
        return range_of(format, single, isolated_channel(format, tone) >= 0);
    }
    if (!has_common_unit(format, colours)) {
        return {};
    }
    const std::array<int, 3> channels = colours.colour_channels();
    return range_of(format, *std::max_element(channels.begin(), channels.end()), false);
}

PixelMark worse(PixelMark a, PixelMark b) {
    return a == PixelMark::None ? b : b == PixelMark::None ? a : std::min(a, b);
}

PixelMark mark_of_number(double value) {
    if (std::isnan(value)) {
        return PixelMark::NotANumber;
    }
    return !std::isinf(value) ? PixelMark::None : value > 0 ? PixelMark::PlusInfinity : PixelMark::MinusInfinity;
}

}  // namespace

Window default_window(const PixelFormat& format, const Tone& tone) {
    return natural_window(format, PixelColours(format), tone);
}

ToneMapper::ToneMapper(const PixelFormat& format, const Tone& tone)
    : format_(with_alpha(format, tone)), colours_(format_), tone_(tone) {
    const bool windowed = tone.window && std::isfinite(tone.window->low) && std::isfinite(tone.window->high);
    single_ = single_channel(format_, colours_, tone);
    stored_ = single_ >= 0 || has_common_unit(format_, colours_);
    window_ = windowed ? *tone.window : natural_window(format_, colours_, tone);
    unit_window_ = windowed && !stored_ ? *tone.window : Window{};
    gain_ = std::isnan(tone.exposure) ? 1 : std::exp2(std::clamp(tone.exposure, -most_stops, most_stops));
    power_ = std::isnan(tone.gamma) ? 1 : 1 / std::clamp(tone.gamma, least_gamma, most_gamma);
    as_it_is_ =
        !windowed && gain_ == 1 && power_ == 1 && tone.map == FalseColour::None && isolated_channel(format_, tone) < 0;
    const bool linear = format_.options.transfer == Transfer::Linear;
    const bool has_curve =
        colours_.model() == PixelColours::Model::Gray || colours_.model() == PixelColours::Model::Rgb;
    plain_sources_ = tone.swizzle == Tone{}.swizzle;
    curve_ = linear && has_curve && isolated_channel(format_, tone) < 0 && tone.map == FalseColour::None;
    if (single_ >= 0) {
        const Channel& of = format_.channels[static_cast<std::size_t>(single_)];
        if (of.bits <= most_remembered_bits) {
            remembered_.assign(std::size_t{1} << of.bits, unknown);
        }
    }
}

ToneMapper::Shade ToneMapper::shade(double value, Window window) const {
    Shade shade{0, mark_of_number(value)};
    if (shade.mark == PixelMark::NotANumber) {
        return shade;
    }
    if (shade.mark != PixelMark::None) {
        shade.value = (shade.mark == PixelMark::PlusInfinity) == (window.low <= window.high) ? 1 : 0;
    } else if (window.low == window.high) {
        shade.value = value < window.low ? 0 : 1;
        shade.mark = value < window.low   ? PixelMark::BelowWindow
                     : value > window.low ? PixelMark::AboveWindow
                                          : PixelMark::None;
    } else {
        // Halves, so that the distance of two numbers is one, too.
        const double part = (value / 2 - window.low / 2) / (window.high / 2 - window.low / 2) * gain_;
        shade.mark = part < 0 ? PixelMark::BelowWindow : part > 1 ? PixelMark::AboveWindow : PixelMark::None;
        shade.value = std::clamp(std::isnan(part) ? 0 : part, 0.0, 1.0);
    }
    if (power_ != 1) {
        shade.value = std::pow(shade.value, power_);
    }
    if (curve_) {
        shade.value = to_srgb(shade.value);
    }
    return shade;
}

TonedPixel ToneMapper::finished(Rgba8 colour, PixelMark mark) const {
    if (plain_sources_) {
        return {colour, mark};
    }
    const std::array<std::uint8_t, 6> sources{colour.red, colour.green, colour.blue, colour.alpha, 0, 255};
    const auto source = [&](std::size_t i) { return sources[static_cast<std::size_t>(tone_.swizzle[i])]; };
    return {{source(0), source(1), source(2), source(3)}, mark};
}

double ToneMapper::alpha_of(const PixelCodes& stored) const {
    PixelCodes codes = stored;
    for (std::size_t i = 0; i < format_.channels.size(); ++i) {
        codes[i] = code(i, stored);
    }
    return colours_.alpha_of(codes);
}

TonedPixel ToneMapper::one(double value, double alpha) const {
    const Shade shown = shade(value, window_);
    const auto [red, green, blue] = colours_of(tone_.map)[to_8_bits(shown.value)];
    return finished({red, green, blue, to_8_bits(alpha)}, shown.mark);
}

TonedPixel ToneMapper::one_remembered(std::uint64_t code, double alpha) {
    const Channel& of = format_.channels[static_cast<std::size_t>(single_)];
    std::uint16_t& entry = remembered_[static_cast<std::size_t>(code)];
    if (entry == unknown) {
        const Shade shown = shade(stored_number(of.type, of.bits, code), window_);
        entry = static_cast<std::uint16_t>(static_cast<unsigned>(shown.mark) << 8 | to_8_bits(shown.value));
    }
    const auto [red, green, blue] = colours_of(tone_.map)[entry & 255u];
    return finished({red, green, blue, to_8_bits(alpha)}, static_cast<PixelMark>(entry >> 8));
}

TonedPixel ToneMapper::three(Triple values, double alpha, Window window) const {
    if (format_.options.alpha == AlphaMode::Premultiplied && alpha > 0) {
        std::transform(values.begin(), values.end(), values.begin(), [&](double value) { return value / alpha; });
    }
    PixelMark mark = PixelMark::None;
    for (double& value : values) {
        const Shade shown = shade(value, window);
        value = shown.value;
        mark = worse(mark, shown.mark);
    }
    if (tone_.map != FalseColour::None) {
        const auto [red, green, blue] = colours_of(tone_.map)[to_8_bits(colours_.luma_of(values))];
        return finished({red, green, blue, to_8_bits(alpha)}, mark);
    }
    return finished({to_8_bits(values[0]), to_8_bits(values[1]), to_8_bits(values[2]), to_8_bits(alpha)}, mark);
}

int ToneMapper::values_of(const PixelCodes& stored, Triple& values) const {
    const auto number = [&](int channel) {
        const auto index = static_cast<std::size_t>(channel);
        const Channel& of = format_.channels[index];
        return stored_number(of.type, of.bits, code(index, stored));
    };
    if (single_ >= 0) {
        values[0] = number(single_);
        return 1;
    }
    if (stored_) {
        const std::array<int, 3> channels = colours_.colour_channels();
        for (std::size_t i = 0; i < 3; ++i) {
            values[i] = channels[i] < 0 ? std::min(window_.low, window_.high) : number(channels[i]);
        }
        return 3;
    }
    PixelCodes codes = stored;
    for (std::size_t i = 0; i < format_.channels.size(); ++i) {
        codes[i] = code(i, stored);
    }
    values = colours_.values_of(codes);
    return 3;
}

PixelMark ToneMapper::mark_as_it_is(const PixelCodes& stored) const {
    Triple values{};
    const int count = values_of(stored, values);
    PixelMark mark = PixelMark::None;
    for (int i = 0; i < count; ++i) {
        mark = worse(mark, shade(values[static_cast<std::size_t>(i)], window_).mark);
    }
    return mark;
}

TonedPixel ToneMapper::pixel(const PixelCodes& stored) {
    if (as_it_is_) {
        return finished(colours_.colour_of(stored), tone_.marks ? mark_as_it_is(stored) : PixelMark::None);
    }
    const bool alone = tone_.isolate && single_ >= 0;
    const double alpha = alone ? 1 : alpha_of(stored);
    if (single_ >= 0 && !remembered_.empty()) {
        return one_remembered(code(static_cast<std::size_t>(single_), stored), alpha);
    }
    Triple read{};
    return values_of(stored, read) == 1 ? one(read[0], alpha) : three(read, alpha, window_);
}

TonedPixel ToneMapper::values(Triple values, const PixelCodes& stored) {
    return three(values, alpha_of(stored), window_);
}

TonedPixel ToneMapper::colour(Rgba8 colour) {
    return three({colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0}, colour.alpha / 255.0, unit_window_);
}

}  // namespace byteprism
