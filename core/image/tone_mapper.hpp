// ToneMapper: the values of a pixel -> the colour that is shown and what there is to mark, by a Tone.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/image/colour.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"
#include "core/image/tone.hpp"

namespace byteprism {

struct TonedPixel {
    Rgba8 colour;
    PixelMark mark = PixelMark::None;
};

// Not for several threads at once: it remembers what it has computed.
class ToneMapper {
public:
    using Triple = PixelColours::Triple;

    // Refers to the format, which must outlive it.
    ToneMapper(const PixelFormat& format, const Tone& tone);
    ToneMapper(const ToneMapper&) = delete;
    ToneMapper& operator=(const ToneMapper&) = delete;

    const PixelColours& colours() const { return colours_; }
    TonedPixel pixel(const PixelCodes& stored);
    // Three values in the unit of the window that were made otherwise; alpha is that of the codes.
    TonedPixel values(Triple values, const PixelCodes& stored);
    // A colour from 0 to 1: what an entry of a palette shows.
    TonedPixel colour(Rgba8 colour);

    // The values in the unit of the window. Returns how many of them there are: 1 or 3.
    int values_of(const PixelCodes& stored, Triple& values) const;

private:
    struct Shade {
        double value = 0;  // 0 .. 1
        PixelMark mark = PixelMark::None;
    };
    static constexpr std::uint16_t unknown = 0xffff;

    std::uint64_t code(std::size_t channel, const PixelCodes& stored) const {
        return stored[channel] ^ colours_.inversion(channel);
    }
    Shade shade(double value, Window window) const;
    TonedPixel one(double value, double alpha) const;
    TonedPixel three(Triple values, double alpha, Window window) const;
    TonedPixel one_remembered(std::uint64_t code, double alpha);
    TonedPixel finished(Rgba8 colour, PixelMark mark) const;
    double alpha_of(const PixelCodes& stored) const;
    PixelMark mark_as_it_is(const PixelCodes& stored) const;

    PixelFormat format_;  // with the alpha of the tone
    PixelColours colours_;
    Tone tone_;
    Window window_;       // in the unit of the values
    Window unit_window_;  // what 0 and 1 become where a colour is the unit
    double gain_ = 1;
    double power_ = 1;
    int single_ = -1;       // the only channel that is shown
    bool stored_ = false;   // the values are what is stored, of one type
    bool as_it_is_ = true;  // the colours are those of the format
    bool curve_ = false;    // linear light
    bool plain_sources_ = true;
    std::vector<std::uint16_t> remembered_;  // by the code of the single channel: mark and shade
};

}  // namespace byteprism
