// FieldTree: the nodes of a structure over bytes: their children, found by number, name and offset.
//
// A node has a path, and no other node has the same: "header.width", "chunks[3].data", "[7].x" of several records,
// "next*" for what a pointer points to, "#2" for the member of that number, which has no name. Formats give members any
// names: "x#1" is the member of number 1, whose name another before it has, too; ["a.b"] is one name, with a backslash
// before the quotes and backslashes in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/sheet.hpp"
#include "app/model/structure/structure_type.hpp"
#include "core/structure/data_node.hpp"

namespace byteprism {

class Document;

// "chunks[3].data": "chunks", "[3]", "data". Parts point into the path.
std::vector<std::string_view> parts_of(std::string_view path);
std::string joined(std::string_view path, std::string_view part);
// The path that all elements of an array share: "chunks[].data".
std::string without_indices(std::string_view path);
// The path without members that have no name.
std::string spoken(std::string_view path);

// The colour of a child, as its place in a set of colours that is gone through again and again.
std::size_t child_color(const DataNode& parent, std::size_t color, bool outermost, std::int64_t index);

// Requires that types and bytes outlive it: it lives for a frame.
class FieldTree {
public:
    FieldTree(const StructureType& type, std::span<const std::byte> bytes, std::int64_t offset,
              std::int64_t pointer_base = 0)
        : type_(type), reader_(type.types, bytes), offset_(offset), pointer_base_(pointer_base) {}
    // Of what a sheet shows.
    FieldTree(const Sheet& sheet, const Document& document);

    const StructureType& type() const { return type_; }
    const DataTypes& types() const { return type_.types; }
    const DataReader& reader() const { return reader_; }
    std::span<const std::byte> bytes() const { return reader_.bytes(); }

    DataNode root() const;
    // Arrays, records, and pointers to something.
    bool opens(const DataNode& node) const;
    // Elements of varying size have to be gone through: of those no more than `most` are.
    std::int64_t child_count(const DataNode& node, std::int64_t most = most_looked_through) const;
    // There are more than so many.
    bool more_than(const DataNode& node, std::int64_t count) const;
    DataNode child(const DataNode& node, std::int64_t index) const;
    std::string part_of(const DataNode& node, const DataNode& child, std::int64_t index) const;
    // Whether the child is open if nobody has turned it: records in records, and the first of several.
    bool open_at_first(const DataNode& node, const DataNode& child, std::int64_t index, int depth) const;

    std::optional<std::int64_t> index_of(const DataNode& node, std::string_view part) const;
    // Members of nameless records are found as those of the record around them.
    std::optional<DataNode> find(std::string_view path) const;
    // The bytes of a node, all of them as far as they are known.
    ByteRange extent(const DataNode& node) const;
    // The child that has the byte; the first of a union.
    std::optional<std::int64_t> child_at(const DataNode& node, std::int64_t offset) const;
    // The path of the innermost node that has the byte; empty: none has.
    std::string path_at(std::int64_t offset) const;

    static constexpr std::int64_t most_looked_through = 1 << 14;
    static constexpr std::int64_t widest_open = 64;  // records of more members begin closed inside

private:
    const StructureType& type_;
    DataReader reader_;
    std::int64_t offset_;
    std::int64_t pointer_base_;
};

}  // namespace byteprism
