// What the bytes of a node mean: values, labels of enums, text for people.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "core/structure/data_node.hpp"
#include "core/view/value.hpp"

namespace byteprism {

// All of these require a node of Kind::Value or Kind::Text without error, and the bytes that its reader has.

// Integers, floats, bools, bytes as formats give them; text up to the first NUL, or all bytes if it is none.
Value value_of(const DataTypes& types, const DataNode& node, std::span<const std::byte> bytes);

// Of an enum: the name of the value, or the names of its bits where all of them have one: "READ | WRITE".
std::optional<std::string> label_of(const DataTypes& types, const DataNode& node, std::span<const std::byte> bytes);

// As a panel shows it: "BM", 54, 0.1, RGB (1), 0x7ffe1000.
std::string text_of(const DataTypes& types, const DataNode& node, std::span<const std::byte> bytes);

// The number of an integer, a bit-field, an enum, a bool, a pointer, a character. ValueError if it is none.
// One of 128 bits without a sign may be too large for its type: it is as if it had a sign.
WideInteger integer_of(const DataTypes& types, const DataNode& node, std::span<const std::byte> bytes);
// The same in decimal digits, exact for all.
std::string integer_text(const DataTypes& types, const DataNode& node, std::span<const std::byte> bytes);

}  // namespace byteprism
