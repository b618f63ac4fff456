#include "app/model/structure/node_forms.hpp"

#include <algorithm>

#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/structure/format_types.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_text = std::size_t{4} << 20;

void check_length(const std::string& text) {
    if (text.size() > most_text) throw ValueError("more than " + size_text(most_text) + " of text");
}

void check_readable(const DataNode& node) {
    if (node.lost || !node.error.empty()) throw ValueError("the field is damaged: " + node.error);
}

// Walks through a node with the words of a language.
struct Words {
    const char *open_array, *close_array, *open_record, *close_record;
    std::string (*member)(std::string_view name);
    std::string (*leaf)(const FieldTree& tree, const DataNode& node);
};

void write(std::string& text, const Words& words, const FieldTree& tree, const DataNode& node) {
    check_readable(node);
    check_length(text);
    const bool array = node.kind == DataNode::Kind::Array;
    if (!array && node.kind != DataNode::Kind::Record) {
        text += words.leaf(tree, node);
        return;
    }
    text += array ? words.open_array : words.open_record;
    bool first = true;
    const std::int64_t count = tree.reader().child_count(node);
    for (std::int64_t i = 0; i < count; ++i) {
        const DataNode child = tree.reader().child(node, i);
        if (child.kind == DataNode::Kind::Padding) continue;
        if (!first) text += ", ";
        first = false;
        if (!array && !child.name.empty()) text += words.member(child.name);
        if (!array && child.name.empty()) text += words.member("_" + std::to_string(i));
        write(text, words, tree, child);
        if (!array && tree.types()[node.type].is_union) break;  // one member says all
    }
    text += array ? words.close_array : words.close_record;
}

std::string python_leaf(const FieldTree& tree, const DataNode& node) {
    return repr(value_of(tree.types(), node, tree.bytes()));
}

std::string c_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char character : text) {
        const auto code = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') quoted += '\\';
        if (code < 0x20) {
            const char octal[] = {'\\', static_cast<char>('0' + (code >> 6)), static_cast<char>('0' + (code >> 3 & 7)),
                                  static_cast<char>('0' + (code & 7)), 0};
            quoted += octal;
        } else {
            quoted += character;
        }
    }
    return quoted + "\"";
}

std::string c_leaf(const FieldTree& tree, const DataNode& node) {
    const Value value = value_of(tree.types(), node, tree.bytes());
    if (const auto label = label_of(tree.types(), node, tree.bytes())) return *label;
    if (const auto* text = std::get_if<std::string>(&value.data)) return c_text(*text);
    if (const auto* truth = std::get_if<bool>(&value.data)) return *truth ? "true" : "false";
    if (const auto* bytes = std::get_if<Bytes>(&value.data)) {
        std::string list = "{";
        for (const std::byte byte : *bytes) {
            list += (list.size() > 1 ? ", " : "") + address_text(std::to_integer<std::uint64_t>(byte));
        }
        return list + "}";
    }
    return repr(value);
}

constexpr Words python{"[",        "]", "{", "}", [](std::string_view name) { return "'" + std::string(name) + "': "; },
                       python_leaf};
constexpr Words c{"{",
                  "}",
                  "{",
                  "}",
                  [](std::string_view name) {
                      return name.starts_with('_') && name.size() > 1 && name[1] >= '0' && name[1] <= '9'
                                 ? std::string()
                                 : "." + std::string(name) + " = ";
                  },
                  c_leaf};

std::string as(const Words& words, const FieldTree& tree, const DataNode& node) {
    std::string text;
    write(text, words, tree, node);
    return text;
}

// Text without quotes, numbers as they are; of what has parts what Python says.
std::string plain(const FieldTree& tree, const DataNode& node, std::string_view) {
    check_readable(node);
    if (node.kind == DataNode::Kind::Text) {
        const Value value = value_of(tree.types(), node, tree.bytes());
        if (const auto* text = std::get_if<std::string>(&value.data)) return *text;
    }
    return as(python, tree, node);
}

std::string numpy(const FieldTree& tree, const DataNode& node, std::string_view) {
    const auto format = format_of(tree.types(), node.type);
    if (!format)
        throw ValueError("'" + std::string(node.type_name) +
                         "' is no dtype: its layout is not fixed, or has "
                         "unions or bit-fields");
    return numpy_dtype_text(Format::parse(*format), tree.types()[node.type].size);
}

std::string path_text(const FieldTree&, const DataNode&, std::string_view path) { return spoken(path); }

std::string offset_of(const FieldTree&, const DataNode& node, std::string_view) {
    return address_text(static_cast<std::uint64_t>(node.bytes.offset));
}

constexpr NodeForm forms[] = {
    {"value", "value", plain},
    {"path", "path", path_text},
    {"offset", "offset", offset_of},
    {"c", "C", [](const FieldTree& tree, const DataNode& node, std::string_view) { return as(c, tree, node); }},
    {"python", "Python",
     [](const FieldTree& tree, const DataNode& node, std::string_view) { return as(python, tree, node); }},
    {"numpy", "NumPy dtype", numpy},
};

}  // namespace

std::span<const NodeForm> node_forms() { return forms; }

const NodeForm& node_form(std::string_view name) {
    const auto* form = std::ranges::find(forms, name, &NodeForm::name);
    if (form != std::end(forms)) return *form;
    std::string known;
    for (const NodeForm& one : forms) known += (known.empty() ? "" : ", ") + std::string(one.name);
    throw ValueError("'" + std::string(name) + "' is none of " + known);
}

}  // namespace byteprism
