// Notation: one way to read the bytes at a place as text that people write, and the way back: a number, a date, a GUID,
// a colour. One table; a new one is one row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/view/format.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {

// What is to be known beside the bytes.
struct NotationContext {
    ByteOrder order = ByteOrder::Little;
    const TextEncoding* encoding = nullptr;  // of text; never null
};

struct Reading {
    std::string text;
    std::int64_t length = 0;            // bytes of it
    std::optional<std::uint32_t> rgba;  // of a colour: 0xrrggbbaa
};

// How much room a notation wants.
enum class NotationRoom {
    Pair,   // beside itself in the other byte order
    Small,  // little, and it has no order
    Line,   // a line of its own
};

struct Notation {
    std::string_view name;
    NotationRoom room;
    std::int64_t size;      // bytes; 0: the bytes say it themselves
    std::string_view hint;  // what it is, where the name does not say
    // Nothing if the bytes are none of it. Requires at least `size` of them, and one.
    std::optional<Reading> (*read)(std::span<const std::byte> bytes, const NotationContext& context);
    // Throws Error, with the numbers, if the text says nothing of the kind.
    std::vector<std::byte> (*write)(std::string_view text, const NotationContext& context);
};

std::span<const Notation> notations();
// Null: there is none of that name.
const Notation* find_notation(std::string_view name);

// What the bytes say; nothing if they are too few, or none of it.
std::optional<Reading> read_notation(const Notation& notation, std::span<const std::byte> bytes,
                                     const NotationContext& context);
// The bytes that say the text in the place of those that stand there, of which they are as many. Throws Error, with the
// numbers, if that is not possible.
std::vector<std::byte> write_notation(const Notation& notation, std::string_view text, std::span<const std::byte> there,
                                      const NotationContext& context);

}  // namespace byteprism
