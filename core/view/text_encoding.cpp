#include "core/view/text_encoding.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <iconv.h>

#include "core/error.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

// Of Shift-JIS the variant that files have: Windows'.
constexpr TextEncoding table[] = {
    {"ASCII", "ASCII", 1, true},        {"Latin-1", "ISO-8859-1", 1, true}, {"CP437", "CP437", 1, true},
    {"EBCDIC", "IBM037", 1, true},      {"UTF-8", "UTF-8", 1, false},       {"UTF-16LE", "UTF-16LE", 2, false},
    {"UTF-16BE", "UTF-16BE", 2, false}, {"Shift-JIS", "CP932", 1, false},
};

// Farther back no text is read to find where a character begins.
constexpr std::size_t farthest_back = 256;

iconv_t opened(const TextEncoding& encoding, const char* to, const char* from) {
    const iconv_t handle = iconv_open(to, from);
    if (reinterpret_cast<std::intptr_t>(handle) == -1) {
        throw ValueError("this system has no tables of " + std::string(encoding.name));
    }
    return handle;
}

// iconv's descriptor, for as long as a conversion takes.
class Converter {
public:
    Converter(const TextEncoding& encoding, const char* to, const char* from) : handle_(opened(encoding, to, from)) {}
    ~Converter() { iconv_close(handle_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // Whether all of it was converted. Goes on from `at`, up to what does not fit or is no character.
    bool convert(std::string_view text, std::size_t& at, std::string& to) const;

private:
    iconv_t handle_;
};

bool Converter::convert(std::string_view text, std::size_t& at, std::string& to) const {
    std::array<char, 4096> buffer;
    while (at < text.size()) {
        char* in = const_cast<char*>(text.data() + at);  // iconv does not write there
        std::size_t left = text.size() - at;
        char* out = buffer.data();
        std::size_t room = buffer.size();
        const bool done = iconv(handle_, &in, &left, &out, &room) != static_cast<std::size_t>(-1);
        const bool full = !done && errno == E2BIG;
        to.append(buffer.data(), buffer.size() - room);
        at = text.size() - left;
        if (!done && !full) return false;
    }
    return true;
}

bool same_letter(char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

}  // namespace

std::span<const TextEncoding> text_encodings() { return table; }

const TextEncoding* find_text_encoding(std::string_view name) {
    const auto* const at = std::ranges::find_if(
        table, [&](const TextEncoding& encoding) { return std::ranges::equal(encoding.name, name, same_letter); });
    return at == std::end(table) ? nullptr : at;
}

TextDecoder::TextDecoder(const TextEncoding& encoding)
    : encoding_(encoding), converter_(opened(encoding, "UTF-32LE", encoding.system_name)) {}

TextDecoder::~TextDecoder() { iconv_close(converter_); }

DecodedCharacter TextDecoder::decode(std::span<const std::byte> bytes, std::size_t at) {
    constexpr std::size_t longest = 8;  // of a character in any encoding of the table, and more
    std::array<char, longest> text{};
    const std::size_t given = std::min(longest, bytes.size() - at);
    std::memcpy(text.data(), bytes.data() + at, given);
    char* in = text.data();
    std::size_t left = given;
    std::uint32_t code = 0;
    char* out = reinterpret_cast<char*>(&code);
    std::size_t room = sizeof code;  // of one character, so that the conversion stops behind it
    iconv(converter_, nullptr, nullptr, nullptr, nullptr);
    iconv(converter_, &in, &left, &out, &room);
    if (room == sizeof code) return {std::nullopt, std::min(given, static_cast<std::size_t>(encoding_.unit))};
    return {static_cast<char32_t>(code), given - left};
}

// A byte below 0x40 is the last one of a character, in every encoding of the table whose units are bytes.
std::size_t TextDecoder::step_back(std::span<const std::byte> bytes, std::size_t at) const {
    if (encoding_.single) return at;
    const auto unit = static_cast<std::size_t>(encoding_.unit);
    if (unit > 1) return at < unit ? at : at - unit;  // in the middle of a pair of surrogates, perhaps
    const std::size_t lowest = at - std::min(at, farthest_back);
    std::size_t from = at;
    while (from > lowest && bytes[from - 1] >= std::byte{0x40}) --from;
    return from;
}

std::vector<std::byte> encode(const TextEncoding& encoding, std::string_view utf8) {
    std::string bytes;
    std::size_t at = 0;
    if (!Converter(encoding, encoding.system_name, "UTF-8").convert(utf8, at, bytes)) {
        const std::string character(utf8.substr(at, decode_utf8(utf8, at).length));
        throw ValueError("'" + character + "' is no character of " + std::string(encoding.name));
    }
    const auto converted = std::as_bytes(std::span(bytes));
    return {converted.begin(), converted.end()};
}

std::string decode(const TextEncoding& encoding, std::span<const std::byte> bytes) {
    std::string utf8;
    std::size_t at = 0;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!Converter(encoding, "UTF-8", encoding.system_name).convert(text, at, utf8)) {
        throw ValueError("byte " + std::to_string(at) + " is no character of " + std::string(encoding.name));
    }
    return utf8;
}

}  // namespace byteprism
