// StructureType: a format or C declarations, compiled, with what of them is shown.
#pragma once

#include <string_view>
#include <vector>

#include "app/model/sheet.hpp"
#include "core/structure/basic_types.hpp"
#include "core/structure/data_type.hpp"

namespace byteprism {

// The types do not change once they are made: nodes of them may be kept as long as this is.
struct StructureType {
    DataTypes types;
    TypeUse record;
    TypeUse root;                  // the record, or an array of several
    bool declared = false;         // by C declarations
    std::vector<TypeUse> records;  // of declarations: what can be chosen
};

// Formats have no semicolons, and declarations do not go without.
bool is_declarations(std::string_view text);

// Throws StructError, with the column, if the text is neither; of declarations the message says line and column. A type
// that they do not have is their last one.
StructureTypePtr compile(const StructureSettings& settings);
// An array of so many of the type's records, added to its types; 0: as many as there are. Throws StructError.
TypeUse several(StructureType& type, std::int64_t count);
// compile() would give the same.
bool compiles_alike(const StructureSettings& a, const StructureSettings& b);

// Where the structure of a sheet begins.
std::int64_t structure_offset(const Sheet& sheet);

}  // namespace byteprism
