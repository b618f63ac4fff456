// The inner loops of decoding, compiled for several instruction sets and chosen at run time. Each gives bit by bit what
// sample_value.hpp and colour.hpp say, or tells where it is in doubt. Inside core/image only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/image/colour.hpp"

namespace byteprism {

// Where pixels go. Those that go past the caches, as results larger than they are should, begin at a multiple of
// pixel_alignment, and after the last of them, before another thread reads, comes end_stream().
struct PixelTarget {
    Rgba8* first = nullptr;
    bool past_caches = false;
};
constexpr std::size_t pixel_alignment = 64;  // bytes
void end_stream();

// A code of up to 16 bits times 255 / (2^bits - 1), rounded to nearest: (code * factor + addend) >> shift.
struct Expansion {
    std::uint32_t factor = 1;
    std::uint32_t addend = 0;
    int shift = 0;
};
constexpr int max_expanded_bits = 16;
// Requires 1 <= bits <= max_expanded_bits.
Expansion expansion_of(int bits);

// Pixels of 1 to 4 bytes that hold whole bytes: which of its bytes are red, green, blue and alpha; -1: none, and
// `absent` is put there.
struct ByteOrders {
    int pixel_bytes = 1;
    std::array<int, 4> place{};
    std::array<std::uint8_t, 4> absent{0, 0, 0, 255};
};
// `readable`: bytes from the source on, at least those of the pixels.
void spread_bytes(const ByteOrders& orders, const std::byte* source, std::size_t readable, std::size_t count,
                  PixelTarget target);

// The same for pixels of 6 or 8 bytes whose samples are words of 16 bits; `place` is that of a sample's first byte.
void spread_words(const ByteOrders& orders, bool big_endian, const std::byte* source, std::size_t readable,
                  std::size_t count, PixelTarget target);

// Pixels that are a word of 1, 2 or 4 bytes with fields for red, green, blue and alpha; of no bits: `absent`.
struct WordFields {
    struct Field {
        int shift = 0;
        std::uint32_t mask = 0;  // of the field moved to the lowest bit
        Expansion expansion;
        std::uint8_t absent = 0;
    };
    int pixel_bytes = 2;
    bool big_endian = false;
    bool gray = false;  // red, green and blue are one field
    std::array<Field, 4> fields;
};
void expand_words(const WordFields& fields, const std::byte* source, std::size_t count, PixelTarget target);

// Codes in words of 2 or 4 bytes -> codes beside each other.
struct WordField {
    int word_bytes = 2;
    bool big_endian = false;
    int shift = 0;
    std::uint32_t mask = 0;
};
void extract_codes(const WordField& field, const std::byte* words, std::size_t count, std::uint16_t* codes);
void expand_codes(Expansion expansion, const std::uint16_t* codes, std::size_t count, std::uint8_t* bytes);
// Bytes at a distance of 2 or 4 -> beside each other.
void pick_bytes(const std::byte* source, std::size_t distance, std::size_t count, std::uint8_t* target);
void widen_codes(const std::uint8_t* codes, std::size_t count, std::uint16_t* wide);

// Each item twice; `size` is 1, 2 or 4 bytes. Requires room for 2 * count.
void repeat_twice(const std::byte* items, std::size_t count, std::size_t size, std::byte* target);

// Bytes of red, green, blue and alpha (null: 255) -> pixels.
void join_bytes(const std::array<const std::uint8_t*, 4>& bytes, std::size_t count, PixelTarget target);

// red = luma Y + red_v V + zero[0] and so on, on a scale of 0 .. 255, as whole numbers with `fraction_bits` bits of
// fraction. A weight has a rest, since times a large code its last bit is much.
struct YcbcrWeights {
    static constexpr int fraction_bits = 21;
    static constexpr int rest_bits = 14;
    struct Weight {
        std::int32_t whole = 0;
        std::int32_t rest = 0;  // in 2^-rest_bits of a unit of `whole`
    };
    Weight luma, red_v, green_u, green_v, blue_u;
    std::array<std::int32_t, 3> zero{};

    static Weight weight(double of);
    static std::int32_t constant(double of);
};
constexpr std::size_t most_doubted = 2048;

// What U and V add to red, green and blue, and the zeros; each `repeat` (1 or 2) times. Requires room for 2 * count, in
// steps of 64.
using ColourLines = std::array<std::int32_t*, 3>;
void weigh_chroma(const YcbcrWeights& weights, const std::uint16_t* u, const std::uint16_t* v, std::size_t count,
                  int repeat, const ColourLines& lines);
// Those and what Y adds -> pixels. `alpha` may be null: 255.
//
// This works in fixed point, round_floats in single precision. Pixels whose result lies so near to the middle between
// two values that double precision might round it the other way are listed in `doubts`, which needs room for `count`;
// returns how many. Requires count <= most_doubted.
std::size_t add_luma(const YcbcrWeights& weights, const std::uint16_t* y, const ColourLines& lines,
                     const std::uint8_t* alpha, std::size_t count, PixelTarget target, std::uint16_t* doubts);

// The same for codes of 8 bits, in 73rds of a value. There Y adds whole numbers, 85 (Y - 16) or 73 Y (limited or full
// range: 255 / 219 is 85 / 73), so of what U and V add only the floor counts, and every sum is exact.
struct YcbcrBytes {
    static constexpr int parts = 73;
    std::int16_t luma = 0;
    double red_v = 0, green_u = 0, green_v = 0, blue_u = 0;
    std::array<double, 3> zero{};  // half a value more, to round by cutting
};
using ByteLines = std::array<std::int16_t*, 3>;
void weigh_chroma(const YcbcrBytes& weights, const std::uint8_t* u, const std::uint8_t* v, std::size_t count,
                  int repeat, const ByteLines& lines);
void add_luma(const YcbcrBytes& weights, const std::uint8_t* y, const ByteLines& lines, const std::uint8_t* alpha,
              std::size_t count, PixelTarget target);

// 0 .. 1, NaN as 0.
std::size_t round_floats(const std::array<const float*, 4>& values, std::size_t count, PixelTarget target,
                         std::uint16_t* doubts);

// colours[index], of 256.
void look_up(const Rgba8* colours, const std::uint8_t* indices, std::size_t count, PixelTarget target);

}  // namespace byteprism
