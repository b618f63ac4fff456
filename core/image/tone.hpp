// Tone: how the values of a picture are shown, beyond what its format says: which of them are black and white, how
// bright, in which colours. Plain data; nothing in it changes a byte. Without any of it a picture shows as it is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/image/pixel_format.hpp"

namespace byteprism {

// What is shown black and what white. The unit is what is stored: for integers the code (signed ones as numbers), for
// floats and shared exponents the value. Where the parts of a colour have no such unit in common (YCbCr, XYZ, palettes,
// components of different widths) it is the colour, from 0 to 1. low > high shows the negative; low == high only tells
// what is less from what is not.
struct Window {
    double low = 0;
    double high = 1;

    bool operator==(const Window&) const = default;
};

// Colours for one value. All but the negative gray keep their order for the colour-blind, too.
enum class FalseColour : std::uint8_t { None, GrayInverted, Viridis, Cividis, Inferno, Diverging };

// Where each part of the shown colour comes from.
enum class ColourSource : std::uint8_t { Red, Green, Blue, Alpha, Zero, One };

enum class ChromaUpsampling : std::uint8_t { Nearest, Linear };  // Linear: by where the format says that chroma is

// Of a colour filter mosaic: the samples as gray, each in its own colour, or all three colours everywhere: by the mean
// of the nearest samples, or by the 5 x 5 filters of Malvar, He and Cutler (2004; where the cells are those of Bayer).
enum class MosaicView : std::uint8_t { Gray, Coloured, Bilinear, MalvarHeCutler };

// Any value; numbers that make no sense (NaN, an infinite window) count as not given.
struct Tone {
    std::optional<Window> window = {};      // nothing: all that the type can hold; 0 to 1 for floats
    double exposure = 0;                    // in stops: each doubles what is above black
    double gamma = 1;                       // of the display: more makes the dark lighter
    FalseColour map = FalseColour::None;    // of several components, their luma
    std::optional<Component> isolate = {};  // shows this component alone, as gray or by the map
    std::optional<AlphaMode> alpha = {};    // nothing: as the format says
    std::array<ColourSource, 4> swizzle{ColourSource::Red, ColourSource::Green, ColourSource::Blue,
                                        ColourSource::Alpha};
    ChromaUpsampling chroma = ChromaUpsampling::Nearest;
    MosaicView mosaic = MosaicView::Gray;
    bool marks = false;  // DecodeTarget::outside gets every PixelMark, not only None and Outside

    bool operator==(const Tone&) const = default;
};

// Why a pixel is not shown as it is. Of several the first in this order.
enum class PixelMark : std::uint8_t {
    None,
    Outside,  // has a byte that is not in the buffer
    NotANumber,
    PlusInfinity,
    MinusInfinity,
    AboveWindow,
    BelowWindow,
};

// What Tone::window is if nothing is said: the range of the component that is isolated, or of the colours.
Window default_window(const PixelFormat& format, const Tone& tone = {});

struct FalseColourEntry {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

// The map from black (0) to white (255). None: gray.
const std::array<FalseColourEntry, 256>& colours_of(FalseColour map);

}  // namespace byteprism
