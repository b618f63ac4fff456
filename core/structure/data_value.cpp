#include "core/structure/data_value.hpp"

#include <algorithm>
#include <cstring>

#include "core/error.hpp"
#include "core/view/element.hpp"
#include "core/view/pack.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

__extension__ using WideUnsigned = unsigned __int128;
__extension__ using Quadruple = __float128;

using ByteSpan = std::span<const std::byte>;

ByteSpan bytes_of(const DataNode& node, ByteSpan bytes) {
    return bytes.subspan(static_cast<std::size_t>(node.bytes.offset), static_cast<std::size_t>(node.bytes.length));
}

// Requires at most 16 bytes.
WideUnsigned number_in(ByteSpan bytes, ByteOrder order) {
    WideUnsigned number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t at = order == ByteOrder::Big ? i : bytes.size() - 1 - i;
        number = number << 8 | std::to_integer<unsigned>(bytes[at]);
    }
    return number;
}

WideInteger with_sign(WideUnsigned number, int bits, bool is_signed) {
    if (bits < 128) {
        number &= (WideUnsigned{1} << bits) - 1;
        if (is_signed && (number >> (bits - 1) & 1) != 0) number |= ~WideUnsigned{0} << bits;
    }
    return static_cast<WideInteger>(number);
}

double quadruple_in(ByteSpan bytes, ByteOrder order) {
    const WideUnsigned bits = number_in(bytes, order);
    Quadruple number = 0;
    static_assert(sizeof number == sizeof bits);
    std::memcpy(&number, &bits, sizeof number);
    return static_cast<double>(number);
}

Bytes copied(ByteSpan bytes) { return {bytes.begin(), bytes.end()}; }

// What decode_utf8 takes for a byte that is no UTF-8, and what is a surrogate.
bool is_surrogate(char32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

std::optional<std::string> utf8_text(ByteSpan bytes) {
    std::string text(bytes.size(), '\0');
    if (!bytes.empty()) std::memcpy(text.data(), bytes.data(), bytes.size());
    text.resize(std::min(text.find('\0'), text.size()));
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text, at);
        if (is_surrogate(point.code)) return std::nullopt;
        at += point.length;
    }
    return text;
}

// UTF-16 or UTF-32.
std::optional<std::string> wide_text(ByteSpan bytes, std::size_t width, ByteOrder order) {
    std::string text;
    char32_t high = 0;
    for (std::size_t at = 0; at + width <= bytes.size(); at += width) {
        auto code = static_cast<char32_t>(number_in(bytes.subspan(at, width), order));
        if (code == 0) break;
        const bool low = width == 2 && code >= 0xDC00 && code <= 0xDFFF;
        if ((high != 0) != low) return std::nullopt;
        if (low) {
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
        } else if (width == 2 && is_surrogate(code)) {
            high = code;
            continue;
        }
        high = 0;
        if (code > 0x10FFFF || is_surrogate(code)) return std::nullopt;
        append_utf8(text, code);
    }
    if (high != 0) return std::nullopt;
    return text;
}

Value characters(const DataType& character, ByteSpan bytes) {
    const auto text = character.size == 1
                          ? utf8_text(bytes)
                          : wide_text(bytes, static_cast<std::size_t>(character.size), character.leaf.order);
    if (text) return {*text};
    return {copied(bytes)};
}

// As the member of an array, but NUL is a character too.
Value one_character(const DataType& character, ByteSpan bytes) {
    const bool nul = std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
    return nul ? Value{std::string(1, '\0')} : characters(character, bytes);
}

// Of READ | WRITE: every bit of the value has a name, and every name is one bit.
std::optional<std::string> flags_label(const std::vector<Enumerator>& enumerators, WideInteger value) {
    std::string label;
    WideInteger named = 0;
    for (const Enumerator& one : enumerators) {
        if (one.value < 0 || (one.value & (one.value - 1)) != 0) return std::nullopt;
        if (one.value == 0 || (value & one.value) == 0 || (named & one.value) != 0) continue;
        label += (label.empty() ? "" : " | ") + one.name;
        named |= one.value;
    }
    if (value == 0 || named != value) return std::nullopt;
    return label;
}

}  // namespace

WideInteger integer_of(const DataTypes& types, const DataNode& node, ByteSpan bytes) {
    const DataType& type = types[node.type];
    constexpr std::string_view integers = "bBhHiIqQP?cuw";
    const bool wide = type.leaf.code == "int128";
    const bool integer =
        wide || (type.leaf.code.size() == 1 && integers.find(type.leaf.code) != std::string_view::npos);
    if (node.kind != DataNode::Kind::Value || !integer) {
        throw ValueError("'" + std::string(node.type_name) + "' is no integer");
    }
    const WideUnsigned number = number_in(bytes_of(node, bytes), type.leaf.order);
    if (node.bits.width > 0) {
        const WideInteger value = with_sign(number >> node.bits.offset, node.bits.width, type.is_signed);
        return type.leaf.code == "?" ? WideInteger{value != 0} : value;
    }
    if (type.leaf.code == "?") return number != 0 ? 1 : 0;
    return with_sign(number, static_cast<int>(8 * type.size), type.is_signed);
}

std::string integer_text(const DataTypes& types, const DataNode& node, ByteSpan bytes) {
    const WideInteger number = integer_of(types, node, bytes);
    if (number >= 0 || types[node.type].is_signed) return decimal(number);
    // Of 128 bits without a sign. The last digit by itself, so that the others are positive.
    const auto whole = static_cast<WideUnsigned>(number);
    return decimal(static_cast<WideInteger>(whole / 10)) + static_cast<char>('0' + static_cast<int>(whole % 10));
}

Value value_of(const DataTypes& types, const DataNode& node, ByteSpan bytes) {
    const DataType& type = types[node.type];
    const ByteSpan own = bytes_of(node, bytes);
    if (node.kind == DataNode::Kind::Text) return characters(types[type.target.type], own);
    if (node.bits.width > 0) {
        const WideInteger number = integer_of(types, node, bytes);
        if (type.leaf.code == "?") return {number != 0};
        return number < 0 ? Value{static_cast<std::int64_t>(number)}
                          : integer_value(static_cast<std::uint64_t>(number));
    }
    if (type.kind == DataType::Kind::Character) return one_character(type, own);
    if (type.leaf.code == "int128") return integer_value(std::string_view(integer_text(types, node, bytes)));
    if (type.leaf.code == "float128") return {quadruple_in(own, type.leaf.order)};
    return read_element(type.leaf, own.data());
}

std::optional<std::string> label_of(const DataTypes& types, const DataNode& node, ByteSpan bytes) {
    const DataType& type = types[node.type];
    if (node.kind != DataNode::Kind::Value || type.enumerators.empty()) return std::nullopt;
    const WideInteger value = integer_of(types, node, bytes);
    const auto one = std::ranges::find_if(type.enumerators, [&](const Enumerator& e) { return e.value == value; });
    if (one != type.enumerators.end()) return one->name;
    return flags_label(type.enumerators, value);
}

std::string text_of(const DataTypes& types, const DataNode& node, ByteSpan bytes) {
    const DataType& type = types[node.type];
    const Value value = value_of(types, node, bytes);
    if (const auto label = label_of(types, node, bytes)) return *label + " (" + repr(value) + ")";
    if (node.kind == DataNode::Kind::Value && type.kind == DataType::Kind::Character && node.bits.width == 0) {
        const WideInteger code = integer_of(types, node, bytes);
        return repr(value) + (code > 31 ? "" : " (" + decimal(code) + ")");
    }
    const bool own = node.kind == DataNode::Kind::Text || node.bits.width > 0 || type.leaf.code.size() > 2 ||
                     type.kind == DataType::Kind::Character;
    return own ? repr(value) : field_text(type.leaf, value);
}

}  // namespace byteprism
