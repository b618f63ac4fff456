// DataType: what bytes are, as C says it or a format: numbers, enums, pointers, arrays, records. Plain data; the types
// of one text are a list, and refer to each other by their places in it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/structure/formula.hpp"
#include "core/structure/placement.hpp"
#include "core/view/format.hpp"

namespace byteprism {

using TypeId = std::uint32_t;

// A type and how the text spells it: "uint32_t", "struct Box", "Rgb[4]". A typedef has two spellings and one type.
struct TypeUse {
    TypeId type = 0;
    std::string name;
};

struct Enumerator {
    std::string name;
    WideInteger value = 0;
};

struct DataMember {
    enum class Kind : std::uint8_t { Member, Padding };
    Kind kind = Kind::Member;
    std::string name;  // empty: it has none; the members of a nameless record belong to the one around it
    TypeUse type;
    // Bytes from the record's start, where `placed`; of a bit-field of its storage unit.
    std::int64_t offset = 0;
    std::int64_t size = 0;
    BitRange bits;         // in the unit; width 0: no bit-field
    FormulaPtr condition;  // present where this holds; null: always
    FormulaPtr place;      // at this offset from the outermost record's start, rather than behind the last member
    PlacementRule rule;    // what puts it behind the member before
    std::size_t at = 0;    // in the text
};

struct DataType {
    enum class Kind : std::uint8_t {
        Void,       // no bytes: void, a function, a record that was never defined
        Number,     // one value, as a field of a format reads it; also s, p, w, u of formats
        Character,  // arrays of them are text
        Pointer,
        Enum,
        Array,
        Record,
    };
    Kind kind = Kind::Void;
    std::int64_t size = 0;  // bytes; of what varies, the least that there can be
    std::int64_t alignment = 1;
    // The data says how many bytes there are, or where: lengths, conditions and places that are formulas.
    bool varies = false;
    bool sized = true;     // sizeof is known: nothing varies but an array that goes to the end
    bool complete = true;  // false: declared, never defined
    bool aligned_by_user = false;
    int depth = 1;  // of types inside types

    // Of numbers, characters, pointers, enums: how the bytes are read; "int128" and "float128" too.
    Field leaf;
    bool is_signed = false;
    bool order_given = false;  // the byte order belongs to the type, whatever that of what is around it

    TypeUse target;           // of an array its element, of a pointer what it points to
    std::int64_t count = 0;   // of an array
    FormulaPtr length;        // of an array whose length the data says
    bool to_the_end = false;  // of an array without length: as many elements as there are bytes for
    bool to_nul = false;      // of characters: up to the first that is 0, with it
    bool to_last = false;     // of an array without length: up to the element whose last_if holds, with it
    FormulaPtr last_if;       // of a record; null: none says that it is the last

    std::vector<Enumerator> enumerators;
    std::vector<DataMember> members;  // padding too, where the places are known
    bool is_union = false;
};

struct DataTypes {
    std::vector<DataType> types = std::vector<DataType>(1);  // the first is Void, the type of padding
    // What with_order has made already.
    std::map<std::tuple<TypeId, ByteOrder, bool>, TypeId> reordered;

    const DataType& operator[](TypeId id) const { return types[id]; }
    DataType& operator[](TypeId id) { return types[id]; }
    TypeId add(DataType type) {
        types.push_back(std::move(type));
        return static_cast<TypeId>(types.size() - 1);
    }
};

// "Rgb[4]" of elements "Rgb", "int[2][3]" of "int[3]".
std::string array_name(const std::string& element, const std::string& length);

}  // namespace byteprism
