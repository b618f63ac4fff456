#include "app/model/bytes/byte_operations.hpp"

#include <algorithm>
#include <string>

#include "app/model/bytes/filling.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

using Takes = OperationRow::Takes;

template <class Combine>
void combine(std::span<std::byte> bytes, std::span<const std::byte> pattern, Combine combined) {
    std::size_t at = 0;
    for (std::byte& byte : bytes) {
        byte = combined(byte, pattern[at]);
        if (++at == pattern.size()) at = 0;
    }
}

std::byte sum(std::byte a, std::byte b) {
    return static_cast<std::byte>(std::to_integer<unsigned>(a) + std::to_integer<unsigned>(b));
}

constexpr std::byte zero{0};

// Bits within bytes: 0 to 7 places towards the first byte; `next` follows the last one.
void shift_bits(std::span<std::byte> bytes, int places, std::byte next) {
    if (places == 0) return;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::byte behind = i + 1 < bytes.size() ? bytes[i + 1] : next;
        bytes[i] = (bytes[i] << places) | (behind >> (8 - places));
    }
}

void rotate_left(std::span<std::byte> bytes, std::int64_t places) {
    const std::int64_t bits = std::ssize(bytes) * 8;
    places = (places % bits + bits) % bits;
    std::rotate(bytes.begin(), bytes.begin() + places / 8, bytes.end());
    shift_bits(bytes, static_cast<int>(places % 8), bytes.front());
}

// What leaves on one side is gone, and zeros come in on the other: a rotation in which those bits are cleared.
void shift_left(std::span<std::byte> bytes, std::int64_t places) {
    const std::int64_t bits = std::ssize(bytes) * 8;
    const std::int64_t lost = std::min(places, bits);
    rotate_left(bytes, lost);
    const auto whole = static_cast<std::size_t>(lost / 8);
    std::ranges::fill(bytes.last(whole), zero);
    if (lost % 8 != 0) bytes[bytes.size() - 1 - whole] &= std::byte{0xff} << static_cast<int>(lost % 8);
}

void shift_right(std::span<std::byte> bytes, std::int64_t places) {
    const std::int64_t bits = std::ssize(bytes) * 8;
    const std::int64_t lost = std::min(places, bits);
    rotate_left(bytes, -lost);
    const auto whole = static_cast<std::size_t>(lost / 8);
    std::ranges::fill(bytes.first(whole), zero);
    if (lost % 8 != 0) bytes[whole] &= std::byte{0xff} >> static_cast<int>(lost % 8);
}

void swap_order(std::span<std::byte> bytes, std::int64_t width) {
    const auto item = static_cast<std::size_t>(width);
    for (std::size_t at = 0; at < bytes.size(); at += item) std::ranges::reverse(bytes.subspan(at, item));
}

constexpr OperationRow table[] = {
    {Operator::Xor, "XOR", Takes::Pattern,
     [](std::span<std::byte> b, const Operand& w) {
         combine(b, w.pattern, [](std::byte x, std::byte y) { return x ^ y; });
     }},
    {Operator::And, "AND", Takes::Pattern,
     [](std::span<std::byte> b, const Operand& w) {
         combine(b, w.pattern, [](std::byte x, std::byte y) { return x & y; });
     }},
    {Operator::Or, "OR", Takes::Pattern,
     [](std::span<std::byte> b, const Operand& w) {
         combine(b, w.pattern, [](std::byte x, std::byte y) { return x | y; });
     }},
    {Operator::Add, "ADD", Takes::Pattern,
     [](std::span<std::byte> b, const Operand& w) { combine(b, w.pattern, sum); }},
    {Operator::Not, "NOT", Takes::Nothing,
     [](std::span<std::byte> b, const Operand&) {
         std::ranges::transform(b, b.begin(), [](std::byte x) { return ~x; });
     }},
    {Operator::ShiftLeft, "shift left", Takes::Bits,
     [](std::span<std::byte> b, const Operand& w) { shift_left(b, w.number); }},
    {Operator::ShiftRight, "shift right", Takes::Bits,
     [](std::span<std::byte> b, const Operand& w) { shift_right(b, w.number); }},
    {Operator::RotateLeft, "rotate left", Takes::Bits,
     [](std::span<std::byte> b, const Operand& w) { rotate_left(b, w.number); }},
    {Operator::RotateRight, "rotate right", Takes::Bits,
     [](std::span<std::byte> b, const Operand& w) { rotate_left(b, -w.number); }},
    {Operator::SwapOrder, "swap the byte order", Takes::Width,
     [](std::span<std::byte> b, const Operand& w) { swap_order(b, w.number); }},
    {Operator::Reverse, "reverse", Takes::Nothing,
     [](std::span<std::byte> b, const Operand&) { std::ranges::reverse(b); }},
};

std::int64_t number_in(std::string_view text, std::int64_t least, const char* unit) {
    const std::int64_t number = parse_number(text);
    if (number < least)
        throw ValueError(grouped_text(number) + " " + unit + ": " + grouped_text(least) + " or more is possible");
    return number;
}

}  // namespace

const OperationRow& row_of(Operator what) { return table[static_cast<std::size_t>(what)]; }

Operation parse_operation(Operator what, std::string_view operand) {
    switch (row_of(what).takes) {
        case Takes::Nothing:
            break;
        case Takes::Pattern:
            return {what, {parse_pattern(operand).bytes, 0}};
        case Takes::Bits:
            return {what, {{}, number_in(operand, 1, "bits")}};
        case Takes::Width:
            return {what, {{}, number_in(operand, 2, "bytes for an item")}};
    }
    return {what, {}};
}

void check(const Operation& operation, std::int64_t count) {
    const bool items = row_of(operation.what).takes == Takes::Width;
    if (items && count % operation.with.number != 0) {
        throw ValueError(grouped_text(count) + " bytes do not divide into items of " +
                         grouped_text(operation.with.number));
    }
}

void operate(std::span<std::byte> bytes, const Operation& operation) {
    check(operation, std::ssize(bytes));
    if (!bytes.empty()) row_of(operation.what).run(bytes, operation.with);
}

}  // namespace byteprism
