// What the structure panel says of a node: its type, its bytes, its value in the way that was chosen for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/structure/field_tree.hpp"

namespace byteprism {

// "uint16 be", "float32[3]", "char[8]" of formats; of declarations as they spell it, big-endian numbers marked.
std::string type_text(const StructureType& type, const DataNode& node);

// The first bytes in hex.
std::string bytes_text(const FieldTree& tree, const DataNode& node);

// The value, cut at `most` characters. Of an array or a record its first ones in braces. Never throws: bytes that are
// no such value say so.
std::string value_text(const FieldTree& tree, const DataNode& node, FieldDisplay display, std::size_t most);

struct DisplayName {
    FieldDisplay display;
    const char* name;   // in files: "hex"
    const char* title;  // "Hexadecimal"
};
std::vector<DisplayName> displays_of(const FieldTree& tree, const DataNode& node);
std::string_view name_of(FieldDisplay display);
std::optional<FieldDisplay> find_display(std::string_view name);
FieldDisplay display_of(const StructureSettings& settings, std::string_view path);

// The colour that the bytes are, 0xrrggbb, if that is how they are shown.
std::optional<std::uint32_t> color_of(const FieldTree& tree, const DataNode& node, FieldDisplay display);

// A value that is typed over the node's, and has bytes of its own.
bool can_edit(const FieldTree& tree, const DataNode& node);
// The bytes of the node as they would be with that value, typed as it is shown or as its type says. ValueError, or
// StructError, with what was expected.
std::vector<std::byte> typed_bytes(const FieldTree& tree, const DataNode& node, FieldDisplay display,
                                   std::string_view text);

}  // namespace byteprism
