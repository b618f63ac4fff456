// Text encodings: what bytes are as characters, and the way back, through the system's iconv. One table; a new one is
// one row.
//
//     TextDecoder decoder(*find_text_encoding("Shift-JIS"));
//     decoder.decode(bytes, 0)               // {U'日', 2}
//     encode(*find_text_encoding("UTF-16LE"), "é")   // e9 00
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

struct TextEncoding {
    std::string_view name;
    const char* system_name;  // as iconv knows it
    int unit;                 // bytes that a character is made of at least
    bool single;              // every character is one unit
};

std::span<const TextEncoding> text_encodings();
// Null: there is none of that name. Letters of either case.
const TextEncoding* find_text_encoding(std::string_view name);

// What a place in text holds: a character, or no character and the bytes to skip.
struct DecodedCharacter {
    std::optional<char32_t> character;
    std::size_t length = 1;  // bytes of it, at least 1
};

class TextDecoder {
public:
    // Throws ValueError if this system lacks the encoding. Requires that the encoding outlives the decoder.
    explicit TextDecoder(const TextEncoding& encoding);
    ~TextDecoder();
    TextDecoder(const TextDecoder&) = delete;
    TextDecoder& operator=(const TextDecoder&) = delete;

    // The character that begins at `at`. Requires at < bytes.size(). Allocates nothing.
    DecodedCharacter decode(std::span<const std::byte> bytes, std::size_t at);
    // A place at or before `at`, within some hundred bytes, from which decoding reaches `at` in step with the text.
    std::size_t step_back(std::span<const std::byte> bytes, std::size_t at) const;

    const TextEncoding& encoding() const { return encoding_; }

private:
    const TextEncoding& encoding_;
    void* converter_;
};

// UTF-8 to bytes of an encoding. ValueError says which character it does not have.
std::vector<std::byte> encode(const TextEncoding& encoding, std::string_view utf8);
// And back; ValueError says which byte is no character.
std::string decode(const TextEncoding& encoding, std::span<const std::byte> bytes);

}  // namespace byteprism
