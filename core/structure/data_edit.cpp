#include "core/structure/data_edit.hpp"

#include <algorithm>
#include <optional>

#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/view/pack.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1);
}

// "RGB", or "READ | WRITE". Nothing: some name is none of the enum's.
std::optional<WideInteger> named_value(const DataType& type, std::string_view text) {
    WideInteger value = 0;
    while (true) {
        const std::size_t bar = text.find('|');
        const std::string_view name = trimmed(text.substr(0, bar));
        const auto one = std::ranges::find(type.enumerators, name, &Enumerator::name);
        if (one == type.enumerators.end()) return std::nullopt;
        value |= one->value;
        if (bar == std::string_view::npos) return value;
        text.remove_prefix(bar + 1);
    }
}

// Any number of 64 bits. The range it must lie in is told by who knows it.
std::optional<WideInteger> number_in(std::string_view text) {
    for (const char* code : {"q", "Q"}) {
        Field field;
        field.code = code;
        field.size = field.unit = 8;
        try {
            const Value value = parse_field_text(field, text);
            if (const auto* small = std::get_if<std::int64_t>(&value.data)) return *small;
            if (const auto* large = std::get_if<std::uint64_t>(&value.data)) return *large;
        } catch (const ValueError&) {
            // The other may hold it.
        }
    }
    return std::nullopt;
}

[[noreturn]] void refuse(const std::string& expected, std::string_view text) {
    throw ValueError("expected " + expected + ", not '" + std::string(text.substr(0, 80)) + "'");
}

std::string range_text(int bits, bool is_signed) {
    const std::uint64_t highest = ~std::uint64_t{0} >> (64 - bits + (is_signed ? 1 : 0));
    const std::string lowest = is_signed ? "-" + std::to_string(highest + 1) : "0";
    return "an integer from " + lowest + " to " + std::to_string(highest);
}

WideInteger integer_in(const DataType& type, int bits, std::string_view text) {
    const auto named = named_value(type, text);
    const auto value = named ? named : number_in(text);
    const WideInteger limit = WideInteger{1} << (bits - (type.is_signed ? 1 : 0));
    if (!value || *value >= limit || *value < (type.is_signed ? -limit : 0)) {
        refuse((type.enumerators.empty() ? "" : "a name of the enum or ") + range_text(bits, type.is_signed), text);
    }
    return *value;
}

// Sets bits of the number that the bytes are.
void store(std::span<std::byte> bytes, ByteOrder order, BitRange bits, WideInteger value) {
    for (int i = 0; i < bits.width; ++i) {
        const auto bit = static_cast<std::size_t>(bits.offset + i);
        std::byte& byte = bytes[order == ByteOrder::Big ? bytes.size() - 1 - bit / 8 : bit / 8];
        const auto mask = static_cast<std::byte>(1U << bit % 8);
        byte = (value >> i & 1) != 0 ? byte | mask : byte & ~mask;
    }
}

// Fills what is left with zeros.
void store_text(std::span<std::byte> bytes, const DataType& character, std::string_view text) {
    const auto width = static_cast<std::size_t>(character.size);
    std::vector<WideInteger> units;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text, at);
        if (width == 1) {
            for (std::size_t i = 0; i < point.length; ++i) units.push_back(static_cast<unsigned char>(text[at + i]));
        } else if (width == 2 && point.code > 0xFFFF) {
            units.push_back(0xD800 + ((point.code - 0x10000) >> 10));
            units.push_back(0xDC00 + ((point.code - 0x10000) & 0x3FF));
        } else {
            units.push_back(point.code);
        }
        at += point.length;
    }
    const std::size_t room = bytes.size() / width;
    if (units.size() > room) {
        refuse("at most " + std::to_string(room) + " characters of " + std::to_string(width) + " bytes", text);
    }
    units.resize(room);
    const BitRange all{0, static_cast<int>(8 * width)};
    for (std::size_t i = 0; i < room; ++i) store(bytes.subspan(i * width, width), character.leaf.order, all, units[i]);
}

// b'..': bytes, as characters are shown that are none in their encoding.
bool is_bytes_literal(std::string_view text) {
    return text.size() > 2 && text[0] == 'b' && (text[1] == '\'' || text[1] == '"');
}

// "'\x00' (0)": the number behind a character, or behind the name of an enum's value, is not typed.
std::string_view without_number(std::string_view text) {
    const std::size_t at = text.rfind(" (");
    return at != std::string_view::npos && text.ends_with(')') ? text.substr(0, at) : text;
}

void store_bytes(std::span<std::byte> to, std::string_view bytes) {
    if (bytes.size() > to.size()) refuse("at most " + std::to_string(to.size()) + " bytes", bytes);
    std::ranges::fill(to, std::byte{0});
    std::ranges::transform(bytes, to.begin(), [](char c) { return static_cast<std::byte>(c); });
}

// As parse_field_text reads text in quotes; without them it is what it is.
std::string unquoted(std::string_view text) {
    Field field;
    field.code = "w";
    field.count = static_cast<std::int64_t>(text.size());
    field.size = field.unit = 4 * field.count;
    const Value value = parse_field_text(field, text);
    return std::get<std::string>(value.data);
}

}  // namespace

std::vector<std::byte> edited(const DataTypes& types, const DataNode& node, std::span<const std::byte> bytes,
                              std::string_view text) {
    const DataType& type = types[node.type];
    const auto own =
        bytes.subspan(static_cast<std::size_t>(node.bytes.offset), static_cast<std::size_t>(node.bytes.length));
    std::vector<std::byte> result(own.begin(), own.end());
    const bool is_bool = type.leaf.code == "?";
    text = trimmed(text);
    if (!type.enumerators.empty() || (type.kind == DataType::Kind::Character && node.kind == DataNode::Kind::Value))
        text = without_number(text);
    const bool characters = node.kind == DataNode::Kind::Text || type.kind == DataType::Kind::Character;
    if (characters && node.bits.width == 0 && is_bytes_literal(text)) {
        store_bytes(result, unquoted(text));
    } else if (node.kind == DataNode::Kind::Text) {
        store_text(result, types[type.target.type], unquoted(text));
    } else if (type.kind == DataType::Kind::Character && !number_in(text)) {
        store_text(result, type, unquoted(text));
    } else if (node.bits.width > 0 && is_bool) {
        store(result, type.leaf.order, node.bits, truth(parse_field_text(type.leaf, text)) ? 1 : 0);
    } else if (node.bits.width > 0) {
        store(result, type.leaf.order, node.bits, integer_in(type, node.bits.width, text));
    } else if (type.kind == DataType::Kind::Enum || type.kind == DataType::Kind::Character) {
        const int bits = static_cast<int>(8 * type.size);
        store(result, type.leaf.order, {0, bits}, integer_in(type, bits, text));
    } else if (type.leaf.code == "int128" || type.leaf.code == "float128") {
        throw ValueError("'" + std::string(node.type_name) + "' cannot be typed yet");
    } else {
        write_field(type.leaf, result, parse_field_text(type.leaf, text));
    }
    return result;
}

}  // namespace byteprism
