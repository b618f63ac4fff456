// C source text as tokens. Comments and blanks are gone; a directive is one token, its whole line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace byteprism {

struct Token {
    enum class Kind : std::uint8_t {
        Word,       // identifier or keyword
        Number,     // as written: 0x1Fu
        Character,  // with its quotes and prefix: 'a', u8'a'
        String,     // with its quotes
        Mark,       // punctuation, the longest that fits: "<<"
        Directive,  // "#define N 4", lines that go on joined
        End,        // behind the last; empty
    };
    Kind kind = Kind::End;
    std::string_view text;  // of the source
    std::size_t at = 0;     // where in the source it is, or the macro that it came from is used

    bool is(std::string_view what) const { return text == what && (kind == Kind::Word || kind == Kind::Mark); }
};

// The last token is End. Throws DeclarationError at a character that begins no token, at a quote or a comment that is
// never closed. The tokens point into the text.
std::vector<Token> tokenize(std::string_view text);
// A part of the text on its own, the body of a directive.
std::vector<Token> tokenize(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace byteprism
