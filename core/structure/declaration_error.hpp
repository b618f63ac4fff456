// What is wrong with C declarations, and where.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace byteprism {

// Both count from 1, as editors and compilers do.
struct TextPlace {
    std::size_t line = 1;
    std::size_t column = 1;
    bool operator==(const TextPlace&) const = default;
};

TextPlace place_of(std::string_view text, std::size_t at);

// The message begins with "line 3, column 7: "; `column` of StructError counts characters of the whole text from 0.
class DeclarationError : public StructError {
public:
    DeclarationError(const std::string& what, std::string_view text, std::size_t at)
        : DeclarationError(what, place_of(text, at), at) {}

    TextPlace place;

private:
    DeclarationError(const std::string& what, TextPlace where, std::size_t at)
        : StructError("line " + std::to_string(where.line) + ", column " + std::to_string(where.column) + ": " + what,
                      at),
          place(where) {}
};

}  // namespace byteprism
