#include "app/model/notations/wide_numbers.hpp"

#include <algorithm>
#include <string>

#include "app/model/notations/integer_bytes.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

__extension__ using Wide = unsigned __int128;

Wide wide_of(std::span<const std::byte> bytes, ByteOrder order) {
    const bool big = order == ByteOrder::Big;
    const std::uint64_t high = integer_of(bytes.subspan(big ? 0 : 8, 8), order);
    const std::uint64_t low = integer_of(bytes.subspan(big ? 8 : 0, 8), order);
    return static_cast<Wide>(high) << 64 | low;
}

std::string decimal(Wide number) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(number % 10)));
        number /= 10;
    } while (number != 0);
    return digits;
}

// Decimal, or hexadecimal after 0x.
Wide parse_digits(std::string_view text, std::string_view all, Wide most) {
    const bool hex = text.starts_with("0x") || text.starts_with("0X");
    if (hex) text.remove_prefix(2);
    const unsigned base = hex ? 16 : 10;
    Wide number = 0;
    bool some = false;
    for (const char digit : text) {
        if (digit == '_') continue;
        const auto value = static_cast<unsigned>(digit >= '0' && digit <= '9'   ? digit - '0'
                                                 : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                                                 : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                                                : 99);
        if (value >= base) throw ValueError("expected a whole number, not '" + std::string(all) + "'");
        if (number > (most - value) / base) {
            throw ValueError(std::string(all) + " does not fit: " + decimal(most) +
                             " is the largest, apart from the sign");
        }
        number = number * base + value;
        some = true;
    }
    if (!some) throw ValueError("expected a whole number, not '" + std::string(all) + "'");
    return number;
}

constexpr Wide sign_bit = static_cast<Wide>(1) << 127;

std::vector<std::byte> bytes_of_wide(Wide number, ByteOrder order) {
    const bool big = order == ByteOrder::Big;
    std::vector<std::byte> bytes = bytes_of(static_cast<std::uint64_t>(big ? number >> 64 : number), 8, order);
    const std::vector<std::byte> rest = bytes_of(static_cast<std::uint64_t>(big ? number : number >> 64), 8, order);
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    return bytes;
}

}  // namespace

template <ByteOrder order>
std::optional<Reading> read_u128(std::span<const std::byte> bytes, const NotationContext&) {
    return Reading{decimal(wide_of(bytes, order)), 16, {}};
}

template <ByteOrder order>
std::optional<Reading> read_i128(std::span<const std::byte> bytes, const NotationContext&) {
    const Wide number = wide_of(bytes, order);
    return Reading{number >= sign_bit ? "-" + decimal(-number) : decimal(number), 16, {}};
}

template <ByteOrder order>
std::vector<std::byte> write_u128(std::string_view text, const NotationContext&) {
    return bytes_of_wide(parse_digits(text, text, ~static_cast<Wide>(0)), order);
}

template <ByteOrder order>
std::vector<std::byte> write_i128(std::string_view text, const NotationContext&) {
    const bool negative = text.starts_with('-');
    const Wide number = parse_digits(negative ? text.substr(1) : text, text, negative ? sign_bit : sign_bit - 1);
    return bytes_of_wide(negative ? -number : number, order);
}

// Seven bits a byte, the lowest first, a bit for each that more follow. Up to 64 bits.
template <bool has_sign>
std::optional<Reading> read_leb128(std::span<const std::byte> bytes, const NotationContext&) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 10); ++i) {
        const auto byte = std::to_integer<std::uint64_t>(bytes[i]);
        const std::uint64_t seven = byte & 0x7f;
        // Of the tenth only one bit is left.
        if (i == 9 && (has_sign ? seven != 0 && seven != 0x7f : seven > 1)) return std::nullopt;
        number |= seven << (7 * i);
        if ((byte & 0x80) != 0) continue;
        const bool negative = has_sign && (byte & 0x40) != 0;
        if (negative && i < 9) number |= ~std::uint64_t{0} << (7 * (i + 1));
        const auto length = static_cast<std::int64_t>(i + 1);
        return Reading{
            has_sign ? std::to_string(static_cast<std::int64_t>(number)) : std::to_string(number), length, {}};
    }
    return std::nullopt;
}

template <bool has_sign>
std::vector<std::byte> write_leb128(std::string_view text, const NotationContext&) {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    const bool negative = has_sign && text.starts_with('-');
    const Wide limit = has_sign ? static_cast<Wide>(most / 2) + (negative ? 1 : 0) : static_cast<Wide>(most);
    auto number = static_cast<std::uint64_t>(parse_digits(negative ? text.substr(1) : text, text, limit));
    if (negative) number = ~number + 1;
    std::vector<std::byte> bytes;
    for (bool more = true; more;) {
        const std::uint64_t seven = number & 0x7f;
        number = has_sign ? static_cast<std::uint64_t>(static_cast<std::int64_t>(number) >> 7) : number >> 7;
        more =
            has_sign ? !((number == 0 && (seven & 0x40) == 0) || (number == most && (seven & 0x40) != 0)) : number != 0;
        bytes.push_back(static_cast<std::byte>(seven | (more ? 0x80 : 0)));
    }
    return bytes;
}

template std::optional<Reading> read_u128<ByteOrder::Little>(std::span<const std::byte>, const NotationContext&);
template std::optional<Reading> read_u128<ByteOrder::Big>(std::span<const std::byte>, const NotationContext&);
template std::vector<std::byte> write_u128<ByteOrder::Little>(std::string_view, const NotationContext&);
template std::vector<std::byte> write_u128<ByteOrder::Big>(std::string_view, const NotationContext&);
template std::optional<Reading> read_i128<ByteOrder::Little>(std::span<const std::byte>, const NotationContext&);
template std::optional<Reading> read_i128<ByteOrder::Big>(std::span<const std::byte>, const NotationContext&);
template std::vector<std::byte> write_i128<ByteOrder::Little>(std::string_view, const NotationContext&);
template std::vector<std::byte> write_i128<ByteOrder::Big>(std::string_view, const NotationContext&);
template std::optional<Reading> read_leb128<false>(std::span<const std::byte>, const NotationContext&);
template std::optional<Reading> read_leb128<true>(std::span<const std::byte>, const NotationContext&);
template std::vector<std::byte> write_leb128<false>(std::string_view, const NotationContext&);
template std::vector<std::byte> write_leb128<true>(std::string_view, const NotationContext&);

}  // namespace byteprism
