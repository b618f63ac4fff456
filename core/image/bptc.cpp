// BC6H and BC7: blocks of 128 bits, little-endian, whose lowest bits say how the others are laid out.
#include <algorithm>
#include <array>
#include <utility>

#include "core/image/block_codec.hpp"
#include "core/image/bptc_tables.hpp"

namespace byteprism::block {
namespace {

using bptc::Bc6hMode;
using bptc::Bc7Mode;

// The bits of a block from the low ones up.
class BitReader {
public:
    explicit BitReader(const std::byte* block) : block_(block) {}

    int read(int count) {
        int value = 0;
        for (int i = 0; i < count; ++i, ++at_) {
            const auto byte = std::to_integer<int>(block_[static_cast<std::size_t>(at_ / 8)]);
            value |= (byte >> (at_ % 8) & 1) << i;
        }
        return value;
    }

private:
    const std::byte* block_;
    int at_ = 0;
};

using Indices = std::array<int, 16>;

Indices read_indices(BitReader& reader, int bits, int subsets, int partition) {
    Indices indices{};
    for (int texel = 0; texel < 16 && bits > 0; ++texel) {
        const int subset = bptc::subset_of(subsets, partition, texel);
        const bool anchor = texel == bptc::anchor_of(subsets, partition, subset);
        indices[static_cast<std::size_t>(texel)] = reader.read(anchor ? bits - 1 : bits);
    }
    return indices;
}

int interpolated(int from, int to, int weight) { return ((64 - weight) * from + weight * to + 32) >> 6; }

// Of the six endpoints of at most three subsets: red, green, blue, alpha, of 8 bits.
using Endpoints = std::array<std::array<int, 4>, 6>;

Endpoints read_bc7_endpoints(BitReader& reader, const Bc7Mode& mode) {
    Endpoints ends{};
    const auto count = static_cast<std::size_t>(mode.subsets) * 2;
    for (std::size_t channel = 0; channel < 4; ++channel) {
        for (std::size_t i = 0; i < count; ++i) {
            ends[i][channel] = reader.read(channel < 3 ? mode.colour_bits : mode.alpha_bits);
        }
    }
    std::array<int, 6> p_bits{};
    if (mode.endpoint_p_bits) {
        for (std::size_t i = 0; i < count; ++i) p_bits[i] = reader.read(1);
    }
    if (mode.shared_p_bits) {
        for (std::size_t i = 0; i < count; i += 2) p_bits[i] = p_bits[i + 1] = reader.read(1);
    }
    const bool has_p = mode.endpoint_p_bits || mode.shared_p_bits;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t channel = 0; channel < 4; ++channel) {
            int bits = channel < 3 ? mode.colour_bits : mode.alpha_bits;
            if (bits == 0) {
                ends[i][channel] = 255;
                continue;
            }
            int value = ends[i][channel];
            if (has_p) {
                value = value << 1 | p_bits[i];
                ++bits;
            }
            value <<= 8 - bits;
            ends[i][channel] = value | value >> bits;
        }
    }
    return ends;
}

int sign_extended(int value, int bits) { return (value >> (bits - 1) & 1) != 0 ? value - (1 << bits) : value; }

// Red, green and blue of four endpoints.
using HalfEndpoints = std::array<std::array<int, 3>, 4>;

void read_fields(BitReader& reader, std::string_view fields, HalfEndpoints& ends) {
    const auto number = [&](std::size_t& at) {
        int value = 0;
        while (at < fields.size() && fields[at] >= '0' && fields[at] <= '9') value = value * 10 + (fields[at++] - '0');
        return value;
    };
    for (std::size_t at = 0; at < fields.size(); ++at) {
        const std::size_t channel = fields[at] == 'R' ? 0 : fields[at] == 'G' ? 1 : 2;
        const auto endpoint = static_cast<std::size_t>(fields[at + 1] - '0');
        int& value = ends[endpoint][channel];
        at += 3;
        const int first = number(at);
        int last = first;
        if (at < fields.size() && fields[at] == ':') {
            last = number(++at);
        }
        // The bits come in the order last .. first, up or down.
        const int step = first >= last ? 1 : -1;
        for (int bit = last;; bit += step) {
            value |= reader.read(1) << bit;
            if (bit == first) break;
        }
    }
}

int unquantized(int x, int bits, bool is_signed) {
    if (!is_signed) {
        if (bits >= 15 || x == 0) return x;
        return x == (1 << bits) - 1 ? 0xffff : ((x << 15) + 0x4000) >> (bits - 1);
    }
    if (bits >= 16 || x == 0) return x;
    const int magnitude = x < 0 ? -x : x;
    const int full = magnitude >= (1 << (bits - 1)) - 1 ? 0x7fff : ((magnitude << 15) + 0x4000) >> (bits - 1);
    return x < 0 ? -full : full;
}

void make_endpoints(const Bc6hMode& mode, bool is_signed, HalfEndpoints& ends) {
    const int bits = mode.endpoint_bits;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t i = 0; i < ends.size(); ++i) {
            int& value = ends[i][channel];
            if (i > 0 && mode.transformed) {
                value = sign_extended(value, mode.other_bits[channel]) + ends[0][channel];
                value &= (1 << bits) - 1;
            }
        }
        for (auto& end : ends) {
            const int value = is_signed ? sign_extended(end[channel], bits) : end[channel];
            end[channel] = unquantized(value, bits, is_signed);
        }
    }
}

std::uint16_t half_of(int value, bool is_signed) {
    if (!is_signed) {
        return static_cast<std::uint16_t>((value * 31) >> 6);
    }
    return static_cast<std::uint16_t>(value < 0 ? ((-value * 31) >> 5) | 0x8000 : (value * 31) >> 5);
}

}  // namespace

void decode_bc7(const std::byte* block, BlockTexels& texels) {
    BitReader reader(block);
    int number = 0;
    while (number < 8 && reader.read(1) == 0) ++number;
    if (number == 8) {
        std::fill_n(texels.begin(), 16, std::array<std::uint16_t, 4>{});
        return;
    }
    const Bc7Mode& mode = bptc::bc7_modes[number];
    const int partition = reader.read(mode.partition_bits);
    const int rotation = reader.read(mode.rotation_bits);
    const bool swapped = reader.read(mode.selection_bits) != 0;
    const Endpoints ends = read_bc7_endpoints(reader, mode);
    const Indices first = read_indices(reader, mode.index_bits, mode.subsets, partition);
    const Indices second = read_indices(reader, mode.second_index_bits, mode.subsets, partition);
    const bool has_second = mode.second_index_bits > 0;
    for (int texel = 0; texel < 16; ++texel) {
        const auto at = static_cast<std::size_t>(texel);
        const auto subset = static_cast<std::size_t>(bptc::subset_of(mode.subsets, partition, texel));
        const int weights[] = {bptc::weight_of(mode.index_bits, first[at]),
                               has_second ? bptc::weight_of(mode.second_index_bits, second[at]) : 0};
        for (std::size_t channel = 0; channel < 4; ++channel) {
            const bool by_second = has_second && (channel == 3) != swapped;
            texels[at][channel] = static_cast<std::uint16_t>(
                interpolated(ends[subset * 2][channel], ends[subset * 2 + 1][channel], weights[by_second ? 1 : 0]));
        }
        if (rotation > 0) {
            std::swap(texels[at][3], texels[at][static_cast<std::size_t>(rotation) - 1]);
        }
    }
}

void decode_bc6h(bool is_signed, const std::byte* block, BlockTexels& texels) {
    BitReader reader(block);
    int number = reader.read(2);
    if (number >= 2) {
        number |= reader.read(3) << 2;
    }
    const Bc6hMode* const mode = bptc::bc6h_mode(number);
    if (mode == nullptr) {
        std::fill_n(texels.begin(), 16, std::array<std::uint16_t, 4>{});
        return;
    }
    HalfEndpoints ends{};
    read_fields(reader, mode->fields, ends);
    const int partition = mode->two_subsets ? reader.read(5) : 0;
    const int subsets = mode->two_subsets ? 2 : 1;
    const int bits = mode->two_subsets ? 3 : 4;
    make_endpoints(*mode, is_signed, ends);
    const Indices indices = read_indices(reader, bits, subsets, partition);
    for (int texel = 0; texel < 16; ++texel) {
        const auto at = static_cast<std::size_t>(texel);
        const auto subset = static_cast<std::size_t>(bptc::subset_of(subsets, partition, texel));
        const int weight = bptc::weight_of(bits, indices[at]);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            texels[at][channel] =
                half_of(interpolated(ends[subset * 2][channel], ends[subset * 2 + 1][channel], weight), is_signed);
        }
    }
}

}  // namespace byteprism::block
