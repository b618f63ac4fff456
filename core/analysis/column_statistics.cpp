#include "core/analysis/column_statistics.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/analysis/column_kernels.hpp"

namespace byteprism {
namespace {

// Numbers that are brought together before they are looked at: they stay in the nearest cache.
constexpr std::size_t block = 2048;
// What is looked at in place, for the kernels' sums.
constexpr std::size_t longest = std::size_t{1} << 24;

constexpr bool machine_is_little = std::endian::native == std::endian::little;

bool lies_as_kernels_want(const NumberColumn& column, std::ptrdiff_t stride) {
    const bool order = column.size == 1 || (column.order == ByteOrder::Little) == machine_is_little;
    return order && stride == column.size && column.bit_width == 0 && (column.whole() || column.size > 2) &&
           (column.size & (column.size - 1)) == 0;
}

// Calls visit(numbers, count, size) with numbers in the machine's order, one behind the other; those that no kernel
// knows as wider ones.
template <class Visit>
void in_blocks(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
               const Visit& visit) {
    const bool in_place = lies_as_kernels_want(column, stride);
    const bool known =
        column.bit_width == 0 && (column.whole() || column.size > 2) && (column.size & (column.size - 1)) == 0;
    alignas(64) std::array<std::byte, block * 8> scratch;
    while (count > 0) {
        const std::size_t now = std::min(count, in_place ? longest : block);
        if (in_place) {
            visit(first, now, column.size);
        } else if (known && stride == column.size && column.size > 1) {  // in the other order
            swap_numbers(first, now, column.size, scratch.data());
            visit(scratch.data(), now, column.size);
        } else if (known) {
            load_native(column, first, stride, now, scratch.data());
            visit(scratch.data(), now, column.size);
        } else if (column.whole()) {
            load_integers(column, first, stride, now, static_cast<std::int64_t*>(static_cast<void*>(scratch.data())));
            visit(scratch.data(), now, 8);
        } else {
            load_doubles(column, first, stride, now, static_cast<double*>(static_cast<void*>(scratch.data())));
            visit(scratch.data(), now, 8);
        }
        first += static_cast<std::ptrdiff_t>(now) * stride;
        count -= now;
    }
}

std::uint64_t sign_of(int size) { return std::uint64_t{1} << (8 * size - 1); }

// What the kernels give for a number with a sign is that much more than it.
std::int64_t without_bias(std::uint64_t code, bool has_sign, int size) {
    return static_cast<std::int64_t>(has_sign ? code - sign_of(size) : code);
}

double as_double(const NumberColumn& column, std::int64_t number) {
    return column.fits_signed() ? static_cast<double>(number) : static_cast<double>(static_cast<std::uint64_t>(number));
}

// The size that the kernels see.
int seen_size(const NumberColumn& column) {
    return column.bit_width > 0 || (column.size & (column.size - 1)) != 0 ? 8 : column.size;
}

}  // namespace

void ColumnSummarizer::add(const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
    in_blocks(column_, first, stride, count,
              [&](const std::byte* numbers, std::size_t of, int size) { add_native(numbers, of, size); });
    count_ += count;
}

void ColumnSummarizer::add_native(const std::byte* numbers, std::size_t count, int size) {
    if (column_.whole()) {
        IntegerSummary part;
        summarize_integers(numbers, count, size, column_.kind == NumberColumn::Kind::Signed, Sums::Taken, part);
        least_ = std::min(least_, part.least);
        greatest_ = std::max(greatest_, part.greatest);
        sum_ += part.low_sum;
        sum_ += static_cast<decltype(sum_)>(part.high_sum) << 32;
        return;
    }
    FloatSummary part;
    summarize_floats(numbers, count, size, part);
    nans_ += part.nans;
    float_sum_ += part.sum;
    if (part.nans == count) return;
    least_float_ = any_float_ ? std::min(least_float_, part.least) : part.least;
    greatest_float_ = any_float_ ? std::max(greatest_float_, part.greatest) : part.greatest;
    any_float_ = true;
}

ColumnSummary ColumnSummarizer::summary() const {
    ColumnSummary summary;
    summary.count = count_;
    summary.nans = nans_;
    if (!summary.any()) return summary;
    if (!column_.whole()) {
        summary.least = least_float_;
        summary.greatest = greatest_float_;
        summary.mean = float_sum_ / static_cast<double>(count_ - nans_);
        return summary;
    }
    const bool has_sign = column_.kind == NumberColumn::Kind::Signed;
    const int size = seen_size(column_);
    summary.least_integer = without_bias(least_, has_sign, size);
    summary.greatest_integer = without_bias(greatest_, has_sign, size);
    summary.least = as_double(column_, summary.least_integer);
    summary.greatest = as_double(column_, summary.greatest_integer);
    const auto bias = has_sign ? static_cast<decltype(sum_)>(sign_of(size)) * count_ : 0;
    const bool negative = sum_ < bias;
    const double distance = static_cast<double>(negative ? bias - sum_ : sum_ - bias);
    summary.mean = (negative ? -distance : distance) / static_cast<double>(count_);
    return summary;
}

void DistinctCounter::insert(std::uint64_t code) {
    if (code == 0) {
        count_ += has_zero_ ? 0 : 1;
        has_zero_ = true;
        return;
    }
    std::size_t slot = code * 0x9E3779B97F4A7C15u >> 47;  // 17 bits
    while (slots_[slot] != 0 && slots_[slot] != code) slot = (slot + 1) % slots_.size();
    if (slots_[slot] == code) return;
    slots_[slot] = code;
    ++count_;
}

void DistinctCounter::add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride,
                          std::size_t count) {
    if (slots_.empty()) slots_.resize(2 * most);
    std::array<std::uint64_t, block> codes;
    std::uint64_t before = 0;
    while (count > 0 && !beyond_) {
        const std::size_t now = std::min(count, block);
        load_codes(column, first, stride, now, codes.data());
        for (std::size_t i = 0; i < now; ++i) {
            if (codes[i] == before && count_ > 0) continue;
            before = codes[i];
            insert(before);
            if (count_ <= most) continue;
            beyond_ = true;
            break;
        }
        first += static_cast<std::ptrdiff_t>(now) * stride;
        count -= now;
    }
}

ColumnHistogram::ColumnHistogram(double least, double greatest) : least_(least), greatest_(greatest) {
    const double range = greatest / bins - least / bins;  // which stays finite
    scale_ = range > 0 && std::isfinite(range) ? 1 / range : 0;
}

void ColumnHistogram::add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride,
                          std::size_t count) {
    std::array<double, block> numbers;
    while (count > 0) {
        const std::size_t now = std::min(count, block);
        load_doubles(column, first, stride, now, numbers.data());
        for (std::size_t i = 0; i < now; ++i) {
            const double place = (numbers[i] - least_) * scale_;
            if (!(place >= 0)) continue;  // NaN, too
            ++counts_[place >= bins ? bins - 1 : static_cast<std::size_t>(place)];
        }
        first += static_cast<std::ptrdiff_t>(now) * stride;
        count -= now;
    }
}

void ColumnDeviation::add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride,
                          std::size_t count) {
    std::array<double, block> numbers;
    while (count > 0) {
        const std::size_t now = std::min(count, block);
        load_doubles(column, first, stride, now, numbers.data());
        // Block by block, so that small squares are not lost in a large sum.
        double squares = 0;
        for (std::size_t i = 0; i < now; ++i) {
            if (std::isnan(numbers[i])) continue;
            squares += (numbers[i] - mean_) * (numbers[i] - mean_);
            ++count_;
        }
        squares_ += squares;
        first += static_cast<std::ptrdiff_t>(now) * stride;
        count -= now;
    }
}

double ColumnDeviation::deviation() const {
    return count_ == 0 ? 0 : std::sqrt(squares_ / static_cast<double>(count_));
}

namespace {

std::optional<Extremes> extremes_of_halves(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride,
                                           std::size_t count) {
    NumberColumn words = column;
    words.kind = NumberColumn::Kind::Unsigned;
    IntegerSummary all;
    in_blocks(words, first, stride, count,
              [&](const std::byte* numbers, std::size_t of, int) { summarize_halves(numbers, of, all); });
    if (all.least > all.greatest) return std::nullopt;
    const auto number = [](std::uint64_t code) {
        const auto bits = static_cast<std::uint16_t>((code & 0x8000) != 0 ? code ^ 0x8000 : ~code);
        double value = 0;
        load_doubles({NumberColumn::Kind::Float, 2}, static_cast<const std::byte*>(static_cast<const void*>(&bits)), 2,
                     1, &value);
        return value + 0.0;  // no -0
    };
    return Extremes{number(all.least), number(all.greatest)};
}

}  // namespace

std::optional<Extremes> extremes(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride,
                                 std::size_t count) {
    if (count == 0) return std::nullopt;
    if (!column.whole() && column.size == 2) return extremes_of_halves(column, first, stride, count);
    if (!column.whole()) {
        FloatSummary all;
        in_blocks(column, first, stride, count, [&](const std::byte* numbers, std::size_t of, int size) {
            summarize_floats(numbers, of, size, all);
        });
        if (all.nans == count) return std::nullopt;
        return Extremes{all.least, all.greatest};
    }
    const bool has_sign = column.kind == NumberColumn::Kind::Signed;
    IntegerSummary all;
    in_blocks(column, first, stride, count, [&](const std::byte* numbers, std::size_t of, int size) {
        summarize_integers(numbers, of, size, has_sign, Sums::Left, all);
    });
    const int size = seen_size(column);
    return Extremes{as_double(column, without_bias(all.least, has_sign, size)),
                    as_double(column, without_bias(all.greatest, has_sign, size))};
}

}  // namespace byteprism
