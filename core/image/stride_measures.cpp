#include "core/image/stride_measures.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

namespace byteprism {
namespace {

constexpr std::size_t pixel_sizes[] = {1, 2, 3, 4, 6, 8};  // what a row is shifted by to see whether it matches worse
constexpr std::size_t largest_shift = 8;
constexpr std::size_t least_stride = 16;
constexpr std::size_t largest_stride = std::size_t{1} << 17;
constexpr std::size_t least_rows = 6;
constexpr std::size_t candidates_by_each = 10;

// Mean at the lag shifted either way, by the shift that hurts least (or second least): what a pixel is wide is not
// known yet.
template <typename At>
std::array<double, 2> shifted(std::size_t lag, const At& at) {
    std::array<double, std::size(pixel_sizes)> means{};
    std::ranges::transform(pixel_sizes, means.begin(),
                           [&](std::size_t shift) { return (at(lag - shift) + at(lag + shift)) / 2; });
    std::ranges::partial_sort(means, means.begin() + 2);
    return {means[0], means[1]};
}

std::array<double, 2> dips(const std::vector<double>& differences, std::size_t lag, double floor) {
    if (lag < least_stride || lag + largest_shift >= differences.size()) return {0, 0};
    auto result = shifted(lag, [&](std::size_t at) { return differences[at]; });
    for (double& value : result) value = std::log((value + floor) / (differences[lag] + floor));
    return result;
}

constexpr double squared_floor = 0.05;
constexpr double unequal_floor = 0.001;

// The lags with the greatest dips by each of the measures, and the expected ones.
std::vector<std::size_t> candidates(const LagDifferences& differences, std::span<const std::int64_t> expected) {
    struct Ranked {
        double dip = 0;
        std::size_t lag = 0;
    };
    constexpr std::size_t most_related = 3;
    std::vector<std::size_t> lags;
    const std::size_t end = differences.largest_lag() < largest_shift ? 0 : differences.largest_lag() - largest_shift;
    const auto add_best = [&](const std::vector<double>& values, double floor, std::size_t which) {
        std::vector<Ranked> ranked;
        for (std::size_t lag = least_stride; lag < end; ++lag) ranked.push_back({dips(values, lag, floor)[which], lag});
        const std::size_t count = std::min(candidates_by_each, ranked.size());
        std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(count), std::greater{},
                                  &Ranked::dip);
        for (std::size_t i = 0; i < count; ++i) lags.push_back(ranked[i].lag);
    };
    for (const std::size_t which : {std::size_t{0}, std::size_t{1}}) {
        add_best(differences.squared, squared_floor, which);
        add_best(differences.unequal, unequal_floor, which);
    }
    // Where chroma planes have rows of their own length, those may have been found: half as long, or one byte longer.
    for (std::size_t i = 0; i < most_related; ++i) {
        for (const std::size_t lag : {lags[i] - 1, 2 * lags[i], 2 * lags[i] - 1}) {
            if (lag >= least_stride && lag < end) lags.push_back(lag);
        }
    }
    for (const std::int64_t stride : expected) {
        const auto lag = static_cast<std::size_t>(stride);
        if (lag >= least_stride && lag < end) lags.push_back(lag);
    }
    std::ranges::sort(lags);
    lags.erase(std::unique(lags.begin(), lags.end()), lags.end());
    return lags;
}

// What it takes to code the difference of bytes a lag apart, looked at in places all over the bytes.
class CodingCost {
public:
    static constexpr std::size_t places = 32;
    using ByPlace = std::array<double, places>;

    CodingCost(std::span<const std::byte> bytes, std::size_t largest_lag) : bytes_(bytes) {
        const std::size_t room = bytes.size() - largest_lag;
        length_ = std::min(most_in_a_place, room / places);
        distance_ = (room - length_) / (places - 1);
        for (std::size_t i = 0; i < bits_.size(); ++i) {
            bits_[i] = static_cast<std::uint32_t>(std::log2(1.0 + static_cast<double>(i)) * unit);
        }
    }

    // Bits a byte.
    ByPlace at(std::size_t lag) const {
        ByPlace result{};
        for (std::size_t place = 0; place < places; ++place) {
            const std::byte* const first = bytes_.data() + place * distance_;
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i < length_; ++i) {
                sum += bits_[static_cast<std::size_t>(
                    std::abs(std::to_integer<int>(first[i]) - std::to_integer<int>(first[i + lag])))];
            }
            result[place] = static_cast<double>(sum) / (unit * static_cast<double>(length_));
        }
        return result;
    }

private:
    static constexpr std::size_t most_in_a_place = 4096;
    static constexpr double unit = 4096;
    std::span<const std::byte> bytes_;
    std::size_t length_ = 0;
    std::size_t distance_ = 0;
    std::array<std::uint32_t, 256> bits_{};
};

double mean(const CodingCost::ByPlace& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

void measure_coding(const CodingCost& cost, StrideMeasures& stride) {
    const auto lag = static_cast<std::size_t>(stride.stride);
    const CodingCost::ByPlace here = cost.at(lag);
    const double all = mean(here);
    std::optional<double> least;
    CodingCost::ByPlace beside{};
    for (const std::size_t shift : pixel_sizes) {
        const CodingCost::ByPlace before = cost.at(lag - shift);
        const CodingCost::ByPlace after = cost.at(lag + shift);
        const double both = (mean(before) + mean(after)) / 2;
        if (least && *least <= both) continue;
        least = both;
        for (std::size_t i = 0; i < beside.size(); ++i) beside[i] = (before[i] + after[i]) / 2;
    }
    stride.coded_dip = least.value_or(0) - all;
    stride.coded_share = stride.coded_dip / (all + 0.02);
    double front = 0;
    double back = 0;
    for (std::size_t i = 0; i < beside.size(); ++i) {
        const double dip = beside[i] - here[i];
        (i < beside.size() / 2 ? front : back) += dip;
        stride.agreement += dip > 0.01 * here[i] + 0.001 ? 1 : dip < -0.01 * here[i] - 0.001 ? -1 : 0;
    }
    stride.agreement /= static_cast<double>(CodingCost::places);
    stride.front_dip = std::clamp((front - back) / (std::abs(front) + std::abs(back) + 1e-6), -1.0, 1.0);
}

// The differences between neighbouring pixels of a run of bytes, laid over each other row by row.
class Seams {
public:
    Seams(std::span<const std::byte> bytes, std::size_t pixel) {
        const std::size_t length = std::min(bytes.size(), most_bytes);
        const auto part = bytes.subspan((bytes.size() - length) / 4, length);
        for (std::size_t i = pixel; i < part.size(); ++i) {
            const int difference = std::to_integer<int>(part[i]) - std::to_integer<int>(part[i - pixel]);
            edges_.push_back(std::log2(1.0f + static_cast<float>(std::abs(difference))));
        }
        for (const float edge : edges_) total_ += static_cast<double>(edge);
    }

    // The greatest column by the mean of all, in standard deviations of what a mean of so many rows varies by.
    double at(std::size_t stride) const {
        std::vector<float> columns(stride);
        const std::size_t rows = edges_.size() / stride;
        if (rows < 2) return 0;
        for (std::size_t row = 0; row < rows; ++row) {
            for (std::size_t i = 0; i < stride; ++i) columns[i] += edges_[row * stride + i];
        }
        const double mean = total_ / static_cast<double>(edges_.size());
        const double greatest = static_cast<double>(*std::ranges::max_element(columns)) / static_cast<double>(rows);
        return (greatest - mean) / (mean + 0.05) * std::min(1.0, std::sqrt(static_cast<double>(rows)) / 8);
    }

private:
    static constexpr std::size_t most_bytes = std::size_t{512} << 10;
    std::vector<float> edges_;
    double total_ = 0;
};

}  // namespace

MeasuredStrides measure_strides(std::span<const std::byte> bytes, std::span<const std::int64_t> expected,
                                Progress& progress) {
    const std::size_t limit = std::min(largest_stride, bytes.size() / least_rows);
    if (limit < least_stride + largest_shift + 1) return {};
    const LagDifferences differences = lag_differences(bytes, limit, progress);
    const CodingCost cost(bytes, limit + largest_shift);
    progress.add(0);
    const auto by_cost = [&](std::size_t size) { return mean(cost.at(size)); };
    const std::size_t pixel = *std::ranges::min_element(pixel_sizes, {}, by_cost);
    const Seams seams(bytes, pixel);
    progress.add(0);
    MeasuredStrides measured{.pixel_bytes = static_cast<std::int64_t>(pixel)};
    for (const std::size_t lag : candidates(differences, expected)) {
        StrideMeasures stride{.stride = static_cast<std::int64_t>(lag)};
        stride.squared_dip = dips(differences.squared, lag, squared_floor)[0];
        stride.unequal_dip = dips(differences.unequal, lag, unequal_floor)[0];
        stride.twice_dip = dips(differences.squared, 2 * lag, squared_floor)[0];
        stride.half_dip = lag % 2 == 0 ? dips(differences.squared, lag / 2, squared_floor)[0] : 0;
        stride.seam = seams.at(lag);
        measure_coding(cost, stride);
        measured.strides.push_back(stride);
        progress.add(0);
    }
    return measured;
}

}  // namespace byteprism
