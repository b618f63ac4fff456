// TextColumn: what the bytes of the rows in sight are as characters, decoded once when they become others.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/document/document.hpp"
#include "app/model/hex_rows.hpp"
#include "app/model/sheet.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {

class TextColumn {
public:
    // What a byte is where it is no character that can be shown.
    static constexpr char32_t none = 0;       // no character, or a control
    static constexpr char32_t continued = 1;  // a further byte of the character before it

    // Columns [from, to) of rows [first_row, end_row).
    struct Window {
        std::int64_t first_row = 0, end_row = 0;
        int from = 0, to = 0;
        bool operator==(const Window&) const = default;
    };

    // Once a frame. Allocates nothing while everything stays as it is.
    void follow(const Sheet& sheet, const Document& document, const HexRows& rows, Window window);
    // The characters of a row of the window, for its columns from `from` on, each at its first byte.
    std::span<const char32_t> row(std::int64_t row) const;

private:
    // What the characters were made from.
    struct Source {
        DocumentId document;
        std::uint64_t version;
        HexRows rows;
        Window window;
        bool operator==(const Source&) const = default;
    };
    void use(const std::string& encoding);
    void decode_row(const Document& document, std::int64_t start, ByteRange bytes, std::span<char32_t> to);

    std::string encoding_;
    std::unique_ptr<TextDecoder> decoder_;
    std::array<char32_t, 256> characters_{};  // by byte, where every character is one
    std::optional<Source> source_;
    std::vector<char32_t> decoded_;
    std::int64_t boundary_ = 0;  // a character begins there, as the row decoded before has found out
};

}  // namespace byteprism
