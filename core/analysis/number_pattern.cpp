// Numbers to search for: one value, one with a tolerance, a range.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "core/analysis/search_pattern.hpp"
#include "core/view/element.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

using Kind = NumberPattern::Kind;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? text.substr(text.size())
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// All members of a record as one field, so that a tuple is its value.
Field whole(const Format& format) {
    if (format.fields().size() == 1) return format.fields().front();
    Field record;
    record.code = "T";
    record.size = record.unit = format.itemsize();
    record.fields.assign(format.fields().begin(), format.fields().end());
    return record;
}

// The kind of a field that is one number of 1, 2, 4 or 8 bytes.
std::optional<Kind> kind_of(const Field& field) {
    if (field.code.size() != 1 || field.count != 1 || !field.shape.empty()) return std::nullopt;
    const char code = field.code[0];
    if (std::string_view("BHILQN?P").find(code) != std::string_view::npos) return Kind::Unsigned;
    if (std::string_view("bhilqn").find(code) != std::string_view::npos) return Kind::Signed;
    if (std::string_view("efd").find(code) != std::string_view::npos) return Kind::Float;
    return std::nullopt;
}

std::uint64_t all_ones(int size) { return ~std::uint64_t{0} >> (64 - 8 * size); }
std::uint64_t sign_bit(int size) { return std::uint64_t{1} << (8 * size - 1); }

void mark(const Field& field, std::int64_t base, std::vector<std::byte>& mask) {
    if (field.code == "T" && field.count == 1 && field.shape.empty()) {
        for (const Field& member : field.fields) mark(member, base + field.offset, mask);
        return;
    }
    const auto from = mask.begin() + static_cast<std::ptrdiff_t>(base + field.offset);
    std::fill(from, from + static_cast<std::ptrdiff_t>(field.size), std::byte{0xff});
}

BytePattern stored(const Format& format, const Field& field, std::string_view value) {
    BytePattern pattern;
    pattern.value.assign(static_cast<std::size_t>(format.itemsize()), std::byte{0});
    pattern.mask = pattern.value;
    write_field(field, pattern.value, parse_field_text(field, value));
    mark(field, 0, pattern.mask);
    return pattern;
}

class NumberParser {
public:
    NumberParser(const Format& format, Field field, NumberOrders orders, std::size_t column)
        : format_(format), field_(std::move(field)), kind_(kind_of(field_)), orders_(orders), column_(column) {
        if (orders == NumberOrders::Little) field_.order = ByteOrder::Little;
        if (orders == NumberOrders::Big) field_.order = ByteOrder::Big;
        if (format.itemsize() > static_cast<std::int64_t>(longest_pattern)) {
            throw PatternError(column_, "'" + format.text() + "' has " + std::to_string(format.itemsize()) +
                                            " bytes, and a pattern at most " + std::to_string(longest_pattern));
        }
        if (orders != NumberOrders::AsWritten && !kind_) refuse("the byte order of one number can be chosen");
    }

    NumberSearch parse(std::string_view value) const {
        if (kind_ && value.starts_with('[')) return range(value);
        const std::size_t plus = value.find("+-");
        const std::size_t sign = plus != std::string_view::npos ? plus : value.find("\u00b1");
        if (kind_ && sign != std::string_view::npos) {
            return tolerant(trimmed(value.substr(0, sign)), trimmed(value.substr(sign + 2)));
        }
        BytePattern bytes = stored(format_, field_, value);
        if (orders_ != NumberOrders::Both || field_.unit == 1) return bytes;
        const std::uint64_t code = exact_code(value);
        return pattern(code, code);
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw PatternError(column_, what + "; '" + format_.text() + "' is none of 1, 2, 4 or 8 bytes");
    }
    int size() const { return static_cast<int>(field_.unit); }

    NumberPattern pattern(std::uint64_t lowest, std::uint64_t highest) const {
        const bool both = orders_ == NumberOrders::Both && field_.unit > 1;
        return {*kind_, size(), both || field_.order == ByteOrder::Little, both || field_.order == ByteOrder::Big,
                lowest, highest};
    }

    std::uint64_t exact_code(std::string_view text) const {
        Field number = field_;
        number.offset = 0;
        number.order = ByteOrder::Little;
        std::array<std::byte, 8> bytes{};
        write_field(number, std::span(bytes).first(static_cast<std::size_t>(size())), parse_field_text(number, text));
        std::uint64_t bits = 0;
        std::memcpy(&bits, bytes.data(), sizeof bits);
        return code_of_bits(*kind_, size(), bits);
    }

    double real(std::string_view text) const {
        const Format format = Format::parse("<d");
        const Value value = parse_field_text(format.fields().front(), text);
        const auto* number = std::get_if<double>(&value.data);
        const auto* integer = std::get_if<std::int64_t>(&value.data);
        const double result = number != nullptr    ? *number
                              : integer != nullptr ? static_cast<double>(*integer)
                                                   : std::numeric_limits<double>::quiet_NaN();
        if (std::isnan(result)) throw PatternError(column_, "'" + std::string(text) + "' bounds no range");
        return result;
    }

    // The code of the least number of the type that is not below, or of the greatest that is not above.
    std::uint64_t bound(double number, bool lowest) const {
        if (number == 0) return code_of_bits(Kind::Float, size(), lowest ? sign_bit(size()) : 0);
        std::uint64_t bits = 0;
        double nearest = number;
        if (size() == 8) {
            std::memcpy(&bits, &number, sizeof number);
        } else if (size() == 4) {
            const auto single = static_cast<float>(number);
            std::memcpy(&bits, &single, sizeof single);
            nearest = static_cast<double>(single);
        } else {
            std::uint16_t half = 0;
            if (!std::isfinite(number) || !to_half(number, half)) half = number < 0 ? 0xfc00 : 0x7c00;
            bits = half;
            nearest = from_half(half);
        }
        const std::uint64_t code = code_of_bits(Kind::Float, size(), bits);
        if (lowest && nearest < number) return code + 1;
        if (!lowest && nearest > number) return code - 1;
        return code;
    }

    NumberPattern range(std::string_view text) const {
        const std::size_t comma = text.find(',');
        if (text.back() != ']' || comma == std::string_view::npos) {
            throw PatternError(column_, "a range is [LOW, HIGH]");
        }
        const std::string_view low = trimmed(text.substr(1, comma - 1));
        const std::string_view high = trimmed(text.substr(comma + 1, text.size() - comma - 2));
        const bool floats = *kind_ == Kind::Float;
        const NumberPattern found = floats ? pattern(bound(real(low), true), bound(real(high), false))
                                           : pattern(exact_code(low), exact_code(high));
        const bool reversed = floats ? real(low) > real(high) : found.lowest_code > found.highest_code;
        if (reversed)
            throw PatternError(column_,
                               "the range from " + std::string(low) + " to " + std::string(high) + " is empty");
        if (found.lowest_code > found.highest_code) {
            throw PatternError(column_, "'" + format_.text() + "' has no number from " + std::string(low) + " to " +
                                            std::string(high));
        }
        return found;
    }

    NumberPattern tolerant(std::string_view value, std::string_view tolerance) const {
        if (*kind_ == Kind::Float) {
            const double middle = real(value);
            const double around = real(tolerance);
            if (!(around >= 0)) throw PatternError(column_, "a tolerance is not negative");
            const NumberPattern found = pattern(bound(middle - around, true), bound(middle + around, false));
            if (found.lowest_code > found.highest_code) {
                throw PatternError(column_,
                                   "'" + format_.text() + "' has no number that near to " + std::string(value));
            }
            return found;
        }
        const Format unsigned_format = Format::parse("<Q");
        const Field& field = unsigned_format.fields().front();
        std::array<std::byte, 8> bytes{};
        write_field(field, bytes, parse_field_text(field, tolerance));
        std::uint64_t around = 0;
        std::memcpy(&around, bytes.data(), sizeof around);
        const std::uint64_t code = exact_code(value);
        return pattern(code - std::min(code, around), code + std::min(all_ones(size()) - code, around));
    }

    const Format& format_;
    Field field_;
    std::optional<Kind> kind_;
    NumberOrders orders_;
    std::size_t column_;
};

}  // namespace

std::uint64_t code_of_bits(NumberPattern::Kind kind, int size, std::uint64_t bits) {
    if (kind == Kind::Unsigned) return bits;
    if (kind == Kind::Float && (bits & sign_bit(size)) != 0) return ~bits & all_ones(size);
    return bits ^ sign_bit(size);
}

NumberSearch parse_number_pattern(std::string_view text, NumberOrders orders) {
    // An equals sign may be a format's own byte order, at its begin.
    const std::size_t equals = text.find('=', 1);
    if (text.empty() || equals == std::string_view::npos) {
        throw PatternError(text.size(), "'" + std::string(text) + "' is not FORMAT=VALUE, as in <H=0x1F");
    }
    const Format format = Format::parse(text.substr(0, equals));
    if (format.fields().empty() || format.itemsize() == 0)
        throw PatternError(0, "'" + format.text() + "' holds no value");
    return NumberParser(format, whole(format), orders, equals + 1).parse(trimmed(text.substr(equals + 1)));
}

}  // namespace byteprism
