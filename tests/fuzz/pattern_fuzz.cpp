// Any text as a pattern of any kind, searched in the bytes behind it: in slices as in one piece, and bytes and numbers
// as a matcher finds them that looks at every place.
//
// Six bytes say how: kind; a bit each for overlapping, letter case and two for the byte order; stride; offset; bytes in
// a slice; length of the pattern's text. Digits will do.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "core/analysis/searcher.hpp"

namespace {

using namespace byteprism;

struct Input {
    unsigned kind = 0, flags = 0;
    std::size_t slice = 1;
    std::string_view text;
    std::span<const std::byte> bytes;
};

constexpr std::size_t header = 6;
constexpr std::int64_t strides[] = {1, 1, 2, 3, 4, 7, 28, 32, 33, std::int64_t{1} << 40, INT64_MAX};

SearchPattern pattern_of(const Input& input) {
    const std::size_t half = input.text.size() / 2;
    switch (input.kind % 5) {
        case 0:
            return {parse_hex_pattern(input.text)};
        case 1:
            return {parse_masked_pattern(input.text.substr(0, half), input.text.substr(half))};
        case 2: {
            const auto encodings = text_encodings();
            return {text_pattern(input.text, encodings[input.kind / 5 % encodings.size()],
                                 (input.flags & 2) != 0 ? LetterCase::Ignored : LetterCase::Matters)};
        }
        case 3: {
            const NumberSearch number =
                parse_number_pattern(input.text, static_cast<NumberOrders>(input.flags >> 2 & 3));
            SearchPattern pattern;
            std::visit([&](const auto& what) { pattern.what = what; }, number);
            return pattern;
        }
        default:
            return {RegularExpression{std::string(input.text), (input.flags & 2) != 0}};
    }
}

// Nothing: a regular expression took too long.
std::optional<std::vector<ByteRange>> found(const SearchPattern& pattern, std::span<const std::byte> bytes,
                                            std::size_t slice) try {
    Searcher searcher(pattern);
    std::vector<ByteRange> hits;
    Progress progress;
    const auto sink = [&](ByteRange hit) { return hits.push_back(hit), true; };
    std::size_t length = slice;
    for (std::int64_t at = 0;;) {
        const auto begin = static_cast<std::size_t>(std::min(at, static_cast<std::int64_t>(bytes.size())));
        const std::size_t size = std::min(length, bytes.size() - begin);
        const bool last = begin + size == bytes.size();
        const std::int64_t next = searcher.scan({bytes.subspan(begin, size), at, last}, sink, progress);
        if (last) return hits;
        if (next < at) std::abort();
        length = next == at ? 2 * length : slice;
        at = next;
    }
} catch (const SearchLimitError&) {
    return std::nullopt;
}

bool stands(const BytePattern& what, const std::byte* at) {
    for (std::size_t i = 0; i < what.value.size(); ++i) {
        if ((at[i] & what.mask[i]) != what.value[i]) return false;
    }
    return std::ranges::all_of(what.choices, [&](const BytePattern::Choice& choice) {
        return std::ranges::any_of(
            choice.forms, [&](const auto& form) { return std::equal(form.begin(), form.end(), at + choice.at); });
    });
}

bool stands(const NumberPattern& what, const std::byte* at) {
    std::uint64_t little = 0, big = 0;
    for (int i = 0; i < what.size; ++i) {
        little |= std::to_integer<std::uint64_t>(at[i]) << (8 * i);
        big = big << 8 | std::to_integer<std::uint64_t>(at[i]);
    }
    const auto inside = [&](std::uint64_t bits) {
        const std::uint64_t code = code_of_bits(what.kind, what.size, bits);
        return code >= what.lowest_code && code <= what.highest_code;
    };
    return (what.little_endian && inside(little)) || (what.big_endian && inside(big));
}

template <class What>
std::vector<ByteRange> expected(const SearchPattern& pattern, const What& what, std::int64_t length,
                                std::span<const std::byte> bytes) {
    std::vector<ByteRange> hits;
    std::int64_t next = 0;
    for (std::int64_t at = 0; at + length <= static_cast<std::int64_t>(bytes.size()); ++at) {
        if (at < next || at < pattern.offset || (at - pattern.offset) % pattern.stride != 0) continue;
        if (!stands(what, bytes.data() + at)) continue;
        hits.push_back({at, length});
        next = at + (pattern.overlapping ? 1 : length);
    }
    return hits;
}

void check(const SearchPattern& pattern, const Input& input) {
    const auto whole = found(pattern, input.bytes, input.bytes.size());
    if (!whole) return;
    if (const auto* what = std::get_if<BytePattern>(&pattern.what)) {
        if (*whole != expected(pattern, *what, static_cast<std::int64_t>(what->value.size()), input.bytes))
            std::abort();
    } else if (const auto* number = std::get_if<NumberPattern>(&pattern.what)) {
        if (*whole != expected(pattern, *number, number->size, input.bytes)) std::abort();
    }
    const auto sliced = found(pattern, input.bytes, input.slice);
    // What stands in verbs and \G depends on where an attempt begins.
    const bool any_start = input.text.find("(*") == input.text.npos && input.text.find("\\G") == input.text.npos;
    if (sliced && any_start && *sliced != *whole) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < header) return 0;
    const std::string_view rest(static_cast<const char*>(static_cast<const void*>(data + header)), size - header);
    Input input{data[0], data[1], std::size_t{1} + data[4], rest.substr(0, data[5]), {}};
    input.bytes = std::as_bytes(std::span(rest.substr(input.text.size())));
    try {
        SearchPattern pattern = pattern_of(input);
        pattern.overlapping = (input.flags & 1) != 0;
        pattern.stride = strides[data[2] % std::size(strides)];
        pattern.offset = data[3] % 48;  // of the digit zero: 0
        check(pattern, input);
    } catch (const PatternError& error) {
        if (error.column > input.text.size()) std::abort();
    } catch (const ValueError&) {
        // Nothing to search for, or nothing that the encoding has.
    } catch (const StructError&) {
        // A format that is none.
    }
    return 0;
}
