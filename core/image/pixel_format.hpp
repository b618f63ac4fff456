// PixelFormat: how the bytes of a picture become samples, and nothing about where the picture lies.
//
// One short text says it, "l16{R5 G6 B5}" or "Y8 | U8 V8 /2x2". It compiles to the one table that everything else is
// made from: "these bits of this sample are those bits of that byte of its group". Decoding, painting, and "which
// bytes make this pixel" all read that table. In its place a compressed format has its name alone, "bc7", "astc_6x6".
// Width, height, offset and strides are geometry (geometry.hpp).
//
//   format := plane ('|' plane)* (';' key=value)*        plane := [be:] item+ ['/' W 'x' H]
//   item   := field | ('l'|'b') N '{' field+ '}' | '(' item+ ')', each of them followed by '*' n or not
//   field  := Component bits [type] | Component '[' high [':' low] ']' | 'x' bits
//   type   := s u i (snorm, uint, sint) f (float) uf (unsigned float) bf (bfloat16); nothing: unorm
//
// Bare fields are bytes in memory order, little-endian unless the plane begins with be:. l16{..} and b16{..} are one
// little- or big-endian word, its fields listed from the most significant bit. /WxH says how many pixels one group
// covers. The k-th field of a component is its k-th sample in the group, low bits first in l, high bits first in b.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

enum class Component : char {
    Red = 'R',
    Green = 'G',
    Blue = 'B',
    Alpha = 'A',
    Luma = 'Y',
    Cb = 'U',
    Cr = 'V',
    CieX = 'X',
    CieZ = 'Z',
    PaletteIndex = 'I',
    Cfa = 'C',  // one colour of a mosaic; which one, the option cfa says
    Depth = 'D',
    Stencil = 'S',
    Exponent = 'E',    // shared by R, G and B
    Multiplier = 'M',  // shared by R, G and B
};

enum class SampleType : std::uint8_t { Unorm, Snorm, Uint, Sint, Float, UnsignedFloat, BFloat };

// Whose bits are no samples, but make all pixels of a block together (block_codec.hpp).
enum class BlockCodec : std::uint8_t {
    None,
    Bc1,
    Bc2,
    Bc3,
    Bc4,
    Bc4Signed,
    Bc5,
    Bc5Signed,
    Bc6h,
    Bc6hSigned,
    Bc7,
    Etc2Rgb8,
    Etc2Rgb8a1,
    Etc2Rgba8,
    EacR11,
    EacR11Signed,
    EacRg11,
    EacRg11Signed,
    Astc,
};

enum class YcbcrMatrix : std::uint8_t { Bt601, Bt709, Bt2020 };
enum class SampleRange : std::uint8_t { Limited, Full };
enum class ChromaSiting : std::uint8_t { Left, Center, TopLeft };
enum class Transfer : std::uint8_t { Srgb, Linear, Pq, Hlg };
enum class AlphaMode : std::uint8_t { Straight, Premultiplied, Ignored };

struct PixelFormat;

// Colours of an indexed format, in the same buffer: entry k lies at offset + k * (bytes of a group of `format`).
struct Palette {
    std::int64_t offset = 0;
    std::shared_ptr<const PixelFormat> format;  // null: none, an index is shown as gray
};

struct PixelOptions {
    YcbcrMatrix matrix = YcbcrMatrix::Bt601;
    SampleRange range = SampleRange::Full;  // where the text is silent: limited with U or V, else full
    ChromaSiting siting = ChromaSiting::Left;
    Transfer transfer = Transfer::Srgb;
    AlphaMode alpha = AlphaMode::Straight;
    std::string cfa = "RGGB";  // the colours of a 2x2 or 4x4 cell, row by row
    // Components whose code 0 means the most, as in "I": shown as if all their bits were the other way round.
    std::string inverted;
    Palette palette;
};

// The unit that repeats along a row of a plane.
struct PixelGroup {
    int bytes = 0;
    int width = 1;  // pixels that one group covers
    int height = 1;
};

// `bits` bits of a sample, from its bit `sample_shift` up, are the bits from `byte_shift` up of one byte of a group.
struct BitSlice {
    std::uint8_t plane = 0;
    std::uint8_t byte_shift = 0;
    std::uint8_t sample_shift = 0;
    std::uint8_t bits = 0;
    int byte = 0;  // counted from the start of the group
};

struct SampleBits {
    int first_slice = 0;
    int slice_count = 0;
};

// All samples of one component. A group holds columns x rows of them; each covers cell_width x cell_height pixels.
struct Channel {
    Component component = Component::Luma;
    SampleType type = SampleType::Unorm;
    int bits = 0;
    int columns = 1;
    int rows = 1;
    int cell_width = 1;
    int cell_height = 1;
    int first_sample = 0;  // in PixelFormat::samples, row by row
};

inline bool has_floats(const Channel& channel) {
    return channel.type == SampleType::Float || channel.type == SampleType::UnsignedFloat ||
           channel.type == SampleType::BFloat;
}

constexpr std::size_t max_planes = 16;
constexpr std::size_t max_channels = 15;  // every component once
constexpr std::size_t max_pixel_slices = 64;

// Any value made by parse_pixel_format. Channels stand in the order R G B X Y U V Z A I C D S E M.
struct PixelFormat {
    std::string layout;  // the text it was parsed from, in its canonical spelling
    std::vector<PixelGroup> planes;
    std::vector<Channel> channels;
    std::vector<SampleBits> samples;
    std::vector<BitSlice> slices;
    PixelOptions options;
    BlockCodec codec = BlockCodec::None;  // else the slices only tell which bytes a pixel needs: those of its block

    // Null if the format has no such component.
    const Channel* channel(Component component) const;
};

// Throws StructError with the column of what is wrong.
PixelFormat parse_pixel_format(std::string_view text);

}  // namespace byteprism
