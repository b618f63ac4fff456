// Points in cells of a grid: the edges, what is no number, which of them came first.
#include "core/analysis/point_density.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

constexpr std::size_t last = PointDensity::side - 1;

TEST(PointDensityTest, PutsPointsIntoCellsBothEndsIncluded) {
    PointDensity density({0, 128}, {-1, 1});
    density.add(std::vector<double>{0, 128, 0.5, 64}, std::vector<double>{-1, 1, -1, 0}, 100);
    EXPECT_EQ(density.count(0, 0), 2U);
    EXPECT_EQ(density.first(0, 0), 100);
    EXPECT_EQ(density.count(last, last), 1U);
    EXPECT_EQ(density.first(last, last), 101);
    EXPECT_EQ(density.count(64, 64), 1U);
    EXPECT_EQ(density.first(1, 1), PointDensity::none);
    EXPECT_EQ(density.inside(), 4U);
    EXPECT_EQ(density.most(), 2U);
}

TEST(PointDensityTest, LeavesOutWhatLiesOutsideOrIsNoNumber) {
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    PointDensity density({0, 1}, {0, 1});
    density.add(std::vector<double>{-1, 2, nan, 0.5, inf}, std::vector<double>{0.5, 0.5, 0.5, nan, 0.5}, 0);
    EXPECT_EQ(density.inside(), 0U);
}

TEST(PointDensityTest, EndsMayBeOneNumberOrAsFarApartAsTheyGo) {
    const double most = std::numeric_limits<double>::max();
    PointDensity density({5, 5}, {-most, most});
    density.add(std::vector<double>{5, 5}, std::vector<double>{-most, most}, 0);
    EXPECT_EQ(density.count(0, 0), 1U);
    EXPECT_EQ(density.count(0, last), 1U);
}

}  // namespace
}  // namespace byteprism
