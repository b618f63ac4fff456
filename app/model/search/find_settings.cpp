#include "app/model/search/find_settings.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

const TextEncoding& encoding_of(const FindSettings& settings) {
    const TextEncoding* const encoding = find_text_encoding(settings.encoding);
    if (encoding == nullptr) throw ValueError("'" + settings.encoding + "' is no text encoding");
    return *encoding;
}

LetterCase letter_case_of(const FindSettings& settings) {
    return settings.ignore_case ? LetterCase::Ignored : LetterCase::Matters;
}

bool is_exact(const BytePattern& pattern) {
    return pattern.choices.empty() &&
           std::ranges::all_of(pattern.mask, [](std::byte m) { return m == std::byte{0xff}; });
}

std::vector<std::byte> bytes_of_text(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

}  // namespace

SearchPattern pattern_of(const FindSettings& settings) {
    if (settings.stride < 1) {
        throw ValueError("a stride of " + std::to_string(settings.stride) + ": at least 1 byte lies between two hits");
    }
    SearchPattern pattern;
    pattern.stride = settings.stride;
    pattern.offset = settings.offset;
    switch (settings.kind) {
        case FindKind::Hex:
            pattern.what = parse_hex_pattern(settings.text);
            break;
        case FindKind::Text:
            pattern.what = text_pattern(settings.text, encoding_of(settings), letter_case_of(settings));
            break;
        case FindKind::Number:
            std::visit([&](auto parsed) { pattern.what = std::move(parsed); },
                       parse_number_pattern(settings.text, settings.orders));
            break;
        case FindKind::Regex:
            pattern.what = RegularExpression{settings.text, settings.ignore_case};
            break;
    }
    return pattern;
}

std::vector<std::byte> replacement_of(const FindSettings& settings) {
    if (settings.replacement.empty()) return {};
    switch (settings.kind) {
        case FindKind::Hex: {
            const BytePattern bytes = parse_hex_pattern(settings.replacement);
            if (!is_exact(bytes)) throw ValueError("'?' says no byte: what is put there has to be said in full");
            return bytes.value;
        }
        case FindKind::Text:
            return encode(encoding_of(settings), settings.replacement);
        case FindKind::Number: {
            const NumberSearch number = parse_number_pattern(settings.replacement, settings.orders);
            const auto* const bytes = std::get_if<BytePattern>(&number);
            if (bytes == nullptr || !is_exact(*bytes))
                throw ValueError("one number is put there: no range, one byte order");
            return bytes->value;
        }
        case FindKind::Regex:
            break;
    }
    return bytes_of_text(settings.replacement);
}

}  // namespace byteprism
