// Statistics of a column of numbers, taken block by block in one pass, its histogram in a second one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/extremes.hpp"
#include "core/view/number_column.hpp"

namespace byteprism {

struct ColumnSummary {
    std::uint64_t count = 0;  // of numbers, NaN too
    std::uint64_t nans = 0;
    // Of the numbers that are not NaN; meaningless without any. Of integers as 64 bits, exactly.
    double least = 0, greatest = 0, mean = 0;
    std::int64_t least_integer = 0, greatest_integer = 0;  // of a column that is unsigned, as such
    bool any() const { return count > nans; }
};

// Least, greatest and mean.
class ColumnSummarizer {
public:
    explicit ColumnSummarizer(const NumberColumn& column) : column_(column) {}
    void add(const std::byte* first, std::ptrdiff_t stride, std::size_t count);
    ColumnSummary summary() const;

private:
    void add_native(const std::byte* numbers, std::size_t count, int size);

    NumberColumn column_;
    std::uint64_t count_ = 0, nans_ = 0;
    std::uint64_t least_ = ~std::uint64_t{0}, greatest_ = 0;
    __extension__ unsigned __int128 sum_ = 0;
    double least_float_ = 0, greatest_float_ = 0, float_sum_ = 0;
    bool any_float_ = false;
};

// How many different numbers there are, as long as they are few.
class DistinctCounter {
public:
    static constexpr std::size_t most = std::size_t{1} << 16;

    void add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count);
    // Nothing: more than `most`.
    std::optional<std::size_t> count() const { return beyond_ ? std::nullopt : std::optional(count_); }

private:
    void insert(std::uint64_t code);

    std::vector<std::uint64_t> slots_;
    std::size_t count_ = 0;
    bool has_zero_ = false;  // 0 marks a free slot
    bool beyond_ = false;
};

// Numbers from `least` to `greatest` in as many bins.
class ColumnHistogram {
public:
    static constexpr std::size_t bins = 128;

    ColumnHistogram() = default;
    ColumnHistogram(double least, double greatest);
    void add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count);
    const std::array<std::uint64_t, bins>& counts() const { return counts_; }
    double least() const { return least_; }
    double greatest() const { return greatest_; }

private:
    double least_ = 0, greatest_ = 0, scale_ = 0;
    std::array<std::uint64_t, bins> counts_{};
};

// How far the numbers lie from their mean, which a first pass gave.
class ColumnDeviation {
public:
    explicit ColumnDeviation(double mean) : mean_(mean) {}
    void add(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count);
    // The standard deviation of these numbers (not the estimate for others that they are a sample of), NaN left out; 0
    // without any.
    double deviation() const;

private:
    double mean_;
    double squares_ = 0;
    std::uint64_t count_ = 0;
};

// Least and greatest alone, NaN left out: nothing if all are.
std::optional<Extremes> extremes(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride,
                                 std::size_t count);

}  // namespace byteprism
