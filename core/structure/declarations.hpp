// C declarations as people have them in headers, as types.
//
// What is read: struct, union, enum (with a type, too), typedef, bit-fields, arrays, pointers, anonymous members,
// #define constants, #pragma pack, packed, aligned, alignas; a preprocessed header pastes as it is. On top of C, for
// files whose headers say what follows:
//
//     struct Bitmap {
//         char magic[2];
//         uint32_t pixel_offset, width, height;
//         uint16_t bits;
//         uint32_t colours;
//         if (bits <= 8) Rgb palette[1 << bits];              // present where the condition holds
//         uint8_t comment[colours];                           // as many as an earlier field says
//         char name[*];                                       // up to the first NUL, with it
//         @ pixel_offset uint8_t pixels[height][width];       // at an offset from the start of the outermost record
//         @ &comment Text text;                               // where a member is: the same bytes once more
//         Chunk chunks[];                                     // to the end of the data, or ..
//     };
//     struct Chunk {
//         uint32_t size;
//         uint8_t data[size];
//         if (size == 0) break;                               // .. up to this one
//     };
//
// A byte order: `big_endian uint16_t port;` for a member, with all that is in it if it is a record; `big_endian struct
// Header { .. };` for all that is in it,
// `#pragma scalar_storage_order big-endian` for all that follows, GCC's attribute scalar_storage_order, and names as
// __be32. `#pragma data_model ILP32` chooses the sizes of long and of pointers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/structure/basic_types.hpp"
#include "core/structure/data_type.hpp"

namespace byteprism {

struct Declarations {
    DataTypes types;
    DataModel model = DataModel::Lp64;
    std::map<std::string, TypeUse, std::less<>> typedefs;
    std::map<std::string, TypeId, std::less<>> tags;  // of struct, union and enum: one name is one of them
    std::vector<TypeUse> records;                     // defined, with a name, in the order of the text
};

// Throws DeclarationError with line and column, and what was expected.
Declarations parse_declarations(std::string_view text, DataModel model = DataModel::Lp64);

// Of "struct T" or "T", a tag or a typedef. ValueError says which there are.
TypeUse find_type(const Declarations& declarations, std::string_view name);

}  // namespace byteprism
