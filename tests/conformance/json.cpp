#include "tests/conformance/json.hpp"

#include <algorithm>

#include "core/view/unicode.hpp"

namespace byteprism::oracle {
namespace {

constexpr int max_depth = 500;

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Json parse() {
        Json value = parse_value(0);
        skip_blanks();
        if (at_ != text_.size()) fail("more after the value");
        return value;
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw JsonError(what + " at column " + std::to_string(at_ + 1));
    }
    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (next() != c || at_ == text_.size()) return false;
        ++at_;
        return true;
    }
    void expect(char c) {
        if (!take(c)) fail(std::string("'") + c + "' expected");
    }
    void skip_blanks() {
        while (next() == ' ' || next() == '\t' || next() == '\r' || next() == '\n') ++at_;
    }

    Json parse_value(int depth) {
        if (depth > max_depth) fail("nested too deep");
        skip_blanks();
        switch (next()) {
            case '{':
                return {parse_object(depth)};
            case '[':
                return {parse_array(depth)};
            case '"':
                return {parse_string()};
            case 't':
                return parse_word("true", {true});
            case 'f':
                return parse_word("false", {false});
            case 'n':
                return parse_word("null", {nullptr});
            default:
                return {parse_number()};
        }
    }

    Json parse_word(std::string_view word, Json value) {
        if (text_.substr(at_, word.size()) != word) fail("unknown word");
        at_ += word.size();
        return value;
    }

    Object parse_object(int depth) {
        Object object;
        expect('{');
        skip_blanks();
        if (take('}')) return object;
        do {
            skip_blanks();
            std::string name = parse_string();
            skip_blanks();
            expect(':');
            object.emplace_back(std::move(name), parse_value(depth + 1));
            skip_blanks();
        } while (take(','));
        expect('}');
        return object;
    }

    Array parse_array(int depth) {
        Array array;
        expect('[');
        skip_blanks();
        if (take(']')) return array;
        do {
            array.push_back(parse_value(depth + 1));
            skip_blanks();
        } while (take(','));
        expect(']');
        return array;
    }

    void take_digits() {
        if (next() < '0' || next() > '9') fail("digit expected");
        while (next() >= '0' && next() <= '9') ++at_;
    }

    Number parse_number() {
        const std::size_t start = at_;
        take('-');
        if (!take('0')) take_digits();
        if (take('.')) take_digits();
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            take_digits();
        }
        return {std::string(text_.substr(start, at_ - start))};
    }

    char32_t parse_hex4() {
        char32_t code = 0;
        for (int i = 0; i < 4; ++i) {
            constexpr std::string_view digits = "0123456789abcdefABCDEF";
            const std::size_t digit = at_ < text_.size() ? digits.find(text_[at_]) : std::string_view::npos;
            if (digit == std::string_view::npos) fail("hex digit expected");
            code = code * 16 + static_cast<char32_t>(digit < 16 ? digit : digit - 6);
            ++at_;
        }
        return code;
    }

    char32_t parse_escaped_code() {
        const char32_t code = parse_hex4();
        if (code < 0xD800 || code > 0xDBFF || text_.substr(at_, 2) != "\\u") return code;
        const std::size_t before = at_;
        at_ += 2;
        const char32_t low = parse_hex4();
        if (low >= 0xDC00 && low <= 0xDFFF) return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at_ = before;
        return code;
    }

    std::string parse_string() {
        std::string result;
        expect('"');
        while (!take('"')) {
            if (at_ == text_.size()) fail("text never closed");
            if (!take('\\')) {
                if (static_cast<unsigned char>(next()) < 0x20) fail("control character in text");
                result += text_[at_++];
                continue;
            }
            constexpr std::string_view escapes = "\"\\/bfnrt";
            constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
            const std::size_t escape = at_ < text_.size() ? escapes.find(text_[at_]) : std::string_view::npos;
            if (escape != std::string_view::npos) {
                result += meanings[escape];
                ++at_;
            } else {
                expect('u');
                append_utf8(result, parse_escaped_code());
            }
        }
        return result;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

void append_escaped(std::string& text, char32_t unit) {
    text += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) text += "0123456789abcdef"[unit >> shift & 15];
}

}  // namespace

const Json* Json::find(std::string_view field) const {
    const auto* object = std::get_if<Object>(&data);
    if (object == nullptr) return nullptr;
    // Of fields given twice the last counts, as in Python.
    const auto found =
        std::find_if(object->rbegin(), object->rend(), [&](const auto& entry) { return entry.first == field; });
    return found == object->rend() ? nullptr : &found->second;
}

Json parse_json(std::string_view line) { return Parser(line).parse(); }

std::string quoted_json(std::string_view text) {
    std::string result = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text, at);
        at += point.length;
        if (point.code == '"' || point.code == '\\') {
            result += '\\';
            result += static_cast<char>(point.code);
        } else if (point.code >= 0x20 && point.code < 0x7F) {
            result += static_cast<char>(point.code);
        } else if (point.code < 0x10000) {
            append_escaped(result, point.code);
        } else {
            append_escaped(result, 0xD800 + ((point.code - 0x10000) >> 10));
            append_escaped(result, 0xDC00 + (point.code & 0x3FF));
        }
    }
    return result + '"';
}

}  // namespace byteprism::oracle
