// A format is right if it makes neighbouring pixels predictable: by how many bits it would take to code the samples of
// pixels from those of their left neighbours, for each byte of the picture. A wrong one splits samples and mixes them.
#include "core/image/format_guess.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/image/samples.hpp"

namespace byteprism {
namespace {

// With what has to be gained, in bits a byte, to be taken before the ones above.
struct Candidate {
    std::string_view name;
    double handicap = 0;
};
constexpr Candidate candidates[] = {
    {"gray", 0},      {"gray16le", 0},   {"gray16be", 0.05}, {"rgb24", 0},   {"bgra", 0},
    {"argb", 0.02},   {"rgb565le", 0},   {"rgb565be", 0.05}, {"yuyv422", 0}, {"uyvy422", 0},
    {"grayf32le", 0}, {"rgb48le", 0.05}, {"rgba64le", 0.05}, {"ya8", 0.1},   {"monob", 0.3},
};
constexpr double bits_apart = 0.12;  // a gain of so much makes a format e times as likely

constexpr std::size_t most_rows = 48;
constexpr std::int64_t most_pixels = 768;

// The bits it takes to code numbers: small ones by how often they occur, larger ones by how often their order of
// magnitude does, and the rest of their bits as they are.
class CodeLength {
public:
    void add(std::int64_t number) {
        const auto magnitude = static_cast<std::uint64_t>(number < 0 ? -number : number);
        std::size_t bucket = magnitude;
        if (magnitude >= exact) {
            const auto width = static_cast<std::size_t>(std::bit_width(magnitude));
            bucket = exact + width;
            extra_bits_ += static_cast<double>(width - 1);
        }
        ++counts_[number < 0 ? bucket + half : bucket];
        ++total_;
    }
    bool empty() const { return total_ == 0; }
    double bits() const {
        double sum = extra_bits_;
        for (const std::size_t count : counts_) {
            if (count > 0) {
                const auto number = static_cast<double>(count);
                sum += number * std::log2(static_cast<double>(total_) / number);
            }
        }
        return sum;
    }

private:
    static constexpr std::uint64_t exact = 16;
    static constexpr std::size_t half = exact + 65;
    std::array<std::size_t, 2 * half> counts_{};
    std::size_t total_ = 0;
    double extra_bits_ = 0;
};

// The same of rows of numbers, where each is expected to equal the one to its left, or to go on as the two before do.
class RowLength {
public:
    void add_all(const std::vector<std::int64_t>& numbers) {
        std::int64_t before = 0;
        for (std::size_t i = 1; i < numbers.size(); ++i) {
            const std::int64_t difference = numbers[i] - numbers[i - 1];
            from_left_.add(difference);
            from_slope_.add(difference - before);
            before = difference;
        }
    }
    double bits() const {
        if (from_left_.empty()) return std::numeric_limits<double>::infinity();
        return std::min(from_left_.bits(), from_slope_.bits());
    }

private:
    CodeLength from_left_;
    CodeLength from_slope_;
};

// Codes in the order of the numbers they mean.
std::int64_t ordered(const Channel& channel, std::uint64_t code) {
    if (channel.type != SampleType::Float) return static_cast<std::int64_t>(code);
    const std::uint64_t sign = code >> (channel.bits - 1) & 1;
    const auto magnitude = static_cast<std::int64_t>(code & ~(std::uint64_t{1} << (channel.bits - 1)));
    return sign != 0 ? -magnitude : magnitude;
}

// Codes the samples of some rows of a picture of one format, which has one plane.
class Coder {
public:
    Coder(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> bytes)
        : format_(format), layout_(layout), bytes_(bytes), lengths_(format.channels.size()) {}

    void add_row(std::int64_t y) {
        const std::int64_t width = std::min(layout_.width, most_pixels);
        const std::int64_t left = (layout_.width - width) / 2 / 16 * 16;
        std::vector<std::vector<std::int64_t>> rows;
        for (const Channel& channel : format_.channels) rows.push_back(read(channel, left, y, width));
        const int green = rgb_of_one_width();
        for (std::size_t channel = 0; channel < rows.size(); ++channel) {
            const bool beside_green = green >= 0 && channel < 3 && channel != 1;
            lengths_[channel][0].add_all(rows[channel]);
            if (!beside_green) continue;
            for (std::size_t i = 0; i < rows[channel].size(); ++i) rows[channel][i] -= rows[1][i] >> green;
            lengths_[channel][1].add_all(rows[channel]);
        }
        pixels_ += static_cast<double>(width - 1);
    }

    double bits_a_byte() const {
        double bits = 0;
        for (std::size_t i = 0; i < lengths_.size(); ++i) {
            const double channel = std::min(lengths_[i][0].bits(), lengths_[i][1].bits());
            const bool alpha = format_.channels[i].component == Component::Alpha;
            bits += channel + (alpha && channel > opaque * pixels_ ? unlikely_alpha * pixels_ : 0);
        }
        const PixelGroup& group = format_.planes[0];
        return bits / (pixels_ * group.bytes / (group.width * group.height));
    }

private:
    // Bits a pixel: alpha that takes more is not the same everywhere, and that is rarely so.
    static constexpr double opaque = 0.1;
    static constexpr double unlikely_alpha = 0.5;

    std::vector<std::int64_t> read(const Channel& channel, std::int64_t left, std::int64_t y, std::int64_t width) {
        codes_.resize(static_cast<std::size_t>((width - 1) / channel.cell_width + 1));
        outside_.resize(codes_.size());
        read_run(format_, layout_, bytes_, channel, {left, y, channel.cell_width, codes_.size()}, codes_.data(),
                 outside_.data());
        std::vector<std::int64_t> numbers;
        for (const std::uint64_t code : codes_) numbers.push_back(ordered(channel, code));
        return numbers;
    }
    // How many bits more green has than red and blue; -1 for other formats.
    int rgb_of_one_width() const {
        if (format_.channels.size() < 3 || format_.channels[0].component != Component::Red) return -1;
        return format_.channels[1].bits - format_.channels[0].bits;
    }

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> bytes_;
    std::vector<std::array<RowLength, 2>> lengths_;  // of each channel, and of what it differs from green by
    std::vector<std::uint64_t> codes_;
    std::vector<std::uint8_t> outside_;
    double pixels_ = 0;
};

std::optional<double> coded_bits(const PixelFormat& format, std::span<const std::byte> bytes, const Rows& rows) {
    const PixelGroup& group = format.planes[0];
    const std::int64_t width = (rows.stride - rows.padding) / group.bytes * group.width;
    if (width < 4) return std::nullopt;
    const ImageLayout layout = layout_of(format, {width, rows.count, rows.offset, rows.stride});
    Coder coder(format, layout, bytes);
    const auto count = std::min<std::int64_t>(rows.count, most_rows);
    for (std::int64_t i = 0; i < count; ++i) coder.add_row(i * rows.count / count);
    return coder.bits_a_byte();
}

}  // namespace

std::vector<FormatGuess> guess_formats(std::span<const std::byte> bytes, const Rows& rows, Progress& progress) {
    struct Coded {
        FormatGuess guess;
        double bits = 0;
    };
    std::vector<Coded> coded;
    for (const Candidate& candidate : candidates) {
        const PixelFormat format = find_pixel_format(candidate.name);
        std::optional<Coded> best;
        for (std::int64_t shift = 0; shift < format.planes[0].bytes; ++shift) {
            Rows shifted = rows;
            shifted.offset += shift;
            const std::optional<double> bits = coded_bits(format, bytes, shifted);
            progress.add(0);
            // Rows rarely begin elsewhere than where they seem to.
            const double all = bits.value_or(0) + candidate.handicap + (shift > 0 ? 0.05 : 0);
            if (bits && (!best || all < best->bits)) best = {{candidate.name, 0, shift}, all};
        }
        if (best) coded.push_back(*best);
    }
    std::ranges::stable_sort(coded, {}, &Coded::bits);
    std::vector<FormatGuess> guesses;
    double sum = 0;
    for (Coded& one : coded) sum += one.guess.probability = std::exp((coded.front().bits - one.bits) / bits_apart);
    for (Coded& one : coded) {
        one.guess.probability /= sum;
        guesses.push_back(one.guess);
    }
    return guesses;
}

}  // namespace byteprism
