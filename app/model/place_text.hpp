// Places and ranges of a document as people type them: sums of numbers and names. The arithmetic is that of expressions
// (core/view/expression.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "core/view/layout.hpp"

namespace byteprism {

// What words and signs refer to.
struct OffsetContext {
    std::int64_t cursor = 0;
    std::int64_t size = 0;
    std::int64_t base =
        0;  // the address of the first byte: a number that is an address in the document means that byte
    std::function<std::optional<std::int64_t>(std::string_view name)> named = {};  // the offset that has a name
};

// A place in the document: numbers as parse_number() takes them, `start`, `end`, `cursor` and names, with
// + - * / % and parentheses between them; in quotes a name with other characters, or one that begins as a number does,
// with a digit or $. With a sign in front the place is counted from the cursor. Throws ValueError if it does not parse
// or lies outside 0 ... size.
std::int64_t parse_offset(std::string_view text, const OffsetContext& context);

// The bytes of a range: "start:stop", "start:stop:step" (either may be left out; a stop with a sign is counted from the
// start), "start+count", or "start". Throws ValueError if it does not parse, leaves the document or has no byte.
Layout parse_range(std::string_view text, const OffsetContext& context);

}  // namespace byteprism
