#include "core/image/colour.hpp"

#include <algorithm>
#include <cmath>

#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

double from_srgb(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

bool is_unsigned_integer(const Channel& channel) {
    return channel.type == SampleType::Unorm || channel.type == SampleType::Uint;
}

// A shared exponent e means 2^(e - bias): 15 for the 5 bits of GPUs, 128 for the 8 bits of Radiance.
int shared_bias(int bits) { return bits == 8 ? 128 : (1 << (bits - 1)) - 1; }

// CIE 1931 XYZ under D65 <-> linear sRGB (IEC 61966-2-1).
constexpr double xyz_to_rgb[3][3] = {{3.2406, -1.5372, -0.4986}, {-0.9689, 1.8758, 0.0415}, {0.0557, -0.2040, 1.0570}};
constexpr double rgb_to_xyz[3][3] = {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}};
// Digital cinema stores X, Y and Z with this gamma (SMPTE ST 428-1).
constexpr double xyz_gamma = 2.6;

std::array<double, 3> product(const double (&matrix)[3][3], std::array<double, 3> v) {
    std::array<double, 3> result{};
    for (std::size_t i = 0; i < 3; ++i) {
        result[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
    }
    return result;
}

}  // namespace

double to_srgb(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

PixelColours::PixelColours(const PixelFormat& format) : format_(format) {
    for (std::size_t i = 0; i < format.channels.size(); ++i) {
        const Channel& of = format.channels[i];
        if (format.options.inverted.find(static_cast<char>(of.component)) != std::string::npos) {
            inversions_[i] = ~std::uint64_t{0} >> (64 - of.bits);
        }
    }
    choose_roles();
    make_ramps();
    const bool expanded = (model_ == Model::Gray || model_ == Model::Rgb) && roles_.exponent < 0 &&
                          roles_.multiplier < 0 && format.options.transfer != Transfer::Linear &&
                          format.options.range == SampleRange::Full && format.options.inverted.empty() &&
                          format.options.alpha != AlphaMode::Premultiplied &&
                          std::all_of(format.channels.begin(), format.channels.end(), is_unsigned_integer);
    if (expanded) {
        const auto [first, second, third] = roles_.colour;
        const bool gray = model_ == Model::Gray;
        expanded_ = {first, gray ? first : second, gray ? first : third, opaque() ? -1 : roles_.alpha};
    }
}

std::optional<std::array<int, 4>> PixelColours::expanded_channels() const { return expanded_; }

std::optional<std::array<int, 4>> PixelColours::float_channels() const {
    const auto is_plain = [](const Channel& of) { return of.type == SampleType::Float && of.bits == 32; };
    if ((model_ != Model::Gray && model_ != Model::Rgb) || roles_.exponent >= 0 || roles_.multiplier >= 0 ||
        !format_.options.inverted.empty() || format_.options.transfer == Transfer::Linear ||
        format_.options.alpha == AlphaMode::Premultiplied ||
        !std::all_of(format_.channels.begin(), format_.channels.end(), is_plain)) {
        return std::nullopt;
    }
    const auto [first, second, third] = roles_.colour;
    const bool gray = model_ == Model::Gray;
    return std::array<int, 4>{first, gray ? first : second, gray ? first : third, opaque() ? -1 : roles_.alpha};
}

std::optional<PixelColours::YcbcrCodes> PixelColours::ycbcr_codes() const {
    const auto [y, u, v] = roles_.colour;
    if (model_ != Model::Ycbcr || y < 0 || u < 0 || v < 0 || !format_.options.inverted.empty() ||
        format_.options.alpha == AlphaMode::Premultiplied || format_.options.transfer == Transfer::Linear ||
        !std::all_of(format_.channels.begin(), format_.channels.end(), is_unsigned_integer)) {
        return std::nullopt;
    }
    const double luma = 255 * ramps_[0].scale, cb = 255 * ramps_[1].scale, cr = 255 * ramps_[2].scale;
    YcbcrCodes codes{.channels = {y, u, v, opaque() ? -1 : roles_.alpha},
                     .luma = luma,
                     .red_v = matrix_.red_v * cr,
                     .green_u = -matrix_.green_u * cb,
                     .green_v = -matrix_.green_v * cr,
                     .blue_u = matrix_.blue_u * cb};
    const double black = -luma * ramps_[0].zero, grey_u = ramps_[1].zero, grey_v = ramps_[2].zero;
    codes.zero = {black - codes.red_v * grey_v, black - codes.green_u * grey_u - codes.green_v * grey_v,
                  black - codes.blue_u * grey_u};
    return codes;
}

void PixelColours::choose_roles() {
    const auto find = [&](Component component) {
        const Channel* found = format_.channel(component);
        return found == nullptr ? -1 : static_cast<int>(found - format_.channels.data());
    };
    const auto take = [&](Model model, std::initializer_list<Component> components) {
        std::array<int, 3> found{-1, -1, -1};
        std::transform(components.begin(), components.end(), found.begin(), find);
        model_ = model;
        roles_.colour = found;
        return *std::max_element(found.begin(), found.end()) >= 0;
    };
    roles_.alpha = find(Component::Alpha);
    roles_.exponent = find(Component::Exponent);
    roles_.multiplier = find(Component::Multiplier);
    if (take(Model::Rgb, {Component::Red, Component::Green, Component::Blue}) ||
        (find(Component::CieX) >= 0 && take(Model::Xyz, {Component::CieX, Component::Luma, Component::CieZ})) ||
        (take(Model::Ycbcr, {Component::Cb, Component::Cr}) &&
         take(Model::Ycbcr, {Component::Luma, Component::Cb, Component::Cr}))) {
        return;
    }
    for (const Component gray : {Component::Luma, Component::PaletteIndex, Component::Cfa, Component::Depth,
                                 Component::Stencil, Component::CieZ, Component::Exponent, Component::Multiplier}) {
        if (take(Model::Gray, {gray})) {
            return;
        }
    }
    model_ = Model::Rgb;  // alpha alone: black
}

void PixelColours::make_ramps() {
    const PixelOptions& options = format_.options;
    switch (options.matrix) {
        case YcbcrMatrix::Bt601:
            break;
        case YcbcrMatrix::Bt709:
            kr_ = 0.2126;
            kb_ = 0.0722;
            break;
        case YcbcrMatrix::Bt2020:
            kr_ = 0.2627;
            kb_ = 0.0593;
            break;
    }
    const double kg = 1 - kr_ - kb_;
    matrix_ = {2 * (1 - kr_), 2 * kb_ * (1 - kb_) / kg, 2 * kr_ * (1 - kr_) / kg, 2 * (1 - kb_)};
    for (std::size_t i = 0; i < 3; ++i) {
        if (roles_.colour[i] < 0) {
            continue;
        }
        const bool chroma = model_ == Model::Ycbcr && i > 0;
        const int bits = channel(roles_.colour[i]).bits;
        const double unit = std::ldexp(1.0, bits - 8);
        const double most = std::ldexp(1.0, bits) - 1;
        ramps_[i] = options.range == SampleRange::Limited
                        ? (chroma ? Ramp{128 * unit, 1 / (224 * unit)} : Ramp{16 * unit, 1 / (219 * unit)})
                        : (chroma ? Ramp{128 * unit, 1 / most} : Ramp{0, 1 / most});
    }
}

double PixelColours::value(int index, const PixelCodes& codes, double absent) const {
    if (index < 0) {
        return absent;
    }
    const Channel& of = channel(index);
    return value_of(of.type, of.bits, codes[static_cast<std::size_t>(index)]);
}

std::array<int, 3> PixelColours::colour_channels() const {
    const std::array<int, 3>& colour = roles_.colour;
    return model_ == Model::Gray ? std::array<int, 3>{colour[0], colour[0], colour[0]} : colour;
}

PixelCodes PixelColours::upright(PixelCodes codes) const {
    for (std::size_t i = 0; i < format_.channels.size(); ++i) {
        codes[i] ^= inversions_[i];
    }
    return codes;
}

double PixelColours::ycbcr_part(std::size_t part, std::uint64_t code) const {
    const Channel& of = channel(roles_.colour[part]);
    if (is_unsigned_integer(of)) {
        return (static_cast<double>(code) - ramps_[part].zero) * ramps_[part].scale;
    }
    const bool centred = part == 0 || has_floats(of);
    return value_of(of.type, of.bits, code) - (centred ? 0 : 0.5);
}

PixelColours::Triple PixelColours::rgb_of_ycbcr(Triple ycbcr) const {
    const auto [y, u, v] = ycbcr;
    return {y + matrix_.red_v * v, y - matrix_.green_u * u - matrix_.green_v * v, y + matrix_.blue_u * u};
}

double PixelColours::alpha_of(const PixelCodes& codes) const { return opaque() ? 1 : value(roles_.alpha, codes, 1); }

PixelColours::Triple PixelColours::rgb_of(const PixelCodes& codes) const {
    Triple rgb = values_of(codes);
    const bool curve = model_ == Model::Gray || model_ == Model::Rgb;
    if (curve && format_.options.transfer == Transfer::Linear) {
        std::transform(rgb.begin(), rgb.end(), rgb.begin(), to_srgb);
    }
    return rgb;
}

PixelColours::Triple PixelColours::values_of(const PixelCodes& codes) const {
    Triple rgb{};
    switch (model_) {
        case Model::Ycbcr:
            rgb = {0.5, 0, 0};
            for (std::size_t i = 0; i < 3; ++i) {
                if (roles_.colour[i] >= 0) {
                    rgb[i] = ycbcr_part(i, codes[static_cast<std::size_t>(roles_.colour[i])]);
                }
            }
            return rgb_of_ycbcr(rgb);
        case Model::Xyz:
            for (std::size_t i = 0; i < 3; ++i) {
                rgb[i] = std::pow(std::max(0.0, value(roles_.colour[i], codes, 0)), xyz_gamma);
            }
            rgb = product(xyz_to_rgb, rgb);
            std::transform(rgb.begin(), rgb.end(), rgb.begin(), to_srgb);
            return rgb;
        case Model::Gray:
        case Model::Rgb:
            break;
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const int index = roles_.colour[model_ == Model::Gray ? 0 : i];
        rgb[i] = value(index, codes, 0);
        if (index >= 0 && roles_.exponent >= 0 && channel(index).bits < 64) {
            const Channel& shared = channel(roles_.exponent);
            const auto exponent =
                static_cast<int>(std::min<std::uint64_t>(codes[static_cast<std::size_t>(roles_.exponent)], 2000));
            const auto mantissa = static_cast<double>(codes[static_cast<std::size_t>(index)]);
            rgb[i] = std::ldexp(mantissa, exponent - shared_bias(std::min(shared.bits, 11)) - channel(index).bits);
        }
        if (index >= 0 && format_.options.range == SampleRange::Limited && is_unsigned_integer(channel(index))) {
            const Ramp ramp = ramps_[model_ == Model::Gray ? 0 : i];
            rgb[i] = (static_cast<double>(codes[static_cast<std::size_t>(index)]) - ramp.zero) * ramp.scale;
        }
        rgb[i] *= value(roles_.multiplier == index ? -1 : roles_.multiplier, codes, 1);
    }
    return rgb;
}

Rgba8 PixelColours::colour_of(const PixelCodes& stored) const {
    const PixelCodes codes = format_.options.inverted.empty() ? stored : upright(stored);
    if (expanded_) {
        const auto expanded = [&](int index, std::uint8_t absent) {
            return index < 0 ? absent : unorm_to_8_bits(codes[static_cast<std::size_t>(index)], channel(index).bits);
        };
        const auto [red, green, blue, alpha] = *expanded_;
        return {expanded(red, 0), expanded(green, 0), expanded(blue, 0), expanded(alpha, 255)};
    }
    const double alpha = alpha_of(codes);
    Triple rgb = rgb_of(codes);
    if (format_.options.alpha == AlphaMode::Premultiplied && alpha > 0) {
        std::transform(rgb.begin(), rgb.end(), rgb.begin(), [&](double c) { return c / alpha; });
    }
    return {to_8_bits(rgb[0]), to_8_bits(rgb[1]), to_8_bits(rgb[2]), to_8_bits(alpha)};
}

void PixelColours::put(int index, double value, PixelCodes& codes) const {
    if (index >= 0) {
        const Channel& of = channel(index);
        codes[static_cast<std::size_t>(index)] = code_of(of.type, of.bits, value);
    }
}

void PixelColours::put_ycbcr(Triple rgb, PixelCodes& codes) const {
    const double y = kr_ * rgb[0] + (1 - kr_ - kb_) * rgb[1] + kb_ * rgb[2];
    const Triple ycc{y, (rgb[2] - y) / (2 * (1 - kb_)), (rgb[0] - y) / (2 * (1 - kr_))};
    for (std::size_t i = 0; i < 3; ++i) {
        const int index = roles_.colour[i];
        if (index < 0) {
            continue;
        }
        const Channel& of = channel(index);
        if (is_unsigned_integer(of)) {
            const double most = std::ldexp(1.0, of.bits) - 1;
            put(index, (ycc[i] / ramps_[i].scale + ramps_[i].zero) / most, codes);
        } else {
            const bool centred = has_floats(of) || i == 0;
            put(index, ycc[i] + (centred ? 0 : 0.5), codes);
        }
    }
}

// The exponent is the least that holds the largest of the three; the others lose their low bits to it.
void PixelColours::put_shared(Triple rgb, PixelCodes& codes) const {
    const double largest = std::max({rgb[0], rgb[1], rgb[2]});
    if (roles_.multiplier >= 0) {
        const Channel& shared = channel(roles_.multiplier);
        const double most = std::ldexp(1.0, shared.bits) - 1;
        const double multiplier = std::max(1.0, std::ceil(largest * most)) / most;
        put(roles_.multiplier, multiplier, codes);
        std::transform(rgb.begin(), rgb.end(), rgb.begin(), [&](double c) { return c / multiplier; });
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const int index = roles_.colour[i];
        if (index < 0 || roles_.exponent < 0) {
            put(index, rgb[i], codes);
            continue;
        }
        const Channel& shared = channel(roles_.exponent);
        const int bits = channel(index).bits;
        const int bias = shared_bias(std::min(shared.bits, 11));
        int exponent = largest > 0 ? std::max(0, std::ilogb(largest) + 1 + bias) : 0;
        const double most = std::ldexp(1.0, bits) - 1;
        if (std::floor(std::ldexp(largest, bias + bits - exponent) + 0.5) > most) {
            ++exponent;
        }
        codes[static_cast<std::size_t>(roles_.exponent)] = static_cast<std::uint64_t>(exponent);
        put(index, std::ldexp(rgb[i], bias + bits - exponent) / most, codes);
    }
}

void PixelColours::put_rgb(Triple rgb, PixelCodes& codes) const {
    if (format_.options.transfer == Transfer::Linear) {
        std::transform(rgb.begin(), rgb.end(), rgb.begin(), from_srgb);
    }
    if (roles_.exponent >= 0 || roles_.multiplier >= 0) {
        put_shared(rgb, codes);
        return;
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const int index = roles_.colour[i];
        const bool limited = format_.options.range == SampleRange::Limited;
        if (index >= 0 && limited && is_unsigned_integer(channel(index))) {
            const double most = std::ldexp(1.0, channel(index).bits) - 1;
            put(index, (rgb[i] / ramps_[i].scale + ramps_[i].zero) / most, codes);
        } else {
            put(index, rgb[i], codes);
        }
    }
}

PixelCodes PixelColours::codes_of(Rgba8 colour, const PixelCodes& before) const {
    PixelCodes codes = upright(before);
    put_colour(colour, codes);
    return upright(codes);
}

void PixelColours::put_colour(Rgba8 colour, PixelCodes& codes) const {
    if (expanded_ && model_ == Model::Rgb) {
        const std::array<std::uint8_t, 4> values{colour.red, colour.green, colour.blue, colour.alpha};
        for (std::size_t i = 0; i < 4; ++i) {
            if (const int index = (*expanded_)[i]; index >= 0) {
                codes[static_cast<std::size_t>(index)] = unorm_from_8_bits(values[i], channel(index).bits);
            }
        }
        return;
    }
    Triple rgb{colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0};
    if (!opaque()) {
        put(roles_.alpha, colour.alpha / 255.0, codes);
    }
    if (format_.options.alpha == AlphaMode::Premultiplied) {
        std::transform(rgb.begin(), rgb.end(), rgb.begin(), [&](double c) { return c * colour.alpha / 255.0; });
    }
    switch (model_) {
        case Model::Gray: {
            const bool gray = colour.red == colour.green && colour.green == colour.blue;
            const double luma = gray ? rgb[0] : kr_ * rgb[0] + (1 - kr_ - kb_) * rgb[1] + kb_ * rgb[2];
            put_rgb({luma, luma, luma}, codes);
            break;
        }
        case Model::Rgb:
            put_rgb(rgb, codes);
            break;
        case Model::Ycbcr:
            put_ycbcr(rgb, codes);
            break;
        case Model::Xyz: {
            std::transform(rgb.begin(), rgb.end(), rgb.begin(), from_srgb);
            const Triple xyz = product(rgb_to_xyz, rgb);
            for (std::size_t i = 0; i < 3; ++i) {
                put(roles_.colour[i], std::pow(xyz[i], 1 / xyz_gamma), codes);
            }
            break;
        }
    }
}

}  // namespace byteprism
