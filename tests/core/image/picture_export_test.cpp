#include "core/image/picture_export.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image/array_file.hpp"
#include "core/image/picture_file.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/plain_picture.hpp"
#include "core/image/region_layout.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

// A picture without gaps, written as a file.
std::string exported(std::string_view pixels, std::int64_t width, std::int64_t height, std::string_view bytes,
                     PictureExport what) {
    const PixelFormat format = find_pixel_format(pixels);
    const ImageLayout layout = layout_of(
        format, {.width = width, .height = height, .offset = 0, .row_stride = tight_row_stride(format, width)});
    if (what.rect.width == 0) what.rect = {0, 0, width, height};
    std::string file;
    export_picture(format, layout, bytes_of(bytes), what, [&](std::span<const std::byte> part) {
        file.append(reinterpret_cast<const char*>(part.data()), part.size());
    });
    const auto size = export_size(format, what);
    EXPECT_TRUE(!size || *size == std::ssize(file)) << *size;
    return file;
}

TEST(PictureExport, SamplesOfSixteenBitsGoIntoAPngAndComeBack) {
    using namespace std::string_literals;
    const std::string stored = "\x01\x02\xff\xff\x00\x80\x34\x12"s;
    const std::string png =
        exported("gray16le", 2, 2, stored, {PictureFile::Png, PictureContent::Samples, {}, nullptr});
    const PictureFilePixels read = read_picture_file(bytes_of(png));
    EXPECT_EQ(read.info.pixels, "gray16le");
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(read.bytes.data()), read.bytes.size()), stored);
}

TEST(PictureExport, ColoursGoIntoAPngAndComeBack) {
    const std::string png = exported("rgb24", 2, 1, "abcdef", {PictureFile::Png, PictureContent::Colours, {}, nullptr});
    const PictureFilePixels read = read_picture_file(bytes_of(png));
    EXPECT_EQ(read.info.pixels, "rgba");
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(read.bytes.data()), read.bytes.size()),
              "abc\xff"
              "def\xff");
}

TEST(PictureExport, PnmIsBigEndianAndNamesTheGreatestCode) {
    EXPECT_EQ(
        exported("l16{x4 Y12}", 2, 1, "\x01\x02\x03\x04", {PictureFile::Pnm, PictureContent::Samples, {}, nullptr}),
        "P5\n2 1\n4095\n\x02\x01\x04\x03");
    EXPECT_EQ(exported("bgr24", 1, 1, "abc", {PictureFile::Pnm, PictureContent::Colours, {}, nullptr}),
              "P6\n1 1\n255\ncba");
    EXPECT_EQ(exported("ya8", 1, 1, "ab", {PictureFile::Pnm, PictureContent::Samples, {}, nullptr}),
              "P7\nWIDTH 1\nHEIGHT 1\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\nab");
    EXPECT_THROW(exported("grayf32le", 1, 1, "abcd", {PictureFile::Pnm, PictureContent::Samples, {}, nullptr}),
                 ValueError);
}

TEST(PictureExport, OnlyTheRectangleIsWritten) {
    EXPECT_EQ(exported("gray", 3, 3, "abcdefghi", {PictureFile::Raw, PictureContent::Samples, {1, 1, 2, 2}, nullptr}),
              "efhi");
}

TEST(PictureExport, ConvertsIntoAnyFormatAndSharesTheMean) {
    const PixelFormat bgr = find_pixel_format("bgr24"), i420 = find_pixel_format("yuvj420p");
    EXPECT_EQ(exported("rgb24", 2, 1, "abcdef", {PictureFile::Raw, PictureContent::Converted, {}, &bgr}), "cbafed");
    // Red and blue beside each other: their chroma is that of their mean.
    using namespace std::string_literals;
    const std::string planar =
        exported("rgb24", 2, 1, "\xff\0\0\0\0\xff"s, {PictureFile::Raw, PictureContent::Converted, {}, &i420});
    ASSERT_EQ(planar.size(), 4u);
    const auto code = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(planar[i])); };
    EXPECT_EQ(code(0), 76);
    EXPECT_EQ(code(1), 29);
    EXPECT_NEAR(code(2), 170, 1);
    EXPECT_NEAR(code(3), 181, 1);
}

TEST(PictureExport, RefusesWhatNoFileHolds) {
    const PixelFormat gray = find_pixel_format("gray");
    PictureExport what{
        PictureFile::Npy, PictureContent::Colours, {0, 0, std::int64_t{1} << 40, std::int64_t{1} << 30}, nullptr};
    EXPECT_THROW(check_export(gray, what), ValueError);
    what = {PictureFile::Raw, PictureContent::Converted, {0, 0, 1 << 20, 1 << 20}, &gray};
    EXPECT_THROW(check_export(gray, what), ValueError);
    EXPECT_THROW(picture_file_of("a.jpg"), ValueError);
}

TEST(PictureFileTest, WhatIsNoPictureIsRefusedAndADamagedOneToo) {
    EXPECT_FALSE(picture_file_info(bytes_of("neither fish nor fowl")));
    EXPECT_THROW(read_picture_file(bytes_of("neither fish nor fowl")), ValueError);
    std::string png =
        exported("rgb24", 9, 9, std::string(243, 'x'), {PictureFile::Png, PictureContent::Colours, {}, nullptr});
    png.resize(png.size() - 20);
    EXPECT_THROW(read_picture_file(bytes_of(png)), ValueError);
}

std::string npy(std::string header, std::string_view items = "") {
    header.resize((header.size() + 10) / 64 * 64 + 54, ' ');
    return "\x93NUMPY\x01" + std::string(1, '\0') + static_cast<char>(header.size() & 0xff) +
           static_cast<char>(header.size() >> 8) + header + std::string(items);
}

TEST(ArrayFileTest, SaysTheArrayAsAView) {
    const auto expression = [](const std::string& file) {
        const auto array = read_array_header(bytes_of(file));
        return array ? view_expression(*array) : std::string();
    };
    EXPECT_EQ(expression(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }")),
              "m[128:176].cast('<f', (3, 4))");
    EXPECT_EQ(expression(npy("{'descr': '|u1', 'fortran_order': False, 'shape': (7,), }")),
              "m[128:135].cast('B', (7,))");
    EXPECT_EQ(expression(npy("{'descr': '>u2', 'fortran_order': True, 'shape': (3, 4), }")),
              "m.as_strided('>H', shape=(3, 4), strides=(2, 6), offset=128)");
    EXPECT_EQ(expression(npy("{'descr': '<c8', 'fortran_order': False, 'shape': (3, 4), }")), "");
    EXPECT_EQ(expression(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 4), }")), "");
    EXPECT_EQ(expression("\x93NUMPY"), "");
}

TEST(PlainPicture, ABmpStandsUpsideDownAndAPgmDoesNot) {
    std::string bmp(54, '\0');
    bmp.replace(0, 2, "BM");
    bmp[10] = 54;
    bmp[14] = 40;
    bmp[18] = 3;
    bmp[22] = 2;
    bmp[26] = 1;
    bmp[28] = 24;
    const auto image = plain_picture(bytes_of(bmp));
    ASSERT_TRUE(image);
    EXPECT_EQ(image->pixels, "bgr24");
    EXPECT_EQ(image->geometry.row_stride, -12);
    EXPECT_EQ(image->geometry.offset, 54 + 12);
    bmp[30] = 1;
    EXPECT_FALSE(plain_picture(bytes_of(bmp))) << "compressed";
    const auto pgm = plain_picture(bytes_of("P5 # a comment\n3 2\n65535\nabcdefghijkl"));
    ASSERT_TRUE(pgm);
    EXPECT_EQ(pgm->pixels, "gray16be");
    EXPECT_EQ(pgm->geometry.offset, 25);
    EXPECT_EQ(pgm->geometry.width, 3);
    EXPECT_FALSE(plain_picture(bytes_of("P5\n0 2\n255\n")));
    EXPECT_FALSE(plain_picture(bytes_of("BM")));
}

TEST(RegionLayout, IsTheBytesOfTheGroupsInPlaneZero) {
    const PixelFormat yuyv = find_pixel_format("yuyv422");
    const ImageLayout layout = layout_of(yuyv, {.width = 8, .height = 4, .offset = 10, .row_stride = 20});
    const auto bytes = region_layout(yuyv, layout, {3, 1, 2, 2}, 100);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(*bytes, (Layout{10 + 20 + 4, 1, {Axis{2, 20}, Axis{8, 1}}}));
    EXPECT_FALSE(region_layout(yuyv, layout, {3, 1, 2, 2}, 61)) << "one byte is not there";
}

}  // namespace
}  // namespace byteprism
