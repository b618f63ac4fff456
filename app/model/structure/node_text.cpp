#include "app/model/structure/node_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "app/model/notations/dates.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/structure/data_edit.hpp"
#include "core/structure/data_value.hpp"
#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

using ByteSpan = std::span<const std::byte>;

// How the elements of a format's field are called: Sized ones with their width in bits, Text ones with their length.
struct TypeName {
    std::string_view codes;
    const char* name;
    enum { Fixed, Sized, Text } kind;
};
constexpr TypeName type_names[] = {
    {"bhilqn", "int", TypeName::Sized}, {"BHILQN", "uint", TypeName::Sized},
    {"efdg", "float", TypeName::Sized}, {"F D G Ze Zf Zd Zg", "complex", TypeName::Sized},
    {"?", "bool", TypeName::Fixed},     {"c", "char", TypeName::Fixed},
    {"P", "pointer", TypeName::Fixed},  {"s", "char", TypeName::Text},
    {"p", "pascal", TypeName::Text},    {"w", "char32", TypeName::Text},
    {"u", "char16", TypeName::Text},    {"x", "padding", TypeName::Text},
    {"t", "bits", TypeName::Text},
};

constexpr DisplayName display_names[] = {
    {FieldDisplay::OfType, "type", "As its type says"}, {FieldDisplay::Hexadecimal, "hex", "Hexadecimal"},
    {FieldDisplay::Decimal, "decimal", "Decimal"},      {FieldDisplay::Character, "character", "Character"},
    {FieldDisplay::Time, "time", "Time (UTC)"},         {FieldDisplay::Address, "address", "Network address"},
    {FieldDisplay::Colour, "colour", "Colour"},
};

constexpr std::int64_t most_text_bytes = 4096;

ByteSpan bytes_of(const FieldTree& tree, const DataNode& node) {
    const auto size = static_cast<std::int64_t>(tree.bytes().size());
    const std::int64_t from = std::clamp<std::int64_t>(node.bytes.offset, 0, size);
    return tree.bytes().subspan(static_cast<std::size_t>(from),
                                static_cast<std::size_t>(std::clamp<std::int64_t>(node.bytes.length, 0, size - from)));
}

std::string number_type(const DataType& type) {
    const Field& leaf = type.leaf;
    const auto* at = std::ranges::find_if(type_names, [&](const TypeName& one) {
        return !leaf.code.empty() && one.codes.find(leaf.code) != std::string_view::npos;
    });
    if (at == std::end(type_names)) return leaf.code;
    std::string text = at->name;
    if (at->kind == TypeName::Sized) text += std::to_string(type.size * 8);
    if (at->kind == TypeName::Text) text += "[" + std::to_string(leaf.count) + "]";
    return text;
}

bool is_big(const DataType& type) {
    const bool number = type.kind == DataType::Kind::Number || type.kind == DataType::Kind::Pointer ||
                        type.kind == DataType::Kind::Enum;
    return number && type.size > 1 && type.leaf.order == ByteOrder::Big && type.leaf.code != "s" &&
           type.leaf.code != "p";
}

// Of bytes, one after the other: an array or a record of them, or a number.
bool is_run_of_bytes(const FieldTree& tree, const DataNode& node) {
    if (!node.error.empty() || node.lost) return false;
    if (node.kind == DataNode::Kind::Array) {
        return !node.places && tree.types()[tree.types()[node.type].target.type].size == 1;
    }
    return node.kind == DataNode::Kind::Value || node.kind == DataNode::Kind::Record;
}

std::optional<WideInteger> integer_in(const FieldTree& tree, const DataNode& node) {
    if (node.kind != DataNode::Kind::Value || !node.error.empty() || node.lost) return std::nullopt;
    try {
        return integer_of(tree.types(), node, tree.bytes());
    } catch (const Error&) {
        return std::nullopt;
    }
}

int bits_of(const DataNode& node) {
    return node.bits.width > 0 ? node.bits.width : static_cast<int>(8 * node.bytes.length);
}

std::string hexadecimal(const DataNode& node, WideInteger value) {
    std::string text;
    for (int digit = (bits_of(node) + 3) / 4 - 1; digit >= 0; --digit) {
        const int bits = std::min(4, bits_of(node) - 4 * digit);
        text += "0123456789ABCDEF"[static_cast<unsigned>(value >> 4 * digit) & ((1U << bits) - 1)];
    }
    return "0x" + text;
}

std::string time_text(WideInteger seconds, const std::string& digits) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    std::array<char, 40> text{};
    if (time != seconds || (time < 0 && !digits.starts_with('-')) || gmtime_r(&time, &parts) == nullptr)
        return digits + " s";
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts);
    return text.data();
}

std::string address_of(ByteSpan bytes) {
    std::string text;
    const bool dotted = bytes.size() == 4;
    const bool pairs = bytes.size() == 16;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::array<char, 8> part{};
        std::snprintf(part.data(), part.size(), dotted ? "%u" : "%02x", std::to_integer<unsigned>(bytes[i]));
        if (i > 0 && !(pairs && i % 2 == 1)) text += dotted ? "." : ":";
        text += part.data();
    }
    return text;
}

std::optional<std::string> displayed(const FieldTree& tree, const DataNode& node, FieldDisplay display) {
    const auto number = integer_in(tree, node);
    switch (display) {
        case FieldDisplay::Hexadecimal:
            if (number) return hexadecimal(node, *number);
            break;
        case FieldDisplay::Decimal:
            if (number) return integer_text(tree.types(), node, tree.bytes());
            break;
        case FieldDisplay::Character:
            if (number && *number >= 0x20 && *number <= 0x10FFFF) {
                std::string text;
                append_utf8(text, static_cast<char32_t>(*number));
                return "'" + text + "'";
            }
            break;
        case FieldDisplay::Time:
            if (number) return time_text(*number, integer_text(tree.types(), node, tree.bytes()));
            break;
        case FieldDisplay::Address:
            if (is_run_of_bytes(tree, node)) return address_of(bytes_of(tree, node));
            break;
        case FieldDisplay::Colour:
            if (const auto color = color_of(tree, node, display)) {
                std::array<char, 8> text{};
                std::snprintf(text.data(), text.size(), "#%06X", static_cast<unsigned>(*color));
                return text.data();
            }
            break;
        case FieldDisplay::OfType:
            break;
    }
    return std::nullopt;
}

std::string leaf_text(const FieldTree& tree, DataNode node) {
    const bool cut = node.kind == DataNode::Kind::Text && node.bytes.length > most_text_bytes;
    if (cut) node.bytes.length = most_text_bytes;
    try {
        return text_of(tree.types(), node, tree.bytes()) + (cut ? "…" : "");
    } catch (const Error& error) {
        return error.what();
    }
}

std::string summary(const FieldTree& tree, const DataNode& node, FieldDisplay display, std::size_t most) {
    constexpr std::int64_t most_values = 12;
    std::string text = "{";
    const std::int64_t count = tree.child_count(node, most_values);
    std::int64_t shown = 0;
    for (std::int64_t i = 0; i < std::min(count, most_values) && text.size() < most; ++i) {
        const DataNode child = tree.child(node, i);
        if (child.kind == DataNode::Kind::Padding) continue;
        if (shown++ > 0) text += ", ";
        const bool leaf = child.kind == DataNode::Kind::Value || child.kind == DataNode::Kind::Text;
        text += !child.error.empty() || child.lost ? "?"
                : leaf
                    ? value_text(tree, child, node.kind == DataNode::Kind::Array ? display : FieldDisplay::OfType, 24)
                    : "{…}";
    }
    return text + (count > most_values || tree.more_than(node, count) ? ", …}" : "}");
}

std::string_view unquoted(std::string_view text) {
    const bool quoted = text.size() >= 2 && text.front() == '\'' && text.back() == '\'';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

std::vector<std::byte> address_in(std::string_view text, std::int64_t length) {
    std::array<unsigned, 4> parts{};
    int end = 0;
    const std::string typed(text);
    const int read = std::sscanf(typed.c_str(), "%3u.%3u.%3u.%3u%n", &parts[0], &parts[1], &parts[2], &parts[3], &end);
    const bool fits = std::ranges::all_of(parts, [](unsigned part) { return part < 256; });
    if (length != 4 || read != 4 || end != static_cast<int>(typed.size()) || !fits) {
        throw ValueError("expected four numbers from 0 to 255 with dots between them, not '" + typed + "'");
    }
    std::vector<std::byte> bytes;
    for (const unsigned part : parts) bytes.push_back(static_cast<std::byte>(part));
    return bytes;
}

}  // namespace

std::string type_text(const StructureType& type, const DataNode& node) {
    if (node.kind == DataNode::Kind::Padding) return "padding";
    const DataType* leaf = &type.types[node.type];
    std::string shape;
    while (leaf->kind == DataType::Kind::Array) {
        shape += "[" + std::to_string(leaf->count) + "]";
        leaf = &type.types[leaf->target.type];
    }
    const std::string order = is_big(*leaf) ? " be" : "";
    if (type.declared) {
        const std::string bits = node.bits.width > 0 ? " : " + std::to_string(node.bits.width) : "";
        return std::string(node.type_name) + bits + order;
    }
    if (node.bits.width > 0) return "bits[" + std::to_string(node.bits.width) + "]";
    return (leaf->kind == DataType::Kind::Record ? "record" : number_type(*leaf)) + shape + order;
}

std::string bytes_text(const FieldTree& tree, const DataNode& node) {
    constexpr std::size_t shown = 8;
    const ByteSpan bytes = node.lost ? ByteSpan() : bytes_of(tree, node);
    std::string text;
    for (const std::byte byte : bytes.first(std::min(bytes.size(), shown))) {
        std::array<char, 4> digits{};
        std::snprintf(digits.data(), digits.size(), "%02X ", std::to_integer<unsigned>(byte));
        text += digits.data();
    }
    if (bytes.size() > shown) return text + "…";
    if (!text.empty()) text.pop_back();
    return text;
}

std::string value_text(const FieldTree& tree, const DataNode& node, FieldDisplay display, std::size_t most) {
    if (node.lost || node.kind == DataNode::Kind::Padding) return {};
    std::string text;
    if (auto shown = displayed(tree, node, display)) {
        text = std::move(*shown);
    } else if (node.kind == DataNode::Kind::Array || node.kind == DataNode::Kind::Record) {
        text = summary(tree, node, display, most);
    } else if (node.error.empty()) {
        text = leaf_text(tree, node);
    }
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::vector<DisplayName> displays_of(const FieldTree& tree, const DataNode& node) {
    std::vector<DisplayName> names;
    DataNode first = node;
    if (node.kind == DataNode::Kind::Array && tree.child_count(node, 1) > 0) first = tree.child(node, 0);
    const bool number = integer_in(tree, first).has_value();
    const bool bytes = is_run_of_bytes(tree, node);
    for (const DisplayName& one : display_names) {
        const bool of_bytes = one.display == FieldDisplay::Address || one.display == FieldDisplay::Colour;
        const std::int64_t length = node.bytes.length;
        const bool fits = one.display == FieldDisplay::Address ? length == 4 || length == 6 || length == 16
                                                               : length == 3 || length == 4;
        if (of_bytes ? bytes && fits && node.bits.width == 0 : number) names.push_back(one);
    }
    if (!names.empty() && names.front().display != FieldDisplay::OfType) names.insert(names.begin(), display_names[0]);
    return names;
}

std::string_view name_of(FieldDisplay display) {
    return std::ranges::find(display_names, display, &DisplayName::display)->name;
}

std::optional<FieldDisplay> find_display(std::string_view name) {
    for (const DisplayName& one : display_names) {
        if (one.name == name) return one.display;
    }
    return std::nullopt;
}

FieldDisplay display_of(const StructureSettings& settings, std::string_view path) {
    if (settings.displays.empty()) return FieldDisplay::OfType;
    const std::string field = without_indices(path);
    const auto chosen = std::ranges::find(settings.displays, field, &ChosenDisplay::field);
    return chosen == settings.displays.end() ? FieldDisplay::OfType : chosen->display;
}

std::optional<std::uint32_t> color_of(const FieldTree& tree, const DataNode& node, FieldDisplay display) {
    if (display != FieldDisplay::Colour || !is_run_of_bytes(tree, node)) return std::nullopt;
    const ByteSpan bytes = bytes_of(tree, node);
    if (bytes.size() != 3 && bytes.size() != 4) return std::nullopt;
    const auto part = [&](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
    return part(0) << 16 | part(1) << 8 | part(2);
}

bool can_edit(const FieldTree& tree, const DataNode& node) {
    const bool leaf = node.kind == DataNode::Kind::Value || node.kind == DataNode::Kind::Text;
    return leaf && node.error.empty() && !node.lost && node.bytes.length > 0 && node.bytes.length <= most_text_bytes &&
           node.bytes.end() <= static_cast<std::int64_t>(tree.bytes().size());
}

std::vector<std::byte> typed_bytes(const FieldTree& tree, const DataNode& node, FieldDisplay display,
                                   std::string_view text) {
    const Field& leaf = tree.types()[node.type].leaf;
    const auto as_type = [&](std::string_view typed) { return edited(tree.types(), node, tree.bytes(), typed); };
    if (node.kind == DataNode::Kind::Value && node.bits.width == 0) {
        if (display == FieldDisplay::Address && text.find('.') != std::string_view::npos) {
            return address_in(text, node.bytes.length);
        }
        if (display == FieldDisplay::Time && text.find(':') != std::string_view::npos && leaf.size >= 4) {
            const NotationContext context{leaf.order, nullptr};
            return leaf.size == 4 ? write_time32(text, context) : write_time64(text, context);
        }
        if (display == FieldDisplay::Colour && text.starts_with('#') && text.size() == 7) {
            std::vector<std::byte> bytes(bytes_of(tree, node).begin(), bytes_of(tree, node).end());
            const std::int64_t color = parse_number("0x" + std::string(text.substr(1)));
            for (int i = 0; i < 3; ++i)
                bytes[static_cast<std::size_t>(i)] = static_cast<std::byte>(color >> (16 - 8 * i));
            return bytes;
        }
    }
    if (display == FieldDisplay::Character && text.size() > 2 && text.front() == '\'') {
        const std::string_view inner = unquoted(text);
        const CodePoint point = decode_utf8(inner, 0);
        if (point.length == inner.size()) return as_type(std::to_string(static_cast<std::uint32_t>(point.code)));
    }
    return as_type(text);
}

}  // namespace byteprism
