// ETC2 and EAC: words of 64 bits, big-endian; texels are counted down the columns.
#include <algorithm>
#include <array>

#include "core/image/block_codec.hpp"

namespace byteprism::block {
namespace {

using Colour = std::array<int, 3>;

constexpr int modifiers[8][2] = {{2, 8}, {5, 17}, {9, 29}, {13, 42}, {18, 60}, {24, 80}, {33, 106}, {47, 183}};
constexpr int distances[8] = {3, 6, 11, 16, 23, 32, 41, 64};
constexpr int eac_modifiers[16][8] = {
    {-3, -6, -9, -15, 2, 5, 8, 14}, {-3, -7, -10, -13, 2, 6, 9, 12}, {-2, -5, -8, -13, 1, 4, 7, 12},
    {-2, -4, -6, -13, 1, 3, 5, 12}, {-3, -6, -8, -12, 2, 5, 7, 11},  {-3, -7, -9, -11, 2, 6, 8, 10},
    {-4, -7, -8, -11, 3, 6, 7, 10}, {-3, -5, -8, -11, 2, 4, 7, 10},  {-2, -6, -8, -10, 1, 5, 7, 9},
    {-2, -5, -8, -10, 1, 4, 7, 9},  {-2, -4, -8, -10, 1, 3, 7, 9},   {-2, -5, -7, -10, 1, 4, 6, 9},
    {-3, -4, -7, -10, 2, 3, 6, 9},  {-1, -2, -3, -10, 0, 1, 2, 9},   {-4, -6, -8, -9, 3, 5, 7, 8},
    {-3, -5, -7, -9, 2, 4, 6, 8}};

std::uint64_t word_of(const std::byte* bytes) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        word = word << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    }
    return word;
}

// Bits high to low.
int bits(std::uint64_t word, int high, int low) {
    return static_cast<int>(word >> low & (~std::uint64_t{0} >> (63 - (high - low))));
}
int signed_3_bits(std::uint64_t word, int low) {
    const int value = bits(word, low + 2, low);
    return value >= 4 ? value - 8 : value;
}

// The high bits are repeated below.
int to_8_bits(int value, int count) { return value << (8 - count) | value >> (2 * count - 8); }
Colour to_8_bits(Colour colour, int count) {
    return {to_8_bits(colour[0], count), to_8_bits(colour[1], count), to_8_bits(colour[2], count)};
}
Colour plus(Colour colour, int change) {
    for (int& part : colour) part = std::clamp(part + change, 0, 255);
    return colour;
}

std::size_t place_of(int texel) { return static_cast<std::size_t>(texel % 4 * 4 + texel / 4); }
int index_of(std::uint64_t word, int texel) {
    return bits(word, 16 + texel, 16 + texel) << 1 | bits(word, texel, texel);
}

void put(BlockTexels& texels, int texel, Colour colour, int alpha) {
    auto& to = texels[place_of(texel)];
    for (std::size_t i = 0; i < 3; ++i) to[i] = static_cast<std::uint16_t>(colour[i]);
    to[3] = static_cast<std::uint16_t>(alpha);
}

// Two halves of the block, each a colour with four brightnesses.
void decode_halves(std::uint64_t word, const std::array<Colour, 2>& colours, bool holes, BlockTexels& texels) {
    const bool flipped = bits(word, 32, 32) != 0;
    const int tables[] = {bits(word, 39, 37), bits(word, 36, 34)};
    for (int texel = 0; texel < 16; ++texel) {
        const std::size_t half = (flipped ? texel % 4 : texel / 4) >= 2 ? 1 : 0;
        const int index = index_of(word, texel);
        const int size = (index & 1) == 0 && holes ? 0 : modifiers[tables[half]][index & 1];
        const bool hole = holes && index == 2;
        put(texels, texel, hole ? Colour{} : plus(colours[half], (index & 2) != 0 ? -size : size), hole ? 0 : 255);
    }
}

void decode_painted(std::uint64_t word, const std::array<Colour, 4>& paints, bool holes, BlockTexels& texels) {
    for (int texel = 0; texel < 16; ++texel) {
        const int index = index_of(word, texel);
        const bool hole = holes && index == 2;
        put(texels, texel, hole ? Colour{} : paints[static_cast<std::size_t>(index)], hole ? 0 : 255);
    }
}

void decode_t(std::uint64_t word, bool holes, BlockTexels& texels) {
    const Colour one =
        to_8_bits({bits(word, 60, 59) << 2 | bits(word, 57, 56), bits(word, 55, 52), bits(word, 51, 48)}, 4);
    const Colour two = to_8_bits({bits(word, 47, 44), bits(word, 43, 40), bits(word, 39, 36)}, 4);
    const int distance = distances[bits(word, 35, 34) << 1 | bits(word, 32, 32)];
    decode_painted(word, {one, plus(two, distance), two, plus(two, -distance)}, holes, texels);
}

void decode_h(std::uint64_t word, bool holes, BlockTexels& texels) {
    const Colour low_one{bits(word, 62, 59), bits(word, 58, 56) << 1 | bits(word, 52, 52),
                         bits(word, 51, 51) << 3 | bits(word, 49, 47)};
    const Colour low_two{bits(word, 46, 43), bits(word, 42, 39), bits(word, 38, 35)};
    const int order = low_one >= low_two ? 1 : 0;
    const int distance = distances[bits(word, 34, 34) << 2 | bits(word, 32, 32) << 1 | order];
    const Colour one = to_8_bits(low_one, 4);
    const Colour two = to_8_bits(low_two, 4);
    decode_painted(word, {plus(one, distance), plus(one, -distance), plus(two, distance), plus(two, -distance)}, holes,
                   texels);
}

void decode_planar(std::uint64_t word, BlockTexels& texels) {
    const auto expanded = [](int red, int green, int blue) {
        return Colour{to_8_bits(red, 6), to_8_bits(green, 7), to_8_bits(blue, 6)};
    };
    const Colour origin = expanded(bits(word, 62, 57), bits(word, 56, 56) << 6 | bits(word, 54, 49),
                                   bits(word, 48, 48) << 5 | bits(word, 44, 43) << 3 | bits(word, 41, 39));
    const Colour right = expanded(bits(word, 38, 34) << 1 | bits(word, 32, 32), bits(word, 31, 25), bits(word, 24, 19));
    const Colour down = expanded(bits(word, 18, 13), bits(word, 12, 6), bits(word, 5, 0));
    for (int texel = 0; texel < 16; ++texel) {
        const int x = texel / 4;
        const int y = texel % 4;
        Colour colour{};
        for (std::size_t i = 0; i < 3; ++i) {
            const int sum = x * (right[i] - origin[i]) + y * (down[i] - origin[i]) + 4 * origin[i] + 2;
            colour[i] = std::clamp(sum >> 2, 0, 255);
        }
        put(texels, texel, colour, 255);
    }
}

void decode_rgb(std::uint64_t word, bool punchthrough, BlockTexels& texels) {
    const bool flag = bits(word, 33, 33) != 0;  // differential, or, with holes, opaque
    const bool holes = punchthrough && !flag;
    if (!flag && !punchthrough) {
        const Colour one = to_8_bits({bits(word, 63, 60), bits(word, 55, 52), bits(word, 47, 44)}, 4);
        const Colour two = to_8_bits({bits(word, 59, 56), bits(word, 51, 48), bits(word, 43, 40)}, 4);
        decode_halves(word, {one, two}, false, texels);
        return;
    }
    const Colour one{bits(word, 63, 59), bits(word, 55, 51), bits(word, 47, 43)};
    const Colour two{one[0] + signed_3_bits(word, 56), one[1] + signed_3_bits(word, 48),
                     one[2] + signed_3_bits(word, 40)};
    const auto overflows = [](int value) { return value < 0 || value > 31; };
    if (overflows(two[0])) {
        decode_t(word, holes, texels);
    } else if (overflows(two[1])) {
        decode_h(word, holes, texels);
    } else if (overflows(two[2])) {
        decode_planar(word, texels);
    } else {
        decode_halves(word, {to_8_bits(one, 5), to_8_bits(two, 5)}, holes, texels);
    }
}

void decode_alpha(std::uint64_t word, BlockTexels& texels) {
    for (int texel = 0; texel < 16; ++texel) {
        const int low = 45 - 3 * texel;
        const int modifier = eac_modifiers[bits(word, 51, 48)][bits(word, low + 2, low)];
        const int value = bits(word, 63, 56) + modifier * bits(word, 55, 52);
        texels[place_of(texel)][3] = static_cast<std::uint16_t>(std::clamp(value, 0, 255));
    }
}

}  // namespace

void decode_etc2(BlockCodec codec, const std::byte* block, BlockTexels& texels) {
    const bool with_alpha = codec == BlockCodec::Etc2Rgba8;
    decode_rgb(word_of(with_alpha ? block + 8 : block), codec == BlockCodec::Etc2Rgb8a1, texels);
    if (with_alpha) {
        decode_alpha(word_of(block), texels);
    }
}

void decode_eac(bool is_signed, const std::byte* block, std::size_t channel, BlockTexels& texels) {
    const std::uint64_t word = word_of(block);
    const int code = bits(word, 63, 56);
    // -128 means the same as -127.
    const int base = is_signed ? std::max(-127, code >= 128 ? code - 256 : code) * 8 : code * 8 + 4;
    const int multiplier = bits(word, 55, 52);
    for (int texel = 0; texel < 16; ++texel) {
        const int low = 45 - 3 * texel;
        const int modifier = eac_modifiers[bits(word, 51, 48)][bits(word, low + 2, low)];
        const int value = base + (multiplier == 0 ? modifier : modifier * multiplier * 8);
        const int kept = std::clamp(value, is_signed ? -1023 : 0, is_signed ? 1023 : 2047);
        texels[place_of(texel)][channel] = static_cast<std::uint16_t>(kept & 0x7ff);
    }
}

}  // namespace byteprism::block
