// Byte patterns in hexadecimal and as text.

#include <algorithm>
#include <cctype>
#include <clocale>
#include <cwctype>

#include "core/analysis/search_pattern.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

struct Nibble {
    unsigned value = 0;
    unsigned mask = 0;
};

class HexReader {
public:
    HexReader(std::string_view text, bool wildcards) : text_(text), wildcards_(wildcards) {}

    BytePattern read() {
        BytePattern pattern;
        for (skip(); at_ < text_.size(); skip()) {
            const Nibble high = nibble("a hexadecimal digit");
            const Nibble low = nibble("the second digit of a byte");
            pattern.value.push_back(static_cast<std::byte>(high.value << 4 | low.value));
            pattern.mask.push_back(static_cast<std::byte>(high.mask << 4 | low.mask));
            if (pattern.value.size() > longest_pattern) throw PatternError(at_, "a pattern has at most 1 MiB");
        }
        return pattern;
    }

private:
    void skip() {
        while (at_ < text_.size() && (std::isspace(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == ',')) {
            ++at_;
        }
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("0x") || rest.starts_with("0X") || rest.starts_with("\\x")) at_ += 2;
    }

    Nibble nibble(const char* wanted) {
        const std::string expected = std::string(wanted) + (wildcards_ ? " or ? is expected" : " is expected");
        if (at_ == text_.size()) throw PatternError(at_, expected);
        const char c = text_[at_];
        if (wildcards_ && c == '?') return ++at_, Nibble{};
        if (std::isxdigit(static_cast<unsigned char>(c)) == 0) throw PatternError(at_, expected);
        ++at_;
        if (c <= '9') return {static_cast<unsigned>(c - '0'), 15};
        return {static_cast<unsigned>((c | 0x20) - 'a' + 10), 15};
    }

    std::string_view text_;
    bool wildcards_;
    std::size_t at_ = 0;
};

bool all_free(const BytePattern& pattern) {
    return std::ranges::all_of(pattern.mask, [](std::byte mask) { return mask == std::byte{0}; });
}

// The system's tables of letters, whatever locale the program runs in.
class LetterTables {
public:
    LetterTables() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {}
    ~LetterTables() {
        if (locale_ != nullptr) freelocale(locale_);
    }
    LetterTables(const LetterTables&) = delete;
    LetterTables& operator=(const LetterTables&) = delete;

    char32_t lower(char32_t letter) const {
        return mapped(letter, [](wint_t c, locale_t l) { return towlower_l(c, l); });
    }
    char32_t upper(char32_t letter) const {
        return mapped(letter, [](wint_t c, locale_t l) { return towupper_l(c, l); });
    }

private:
    template <class Map>
    char32_t mapped(char32_t letter, const Map& map) const {
        return locale_ == nullptr ? letter : static_cast<char32_t>(map(static_cast<wint_t>(letter), locale_));
    }
    locale_t locale_;
};

using Forms = std::vector<std::vector<std::byte>>;

// A character as bytes, the way it is typed first, then in its other cases.
Forms forms_of(char32_t character, const TextEncoding& encoding, const LetterTables& letters) {
    Forms forms;
    for (const char32_t each : {character, letters.lower(character), letters.upper(character)}) {
        std::string utf8;
        append_utf8(utf8, each);
        try {
            std::vector<std::byte> bytes = encode(encoding, utf8);
            if (!forms.empty() && bytes.size() != forms.front().size()) continue;
            if (std::ranges::find(forms, bytes) == forms.end()) forms.push_back(std::move(bytes));
        } catch (const ValueError&) {
            if (forms.empty()) throw;
        }
    }
    return forms;
}

void append(BytePattern& pattern, Forms forms) {
    const std::size_t at = pattern.value.size();
    std::size_t free_bits = 0;
    for (std::size_t i = 0; i < forms.front().size(); ++i) {
        std::byte differing{0};
        for (const auto& form : forms) differing |= form[i] ^ forms.front()[i];
        for (unsigned bits = std::to_integer<unsigned>(differing); bits != 0; bits &= bits - 1) ++free_bits;
        pattern.mask.push_back(~differing);
        pattern.value.push_back(forms.front()[i] & ~differing);
    }
    // One free bit and two forms: the mask says it all.
    if (forms.size() > 1 && (free_bits > 1 || forms.size() > 2)) pattern.choices.push_back({at, std::move(forms)});
}

}  // namespace

BytePattern parse_hex_pattern(std::string_view text) {
    BytePattern pattern = HexReader(text, true).read();
    if (pattern.value.empty()) throw PatternError(text.size(), "a byte is expected, as in DE AD ?? E?");
    if (all_free(pattern)) throw PatternError(0, "wildcards alone match everywhere; one digit at least is needed");
    return pattern;
}

BytePattern parse_masked_pattern(std::string_view value, std::string_view mask) {
    BytePattern pattern = HexReader(value, false).read();
    pattern.mask = HexReader(mask, false).read().value;
    if (pattern.value.empty()) throw PatternError(0, "a byte is expected");
    if (pattern.mask.size() != pattern.value.size()) {
        throw PatternError(mask.size(), "the mask has " + std::to_string(pattern.mask.size()) + " bytes, the pattern " +
                                            std::to_string(pattern.value.size()));
    }
    if (all_free(pattern)) throw PatternError(0, "a mask of zeros matches everywhere");
    for (std::size_t i = 0; i < pattern.value.size(); ++i) pattern.value[i] &= pattern.mask[i];
    return pattern;
}

BytePattern exact_pattern(std::vector<std::byte> bytes) {
    if (bytes.empty()) throw ValueError("there are no bytes to search for");
    BytePattern pattern;
    pattern.mask.assign(bytes.size(), std::byte{0xff});
    pattern.value = std::move(bytes);
    return pattern;
}

BytePattern text_pattern(std::string_view utf8, const TextEncoding& encoding, LetterCase letter_case) {
    if (utf8.empty()) throw ValueError("there is no text to search for");
    if (letter_case == LetterCase::Matters) return exact_pattern(encode(encoding, utf8));
    const LetterTables letters;
    BytePattern pattern;
    for (std::size_t at = 0; at < utf8.size();) {
        const CodePoint character = decode_utf8(utf8, at);
        append(pattern, forms_of(character.code, encoding, letters));
        at += character.length;
    }
    return pattern;
}

}  // namespace byteprism
