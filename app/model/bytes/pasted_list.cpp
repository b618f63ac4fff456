// Lists of numbers as source code has them.

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>

#include "app/model/bytes/pasted_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Where the items are: behind the assignment, if a list follows it, so that a type's brackets are none of the list.
std::string_view items_of(std::string_view text) {
    const std::string code = without_quotes(text);
    const std::size_t assigned = code.find('=');
    const std::size_t from = code.find_first_of("{[", assigned) == std::string::npos ? 0 : assigned;
    std::size_t open = code.find('{', from);
    char close = '}';
    if (open == std::string::npos) {
        open = code.find('[', from);
        close = ']';
    }
    if (open == std::string::npos) refuse_pasted(text, from, "a list in brackets or braces is expected");
    const std::size_t end = code.rfind(close);
    if (end == std::string::npos || end < open) refuse_pasted(text, open, "this list is not closed");
    return text.substr(0, end).substr(open + 1);
}

// Without what tells the type of a number: 1u, 0xffUL, 255u8.
std::string_view without_suffix(std::string_view word, int base) {
    for (const std::string_view suffix : {"u8", "i8", "U8"}) {
        if (word.ends_with(suffix) && word.size() > suffix.size()) return word.substr(0, word.size() - suffix.size());
    }
    constexpr std::string_view letters = "uUlL";
    while (word.size() > 1 && letters.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    if (base == 10 && word.size() > 1 && word.back() == 'b') word.remove_suffix(1);
    return word;
}

struct Reader {
    std::string_view text;
    std::size_t at;

    [[noreturn]] void refuse(const char* why) const { refuse_pasted(text, at, why); }

    std::byte number() {
        const std::size_t begin = at;
        const bool negative = text[at] == '-';
        if (negative) ++at;
        const std::size_t first = at;
        while (at < text.size() && is_word(text[at])) ++at;
        std::string_view word = text.substr(first, at - first);
        int base = 10;
        if (word.starts_with("0x") || word.starts_with("0X")) base = 16;
        if (word.starts_with("0b") || word.starts_with("0B")) base = 2;
        if (base != 10) word.remove_prefix(2);
        word = without_suffix(word, base);
        int value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
        if (word.empty() || end != word.data() + word.size() || error == std::errc::invalid_argument) {
            refuse_pasted(text, begin, "a number is expected");
        }
        const bool out_of_range = error != std::errc() || value > (negative ? 128 : 255);
        if (out_of_range) refuse_pasted(text, begin, "this number is more than a byte holds");
        return static_cast<std::byte>(negative ? 256 - value : value);
    }

    // 'A', of which the simple escapes are known.
    std::byte character() {
        constexpr std::string_view letters = "0nrt\\'";
        constexpr std::string_view meanings{"\0\n\r\t\\'", 6};
        ++at;
        const bool escaped = at < text.size() && text[at] == '\\';
        if (escaped) ++at;
        const std::size_t known = at < text.size() && escaped ? letters.find(text[at]) : 0;
        if (at + 1 >= text.size() || text[at + 1] != '\'' || known == std::string_view::npos) {
            refuse("a character in quotes is expected");
        }
        const char c = escaped ? meanings[known] : text[at];
        at += 2;
        return static_cast<std::byte>(c);
    }
};

}  // namespace

std::vector<std::byte> parse_number_list(std::string_view text) {
    const std::string_view items = items_of(text);
    Reader reader{text.substr(0, static_cast<std::size_t>(items.data() - text.data()) + items.size()),
                  static_cast<std::size_t>(items.data() - text.data())};
    std::vector<std::byte> bytes;
    while (reader.at < reader.text.size()) {
        const char c = reader.text[reader.at];
        if (std::isspace(static_cast<unsigned char>(c)) != 0 ||
            std::string_view(",{}[]").find(c) != std::string_view::npos) {
            ++reader.at;
        } else if (c == '(') {  // a cast
            const std::size_t close = reader.text.find(')', reader.at);
            if (close == std::string_view::npos) reader.refuse("this parenthesis is not closed");
            reader.at = close + 1;
        } else {
            bytes.push_back(c == '\'' ? reader.character() : reader.number());
        }
    }
    return bytes;
}

}  // namespace byteprism
