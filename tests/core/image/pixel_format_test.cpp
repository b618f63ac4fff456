#include "core/image/pixel_format.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

// "R: 0.3+5>0" is: bits from 3 up, 5 of them, of byte 0, are the sample's bits from 0 up.
std::string bits_of(const PixelFormat& format, Component component, int index = 0) {
    const Channel& channel = *format.channel(component);
    const SampleBits& sample = format.samples[static_cast<std::size_t>(channel.first_sample + index)];
    std::string text;
    for (int i = 0; i < sample.slice_count; ++i) {
        const BitSlice& slice = format.slices[static_cast<std::size_t>(sample.first_slice + i)];
        text += (text.empty() ? "" : " ") + (slice.plane == 0 ? "" : "p" + std::to_string(slice.plane) + ":") +
                std::to_string(slice.byte) + "." + std::to_string(slice.byte_shift) + "+" + std::to_string(slice.bits) +
                ">" + std::to_string(slice.sample_shift);
    }
    return text;
}

std::string canonical(std::string_view text) { return parse_pixel_format(text).layout; }

// The column and the message of the error.
std::string refusal(std::string_view text) {
    try {
        parse_pixel_format(text);
    } catch (const StructError& error) {
        return std::to_string(error.column.value_or(999)) + " " + error.what();
    }
    return "accepted";
}

#define EXPECT_REFUSED(text, column, part)                                                                        \
    do {                                                                                                          \
        const std::string said = refusal(text);                                                                   \
        EXPECT_TRUE(said.starts_with(std::string(column) + " ") && said.find(part) != std::string::npos) << said; \
    } while (false)

TEST(PixelFormat, BareFieldsAreBytesInMemoryOrder) {
    const PixelFormat format = parse_pixel_format("B8 G8 R8 x8");
    EXPECT_EQ(format.planes.size(), 1u);
    EXPECT_EQ(format.planes[0].bytes, 4);
    EXPECT_EQ(bits_of(format, Component::Blue), "0.0+8>0");
    EXPECT_EQ(bits_of(format, Component::Red), "2.0+8>0");
    EXPECT_EQ(format.channel(Component::Alpha), nullptr);
}

TEST(PixelFormat, BareFieldsOfManyBytesFollowTheByteOrderOfTheirPlane) {
    EXPECT_EQ(bits_of(parse_pixel_format("Y16"), Component::Luma), "0.0+8>0 1.0+8>8");
    EXPECT_EQ(bits_of(parse_pixel_format("be: Y16"), Component::Luma), "1.0+8>0 0.0+8>8");
}

TEST(PixelFormat, WordsListTheirFieldsFromTheMostSignificantBit) {
    const PixelFormat little = parse_pixel_format("l16{R5 G6 B5}");
    EXPECT_EQ(bits_of(little, Component::Red), "1.3+5>0");
    EXPECT_EQ(bits_of(little, Component::Green), "0.5+3>0 1.0+3>3");
    EXPECT_EQ(bits_of(little, Component::Blue), "0.0+5>0");
    const PixelFormat big = parse_pixel_format("b16{R5 G6 B5}");
    EXPECT_EQ(bits_of(big, Component::Red), "0.3+5>0");
    EXPECT_EQ(bits_of(big, Component::Green), "1.5+3>0 0.0+3>3");
}

TEST(PixelFormat, SamplesAreCountedInTheOrderOfBitAddresses) {
    const PixelFormat low_first = parse_pixel_format("l8{I4*2} /2x1");
    EXPECT_EQ(bits_of(low_first, Component::PaletteIndex, 0), "0.0+4>0");
    EXPECT_EQ(bits_of(low_first, Component::PaletteIndex, 1), "0.4+4>0");
    const PixelFormat high_first = parse_pixel_format("b8{I4*2} /2x1");
    EXPECT_EQ(bits_of(high_first, Component::PaletteIndex, 0), "0.4+4>0");
    EXPECT_EQ(bits_of(high_first, Component::PaletteIndex, 1), "0.0+4>0");
}

TEST(PixelFormat, MergesSlicesOfASampleAcrossItems) {
    const PixelFormat raw10 = parse_pixel_format("C[9:2]*4 l8{C[1:0]*4} /4x1");
    EXPECT_EQ(raw10.planes[0].bytes, 5);
    EXPECT_EQ(raw10.channel(Component::Cfa)->bits, 10);
    EXPECT_EQ(bits_of(raw10, Component::Cfa, 0), "0.0+8>2 4.0+2>0");
    EXPECT_EQ(bits_of(raw10, Component::Cfa, 3), "3.0+8>2 4.6+2>0");
}

TEST(PixelFormat, MergesSlicesOfASampleAcrossPlanes) {
    const PixelFormat amiga = parse_pixel_format("b8{I[0]*8} /8x1 | b8{I[1]*8} /8x1");
    EXPECT_EQ(amiga.channel(Component::PaletteIndex)->bits, 2);
    EXPECT_EQ(bits_of(amiga, Component::PaletteIndex, 1), "0.6+1>0 p1:0.6+1>1");
}

TEST(PixelFormat, ASampleCoversTheCellThatItsGroupLeavesIt) {
    const PixelFormat yuyv = parse_pixel_format("Y8 U8 Y8 V8 /2x1");
    EXPECT_EQ(yuyv.channel(Component::Luma)->cell_width, 1);
    EXPECT_EQ(yuyv.channel(Component::Cb)->cell_width, 2);
    const PixelFormat nv15 = parse_pixel_format("l40{Y10*4} /4x1 | l40{V10 U10 V10 U10} /4x2");
    EXPECT_EQ(nv15.channel(Component::Cb)->cell_width, 2);
    EXPECT_EQ(nv15.channel(Component::Cb)->cell_height, 2);
    EXPECT_EQ(bits_of(nv15, Component::Cb, 0), "p1:0.0+8>0 p1:1.0+2>8");
    const PixelFormat tile = parse_pixel_format("(b8{I[0]*8} b8{I[1]*8})*8 /8x8");
    EXPECT_EQ(tile.channel(Component::PaletteIndex)->columns, 8);
    EXPECT_EQ(tile.channel(Component::PaletteIndex)->rows, 8);
    EXPECT_EQ(bits_of(tile, Component::PaletteIndex, 9), "2.6+1>0 3.6+1>1");
}

TEST(PixelFormat, ReadsTypes) {
    EXPECT_EQ(parse_pixel_format("Y8").channels[0].type, SampleType::Unorm);
    EXPECT_EQ(parse_pixel_format("Y8s").channels[0].type, SampleType::Snorm);
    EXPECT_EQ(parse_pixel_format("Y32u").channels[0].type, SampleType::Uint);
    EXPECT_EQ(parse_pixel_format("Y32i").channels[0].type, SampleType::Sint);
    EXPECT_EQ(parse_pixel_format("Y32f").channels[0].type, SampleType::Float);
    EXPECT_EQ(parse_pixel_format("l32{B10uf G11uf R11uf}").channels[0].type, SampleType::UnsignedFloat);
}

TEST(PixelFormat, OptionsHaveTheDocumentedDefaults) {
    const PixelOptions yuv = parse_pixel_format("Y8 | U8 | V8").options;
    EXPECT_EQ(yuv.matrix, YcbcrMatrix::Bt601);
    EXPECT_EQ(yuv.range, SampleRange::Limited);
    EXPECT_EQ(yuv.siting, ChromaSiting::Left);
    EXPECT_EQ(yuv.alpha, AlphaMode::Straight);
    EXPECT_EQ(yuv.transfer, Transfer::Srgb);
    EXPECT_EQ(yuv.cfa, "RGGB");
    EXPECT_EQ(parse_pixel_format("Y8").options.range, SampleRange::Full);
    EXPECT_EQ(parse_pixel_format("R8 G8 B8").options.range, SampleRange::Full);
}

TEST(PixelFormat, ReadsOptions) {
    const PixelFormat format = parse_pixel_format("Y8 | U8 V8 /2x2 ; m=2020 ; r=full;loc=topleft;t=pq");
    EXPECT_EQ(format.options.matrix, YcbcrMatrix::Bt2020);
    EXPECT_EQ(format.options.range, SampleRange::Full);
    EXPECT_EQ(format.options.siting, ChromaSiting::TopLeft);
    EXPECT_EQ(format.options.transfer, Transfer::Pq);
    const PixelFormat indexed = parse_pixel_format("I8;pal=54,B8 G8 R8 x8");
    EXPECT_EQ(indexed.options.palette.offset, 54);
    EXPECT_EQ(indexed.options.palette.format->planes[0].bytes, 4);
}

TEST(PixelFormat, PrintsItsCanonicalSpelling) {
    EXPECT_EQ(canonical("  B8G8R8 "), "B8 G8 R8");
    EXPECT_EQ(canonical("l16 { R5 G6 B5 }"), "l16{R5 G6 B5}");
    EXPECT_EQ(canonical("Y8|U8 V8/2x2;m=601;r=lim"), "Y8 | U8 V8 /2x2");
    EXPECT_EQ(canonical("Y8|U8 V8/2x2;m=709"), "Y8 | U8 V8 /2x2;m=709");
    EXPECT_EQ(canonical("be:Y16"), "be: Y16");
    EXPECT_EQ(canonical("C[9:2] * 4 l8{C[1:0]*4}/4x1;cfa=BGGR"), "C[9:2]*4 l8{C[1:0]*4} /4x1;cfa=BGGR");
    EXPECT_EQ(canonical("I8 ;pal=54,B8G8R8x8"), "I8;pal=54,B8 G8 R8 x8");
    EXPECT_EQ(canonical("R16f G16f B16f A16f;a=premul"), "R16f G16f B16f A16f;a=premul");
}

TEST(PixelFormat, RefusesWithTheColumn) {
    EXPECT_REFUSED("", "0", "a field is expected");
    EXPECT_REFUSED("R8 Q8", "3", "'Q' is no component");
    EXPECT_REFUSED("R8 | ", "5", "a field is expected");
    EXPECT_REFUSED("R", "1", "the number of bits is missing");
    EXPECT_REFUSED("R8 G0", "4", "less than 1");
    EXPECT_REFUSED("R5 G6 B5", "0", "not a whole number of bytes");
    EXPECT_REFUSED("l16{R5 G6 B4}", "0", "x1 would pad it");
    EXPECT_REFUSED("l16{R5 G6 B6}", "10", "wider than the word of 16 bits");
    EXPECT_REFUSED("l12{R4 G4 B4}", "0", "not a whole number of bytes");
    EXPECT_REFUSED("l16{R5 G6 B5", "12", "'}' is missing");
    EXPECT_REFUSED("R8 R8", "0", "2 samples of R do not divide a group of 1x1");
    EXPECT_REFUSED("Y8*3 /2x1", "0", "3 samples of Y do not divide");
    EXPECT_REFUSED("Y8 | Y8", "5", "in two planes");
    EXPECT_REFUSED("Y8 U8 Y16 V8 /2x1", "6", "not all of the same kind");
    EXPECT_REFUSED("I[0]", "0", "whole number of bytes");
    EXPECT_REFUSED("C[9:2]*4 /4x1", "0", "not every sample of C has all its 10 bits");
    EXPECT_REFUSED("C[15:8] C[8:1]", "8", "said twice");
    EXPECT_REFUSED("C[70:63]", "2", "at most 64 bits");
    EXPECT_REFUSED("Y24f", "1", "a float of 24 bits");
    EXPECT_REFUSED("x8", "0", "only padding");
    EXPECT_REFUSED("R8;q=1", "3", "'q' is no option");
    EXPECT_REFUSED("Y8;m=99", "5", "'99' is none of: 601 709 2020");
    EXPECT_REFUSED("I8;pal=0,R8 Q8", "12", "in the palette");
    EXPECT_REFUSED("R8;pal=0,R8 G8 B8", "0", "needs a component I");
    EXPECT_REFUSED("R8 )", "3", "')' is not understood");
}

TEST(PixelFormat, RefusesSizesWithoutBound) {
    EXPECT_REFUSED("R99999999999999999999", "1", "more than 65536");
    EXPECT_REFUSED("Y65", "1", "at most 64");
    EXPECT_REFUSED("Y8*60000 /4096x1", "0", "more than 4096 bytes");
    EXPECT_REFUSED("Y8 /60000x60000", "0", "more than 4096 pixels");
    EXPECT_REFUSED("((((((((((((((((((Y8))))))))))))))))))", "16", "deeper than 16");
    EXPECT_REFUSED("(b8{I[0]*8} b8{I[1]*8})*65536 /8x1", "1", "more than");
}

}  // namespace
}  // namespace byteprism
