#include "core/image/geometry_guess.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "core/image/lag_differences.hpp"

namespace byteprism {
namespace {

using Picture = std::vector<std::byte>;

std::byte byte_of(double value) { return static_cast<std::byte>(std::lround(std::clamp(value, 0.0, 255.0))); }

// A hillside with some noise: red, green or blue at a place.
double shade(int x, int y, int channel) {
    return 120 + 50 * std::sin(x / 23.0 + channel) + 40 * std::cos(y / 17.0 - x / 41.0) + channel * 12 +
           25 * std::sin(x * y / 900.0);
}

struct Made {
    int width = 211;
    int height = 150;
    int padding = 0;
    int header = 0;
};

Picture made(const Made& made, const std::function<void(Picture&, int x, int y)>& put) {
    Picture bytes(static_cast<std::size_t>(made.header), std::byte{0x11});
    for (int y = 0; y < made.height; ++y) {
        for (int x = 0; x < made.width; ++x) put(bytes, x, y);
        bytes.insert(bytes.end(), static_cast<std::size_t>(made.padding), std::byte{0});
    }
    return bytes;
}

void put_gray(Picture& bytes, int x, int y) { bytes.push_back(byte_of(shade(x, y, 0))); }
void put_rgb(Picture& bytes, int x, int y) {
    for (const int channel : {0, 1, 2}) bytes.push_back(byte_of(shade(x, y, channel)));
}
void put_bgra(Picture& bytes, int x, int y) {
    put_rgb(bytes, x, y);
    bytes.push_back(std::byte{255});
}
void put_word(Picture& bytes, unsigned word) {
    bytes.push_back(static_cast<std::byte>(word & 255));
    bytes.push_back(static_cast<std::byte>(word >> 8));
}
void put_rgb565(Picture& bytes, int x, int y) {
    const auto part = [&](int channel) { return std::to_integer<unsigned>(byte_of(shade(x, y, channel))); };
    put_word(bytes, part(0) >> 3 << 11 | part(1) >> 2 << 5 | part(2) >> 3);
}
void put_gray16(Picture& bytes, int x, int y) {
    put_word(bytes, static_cast<unsigned>(shade(x, y, 0) * 16) + static_cast<unsigned>(x * 7 + y * 5) % 13);
}

std::vector<GeometryGuess> guesses(const Picture& bytes, const GuessHints& hints = {}) {
    Progress progress;
    return guess_geometry(bytes, hints, progress);
}

std::string best(const Picture& bytes, const GuessHints& hints = {}) {
    const std::vector<GeometryGuess> all = guesses(bytes, hints);
    if (all.empty()) return "none";
    const GeometryGuess& first = all.front();
    return first.pixels + " " + std::to_string(first.width) + "x" + std::to_string(first.height) + " stride " +
           std::to_string(first.row_stride) + " at " + std::to_string(first.offset);
}

TEST(GeometryGuess, FindsRowsPixelsAndWhereThePictureBegins) {
    EXPECT_EQ(best(made({}, put_gray)), "gray 211x150 stride 211 at 0");
    EXPECT_EQ(best(made({.header = 100}, put_rgb)), "rgb24 211x150 stride 633 at 100");
    EXPECT_EQ(best(made({.header = 54}, put_bgra)), "bgra 211x150 stride 844 at 54");
    EXPECT_EQ(best(made({}, put_rgb565)), "rgb565le 211x150 stride 422 at 0");
    EXPECT_EQ(best(made({}, put_gray16)), "gray16le 211x150 stride 422 at 0");
}

TEST(GeometryGuess, LeavesPaddingOutOfTheWidth) {
    EXPECT_EQ(best(made({.padding = 45}, put_gray)), "gray 211x150 stride 256 at 0");
    EXPECT_EQ(best(made({.padding = 7, .header = 33}, put_rgb)), "rgb24 211x150 stride 640 at 33");
}

TEST(GeometryGuess, TakesAFormatThatIsKnown) {
    const Picture bytes = made({}, put_rgb565);
    EXPECT_EQ(best(bytes, {.file_name = "", .pixels = "bgr565le"}), "bgr565le 211x150 stride 422 at 0");
}

TEST(GeometryGuess, TakesShortPeriodsForRecordsUnlessTheNameOfTheFileSpeaksForThem) {
    const Picture bytes = made({.width = 40, .height = 200}, put_gray);
    EXPECT_EQ(best(bytes), "none");
    EXPECT_EQ(best(bytes, {.file_name = "icon_40x200.raw", .pixels = ""}), "gray 40x200 stride 40 at 0");
}

TEST(GeometryGuess, FindsNothingWhereThereIsNoPicture) {
    std::mt19937 random(5);
    Picture noise(100'000);
    for (std::byte& byte : noise) byte = static_cast<std::byte>(random());
    EXPECT_EQ(best(noise), "none");
    EXPECT_EQ(best(Picture(100'000)), "none") << "all the same";
    Picture text;
    while (text.size() < 50'000) {
        for (auto i = 4 + random() % 60; i > 0; --i) text.push_back(static_cast<std::byte>('a' + random() % 26));
        text.push_back(std::byte{'\n'});
    }
    EXPECT_EQ(best(text), "none");
    for (const std::ptrdiff_t size : {0, 1, 2, 15, 99, 150, 151, 152, 200}) {
        EXPECT_EQ(best(Picture(noise.begin(), noise.begin() + size)), "none") << size;
    }
}

TEST(GeometryGuess, CountsWhatIsSure) {
    double sum = 0;
    for (const GeometryGuess& guess : guesses(made({.header = 54}, put_bgra))) {
        EXPECT_GT(guess.confidence, 0);
        sum += guess.confidence;
    }
    EXPECT_LE(sum, 1.0001);
    EXPECT_GT(sum, 0.8);
}

TEST(GeometryGuess, CanBeCancelled) {
    Progress progress;
    progress.cancel();
    EXPECT_THROW(guess_geometry(made({}, put_gray), {}, progress), Cancelled);
}

TEST(LagDifferences, AreTheMeanSquaresOfDifferencesAtALag) {
    std::mt19937 random(9);
    Picture bytes(1000);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    Progress progress;
    const LagDifferences differences = lag_differences(bytes, 300, progress);
    ASSERT_EQ(differences.largest_lag(), 300u);
    for (const std::size_t lag : {1u, 2u, 17u, 299u, 300u}) {
        double sum = 0;
        for (std::size_t i = 0; i + lag < bytes.size(); ++i) {
            const int difference = std::to_integer<int>(bytes[i]) - std::to_integer<int>(bytes[i + lag]);
            sum += difference * difference;
        }
        EXPECT_NEAR(differences.squared[lag], sum / static_cast<double>(bytes.size() - lag), 1e-6) << lag;
    }
    EXPECT_DOUBLE_EQ(progress.part(), 1);
}

}  // namespace
}  // namespace byteprism
