// The two grammars of formats. Used by Format alone; everybody else asks Format::parse.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/view/format.hpp"

namespace byteprism {

struct FormatContent {
    std::int64_t itemsize = 0;
    std::vector<Field> fields;
    bool bare = false;  // as Format::bare()
};

// Each throws StructError with the column.
FormatContent parse_struct_text(std::string_view text);
FormatContent parse_pep3118_text(std::string_view text);

// Size and alignment of a code in a mode: native '@' and '^', standard '=', '<', '>'. Size 0: no such code there.
struct CodeSize {
    std::int64_t size = 0;
    std::int64_t alignment = 1;
};
CodeSize native_size(char code);
CodeSize standard_size(char code);

constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The decimal number at `at`, which moves past it. Requires a digit there; StructError beyond 2^63 - 1.
std::int64_t parse_count(std::string_view text, std::size_t& at);

// StructError "total struct size too long", with the column, if the result is beyond 2^63 - 1.
std::int64_t checked_product(std::int64_t a, std::int64_t b, std::size_t column);
std::int64_t checked_sum(std::int64_t a, std::int64_t b, std::size_t column);

// "'k'", or "'\x01'" for what does not print.
std::string quoted(char c);

}  // namespace byteprism
