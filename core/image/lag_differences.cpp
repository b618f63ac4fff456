#include "core/image/lag_differences.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <complex>
#include <cstdint>
#include <numbers>

#include <kissfft.hh>

namespace byteprism {
namespace {

using Complex = std::complex<double>;
using ByteMap = std::array<double, 256>;

constexpr std::size_t most_windows = 4;
constexpr std::size_t window_bytes = std::size_t{256} << 10;

// The sum over all windows of sum(map(x[i]) * map(x[i + lag])), for every lag, by way of the power spectrum. Two
// signals go through one transform, as its real and its imaginary part: their autocorrelations add up by themselves.
class Correlation {
public:
    explicit Correlation(std::size_t window)
        : size_(std::bit_ceil(2 * window)), forward_(size_, false), signal_(size_), spectrum_(size_), power_(size_) {}

    void add(std::span<const std::byte> first, std::span<const std::byte> second, const ByteMap& map) {
        std::fill(signal_.begin(), signal_.end(), Complex{});
        for (std::size_t i = 0; i < first.size(); ++i) signal_[i].real(map[std::to_integer<std::size_t>(first[i])]);
        for (std::size_t i = 0; i < second.size(); ++i) signal_[i].imag(map[std::to_integer<std::size_t>(second[i])]);
        forward_.transform(signal_.data(), spectrum_.data());
        for (std::size_t i = 0; i < size_; ++i) power_[i] += std::norm(spectrum_[i]);
    }

    std::vector<double> by_lag(std::size_t largest_lag, Progress& progress) {
        kissfft<double> inverse(size_, true);
        progress.add(0);
        std::copy(power_.begin(), power_.end(), signal_.begin());
        inverse.transform(signal_.data(), spectrum_.data());
        std::vector<double> sums(largest_lag + 1);
        for (std::size_t lag = 0; lag <= largest_lag; ++lag) {
            sums[lag] = spectrum_[lag].real() / static_cast<double>(size_);
        }
        return sums;
    }

private:
    std::size_t size_;
    kissfft<double> forward_;
    std::vector<Complex> signal_;
    std::vector<Complex> spectrum_;
    std::vector<double> power_;
};

std::vector<std::span<const std::byte>> windows_of(std::span<const std::byte> bytes) {
    const std::size_t length = std::min(bytes.size(), window_bytes);
    const std::size_t count = std::clamp<std::size_t>(bytes.size() / window_bytes, 1, most_windows);
    std::vector<std::span<const std::byte>> windows;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t start = count == 1 ? 0 : (bytes.size() - length) / (count - 1) * i;
        windows.push_back(bytes.subspan(start, length));
    }
    return windows;
}

// What sum(map(x[i])^2 + map(x[i + lag])^2) over the pairs of a lag is, for every lag.
void add_energies(std::span<const std::byte> window, const ByteMap& map, std::vector<double>& energies) {
    const auto square = [&](std::byte byte) {
        const double value = map[std::to_integer<std::size_t>(byte)];
        return value * value;
    };
    double whole = 0;
    for (const std::byte byte : window) whole += 2 * square(byte);
    for (std::size_t lag = 0; lag < energies.size(); ++lag) {
        energies[lag] += whole;
        whole -= square(window[lag]) + square(window[window.size() - 1 - lag]);
    }
}

ByteMap centred() {
    ByteMap map{};
    for (std::size_t i = 0; i < map.size(); ++i) map[i] = static_cast<double>(i) - 127.5;
    return map;
}

// Names for the values that follow no order: zero on the average, 1 / 2 for the mean of their squares, so that two
// names of different values have a squared difference of 1 on the average.
ByteMap renamed() {
    ByteMap map{};
    std::uint32_t state = 1;
    for (double& name : map) {
        state = state * 1664525u + 1013904223u;
        name = std::cos(2 * std::numbers::pi * static_cast<double>(state) / 4294967296.0);
    }
    return map;
}

using Windows = std::vector<std::span<const std::byte>>;

std::vector<double> mean_squares(const Windows& windows, const ByteMap& map, std::size_t largest_lag,
                                 Progress& progress) {
    const std::size_t length = windows.front().size();
    Correlation correlation(length);
    progress.add(0);
    std::vector<double> energies(largest_lag + 1);
    for (std::size_t i = 0; i < windows.size(); i += 2) {
        const std::span<const std::byte> second = i + 1 < windows.size() ? windows[i + 1] : windows[i].first(0);
        correlation.add(windows[i], second, map);
        progress.add(static_cast<std::int64_t>(length + second.size()));
    }
    for (const std::span<const std::byte> window : windows) add_energies(window, map, energies);
    std::vector<double> means = correlation.by_lag(largest_lag, progress);
    progress.add(0);
    for (std::size_t lag = 0; lag <= largest_lag; ++lag) {
        const auto pairs = static_cast<double>(windows.size() * (length - lag));
        means[lag] = std::max(0.0, (energies[lag] - 2 * means[lag]) / pairs);
    }
    return means;
}

}  // namespace

LagDifferences lag_differences(std::span<const std::byte> bytes, std::size_t largest_lag, Progress& progress) {
    if (bytes.size() < 2) return {};
    const Windows windows = windows_of(bytes);
    const std::size_t length = windows.front().size();
    largest_lag = std::min(largest_lag, length * 3 / 4);
    progress.expect(static_cast<std::int64_t>(2 * windows.size() * length));
    return {mean_squares(windows, centred(), largest_lag, progress),
            mean_squares(windows, renamed(), largest_lag, progress)};
}

}  // namespace byteprism
