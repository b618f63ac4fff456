// The bytes that a text says which was copied elsewhere: from a dump, out of source code, or just hex.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

struct PastedBytes {
    std::vector<std::byte> bytes;
    std::string_view form;  // "a hex dump", for the user
};

// Understands, and tells apart:
//   dumps of xxd, of hexdump -C and of od -A x -t x1, with their offsets, their text and rows that "*" leaves out
//   lists of numbers in brackets or braces, as C, C++, Rust, Java, Python and JSON write them, with whatever name and
//   type is around; a number without 0x or 0b is decimal there
//   strings in quotes, with the escapes of C and Python
//   pairs of hexadecimal digits, with white space, commas, colons, 0x and \x between them, and comments; colours:
//   #1a2b3c
// Throws ValueError, with the line and the column, for anything else, and for a text without bytes.
PastedBytes parse_pasted(std::string_view text);

// The parts of it. A dump that is none gives no bytes.
std::vector<std::byte> parse_dump(std::string_view text);
std::vector<std::byte> parse_number_list(std::string_view text);  // from the first bracket or brace on

// "line 2, column 5: " of a place in the text; "column 5: " if it has one line.
[[noreturn]] void refuse_pasted(std::string_view text, std::size_t at, const char* why);
// The same text with blanks in the place of comments: // to the end of the line, # too, and /* */; what stands in
// quotes is none.
std::string without_comments(std::string_view text);
// The same text with blanks in the place of quotes and what stands in them.
std::string without_quotes(std::string_view text);

}  // namespace byteprism
