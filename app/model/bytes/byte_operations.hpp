// Operations that change bytes in place. One row of the table is one operation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace byteprism {

enum class Operator { Xor, And, Or, Add, Not, ShiftLeft, ShiftRight, RotateLeft, RotateRight, SwapOrder, Reverse };

// What an operation is done with: bytes again and again, or a number of bits or bytes.
struct Operand {
    std::vector<std::byte> pattern;
    std::int64_t number = 0;
};

struct Operation {
    Operator what;
    Operand with;
};

struct OperationRow {
    enum class Takes { Nothing, Pattern, Bits, Width };

    Operator what;
    std::string_view name;  // "XOR"
    Takes takes;
    // Requires an operand of that kind, and of a width that it divides the bytes.
    void (*run)(std::span<std::byte> bytes, const Operand& with);
};

// In the order of Operator. Shifts and rotations take all bytes for one row of bits, the highest of the first byte
// first.
const OperationRow& row_of(Operator what);

// Throws ValueError.
Operation parse_operation(Operator what, std::string_view operand);
// Throws ValueError if so many bytes do not divide into items of the width.
void check(const Operation& operation, std::int64_t count);
// Throws as check(), with nothing changed.
void operate(std::span<std::byte> bytes, const Operation& operation);

}  // namespace byteprism
