#include "core/structure/token.hpp"

#include <algorithm>
#include <array>

#include "core/structure/declaration_error.hpp"

namespace byteprism {
namespace {

using Kind = Token::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Longer ones first.
constexpr std::array<std::string_view, 25> long_marks = {
    "...", "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "->", "++",
    "--",  "+=",  "-=",  "*=", "/=", "%=", "&=", "|=", "^=", "##", "::", ".*"};
constexpr std::string_view marks = "{}[]()<>;:,.?~!%^&*-+=|/#@";

class Tokenizer {
public:
    Tokenizer(std::string_view text, std::size_t begin, std::size_t end) : text_(text), at_(begin), end_(end) {}

    std::vector<Token> run() {
        while (skip_space()) add_token();
        tokens_.push_back({Kind::End, text_.substr(end_, 0), end_});
        return std::move(tokens_);
    }

private:
    char next(std::size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
    [[noreturn]] void fail(const std::string& what, std::size_t at) const { throw DeclarationError(what, text_, at); }

    void add(Kind kind, std::size_t begin) { tokens_.push_back({kind, text_.substr(begin, at_ - begin), begin}); }

    // Moves past a comment, if there is one.
    bool skip_comment() {
        if (next() != '/' || (next(1) != '/' && next(1) != '*')) return false;
        const std::size_t begin = at_;
        if (next(1) == '/') {
            while (at_ < end_ && next() != '\n') at_ += next() == '\\' && next(1) == '\n' ? 2U : 1U;
            at_ = std::min(at_, end_);
            return true;
        }
        const std::size_t close = text_.substr(0, end_).find("*/", at_ + 2);
        if (close == std::string_view::npos) fail("the comment is never closed", begin);
        if (text_.substr(begin, close - begin).find('\n') != std::string_view::npos) line_begins_ = true;
        at_ = close + 2;
        return true;
    }

    // False at the end.
    bool skip_space() {
        while (at_ < end_) {
            if (next() == '\n') line_begins_ = true;
            if (is_blank(next())) {
                ++at_;
            } else if (next() == '\\' && (next(1) == '\n' || next(1) == '\r')) {
                at_ += 2;
            } else if (!skip_comment()) {
                return true;
            }
        }
        return false;
    }

    void add_token() {
        const std::size_t begin = at_;
        const bool first_of_line = line_begins_;
        line_begins_ = false;
        const char c = next();
        if (c == '#' && first_of_line) return add_directive();
        if (is_digit(c) || (c == '.' && is_digit(next(1)))) return add_number();
        if (begins_word(c)) {
            while (at_ < end_ && (begins_word(next()) || is_digit(next()))) ++at_;
            const std::string_view word = text_.substr(begin, at_ - begin);
            const bool prefix = word == "L" || word == "u" || word == "U" || word == "u8";
            if (!prefix || (next() != '\'' && next() != '"')) return add(Kind::Word, begin);
        }
        if (next() == '\'' || next() == '"') return add_quoted(begin);
        add_mark();
    }

    // The line, and those that a backslash joins to it. A comment in it may go on over lines, too.
    void add_directive() {
        const std::size_t begin = at_;
        while (at_ < end_ && next() != '\n') {
            if (next() == '\\' && next(1) == '\n') {
                at_ += 2;
            } else if (next() == '\\' && next(1) == '\r' && next(2) == '\n') {
                at_ += 3;
            } else if (next() == '"' || next() == '\'') {
                skip_quoted_loosely();
            } else if (!skip_comment()) {
                ++at_;
            }
        }
        line_begins_ = true;
        add(Kind::Directive, begin);
    }

    // In directives an apostrophe may stand alone, as in #error isn't supported.
    void skip_quoted_loosely() {
        const char quote = next();
        std::size_t close = at_ + 1;
        while (close < end_ && text_[close] != quote && text_[close] != '\n') close += text_[close] == '\\' ? 2U : 1U;
        at_ = close < end_ && text_[close] == quote ? close + 1 : at_ + 1;
    }

    // A preprocessing number: letters and digits, signs behind an exponent.
    void add_number() {
        const std::size_t begin = at_;
        while (at_ < end_) {
            const char c = next();
            const bool sign =
                (c == '+' || c == '-') && at_ > begin &&
                std::string_view("eEpP").find(text_[at_ - 1]) != std::string_view::npos &&
                !(text_[begin] == '0' && (text_[begin + 1] | 0x20) == 'x' && (text_[at_ - 1] | 0x20) == 'e');
            const bool separator = c == '\'' && at_ + 1 < end_ && (is_digit(next(1)) || begins_word(next(1)));
            if (!is_digit(c) && !begins_word(c) && c != '.' && !sign && !separator) break;
            ++at_;
        }
        add(Kind::Number, begin);
    }

    void add_quoted(std::size_t begin) {
        const char quote = next();
        ++at_;
        while (at_ < end_ && next() != quote && next() != '\n') at_ += next() == '\\' ? 2U : 1U;
        if (at_ >= end_ || next() != quote) fail("the quote is never closed", begin);
        ++at_;
        add(quote == '"' ? Kind::String : Kind::Character, begin);
    }

    void add_mark() {
        const std::size_t begin = at_;
        const std::string_view rest = text_.substr(at_, end_ - at_);
        for (const std::string_view mark : long_marks) {
            if (!rest.starts_with(mark)) continue;
            at_ += mark.size();
            return add(Kind::Mark, begin);
        }
        if (marks.find(rest[0]) == std::string_view::npos) fail("a declaration has no such character", begin);
        ++at_;
        add(Kind::Mark, begin);
    }

    std::string_view text_;
    std::size_t at_;
    std::size_t end_;
    bool line_begins_ = true;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) { return tokenize(text, 0, text.size()); }

std::vector<Token> tokenize(std::string_view text, std::size_t begin, std::size_t end) {
    return Tokenizer(text, begin, end).run();
}

}  // namespace byteprism
