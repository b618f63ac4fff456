#include "core/analysis/string_finder.hpp"

#include <algorithm>
#include <array>

#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10;  // looked through before the wish to cancel is looked at

constexpr std::array<bool, 256> printable_bytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < 0x7f; ++c) table[c] = true;
    table['\t'] = true;
    return table;
}();

bool printable(char32_t code) { return code < 0x80 ? printable_bytes[code] : is_printable(code); }

// Bytes of the UTF-8 character that a byte begins; 1 also for what begins none.
std::size_t utf8_length(std::byte first) {
    const auto value = std::to_integer<unsigned>(first);
    return value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : value >= 0xc0 ? 2 : 1;
}

}  // namespace

StringFinder::Step StringFinder::utf16_step(std::span<const std::byte> bytes) const {
    const auto unit = [&](std::size_t at) {
        const bool little = rules_.encoding == StringEncoding::Utf16Little;
        return std::to_integer<char32_t>(bytes[at + (little ? 1 : 0)]) << 8 |
               std::to_integer<char32_t>(bytes[at + (little ? 0 : 1)]);
    };
    if (bytes.size() < 2) return {0, false};
    const char32_t first = unit(0);
    if (!rules_.all_scripts) return {2, first < 0x80 && printable_bytes[first]};
    if (first < 0xd800 || first > 0xdfff) return {2, printable(first)};
    if (first > 0xdbff) return {2, false};
    if (bytes.size() < 4) return {0, false};
    const char32_t second = unit(2);
    if (second < 0xdc00 || second > 0xdfff) return {2, false};
    return {4, printable(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))};
}

StringFinder::Step StringFinder::step(std::span<const std::byte> bytes) const {
    if (rules_.encoding == StringEncoding::Utf16Little || rules_.encoding == StringEncoding::Utf16Big) {
        return utf16_step(bytes);
    }
    const auto first = std::to_integer<std::size_t>(bytes.front());
    if (rules_.encoding == StringEncoding::Ascii || first < 0x80) return {1, printable_bytes[first]};
    if (bytes.size() < utf8_length(bytes.front())) return {0, false};
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(bytes.data())),
                                std::min<std::size_t>(bytes.size(), 4));
    const CodePoint character = decode_utf8(text, 0);
    const bool surrogate = character.code >= 0xd800 && character.code <= 0xdfff;  // also what is no UTF-8
    return {character.length, !surrogate && printable(character.code)};
}

bool StringFinder::end_string(std::int64_t at, const StringSink& sink) {
    const std::int64_t characters = characters_;
    characters_ = 0;
    if (characters == 0 || characters < rules_.least_characters) return true;
    return sink({{begin_, at - begin_}, characters});
}

// Behind what is no printable character the next byte is tried: strings of two-byte characters begin anywhere.
std::int64_t StringFinder::scan(const SearchSlice& slice, const StringSink& sink, Progress& progress) {
    std::size_t told = 0;
    std::size_t at = 0;
    while (at < slice.bytes.size()) {
        if (at - told >= piece) {
            progress.add(static_cast<std::int64_t>(at - told));
            told = at;
        }
        const Step here = step(slice.bytes.subspan(at));
        const std::int64_t offset = slice.offset + static_cast<std::int64_t>(at);
        if (here.length == 0 && !slice.last) break;
        if (here.printable) {
            if (characters_++ == 0) begin_ = offset;
            at += here.length;
        } else {
            if (characters_ > 0 && !end_string(offset, sink)) return -1;
            ++at;
        }
    }
    progress.add(static_cast<std::int64_t>(at - told));
    const std::int64_t end = slice.offset + static_cast<std::int64_t>(at);
    if (slice.last && !end_string(end, sink)) return -1;
    return end;
}

}  // namespace byteprism
