// The struct module's grammar: an optional mode, then items of a count and a character.

#include "core/error.hpp"
#include "core/view/format_grammar.hpp"

namespace byteprism {

CodeSize native_size(char code) {
    switch (code) {
        case 'x':
        case 'c':
        case 'b':
        case 'B':
        case '?':
        case 's':
        case 'p':
            return {1, 1};
        case 'h':
        case 'H':
        case 'e':
            return {2, 2};
        case 'i':
        case 'I':
        case 'f':
            return {4, 4};
        case 'l':
        case 'L':
        case 'q':
        case 'Q':
        case 'n':
        case 'N':
        case 'P':
        case 'd':
            return {8, 8};
        default:
            return {};
    }
}

CodeSize standard_size(char code) {
    switch (code) {
        case 'n':
        case 'N':
        case 'P':
            return {};
        case 'l':
        case 'L':
            return {4, 1};
        default:
            return {native_size(code).size, 1};
    }
}

std::string quoted(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F) return {'\'', c, '\''};
    constexpr char digits[] = "0123456789abcdef";
    return {'\'', '\\', 'x', digits[byte >> 4], digits[byte & 15], '\''};
}

std::int64_t parse_count(std::string_view text, std::size_t& at) {
    const std::size_t column = at;
    std::int64_t count = 0;
    for (; at < text.size() && is_digit(text[at]); ++at) {
        if (__builtin_mul_overflow(count, 10, &count) || __builtin_add_overflow(count, text[at] - '0', &count)) {
            throw StructError("overflow in item count", column);
        }
    }
    return count;
}

std::int64_t checked_product(std::int64_t a, std::int64_t b, std::size_t column) {
    std::int64_t result = 0;
    if (__builtin_mul_overflow(a, b, &result)) throw StructError("total struct size too long", column);
    return result;
}

std::int64_t checked_sum(std::int64_t a, std::int64_t b, std::size_t column) {
    std::int64_t result = 0;
    if (__builtin_add_overflow(a, b, &result)) throw StructError("total struct size too long", column);
    return result;
}

namespace {

struct StructParser {
    std::string_view text;
    std::size_t at = 0;
    bool native = true;
    ByteOrder order = ByteOrder::Little;
    FormatContent content;
    std::int64_t values = 0;

    void parse_mode() {
        if (text.empty()) return;
        switch (text[0]) {
            case '@':
                break;
            case '=':
            case '<':
                native = false;
                break;
            case '>':
            case '!':
                native = false;
                order = ByteOrder::Big;
                break;
            default:
                return;
        }
        ++at;
    }

    void parse_item() {
        const std::size_t column = at;
        std::int64_t count = 1;
        if (is_digit(text[at])) {
            count = parse_count(text, at);
            if (at == text.size()) throw StructError("repeat count given without format specifier", column);
        }
        const char code = text[at];
        const CodeSize item = native ? native_size(code) : standard_size(code);
        if (item.size == 0) throw StructError("bad char " + quoted(code) + " in struct format", at);
        ++at;

        // A count of 0 still aligns.
        std::int64_t& end = content.itemsize;
        end = checked_sum(end, item.alignment - 1, column) / item.alignment * item.alignment;
        Field field{.name = std::nullopt,
                    .offset = end,
                    .size = checked_product(item.size, count, column),
                    .order = order,
                    .code = std::string(1, code),
                    .count = count,
                    .shape = {},
                    .fields = {},
                    .unit = item.size};
        end = checked_sum(end, field.size, column);
        if (code == 'x') return;
        const bool text_like = code == 's' || code == 'p';
        if (text_like) field.unit = count;
        // Enough to know whether there is one.
        values = std::min<std::int64_t>(2, values + (text_like ? 1 : std::min<std::int64_t>(2, count)));
        content.fields.push_back(std::move(field));
    }
};

}  // namespace

FormatContent parse_struct_text(std::string_view text) {
    StructParser parser{.text = text, .content = {}};
    parser.parse_mode();
    while (parser.at < text.size()) {
        if (is_blank(text[parser.at])) {
            ++parser.at;
        } else {
            parser.parse_item();
        }
    }
    // A field without values, as in 'h0i', may stand beside the one.
    parser.content.bare = parser.values == 1;
    return std::move(parser.content);
}

}  // namespace byteprism
