// SearchPattern: what is searched for, as plain data, and the texts it is parsed from. Searcher does the search.
//
//     parse_hex_pattern("DE AD ?? E?")                           // bytes with free nibbles
//     text_pattern("Größe", *find_text_encoding("UTF-16LE"), LetterCase::Ignored)
//     parse_number_pattern("<f=[0, 1]")                          // any float32 from 0 to 1
//     parse_number_pattern("H=512 +- 2", NumberOrders::Both)
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {

// A pattern that does not parse. `column` counts bytes of the text from 0; the message says it, counted from 1.
// Bytes of a pattern; longer ones are refused.
constexpr std::size_t longest_pattern = std::size_t{1} << 20;

class PatternError : public ValueError {
public:
    PatternError(std::size_t at, const std::string& what)
        : ValueError("column " + std::to_string(at + 1) + ": " + what), column(at) {}

    std::size_t column;
};

// Bytes of which some bits, or all, are given.
struct BytePattern {
    // A place where one of several forms must stand, which the mask alone does not tell apart.
    struct Choice {
        std::size_t at = 0;
        std::vector<std::vector<std::byte>> forms;  // all of one length
    };

    std::vector<std::byte> value;  // free bits are 0
    std::vector<std::byte> mask;   // as long
    std::vector<Choice> choices;
};

// A number of one type between two bounds. Codes are the numbers as unsigned integers in the same order (see
// code_of_bits()), so that one comparison serves all types.
struct NumberPattern {
    enum class Kind { Unsigned, Signed, Float };

    Kind kind = Kind::Unsigned;
    int size = 1;  // bytes: 1, 2, 4 or 8
    bool little_endian = true;
    bool big_endian = false;  // or both
    std::uint64_t lowest_code = 0;
    std::uint64_t highest_code = 0;
};

// Over bytes, in the words of Perl (PCRE2). The dot matches newlines too; empty matches are no hits.
struct RegularExpression {
    std::string text;
    bool ignore_case = false;
};

struct SearchPattern {
    std::variant<BytePattern, NumberPattern, RegularExpression> what;
    // Hits begin at `offset` + k * `stride`, offset counting from the first byte of the file. Requires stride >= 1.
    std::int64_t stride = 1;
    std::int64_t offset = 0;
    // Otherwise a hit begins where the one before has ended, or later, as in Python's re.finditer.
    bool overlapping = false;
};

// Digits, `?` for any nibble; white space and commas between, 0x and \x before bytes. Throws PatternError, also where
// nothing at all is given.
BytePattern parse_hex_pattern(std::string_view text);
// Bytes and as many of a mask, both in hexadecimal. Throws PatternError, with columns of the text that is wrong.
BytePattern parse_masked_pattern(std::string_view value, std::string_view mask);
// Bytes as they are. Throws ValueError if there are none.
BytePattern exact_pattern(std::vector<std::byte> bytes);

enum class LetterCase { Matters, Ignored };
// Ignored: letters in both cases, those of whose other case the encoding makes as many bytes. Throws ValueError if the
// encoding lacks a character, or there is none.
BytePattern text_pattern(std::string_view utf8, const TextEncoding& encoding, LetterCase letter_case);

enum class NumberOrders { AsWritten, Little, Big, Both };
using NumberSearch = std::variant<BytePattern, NumberPattern>;
// FORMAT=VALUE: FORMAT as in the struct module. "VALUE" is matched byte by byte (padding is free), "VALUE +- TOLERANCE"
// (or ±) and "[LOW, HIGH]" (both included) as a number; with both orders a number alone is matched so, too. Throws
// PatternError or StructError.
NumberSearch parse_number_pattern(std::string_view text, NumberOrders orders = NumberOrders::AsWritten);

// The code of a number whose bits are given, in the order of the numbers; NaN is outside of the infinities.
std::uint64_t code_of_bits(NumberPattern::Kind kind, int size, std::uint64_t bits);

}  // namespace byteprism
