// The line under a picture: what is stored in one pixel, its colour, and where its bytes are.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "app/model/image/image_binding.hpp"
#include "app/ui/theme.hpp"
#include "core/image/decode.hpp"

namespace byteprism {

// "x 3  y 7  R 31  G 63  B 0  #FFFF00  0x36+2". Allocates nothing; what does not fit is cut.
using ProbeText = std::array<char, 512>;
ProbeText probe_text(const BoundImage& image, const DecodedPixel& pixel, std::int64_t x, std::int64_t y);

// What is stored for a component, with its name: "R 31"; codes as integers, floats as numbers.
std::string sample_text(const Channel& channel, std::uint64_t code);
// The same without the name.
std::string code_text(const Channel& channel, std::uint64_t code);

// Draws it into the current window, with a sample of the colour.
void draw_probe(const BoundImage& image, std::span<const std::byte> bytes, std::int64_t x, std::int64_t y,
                const Colors& colors);

}  // namespace byteprism
