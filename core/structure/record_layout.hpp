// From the members as declared to a record with places.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/structure/basic_types.hpp"
#include "core/structure/data_type.hpp"

namespace byteprism {

// What attributes ask for; of a member, a record or a typedef.
struct Attributes {
    bool packed = false;
    std::int64_t alignment = 0;      // 0: none is asked for
    std::optional<ByteOrder> order;  // scalar_storage_order
    std::int64_t mode_size = 0;      // mode(..): the bytes of the integer; 0: none
};

struct DeclaredMember {
    DataMember member;
    Attributes attributes;
    int bit_width = -1;  // -1: no bit-field
};

struct RecordDeclaration {
    bool is_union = false;
    Attributes attributes;
    std::int64_t pack_limit = 0;  // of #pragma pack at its end
    ByteOrder order = ByteOrder::Little;
    std::vector<DeclaredMember> members;
    std::set<std::string> names;  // of the members that have no condition
    FormulaPtr last_if;           // null: nothing in it ends an array
};

// Types that nest deeper are refused.
constexpr int max_type_depth = 100;

// The record with all its places. Throws DeclarationError if it gets too large or an array without a length is not its
// last member; `text` is what the places of errors are counted in.
DataType laid_out(DataTypes& types, RecordDeclaration declaration, DataModel model, std::string_view text);

// The type in that order, unless it has one of its own; the same type where nothing changes. Records and what is in
// them change only if the order is `given` by the member, not by the record around it.
TypeId with_order(DataTypes& types, TypeId type, ByteOrder order, bool given);

}  // namespace byteprism
