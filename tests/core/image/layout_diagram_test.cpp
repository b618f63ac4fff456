#include "core/image/layout_diagram.hpp"

#include <gtest/gtest.h>

namespace byteprism {
namespace {

std::string row_of(const char* layout, std::size_t row) {
    std::string text;
    const DiagramByte byte = layout_diagram(parse_pixel_format(layout)).at(row);
    for (const auto& bit : byte.bits) text += (text.empty() ? "" : " ") + (bit ? to_text(*bit) : std::string("-"));
    return std::to_string(byte.plane) + "/" + std::to_string(byte.byte) + ": " + text;
}

TEST(LayoutDiagram, SaysWhatEachBitOfEachByteIs) {
    EXPECT_EQ(row_of("l16{R5 G6 B5}", 0), "0/0: G2 G1 G0 B4 B3 B2 B1 B0");
    EXPECT_EQ(row_of("b16{R5 G6 B5}", 0), "0/0: R4 R3 R2 R1 R0 G5 G4 G3");
    EXPECT_EQ(row_of("l16{x6 Y10}", 1), "0/1: - - - - - - Y9 Y8");
}

TEST(LayoutDiagram, NumbersTheSamplesOfAGroup) {
    EXPECT_EQ(row_of("b8{I1*8} /8x1", 0), "0/0: I0.0 I1.0 I2.0 I3.0 I4.0 I5.0 I6.0 I7.0");
    EXPECT_EQ(row_of("Y[9:2]*4 l8{Y[1:0]*4} /4x1", 4), "0/4: Y3.1 Y3.0 Y2.1 Y2.0 Y1.1 Y1.0 Y0.1 Y0.0");
}

TEST(LayoutDiagram, GoesThroughThePlanes) {
    const char* const nv12 = "Y8 | U8 V8 /2x2";
    EXPECT_EQ(layout_diagram(parse_pixel_format(nv12)).size(), 3u);
    EXPECT_EQ(row_of(nv12, 2), "1/1: V7 V6 V5 V4 V3 V2 V1 V0");
}

}  // namespace
}  // namespace byteprism
