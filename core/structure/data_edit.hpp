// Values as people type them, as the bytes of a node.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "core/structure/data_node.hpp"

namespace byteprism {

// The node's bytes as they would be with that value: a number in any base, a constant of an enum by name, several flags
// as "READ | WRITE", text with or without quotes. What is beside a bit-field stays. Requires a node of Kind::Value or
// Kind::Text without error. ValueError says what was expected, with the range.
std::vector<std::byte> edited(const DataTypes& types, const DataNode& node, std::span<const std::byte> bytes,
                              std::string_view text);

}  // namespace byteprism
