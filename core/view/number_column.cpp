#include "core/view/number_column.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

#include "core/view/element.hpp"
#include "core/view/unaligned.hpp"

namespace byteprism {
namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

// std::byteswap of C++23.
template <class T>
T turned(T item) {
    if constexpr (sizeof(T) == 8) return __builtin_bswap64(item);
    if constexpr (sizeof(T) == 4) return __builtin_bswap32(item);
    if constexpr (sizeof(T) == 2) return __builtin_bswap16(item);
    return item;
}

// `put(i, item)` of each, in the machine's order.
template <class T, class Put>
void each_item(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
               const Put& put) {
    if (column.order == ByteOrder::Little) {
        for (std::size_t i = 0; i < count; ++i, first += stride) put(i, load<T>(first));
    } else {
        for (std::size_t i = 0; i < count; ++i, first += stride) put(i, turned(load<T>(first)));
    }
}

// A number of any size, or a part of one, extended to 64 bits.
std::uint64_t item_in(const NumberColumn& column, const std::byte* at) {
    std::uint64_t item = 0;
    for (int i = 0; i < column.size; ++i) {
        const int place = column.order == ByteOrder::Little ? column.size - 1 - i : i;
        item = item << 8 | std::to_integer<std::uint64_t>(at[place]);
    }
    const int width = column.bit_width > 0 ? column.bit_width : 8 * column.size;
    const int left = 64 - width;
    item = item >> column.bit_offset << left;
    return column.kind == NumberColumn::Kind::Signed
               ? static_cast<std::uint64_t>(static_cast<std::int64_t>(item) >> left)
               : item >> left;
}

template <class T, class Signed, class Put>
void each_integer(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                  const Put& put) {
    if (column.kind == NumberColumn::Kind::Signed) {
        each_item<T>(column, first, stride, count,
                     [&](std::size_t i, T item) { put(i, static_cast<std::int64_t>(static_cast<Signed>(item))); });
    } else {
        each_item<T>(column, first, stride, count,
                     [&](std::size_t i, T item) { put(i, static_cast<std::int64_t>(item)); });
    }
}

template <class Put>
void integers(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
              const Put& put) {
    const int size = column.bit_width > 0 ? 0 : column.size;
    if (size == 1) return each_integer<std::uint8_t, std::int8_t>(column, first, stride, count, put);
    if (size == 2) return each_integer<std::uint16_t, std::int16_t>(column, first, stride, count, put);
    if (size == 4) return each_integer<std::uint32_t, std::int32_t>(column, first, stride, count, put);
    if (size == 8) return each_integer<std::uint64_t, std::int64_t>(column, first, stride, count, put);
    for (std::size_t i = 0; i < count; ++i, first += stride) put(i, static_cast<std::int64_t>(item_in(column, first)));
}

// Of floats the order of their bits is that of the numbers once the negative ones are turned around.
std::uint64_t code_of(double number) {
    if (std::isnan(number)) return std::numeric_limits<std::uint64_t>::max();
    const auto bits = std::bit_cast<std::uint64_t>(number + 0.0);  // no -0
    return (bits & sign_bit) != 0 ? ~bits : bits | sign_bit;
}

}  // namespace

std::optional<NumberColumn> number_column(const Field& field) {
    if (field.code.size() != 1 || !list_shape(field).empty() || field.unit > 8) return std::nullopt;
    NumberColumn column;
    column.order = field.order;
    column.size = static_cast<int>(field.unit);
    const char code = field.code[0];
    if (std::string_view("bhilqn").find(code) != std::string_view::npos) {
        column.kind = NumberColumn::Kind::Signed;
    } else if (std::string_view("efd").find(code) != std::string_view::npos) {
        column.kind = NumberColumn::Kind::Float;
    } else if (std::string_view("?BHILQNP").find(code) == std::string_view::npos) {
        return std::nullopt;
    }
    return column;
}

void load_doubles(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                  double* to) {
    if (column.kind == NumberColumn::Kind::Float) {
        if (column.size == 8) {
            each_item<std::uint64_t>(column, first, stride, count,
                                     [&](std::size_t i, std::uint64_t item) { to[i] = std::bit_cast<double>(item); });
        } else if (column.size == 4) {
            each_item<std::uint32_t>(column, first, stride, count, [&](std::size_t i, std::uint32_t item) {
                to[i] = static_cast<double>(std::bit_cast<float>(item));
            });
        } else {
            each_item<std::uint16_t>(column, first, stride, count,
                                     [&](std::size_t i, std::uint16_t item) { to[i] = from_half(item); });
        }
    } else if (column.fits_signed()) {
        integers(column, first, stride, count,
                 [&](std::size_t i, std::int64_t number) { to[i] = static_cast<double>(number); });
    } else {
        integers(column, first, stride, count, [&](std::size_t i, std::int64_t number) {
            to[i] = static_cast<double>(static_cast<std::uint64_t>(number));
        });
    }
}

void load_integers(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                   std::int64_t* to) {
    integers(column, first, stride, count, [&](std::size_t i, std::int64_t number) { to[i] = number; });
}

void load_codes(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                std::uint64_t* to) {
    if (column.whole()) {
        const std::uint64_t flip = column.kind == NumberColumn::Kind::Signed ? sign_bit : 0;
        integers(column, first, stride, count,
                 [&](std::size_t i, std::int64_t number) { to[i] = static_cast<std::uint64_t>(number) ^ flip; });
        return;
    }
    double number = 0;
    for (std::size_t i = 0; i < count; ++i, first += stride) {
        load_doubles(column, first, stride, 1, &number);
        to[i] = code_of(number);
    }
}

double number_of_code(const NumberColumn& column, std::uint64_t code) {
    if (column.kind == NumberColumn::Kind::Unsigned) return static_cast<double>(code);
    if (column.kind == NumberColumn::Kind::Signed)
        return static_cast<double>(static_cast<std::int64_t>(code ^ sign_bit));
    if (code == std::numeric_limits<std::uint64_t>::max()) return std::numeric_limits<double>::quiet_NaN();
    return std::bit_cast<double>((code & sign_bit) != 0 ? code & ~sign_bit : ~code);
}

void load_native(const NumberColumn& column, const std::byte* first, std::ptrdiff_t stride, std::size_t count,
                 std::byte* to) {
    const auto copy = [&](auto zero) {
        using T = decltype(zero);
        each_item<T>(column, first, stride, count, [&](std::size_t i, T item) { store(to + i * sizeof(T), item); });
    };
    if (column.size == 1) copy(std::uint8_t{0});
    if (column.size == 2) copy(std::uint16_t{0});
    if (column.size == 4) copy(std::uint32_t{0});
    if (column.size == 8) copy(std::uint64_t{0});
}

}  // namespace byteprism
