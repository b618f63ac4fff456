#include "app/ui/theme.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

// The contrast ratio of WCAG 2, 1 to 21.
double luminance(ImU32 color) {
    const auto linear = [](ImU32 byte) {
        const double value = byte / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color >> IM_COL32_R_SHIFT & 0xff) + 0.7152 * linear(color >> IM_COL32_G_SHIFT & 0xff) +
           0.0722 * linear(color >> IM_COL32_B_SHIFT & 0xff);
}

double contrast(ImU32 a, ImU32 b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

class ThemeTest : public testing::TestWithParam<Theme> {};

TEST_P(ThemeTest, TextStandsOutFromEverySurface) {
    const Colors& c = colors(GetParam());
    for (const ImU32 text : {c.text, c.dim, c.printable, c.control, c.high, c.accent, c.modified, c.error, c.ok}) {
        for (const ImU32 surface : {c.window, c.panel, c.raised}) {
            EXPECT_GE(contrast(text, surface), 4.5) << std::hex << text << " on " << surface;
        }
    }
}

TEST_P(ThemeTest, BytesStandOutFromSelectionAndHover) {
    const Colors& c = colors(GetParam());
    for (const ImU32 text : {c.printable, c.control, c.high}) {
        EXPECT_GE(contrast(text, c.selection), 3.0) << std::hex << text;
        EXPECT_GE(contrast(text, c.hover), 3.0) << std::hex << text;
    }
}

TEST_P(ThemeTest, ZeroBytesRecedeBehindTheOthers) {
    const Colors& c = colors(GetParam());
    for (const ImU32 text : {c.printable, c.control, c.high, c.dim}) {
        EXPECT_LT(contrast(c.zero, c.panel), contrast(text, c.panel)) << std::hex << text;
    }
}

INSTANTIATE_TEST_SUITE_P(BothThemes, ThemeTest, testing::Values(Theme::Dark, Theme::Light),
                         [](const auto& test) { return test.param == Theme::Dark ? "Dark" : "Light"; });

}  // namespace
}  // namespace byteprism
