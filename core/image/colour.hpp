// Codes -> colour and back: what the stored samples of a pixel look like, and which codes come closest to a colour.
//
// Unsigned R, G, B and gray are expanded exactly (sample_value.hpp). Y, U and V go through the matrix that follows from
// Kr and Kb of the standard, in double precision. Floats show 0 .. 1, NaN as 0. A mosaic, depth, and an index whose
// palette is not looked up show as gray. Linear light (t=lin) goes through the curve of sRGB; pq and hlg are shown as
// they are stored.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"

namespace byteprism {

// Added before a value of 0 .. 255 is cut: what lies in the middle goes up, also where doubles miss it by their noise,
// as sums of Y and U do in BT.601.
constexpr double rounding = 0.5 + 1e-9;
// 0 .. 1 as 0 .. 255, what is outside at their ends. A NaN is 0.
inline std::uint8_t to_8_bits(double value) {
    return value > 0 ? static_cast<std::uint8_t>((value < 1 ? value : 1) * 255 + rounding) : std::uint8_t{0};
}

// Straight alpha.
struct Rgba8 {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    bool operator==(const Rgba8&) const = default;
};

// The curve of sRGB (IEC 61966-2-1), from linear light to what is shown.
double to_srgb(double linear);

// A format made ready to colour many pixels. Refers to the format, which must outlive it.
class PixelColours {
public:
    explicit PixelColours(const PixelFormat& format);

    Rgba8 colour_of(const PixelCodes& codes) const;
    // Codes that the colour does not reach (a stencil, an alpha that is ignored) stay as they are in `before`.
    PixelCodes codes_of(Rgba8 colour, const PixelCodes& before) const;

    // Where red, green, blue and alpha are nothing but codes expanded to 8 bits: the channel of each; -1 where the
    // format has none (0, and 255 for alpha). Nothing for every other format.
    std::optional<std::array<int, 4>> expanded_channels() const;
    // The same where they are floats of 32 bits, shown as they are.
    std::optional<std::array<int, 4>> float_channels() const;

    // Where a colour is nothing but unsigned Y, U and V through the matrix: their channels and that of alpha, and what
    // each code weighs on a scale of 0 .. 255.
    struct YcbcrCodes {
        std::array<int, 4> channels{};
        double luma = 0, red_v = 0, green_u = 0, green_v = 0, blue_u = 0;
        std::array<double, 3> zero{};  // red, green and blue of codes that are all 0
    };
    std::optional<YcbcrCodes> ycbcr_codes() const;

    using Triple = std::array<double, 3>;
    enum class Model : std::uint8_t { Gray, Rgb, Ycbcr, Xyz };

    // What follows is for those who show the values otherwise (tone_mapper.hpp).
    Model model() const { return model_; }
    // The channels of R G B, Y U V, X Y Z, or three times the one of gray; -1 where the format has none.
    std::array<int, 3> colour_channels() const;
    bool has_shared_scale() const { return roles_.exponent >= 0 || roles_.multiplier >= 0; }
    // As it is shown when 0 is black and 1 white, but before the curve of linear light and before alpha.
    Triple values_of(const PixelCodes& codes) const;
    double alpha_of(const PixelCodes& codes) const;  // 1 if it is ignored
    // The parts of YCbCr as numbers, 0 .. 1 and -0.5 .. 0.5, and their colour.
    double ycbcr_part(std::size_t part, std::uint64_t code) const;
    Triple rgb_of_ycbcr(Triple ycbcr) const;
    double luma_of(Triple rgb) const { return kr_ * rgb[0] + (1 - kr_ - kb_) * rgb[1] + kb_ * rgb[2]; }
    // The bits of a channel's codes that have to be turned round before they mean anything.
    std::uint64_t inversion(std::size_t channel) const { return inversions_[channel]; }

private:
    // How a code of Y, U or V becomes a number: (code - zero) * scale, in 0 .. 1 or in -0.5 .. 0.5.
    struct Ramp {
        double zero = 0;
        double scale = 1;
    };
    // R = Y + red_v V, G = Y - green_u U - green_v V, B = Y + blue_u U.
    struct Matrix {
        double red_v = 0, green_u = 0, green_v = 0, blue_u = 0;
    };
    // Channels by what they are for; -1 where the format has none.
    struct Roles {
        std::array<int, 3> colour{-1, -1, -1};  // R G B, or Y U V, or X Y Z, or the gray one alone
        int alpha = -1;
        int exponent = -1;
        int multiplier = -1;
    };

    const Channel& channel(int index) const { return format_.channels[static_cast<std::size_t>(index)]; }
    double value(int index, const PixelCodes& codes, double absent) const;
    void choose_roles();
    void make_ramps();
    bool opaque() const { return roles_.alpha < 0 || format_.options.alpha == AlphaMode::Ignored; }
    PixelCodes upright(PixelCodes codes) const;
    Triple rgb_of(const PixelCodes& codes) const;
    void put_colour(Rgba8 colour, PixelCodes& codes) const;
    void put_rgb(Triple rgb, PixelCodes& codes) const;
    void put_ycbcr(Triple rgb, PixelCodes& codes) const;
    void put_shared(Triple rgb, PixelCodes& codes) const;
    void put(int index, double value, PixelCodes& codes) const;

    const PixelFormat& format_;
    Model model_ = Model::Gray;
    std::optional<std::array<int, 4>> expanded_;
    Roles roles_;
    PixelCodes inversions_{};
    std::array<Ramp, 3> ramps_{};
    Matrix matrix_;
    double kr_ = 0.299;
    double kb_ = 0.114;
};

}  // namespace byteprism
