// DataNode: one place of the tree that a type makes of bytes, and DataReader, which makes them when they are asked for.
//
//     DataReader reader(declarations.types, bytes);
//     const DataNode header = reader.root(find_type(declarations, "Bitmap"), 0);
//     for (std::int64_t i = 0; i < reader.child_count(header); ++i) show(reader.child(header, i));
//
// Nothing is made before it is asked for: an array of 10^8 records costs what one record costs. What is wrong with the
// data is the `error` of the node where it is; the others are as right as they can be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/memory/byte_range.hpp"
#include "core/structure/data_type.hpp"

namespace byteprism {

struct RecordInstance;
struct ElementPlaces;

// The texts point into the types, which must outlive the node.
struct DataNode {
    enum class Kind : std::uint8_t {
        Value,    // a number, a pointer, an enum
        Text,     // an array of characters
        Array,    // children are elements
        Record,   // children are members
        Padding,  // bytes that mean nothing
    };
    Kind kind = Kind::Value;
    TypeId type = 0;
    std::string_view name;  // of a member; empty: it has none, as an element or a nameless record
    std::string_view type_name;
    // From the start of the data. The length of what has elements of varying size is what DataReader::size_of finds.
    ByteRange bytes;
    BitRange bits;           // of a bit-field, in the number that the bytes are; else of width 0
    std::int64_t count = 0;  // of an array; -1: until the data or the array ends, and only child_count knows where
    std::string error;       // what is wrong here; empty: nothing
    bool lost = false;       // where it is is not known: it has no bytes and no children

    std::shared_ptr<const RecordInstance> scope;     // of what varies: the record that it is a member of
    std::shared_ptr<const RecordInstance> instance;  // of a record that varies: where its members are
    std::shared_ptr<ElementPlaces> places;           // of an array whose elements vary
};

class DataReader {
public:
    // Requires that both outlive the reader.
    DataReader(const DataTypes& types, std::span<const std::byte> bytes) : types_(types), bytes_(bytes) {}

    // Requires offset >= 0.
    DataNode root(const TypeUse& type, std::int64_t offset) const;
    // Of arrays and records; 0 of others.
    std::int64_t child_count(const DataNode& node) const;
    // Requires 0 <= index < child_count(node). In constant time, but for elements of varying size the first time.
    DataNode child(const DataNode& node, std::int64_t index) const;
    // Requires a record, and an index as for child().
    std::string_view child_name(const DataNode& record, std::int64_t index) const;
    // Why elements that were announced are not there, as far as the array was gone through and no child says it.
    std::string_view missing(const DataNode& array) const;
    // All bytes, up to where the next record begins; -1: damaged data does not tell.
    std::int64_t size_of(const DataNode& node) const;

    // What a pointer without error points to, if its value counts bytes of the data from `base`. Lost, with an error,
    // if that is outside or nothing is known about it.
    DataNode followed(const DataNode& pointer, std::int64_t base) const;

    const DataTypes& types() const { return types_; }
    std::span<const std::byte> bytes() const { return bytes_; }

private:
    friend class RecordReader;
    const DataTypes& types_;
    std::span<const std::byte> bytes_;
};

}  // namespace byteprism
