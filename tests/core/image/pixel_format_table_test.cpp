#include "core/image/pixel_format_table.hpp"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

std::string layout_of_name(std::string_view name) { return find_pixel_format(name).layout; }

std::string refusal(std::string_view name) {
    try {
        find_pixel_format(name);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(PixelFormatTable, EveryRowIsWrittenInItsCanonicalSpelling) {
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        EXPECT_EQ(parse_pixel_format(row.layout).layout, row.layout) << row.name;
    }
}

TEST(PixelFormatTable, NamesAndLayoutsAreUnique) {
    std::map<std::string_view, std::string_view> names, layouts;
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        EXPECT_TRUE(names.emplace(row.name, row.layout).second) << row.name;
        EXPECT_TRUE(layouts.emplace(row.layout, row.name).second) << row.name << " and " << layouts[row.layout];
        EXPECT_EQ(find_named_pixel_format(row.name), &row) << row.name;
        EXPECT_EQ(name_of(parse_pixel_format(row.layout)), &row) << row.name;
    }
}

TEST(PixelFormatTable, DrmAndBytesInMemoryAreToldApart) {
    EXPECT_EQ(layout_of_name("drm:RGB888"), "B8 G8 R8");
    EXPECT_EQ(layout_of_name("v4l2:RGB24"), "R8 G8 B8");
    EXPECT_EQ(layout_of_name("vulkan:R8G8B8_UNORM"), "R8 G8 B8");
    EXPECT_EQ(layout_of_name("bgr24"), "B8 G8 R8");
    EXPECT_EQ(layout_of_name("drm:ARGB8888"), layout_of_name("v4l2:ABGR32"));
    EXPECT_EQ(layout_of_name("drm:ARGB8888"), "B8 G8 R8 A8");
    EXPECT_EQ(layout_of_name("vulkan:A8B8G8R8_UNORM_PACK32"), "R8 G8 B8 A8");
}

TEST(PixelFormatTable, SameNamesOfDifferentWorldsAreRefusedWithWhatTheyMean) {
    EXPECT_EQ(refusal("AYUV"),
              "'AYUV' is ambiguous: drm:AYUV is vuya (V8 U8 Y8 A8), v4l2:AYUV is ayuv32 (A8 Y8 U8 V8)");
    EXPECT_NE(refusal("NV20").find("drm:NV20"), std::string::npos);
    EXPECT_NE(refusal("NV20").find("ffmpeg:NV20"), std::string::npos);
    EXPECT_EQ(refusal("RGB888"),
              "'RGB888' is ambiguous: drm:RGB888 is bgr24 (B8 G8 R8), v4l2:RGB24 is rgb24 (R8 G8 B8)");
    EXPECT_EQ(layout_of_name("drm:AYUV"), "V8 U8 Y8 A8");
    EXPECT_EQ(layout_of_name("v4l2:AYUV32"), "A8 Y8 U8 V8");
    EXPECT_EQ(layout_of_name("ffmpeg:nv20"), "l16{x6 Y10} | l16{x6 U10} l16{x6 V10} /2x1");
}

TEST(PixelFormatTable, EveryUnambiguousSynonymIsFound) {
    for (const char* const name : {"XR24", "nonsense"}) {
        EXPECT_EQ(find_named_pixel_format(name), nullptr);
    }
    EXPECT_EQ(find_named_pixel_format("DRM_FORMAT_RGB565")->name, "rgb565le");
    EXPECT_EQ(find_named_pixel_format("VK_FORMAT_R5G6B5_UNORM_PACK16")->name, "rgb565le");
    EXPECT_EQ(find_named_pixel_format("rgb565")->name, "rgb565le");
    EXPECT_EQ(find_named_pixel_format("GREY")->name, "gray");
    EXPECT_EQ(find_named_pixel_format(" YUYV ")->name, "yuyv422");
}

TEST(PixelFormatTable, TenBitsLieLowInS010AndHighInP010) {
    EXPECT_EQ(layout_of_name("drm:S010"), "l16{x6 Y10} | l16{x6 U10} /2x2 | l16{x6 V10} /2x2");
    EXPECT_EQ(layout_of_name("drm:P010"), "l16{Y10 x6} | l16{U10 x6} l16{V10 x6} /2x2");
    EXPECT_EQ(layout_of_name("drm:C8"), "I8") << "a palette of DRM, not the mosaic that the notation writes so";
}

TEST(PixelFormatTable, Rgb8OfFfmpegIsNotRgb332) {
    EXPECT_EQ(layout_of_name("ffmpeg:rgb8"), "l8{R2 G3 B3}");
    EXPECT_EQ(layout_of_name("v4l2:RGB332"), "l8{R3 G3 B2}");
    EXPECT_EQ(layout_of_name("drm:BGR233"), layout_of_name("ffmpeg:bgr8"));
}

TEST(PixelFormatTable, TenBitsInSixteenAreAlignedHighOrLow) {
    EXPECT_EQ(layout_of_name("P010"), "l16{Y10 x6} | l16{U10 x6} l16{V10 x6} /2x2");
    EXPECT_EQ(layout_of_name("yuv420p10le"), "l16{x6 Y10} | l16{x6 U10} /2x2 | l16{x6 V10} /2x2");
}

TEST(PixelFormatTable, OptionsFollowAName) {
    EXPECT_EQ(layout_of_name("yuv420p;m=709;r=full"), "Y8 | U8 /2x2 | V8 /2x2;m=709;r=full");
    try {
        find_pixel_format("yuv420p;m=7");
        FAIL();
    } catch (const StructError& error) {
        EXPECT_EQ(error.column, 10u);
    }
}

TEST(PixelFormatTable, WhatIsNoNameIsALayout) {
    EXPECT_EQ(layout_of_name("l16{R5 G6 B5}"), "l16{R5 G6 B5}");
    EXPECT_NE(refusal("drm:NOSUCH").find("there is no 'drm:NOSUCH'"), std::string::npos);
    EXPECT_NE(refusal("nosuch").find("'n' is no component"), std::string::npos);
}

TEST(PixelFormatTable, IsSearchedByAnySynonym) {
    const NamedPixelFormat& row = *find_named_pixel_format("bgra");
    EXPECT_TRUE(matches(row, "argb8888"));
    EXPECT_TRUE(matches(row, "ABGR32"));
    EXPECT_TRUE(matches(row, "B8 G8"));
    EXPECT_FALSE(matches(row, "nv12"));
}

}  // namespace
}  // namespace byteprism
