#include "core/image/tone.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/image/decode.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/sample_value.hpp"
#include "core/image/value_range.hpp"

namespace byteprism {

void PrintTo(Rgba8 c, std::ostream* out);  // in decode_test.cpp

namespace {

using Bytes = std::vector<std::byte>;

Bytes random_bytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    Bytes result(count);
    for (std::byte& byte : result) byte = static_cast<std::byte>(random() & 255u);
    return result;
}

template <typename T>
Bytes bytes_of(const std::vector<T>& values) {
    Bytes result(values.size() * sizeof(T));
    std::memcpy(result.data(), values.data(), result.size());
    return result;
}

struct Shown {
    std::vector<Rgba8> pixels;
    std::vector<PixelMark> marks;
};

Shown shown(const PixelFormat& format, const ImageLayout& layout, const Bytes& source, const DecodeArea& area,
            const Tone& tone) {
    const auto count = static_cast<std::size_t>(area.columns() * area.rows());
    Shown result{std::vector<Rgba8>(count), {}};
    std::vector<std::uint8_t> marks(count);
    decode(format, layout, source, area, {result.pixels, static_cast<std::size_t>(area.columns()), marks}, tone);
    for (const std::uint8_t mark : marks) result.marks.push_back(static_cast<PixelMark>(mark));
    return result;
}

// One row, as wide as the bytes reach.
Shown row_of(std::string_view name, const Bytes& source, const Tone& tone) {
    const PixelFormat format = find_pixel_format(name);
    const PixelGroup& group = format.planes[0];
    const auto width = static_cast<std::int64_t>(source.size()) / group.bytes * group.width;
    const ImageLayout layout =
        layout_of(format, {.width = width, .height = 1, .offset = 0, .row_stride = tight_row_stride(format, width)});
    return shown(format, layout, source, {{0, 0, width, 1}, 1}, tone);
}

std::vector<int> grays(const Shown& row) {
    std::vector<int> result;
    for (const Rgba8 pixel : row.pixels) result.push_back(pixel.red);
    return result;
}

using Marks = std::vector<PixelMark>;
constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float inf = std::numeric_limits<float>::infinity();

TEST(Tone, AWindowIsInTheUnitOfWhatIsStored) {
    const Tone window{.window = Window{100, 200}};
    EXPECT_EQ(grays(row_of("gray", bytes_of<std::uint8_t>({50, 100, 150, 200, 250}), window)),
              (std::vector<int>{0, 0, 128, 255, 255}));
    EXPECT_EQ(grays(row_of("gray16le", bytes_of<std::uint16_t>({100, 150, 200, 60000}), window)),
              (std::vector<int>{0, 128, 255, 255}));
    EXPECT_EQ(grays(row_of("Y16i", bytes_of<std::int16_t>({-200, -100, 0}), {.window = Window{-200, 0}})),
              (std::vector<int>{0, 128, 255}));
    EXPECT_EQ(grays(row_of("grayf32le", bytes_of<float>({-1, 0, 1}), {.window = Window{-1, 1}})),
              (std::vector<int>{0, 128, 255}));
    EXPECT_EQ(row_of("rgb24", bytes_of<std::uint8_t>({100, 150, 200}), window).pixels[0], (Rgba8{0, 128, 255}));
    EXPECT_EQ(row_of("rgb565le", bytes_of<std::uint16_t>({0x8410}), {.window = Window{0, 0.5}}).pixels[0],
              (Rgba8{255, 255, 255}))
        << "16 of 31 and 32 of 63 have no code in common: the colour is the unit";
}

TEST(Tone, TheDefaultWindowIsWhatIsShownWithoutOne) {
    EXPECT_EQ(default_window(find_pixel_format("gray10le")), (Window{0, 1023}));
    EXPECT_EQ(default_window(find_pixel_format("Y16i")), (Window{-32768, 32767}));
    EXPECT_EQ(default_window(find_pixel_format("grayf32le")), (Window{0, 1}));
    EXPECT_EQ(default_window(find_pixel_format("yuv420p")), (Window{0, 1}));
    EXPECT_EQ(default_window(find_pixel_format("yuv420p10le"), {.isolate = Component::Cb}), (Window{0, 1023}));
    EXPECT_EQ(default_window(find_pixel_format("rgb565le"), {.isolate = Component::Green}), (Window{0, 63}));
}

// The arithmetic of tones, asked for nothing new, must not move a value.
TEST(Tone, SayingTheDefaultWindowChangesNoFormatByMoreThanRounding) {
    const Bytes source = random_bytes(6000, 7);
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        const PixelFormat format = parse_pixel_format(row.layout);
        const ImageLayout layout =
            layout_of(format, {.width = 40, .height = 6, .offset = 3, .row_stride = tight_row_stride(format, 40) + 1});
        const DecodeArea area{{1, 1, 37, 5}, 1};
        const Shown plain = shown(format, layout, source, area, {});
        const Shown marked = shown(format, layout, source, area, {.marks = true});
        const Shown said = shown(format, layout, source, area, {.window = default_window(format)});
        for (std::size_t i = 0; i < plain.pixels.size(); ++i) {
            ASSERT_EQ(plain.pixels[i], marked.pixels[i]) << row.name << " " << i;
            ASSERT_EQ(plain.marks[i] == PixelMark::Outside, marked.marks[i] == PixelMark::Outside) << row.name;
            for (const auto part : {&Rgba8::red, &Rgba8::green, &Rgba8::blue, &Rgba8::alpha}) {
                ASSERT_LE(std::abs(plain.pixels[i].*part - said.pixels[i].*part), 1) << row.name << " " << i;
            }
        }
    }
}

TEST(Tone, ExposureDoublesAndGammaLightens) {
    const Bytes source = bytes_of<float>({0.0f, 0.25f, 0.5f, 1.0f});
    EXPECT_EQ(grays(row_of("grayf32le", source, {.exposure = 1})), (std::vector<int>{0, 128, 255, 255}));
    EXPECT_EQ(grays(row_of("grayf32le", source, {.exposure = -1})), (std::vector<int>{0, 32, 64, 128}));
    EXPECT_EQ(grays(row_of("grayf32le", source, {.gamma = 2})), (std::vector<int>{0, 128, 180, 255}));
    EXPECT_EQ(grays(row_of("grayf32le;t=lin", source, {.exposure = 1}))[1], 188) << "light is doubled before the curve";
}

TEST(Tone, MarksSayWhyAPixelIsNotShownAsItIs) {
    const Bytes source = bytes_of<float>({nan, inf, -inf, 2, -1, 0.5f});
    const Marks wanted{PixelMark::NotANumber,  PixelMark::PlusInfinity, PixelMark::MinusInfinity,
                       PixelMark::AboveWindow, PixelMark::BelowWindow,  PixelMark::None};
    const Shown row = row_of("grayf32le", source, {.marks = true});
    EXPECT_EQ(row.marks, wanted);
    EXPECT_EQ(grays(row), (std::vector<int>{0, 255, 0, 255, 0, 128}));
    EXPECT_EQ(row_of("grayf32le", source, {}).marks, Marks(6, PixelMark::None)) << "not asked for";
    EXPECT_EQ(row_of("R32f G32f B32f", bytes_of<float>({0, 3, nan}), {.marks = true}).marks,
              Marks{PixelMark::NotANumber});
    EXPECT_EQ(row_of("gray", bytes_of<std::uint8_t>({9, 10, 20, 21}), {.window = Window{10, 20}, .marks = true}).marks,
              (Marks{PixelMark::BelowWindow, PixelMark::None, PixelMark::None, PixelMark::AboveWindow}));
    EXPECT_EQ(row_of("Y16bf", bytes_of<std::uint16_t>({0x7fc0, 0x7f80, 0x3f80}), {.marks = true}).marks,
              (Marks{PixelMark::NotANumber, PixelMark::PlusInfinity, PixelMark::None}));
    const PixelFormat gray = find_pixel_format("grayf32le");
    const ImageLayout layout = layout_of(gray, {.width = 3, .height = 1, .offset = 0, .row_stride = 12});
    EXPECT_EQ(shown(gray, layout, bytes_of<float>({nan}), {{0, 0, 3, 1}, 1}, {.marks = true}).marks,
              (Marks{PixelMark::NotANumber, PixelMark::Outside, PixelMark::Outside}));
}

TEST(Tone, FalseColoursShowOneValue) {
    const Shown row = row_of("gray", bytes_of<std::uint8_t>({0, 128, 255}), {.map = FalseColour::Viridis});
    EXPECT_EQ(row.pixels[0], (Rgba8{0x44, 0x01, 0x54}));
    EXPECT_EQ(row.pixels[2], (Rgba8{0xfd, 0xe7, 0x25}));
    EXPECT_EQ(row_of("gray", bytes_of<std::uint8_t>({3}), {.map = FalseColour::GrayInverted}).pixels[0],
              (Rgba8{252, 252, 252}));
    EXPECT_EQ(row_of("pal8;pal=0,R8 G8 B8", bytes_of<std::uint8_t>({255, 0}), {.map = FalseColour::Cividis}).pixels[0],
              (Rgba8{0xff, 0xea, 0x46}))
        << "the index, not its colour";
}

// L* of CIELAB from sRGB.
double lightness(FalseColourEntry c) {
    const auto light = [](std::uint8_t v) {
        const double x = v / 255.0;
        return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * light(c.red) + 0.7152 * light(c.green) + 0.0722 * light(c.blue);
    return y > 216.0 / 24389 ? 116 * std::cbrt(y) - 16 : y * 24389 / 27;
}

TEST(Tone, LightnessOfTheMapsRisesEvenly) {
    for (const FalseColour map : {FalseColour::Viridis, FalseColour::Cividis, FalseColour::Inferno}) {
        const auto& colours = colours_of(map);
        const double whole = lightness(colours[255]) - lightness(colours[0]);
        for (std::size_t i = 16; i < 256; i += 16) {
            const double rise = lightness(colours[i]) - lightness(colours[i - 16]);
            EXPECT_GT(rise, whole / 16 * 0.5) << static_cast<int>(map) << " " << i;
            EXPECT_LT(rise, whole / 16 * 1.5) << static_cast<int>(map) << " " << i;
        }
    }
    const auto& diverging = colours_of(FalseColour::Diverging);
    EXPECT_NEAR(lightness(diverging[127]), lightness(diverging[128]), 1);
    EXPECT_GT(lightness(diverging[127]), 95);
}

TEST(Tone, ShowsOneComponentAlone) {
    const Bytes pixel = bytes_of<std::uint8_t>({10, 20, 30, 40});
    EXPECT_EQ(row_of("rgba", pixel, {.isolate = Component::Green}).pixels[0], (Rgba8{20, 20, 20, 255}));
    EXPECT_EQ(row_of("rgba", pixel, {.isolate = Component::Alpha}).pixels[0], (Rgba8{40, 40, 40, 255}));
    EXPECT_EQ(row_of("Y8 U8 V8 x8", pixel, {.isolate = Component::Cr}).pixels[0], (Rgba8{30, 30, 30, 255}));
    EXPECT_EQ(row_of("rgba", pixel, {.isolate = Component::Luma}).pixels[0], (Rgba8{10, 20, 30, 40}))
        << "there is none";
    EXPECT_EQ(row_of("d24s8", pixel, {.isolate = Component::Stencil}).pixels[0], (Rgba8{10, 10, 10, 255}));
}

TEST(Tone, OverridesAlphaAndSwizzles) {
    const Bytes pixel = bytes_of<std::uint8_t>({64, 32, 0, 128});
    EXPECT_EQ(row_of("rgba", pixel, {.alpha = AlphaMode::Ignored}).pixels[0], (Rgba8{64, 32, 0, 255}));
    EXPECT_EQ(row_of("rgba", pixel, {.alpha = AlphaMode::Premultiplied}).pixels[0], (Rgba8{128, 64, 0, 128}));
    EXPECT_EQ(row_of("rgba;a=premul", pixel, {.alpha = AlphaMode::Straight}).pixels[0], (Rgba8{64, 32, 0, 128}));
    const Tone swapped{.swizzle = {ColourSource::Blue, ColourSource::Alpha, ColourSource::One, ColourSource::Red}};
    EXPECT_EQ(row_of("rgba", pixel, swapped).pixels[0], (Rgba8{0, 128, 255, 64}));
}

TEST(Tone, OddNumbersGiveADefinedPicture) {
    const Bytes source = bytes_of<float>({nan, -inf, -1e38f, -1, 0, 0.5f, 1, 1e38f, inf});
    const double numbers[] = {std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity(),
                              -std::numeric_limits<double>::infinity(),
                              0,
                              0.5,
                              1,
                              -1e308,
                              1e308,
                              5e-324};
    for (const double a : numbers) {
        for (const double b : numbers) {
            const Tone tone{.window = Window{a, b}, .exposure = b, .gamma = a, .marks = true};
            for (const char* const name : {"grayf32le", "gray16le", "yuyv422", "R32f G32f B32f", "gray;r=lim"}) {
                const Shown row = row_of(name, source, tone);
                EXPECT_EQ(row.pixels.front().alpha, 255);
            }
        }
    }
    EXPECT_EQ(grays(row_of("gray", bytes_of<std::uint8_t>({4, 5, 6}), {.window = Window{5, 5}})),
              (std::vector<int>{0, 255, 255}));
    EXPECT_EQ(grays(row_of("gray", bytes_of<std::uint8_t>({0, 255}), {.window = Window{255, 0}})),
              (std::vector<int>{255, 0}))
        << "the negative";
    EXPECT_EQ(grays(row_of("gray", bytes_of<std::uint8_t>({7}), {.window = Window{numbers[0], 3}})),
              (std::vector<int>{7}))
        << "no number: as if none were given";
}

TEST(Tone, InvertedComponentsAreBlackAtTheirMost) {
    EXPECT_EQ(grays(row_of("monow", bytes_of<std::uint8_t>({0b10000000}), {})),
              (std::vector<int>{0, 255, 255, 255, 255, 255, 255, 255}));
    EXPECT_EQ(grays(row_of("drm:D8", bytes_of<std::uint8_t>({0, 55, 255}), {})), (std::vector<int>{255, 200, 0}));
    EXPECT_EQ(grays(row_of("drm:D8", bytes_of<std::uint8_t>({0, 55, 255}), {.window = Window{200, 201}})),
              (std::vector<int>{255, 0, 0}));
    EXPECT_EQ(parse_pixel_format("R8 G8 B8;inv=BR").layout, "R8 G8 B8;inv=RB");
    EXPECT_EQ(row_of("R8 G8 B8;inv=RB", bytes_of<std::uint8_t>({1, 2, 3}), {}).pixels[0], (Rgba8{254, 2, 252}));
    EXPECT_THROW(parse_pixel_format("Y8;inv=R"), std::exception);
    EXPECT_THROW(parse_pixel_format("Y8;inv=YY"), std::exception);
    const PixelFormat format = find_pixel_format("drm:D8");
    EXPECT_EQ(PixelColours(format).codes_of({200, 200, 200}, {})[0], 55u);
}

TEST(Tone, BfloatsAreTheUpperHalvesOfFloats) {
    for (std::uint32_t code = 0; code < 65536; ++code) {
        const float value = std::bit_cast<float>(code << 16);
        const double read = value_of(SampleType::BFloat, 16, code);
        if (std::isnan(value)) {
            ASSERT_TRUE(std::isnan(read));
            continue;
        }
        ASSERT_EQ(read, static_cast<double>(value));
        ASSERT_EQ(code_of(SampleType::BFloat, 16, read), code);
    }
    EXPECT_EQ(code_of(SampleType::BFloat, 16, 1 + 1 / 256.0), 0x3f80u) << "half a step: to the even one";
    EXPECT_EQ(code_of(SampleType::BFloat, 16, 1 + 3 / 256.0), 0x3f82u);
    EXPECT_EQ(code_of(SampleType::BFloat, 16, 1e39), 0x7f80u);
    EXPECT_EQ(parse_pixel_format("Y16bf A16bf").layout, "Y16bf A16bf");
    EXPECT_THROW(parse_pixel_format("Y32bf"), std::exception);
}

TEST(ValueRange, LeavesTheRarestOut) {
    std::vector<float> values;
    for (int i = 0; i < 1000; ++i) values.push_back(static_cast<float>(i));
    values.insert(values.end(), {nan, inf, -inf});
    const Bytes source = bytes_of(values);
    const PixelFormat format = find_pixel_format("grayf32le");
    const ImageLayout layout = layout_of(format, {.width = 1004, .height = 1, .offset = 0, .row_stride = 4016});
    SampledValues sampled;
    add_values(sampled, format, layout, source, {{0, 0, 1004, 1}, 1});
    EXPECT_EQ(sampled.not_a_number, 1);
    EXPECT_EQ(sampled.infinite, 2);
    EXPECT_EQ(sampled.outside, 1);
    EXPECT_EQ(range_of(sampled, 0, 100), (Window{0, 999}));
    EXPECT_EQ(range_of(sampled, 0.5, 99.5), (Window{5, 994}));
    SampledValues none;
    EXPECT_FALSE(range_of(none, 0, 100));
}

TEST(ValueRange, IsInTheUnitOfTheWindow) {
    const auto range = [](std::string_view name, const Bytes& source, const Tone& tone) {
        const PixelFormat format = find_pixel_format(name);
        const ImageLayout layout =
            layout_of(format, {.width = 2, .height = 1, .offset = 0, .row_stride = tight_row_stride(format, 2)});
        SampledValues sampled;
        add_values(sampled, format, layout, source, {{0, 0, 2, 1}, 1}, tone);
        return range_of(sampled, 0, 100);
    };
    EXPECT_EQ(range("gray16le", bytes_of<std::uint16_t>({300, 7000}), {}), (Window{300, 7000}));
    EXPECT_EQ(range("rgb24", bytes_of<std::uint8_t>({1, 2, 3, 4, 50, 6}), {}), (Window{1, 50}));
    EXPECT_EQ(range("rgb24", bytes_of<std::uint8_t>({1, 2, 3, 4, 50, 6}), {.isolate = Component::Blue}),
              (Window{3, 6}));
}

TEST(ValueRange, SamplesOfLargeAreasAreBounded) {
    const DecodeArea area = sampled_area({0, 0, 100'000, 100'000}, 1 << 16);
    EXPECT_LE(area.columns() * area.rows(), 1 << 16);
    EXPECT_GE(area.columns() * area.rows(), 1 << 15);
    EXPECT_EQ(sampled_area({5, 6, 10, 10}, 1000).step, 1);
    const DecodeArea line = sampled_area({0, 0, std::int64_t{1} << 61, 1}, 1000);
    EXPECT_LE(line.columns() * line.rows(), 1000);
}

TEST(ValueHistogram, CountsEveryChannelByItself) {
    const PixelFormat format = find_pixel_format("rgb24");
    const Bytes source = random_bytes(3 * 20 * 10 - 4, 3);
    const ImageLayout layout = layout_of(format, {.width = 20, .height = 10, .offset = 0, .row_stride = 60});
    std::vector<ChannelHistogram> whole = empty_histograms(format);
    add_pixels(whole, format, layout, source, {{0, 0, 20, 10}, 1});
    std::vector<ChannelHistogram> sliced = empty_histograms(format);
    add_pixels(sliced, format, layout, source, {{0, 0, 20, 3}, 1});
    add_pixels(sliced, format, layout, source, {{0, 3, 20, 7}, 1});
    ASSERT_EQ(whole.size(), 3u);
    for (std::size_t c = 0; c < 3; ++c) {
        EXPECT_EQ(whole[c].bins, sliced[c].bins);
        EXPECT_EQ(whole[c].outside, c == 0 ? 1 : c == 1 ? 1 : 2);
        std::vector<std::int64_t> counted(256);
        for (std::size_t i = c; i < source.size(); i += 3) ++counted[std::to_integer<std::size_t>(source[i])];
        EXPECT_EQ(whole[c].bins, counted);
    }
}

TEST(ValueHistogram, FloatsHaveTheRangeThatIsGiven) {
    const PixelFormat format = find_pixel_format("grayf32le");
    const Bytes source = bytes_of<float>({-5, 0, 4.99f, 5, 10, 11, nan, inf, -inf});
    const ImageLayout layout = layout_of(format, {.width = 9, .height = 1, .offset = 0, .row_stride = 36});
    std::vector<ChannelHistogram> histograms = empty_histograms(format, 2);
    histograms[0].low = 0;
    histograms[0].high = 10;
    add_pixels(histograms, format, layout, source, {{0, 0, 9, 1}, 1});
    EXPECT_EQ(histograms[0].bins, (std::vector<std::int64_t>{2, 2}));
    EXPECT_EQ(histograms[0].below, 2);
    EXPECT_EQ(histograms[0].above, 2);
    EXPECT_EQ(histograms[0].not_a_number, 1);
}

}  // namespace
}  // namespace byteprism
