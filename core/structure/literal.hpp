// What C's literals say.
#pragma once

#include <optional>
#include <string>

#include "core/structure/formula.hpp"
#include "core/structure/token.hpp"

namespace byteprism {

// A number or a character constant. Null: it is no integer.
FormulaPtr literal_formula(const Token& token, int long_bits);

// Of "BM\x1a": its three bytes. Nothing: it is no string of bytes.
std::optional<std::string> string_bytes(const Token& token);

}  // namespace byteprism
