// A place in a list of tokens, for the parsers.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/structure/declaration_error.hpp"
#include "core/structure/token.hpp"

namespace byteprism {

class TokenCursor {
public:
    // Requires that the last token is End. `text` is what the tokens were made from.
    TokenCursor(std::string_view text, std::span<const Token> tokens) : text_(text), tokens_(tokens) {}

    // End is never passed.
    const Token& next(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
    bool at_end() const { return next().kind == Token::Kind::End; }
    bool at(std::string_view what) const { return next().is(what); }
    Token take() {
        const Token token = next();
        if (!at_end()) ++at_;
        return token;
    }
    bool take_if(std::string_view what) {
        if (!at(what)) return false;
        ++at_;
        return true;
    }
    void expect(std::string_view what) {
        if (!take_if(what)) fail_expected("'" + std::string(what) + "'");
    }
    std::string_view take_word(const std::string& expected) {
        if (next().kind != Token::Kind::Word) fail_expected(expected);
        return take().text;
    }
    // Moves past a bracket, what is inside, and the bracket that closes it. Requires to be at one of ( [ {.
    void skip_brackets();

    // For a look ahead.
    std::size_t position() const { return at_; }
    void go_back(std::size_t position) { at_ = position; }

    [[noreturn]] void fail_expected(const std::string& what) const;
    [[noreturn]] void fail(const std::string& what) const { fail_at(next().at, what); }
    [[noreturn]] void fail_at(std::size_t at, const std::string& what) const {
        throw DeclarationError(what, text_, at);
    }
    std::string_view text() const { return text_; }

private:
    std::string_view text_;
    std::span<const Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace byteprism
