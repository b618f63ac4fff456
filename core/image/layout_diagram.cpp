#include "core/image/layout_diagram.hpp"

namespace byteprism {

std::vector<DiagramByte> layout_diagram(const PixelFormat& format) {
    std::vector<DiagramByte> diagram;
    std::vector<std::size_t> first_bytes;  // of each plane, in the diagram
    for (std::size_t plane = 0; plane < format.planes.size(); ++plane) {
        first_bytes.push_back(diagram.size());
        for (int byte = 0; byte < format.planes[plane].bytes; ++byte) {
            diagram.push_back({.plane = static_cast<int>(plane), .byte = byte});
        }
    }
    if (format.codec != BlockCodec::None) {
        return diagram;
    }
    for (const Channel& channel : format.channels) {
        const int samples = channel.columns * channel.rows;
        for (int i = 0; i < samples; ++i) {
            const SampleBits& sample = format.samples[static_cast<std::size_t>(channel.first_sample + i)];
            for (int k = 0; k < sample.slice_count; ++k) {
                const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + k)];
                DiagramByte& byte = diagram[first_bytes[slice.plane] + static_cast<std::size_t>(slice.byte)];
                for (int bit = 0; bit < slice.bits; ++bit) {
                    byte.bits[static_cast<std::size_t>(7 - slice.byte_shift - bit)] = DiagramBit{
                        channel.component, samples > 1 ? std::optional(i) : std::nullopt, slice.sample_shift + bit};
                }
            }
        }
    }
    return diagram;
}

std::string to_text(const DiagramBit& bit) {
    const std::string sample = bit.sample ? std::to_string(*bit.sample) + "." : "";
    return static_cast<char>(bit.component) + sample + std::to_string(bit.bit);
}

std::string diagram_text(const PixelFormat& format) {
    const auto right_aligned = [](std::string text, std::size_t width) {
        return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
    };
    std::string text;
    int plane = -1;
    for (const DiagramByte& byte : layout_diagram(format)) {
        if (byte.plane != plane) {
            plane = byte.plane;
            const PixelGroup& group = format.planes[static_cast<std::size_t>(plane)];
            text += (plane > 0 ? "\nplane " : "plane ") + std::to_string(plane) + ": " + std::to_string(group.width) +
                    " x " + std::to_string(group.height) + " pixels in " + std::to_string(group.bytes) +
                    " bytes\nbyte     bit 7  bit 6  bit 5  bit 4  bit 3  bit 2  bit 1  bit 0\n";
        }
        text += right_aligned(std::to_string(byte.byte), 4) + "   ";
        for (const auto& bit : byte.bits) text += right_aligned(bit ? to_text(*bit) : "-", 7);
        text += "\n";
    }
    return text;
}

}  // namespace byteprism
