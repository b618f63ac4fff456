#include "core/structure/token_cursor.hpp"

namespace byteprism {

void TokenCursor::skip_brackets() {
    const Token open = next();
    std::string closing;  // the brackets that are open
    do {
        const Token token = next();
        if (at_end()) fail_at(open.at, "'" + std::string(open.text) + "' is never closed");
        if (token.is("(")) closing += ')';
        if (token.is("[")) closing += ']';
        if (token.is("{")) closing += '}';
        if (token.is(")") || token.is("]") || token.is("}")) {
            if (token.text[0] != closing.back()) {
                fail_expected(std::string("'") + closing.back() + "'");
            }
            closing.pop_back();
        }
        take();
    } while (!closing.empty());
}

void TokenCursor::fail_expected(const std::string& what) const {
    const Token& token = next();
    std::string found = "the end";
    if (token.kind == Token::Kind::Directive) {
        found = "a directive";
    } else if (token.kind != Token::Kind::End) {
        found = "'" + std::string(token.text.substr(0, 40)) + "'";
    }
    fail("expected " + what + ", not " + found);
}

}  // namespace byteprism
