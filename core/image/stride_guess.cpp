// The weights were fitted to the tuning half of the corpus of tests/guess: those of a stride as a choice among all of
// its file, those of a picture as a choice between pictures and other files.
#include "core/image/stride_guess.hpp"

#include <algorithm>
#include <cmath>

#include "core/image/stride_measures.hpp"

namespace byteprism {
namespace {

// A measure by the greatest of all strides of the file.
struct Greatest {
    double squared_dip = 1e-3;
    double coded_dip = 1e-3;
    double seam = 1e-3;

    explicit Greatest(const std::vector<StrideMeasures>& all) {
        for (const StrideMeasures& one : all) {
            squared_dip = std::max(squared_dip, one.squared_dip);
            coded_dip = std::max(coded_dip, bounded(one.coded_dip));
            seam = std::max(seam, one.seam);
        }
    }
    static double bounded(double coded_dip) { return std::clamp(coded_dip, -0.5, 3.0); }
};

double merit(const StrideMeasures& of, const Greatest& greatest) {
    const double coded = Greatest::bounded(of.coded_dip);
    return -1.343 * of.squared_dip - 0.697 * of.unequal_dip + 1.343 * coded +
           7.695 * std::clamp(of.coded_share, -1.0, 5.0) + 4.177 * of.agreement + 4.932 * of.twice_dip -
           0.159 * of.half_dip + 0.693 * of.front_dip + 0.055 * std::clamp(of.seam, -1.0, 10.0) -
           2.765 * std::log(static_cast<double>(of.stride)) + 0.497 * coded / greatest.coded_dip -
           0.095 * of.squared_dip / greatest.squared_dip + 10.950 * of.seam / greatest.seam;
}

double picture_probability(const StrideMeasures& best, double probability) {
    const double sum = -5.545 + 4.786 * best.agreement - 0.487 * best.front_dip +
                       1.670 * std::clamp(best.seam, -1.0, 5.0) + 0.118 * std::log(static_cast<double>(best.stride)) +
                       3.370 * probability;
    return 1 / (1 + std::exp(-sum));
}

// How much more likely a stride is by what is known besides the bytes: the length of the whole, which is rows and a
// header of a usual length, and what is expected.
double prior(std::int64_t stride, std::size_t size, std::span<const std::int64_t> expected) {
    constexpr std::int64_t usual_headers[] = {0, 16, 54, 128, 512};
    constexpr double fits = 5;
    constexpr double is_expected = 20;
    const std::int64_t rest = static_cast<std::int64_t>(size) % stride;
    const bool whole = std::ranges::find(usual_headers, rest) != std::end(usual_headers);
    const bool named = std::ranges::find(expected, stride) != expected.end();
    return (whole ? fits : 1) * (named ? is_expected : 1);
}

}  // namespace

StrideGuesses guess_strides(std::span<const std::byte> bytes, std::span<const std::int64_t> expected,
                            Progress& progress) {
    const MeasuredStrides measured = measure_strides(bytes, expected, progress);
    if (measured.strides.empty()) return {};
    const Greatest greatest(measured.strides);
    std::vector<double> merits;
    for (const StrideMeasures& one : measured.strides) {
        merits.push_back(merit(one, greatest) + std::log(prior(one.stride, bytes.size(), expected)));
    }
    const auto best = std::ranges::max_element(merits);
    double sum = 0;
    StrideGuesses guesses{.pixel_bytes = measured.pixel_bytes};
    for (std::size_t i = 0; i < merits.size(); ++i) {
        guesses.strides.push_back({measured.strides[i].stride, std::exp(merits[i] - *best)});
        sum += guesses.strides.back().probability;
    }
    for (StrideGuess& guess : guesses.strides) guess.probability /= sum;
    guesses.picture = picture_probability(measured.strides[static_cast<std::size_t>(best - merits.begin())], 1 / sum);
    std::ranges::sort(guesses.strides, std::greater{}, &StrideGuess::probability);
    return guesses;
}

}  // namespace byteprism
