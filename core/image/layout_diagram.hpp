// LayoutDiagram: which bit of which byte is what, as data that can be drawn or printed.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/image/pixel_format.hpp"

namespace byteprism {

// Bit `bit` of a sample. A group with several samples of the component counts them row by row.
struct DiagramBit {
    Component component = Component::Luma;
    std::optional<int> sample;  // nothing: the group has one sample of the component
    int bit = 0;

    bool operator==(const DiagramBit&) const = default;
};

// One byte of a group, its highest bit first. Bits that belong to no sample are nothing.
struct DiagramByte {
    int plane = 0;
    int byte = 0;  // counted from the start of the group
    std::array<std::optional<DiagramBit>, 8> bits{};
};

// Every byte of one group of each plane. The bits of compressed blocks belong to no sample.
std::vector<DiagramByte> layout_diagram(const PixelFormat& format);

// "G2", or "Y3.9" where there are several samples: bit 9 of the fourth.
std::string to_text(const DiagramBit& bit);

// The whole as a table of text, a line for each byte under a heading for each plane.
std::string diagram_text(const PixelFormat& format);

}  // namespace byteprism
