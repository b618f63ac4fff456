// Text to tree: Python's grammar, as far as expressions about views need it.

#include <algorithm>

#include "core/view/expression_node.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

// Deeper nesting is refused rather than met by an exhausted stack.
constexpr int max_depth = 100;

using Node = ExpressionNode;
using NodePtr = std::shared_ptr<const Node>;
using Kind = Node::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

int digit_value(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    NodePtr parse() {
        NodePtr root = parse_sum();
        skip_blanks();
        if (at_ != text_.size()) fail("unexpected " + rest());
        return root;
    }

private:
    [[noreturn]] void fail(const std::string& what) const { fail_at(at_, what); }
    [[noreturn]] static void fail_at(std::size_t column, const std::string& what) {
        throw ExpressionError("SyntaxError", what, column, ExpressionError::Fault::Text);
    }
    std::string rest() const { return at_ == text_.size() ? "end" : "'" + std::string(text_.substr(at_, 12)) + "'"; }

    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    char after_next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }
    void skip_blanks() {
        while (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r') ++at_;
    }
    bool take(std::string_view token) {
        skip_blanks();
        if (text_.substr(at_, token.size()) != token) return false;
        at_ += token.size();
        return true;
    }
    void expect(std::string_view token) {
        if (!take(token)) fail("'" + std::string(token) + "' expected, not " + rest());
    }

    static NodePtr make(Kind kind, std::size_t column, std::string text, std::vector<NodePtr> items) {
        return std::make_shared<const Node>(Node{.kind = kind,
                                                 .column = column,
                                                 .text = std::move(text),
                                                 .value = {},
                                                 .items = std::move(items),
                                                 .keywords = {}});
    }

    struct Deeper {
        explicit Deeper(Parser& of) : parser(of) {
            if (++parser.depth_ > max_depth) parser.fail("nested deeper than " + std::to_string(max_depth));
        }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
        ~Deeper() { --parser.depth_; }
        Parser& parser;
    };

    NodePtr parse_sum() {
        const Deeper deeper(*this);
        NodePtr left = parse_term();
        while (true) {
            skip_blanks();
            const std::size_t column = at_;
            const char sign = next();
            if (sign != '+' && sign != '-') return left;
            ++at_;
            left = counted(make(Kind::Binary, column, std::string(1, sign), {left, parse_term()}));
        }
    }

    NodePtr parse_term() {
        NodePtr left = parse_factor();
        while (true) {
            skip_blanks();
            const std::size_t column = at_;
            std::string operation;
            if (next() == '*' && after_next() != '*') operation = "*";
            if (next() == '%') operation = "%";
            if (next() == '/' && after_next() == '/') operation = "//";
            if (operation.empty()) return left;
            at_ += operation.size();
            left = counted(make(Kind::Binary, column, operation, {left, parse_factor()}));
        }
    }

    NodePtr parse_factor() {
        const Deeper deeper(*this);
        skip_blanks();
        const std::size_t column = at_;
        if (take("-")) return make(Kind::Negative, column, "-", {parse_factor()});
        if (take("+")) return make(Kind::Positive, column, "+", {parse_factor()});
        return parse_postfix();
    }

    // Chains are as deep a tree as nesting is.
    NodePtr counted(NodePtr node) {
        if (++chained_ > 1000) fail("more than 1000 operations");
        return node;
    }

    NodePtr parse_postfix() {
        NodePtr node = parse_atom();
        while (true) {
            skip_blanks();
            const std::size_t column = at_;
            if (next() == '.' && after_next() != '.') {
                ++at_;
                skip_blanks();
                const std::size_t name_column = at_;
                std::string name = parse_identifier();
                skip_blanks();
                node = counted(next() == '(' ? parse_call(std::move(node), std::move(name), name_column)
                                             : make(Kind::Attribute, name_column, std::move(name), {node}));
            } else if (take("[")) {
                node = counted(parse_subscript(std::move(node), column));
            } else {
                return node;
            }
        }
    }

    std::string parse_identifier() {
        if (!is_letter(next())) fail("a name expected, not " + rest());
        const std::size_t start = at_;
        while (is_letter(next()) || is_digit(next())) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    NodePtr parse_call(NodePtr object, std::string name, std::size_t column) {
        expect("(");
        Node call{
            .kind = Kind::Call, .column = column, .text = std::move(name), .value = {}, .items = {}, .keywords = {}};
        call.items.push_back(std::move(object));
        while (!take(")")) {
            if (call.items.size() > 1) {
                expect(",");
                if (take(")")) break;
            }
            skip_blanks();
            const std::size_t start = at_;
            if (is_letter(next())) {
                std::string keyword = parse_identifier();
                if (take("=")) {
                    if (std::ranges::find(call.keywords, keyword) != call.keywords.end())
                        fail_at(start, "keyword argument repeated: " + keyword);
                    call.keywords.push_back(std::move(keyword));
                } else {
                    at_ = start;
                }
            }
            if (at_ == start && !call.keywords.empty()) fail("positional argument follows keyword argument");
            call.items.push_back(parse_sum());
        }
        return std::make_shared<const Node>(std::move(call));
    }

    NodePtr parse_subscript(NodePtr object, std::size_t column) {
        Node subscript{.kind = Kind::Brackets,
                       .column = column,
                       .text = {},
                       .value = {},
                       .items = {},
                       .keywords = {},
                       .one_key = true};
        subscript.items.push_back(std::move(object));
        do {
            skip_blanks();
            if (next() == ']' && subscript.items.size() > 1) {
                subscript.one_key = false;
                break;
            }
            subscript.items.push_back(parse_key());
        } while (take(","));
        expect("]");
        if (subscript.items.size() > 2) subscript.one_key = false;
        return std::make_shared<const Node>(std::move(subscript));
    }

    // start:stop:step, `...`, or a number.
    NodePtr parse_key() {
        skip_blanks();
        const std::size_t column = at_;
        if (take("...")) return make(Kind::Ellipsis, column, "...", {});
        std::vector<NodePtr> parts;
        bool slice = false;
        while (true) {
            skip_blanks();
            parts.push_back(next() == ':' || next() == ']' || next() == ',' ? nullptr : parse_sum());
            if (parts.size() == 3 || !take(":")) break;
            slice = true;
        }
        if (slice) return make(Kind::Slice, column, ":", std::move(parts));
        if (parts[0] == nullptr) fail("a number, a slice or a name expected, not " + rest());
        return parts[0];
    }

    NodePtr parse_atom() {
        skip_blanks();
        const std::size_t column = at_;
        if (is_digit(next())) return parse_integer();
        if (next() == '\'' || next() == '"' ||
            ((next() == 'b' || next() == 'B') && (after_next() == '\'' || after_next() == '"')))
            return parse_string();
        if (take("...")) return make(Kind::Ellipsis, column, "...", {});
        if (take("(")) return parse_items(Kind::Tuple, column, ")");
        if (take("[")) return parse_items(Kind::List, column, "]");
        if (!is_letter(next())) fail("a number, a string, 'm' or '(' expected, not " + rest());
        const std::string name = parse_identifier();
        if (name == "True" || name == "False") return literal(column, {name == "True"}, name);
        if (name == "None") return literal(column, {None{}}, name);
        if (name == "len") {
            skip_blanks();
            if (next() != '(') fail("'(' expected after len");
            return parse_call(nullptr, name, column);
        }
        if (name != "m")
            throw ExpressionError("NameError", "name '" + name + "' is not defined; the buffer is 'm'", column,
                                  ExpressionError::Fault::Text);
        return make(Kind::Name, column, name, {});
    }

    static NodePtr literal(std::size_t column, Value value, std::string text) {
        return std::make_shared<const Node>(Node{.kind = Kind::Literal,
                                                 .column = column,
                                                 .text = std::move(text),
                                                 .value = std::move(value),
                                                 .items = {},
                                                 .keywords = {}});
    }

    // A parenthesised expression is no tuple.
    NodePtr parse_items(Kind kind, std::size_t column, std::string_view close) {
        std::vector<NodePtr> items;
        bool comma = false;
        while (!take(close)) {
            if (!items.empty()) {
                expect(",");
                comma = true;
                if (take(close)) break;
            }
            items.push_back(parse_sum());
        }
        if (kind == Kind::Tuple && items.size() == 1 && !comma) return items[0];
        return make(kind, column, {}, std::move(items));
    }

    NodePtr parse_integer() {
        const std::size_t start = at_;
        int base = 10;
        if (next() == '0') {
            const char letter = static_cast<char>(after_next() | 0x20);
            base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
            if (base != 10) at_ += 2;
        }
        const std::size_t first = at_;
        std::int64_t number = 0;
        bool overflow = false;
        while (digit_value(next()) < base ||
               (next() == '_' && digit_value(after_next()) < base && (at_ > first || base != 10))) {
            if (next() != '_')
                overflow |= __builtin_mul_overflow(number, base, &number) ||
                            __builtin_add_overflow(number, digit_value(next()), &number);
            ++at_;
        }
        if (at_ == first || is_letter(next()) || is_digit(next()) || (next() == '.' && is_digit(after_next())))
            fail_at(start, "invalid number");
        if (base == 10 && text_[start] == '0' && number != 0)
            fail_at(start, "leading zeros are not permitted; use an 0o prefix for octal");
        if (overflow) fail_at(start, "a number beyond 64 bits");
        return literal(start, {number}, std::string(text_.substr(start, at_ - start)));
    }

    NodePtr parse_string() {
        const std::size_t start = at_;
        const bool bytes = next() == 'b' || next() == 'B';
        if (bytes) ++at_;
        const char quote = text_[at_++];
        std::string content;
        while (next() != quote || at_ == text_.size()) {
            if (at_ == text_.size() || next() == '\n') fail_at(start, "string never closed");
            if (next() != '\\') {
                content += text_[at_++];
            } else {
                parse_escape(content, bytes);
            }
        }
        ++at_;
        Value value{content};
        if (bytes) {
            Bytes raw(content.size());
            std::ranges::transform(content, raw.begin(), [](char c) { return static_cast<std::byte>(c); });
            value = {std::move(raw)};
        }
        std::string text = repr(value);
        return literal(start, std::move(value), std::move(text));
    }

    void parse_escape(std::string& content, bool bytes) {
        ++at_;
        constexpr std::string_view escapes = "\\'\"ntr0";
        constexpr std::string_view meanings{"\\'\"\n\t\r\0", 7};
        const std::size_t known = at_ < text_.size() ? escapes.find(text_[at_]) : std::string_view::npos;
        if (known != std::string_view::npos) {
            content += meanings[known];
            ++at_;
            return;
        }
        const int digits = next() == 'x' ? 2 : next() == 'u' && !bytes ? 4 : 0;
        if (digits == 0) fail("unknown escape");
        ++at_;
        char32_t code = 0;
        for (int i = 0; i < digits; ++i, ++at_) {
            if (digit_value(next()) > 15) fail("hex digit expected");
            code = code * 16 + static_cast<char32_t>(digit_value(next()));
        }
        if (bytes) {
            content += static_cast<char>(static_cast<unsigned char>(code));
        } else {
            append_utf8(content, code);
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    int chained_ = 0;
};

}  // namespace

std::shared_ptr<const ExpressionNode> parse_expression(std::string_view text) { return Parser(text).parse(); }

Expression Expression::parse(std::string_view text) { return {std::string(text), parse_expression(text)}; }

}  // namespace byteprism
