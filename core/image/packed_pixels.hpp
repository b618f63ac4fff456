// The short way of decode(): formats whose pixel is one small word that holds whole gray, R, G, B and A samples.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/image/colour.hpp"
#include "core/image/pixel_format.hpp"

namespace byteprism {

class PackedPixels {
public:
    // Nothing if the format is not of this kind; recognised from its table, never from its name.
    static std::optional<PackedPixels> of(const PixelFormat& format, const PixelColours& colours);

    int pixel_bytes() const { return bytes_; }
    // `count` pixels, each `distance` bytes after the one before. Requires that all their bytes can be read.
    void expand(const std::byte* first, std::size_t distance, std::size_t count, Rgba8* target) const;

private:
    struct Field {
        int shift = 0;  // in the word, whose byte 0 is the lowest
        int bits = 0;   // 0: the format has none
        std::uint8_t absent = 0;
    };

    std::uint8_t expanded(std::size_t field, std::uint64_t word) const;
    void expand_bytes(const std::byte* first, std::size_t distance, std::size_t count, Rgba8* target) const;
    void expand_words(const std::byte* first, std::size_t distance, std::size_t count, Rgba8* target) const;

    static constexpr int table_bits = 8;

    int bytes_ = 0;
    bool big_endian_ = false;
    bool whole_bytes_ = false;  // every field is one byte
    std::array<Field, 4> fields_{};
    std::array<std::array<std::uint8_t, 1 << table_bits>, 4> tables_{};  // of fields narrower than a byte
};

}  // namespace byteprism
