// struct and PEP 3118 formats as the same types that C declarations give.
#pragma once

#include <optional>
#include <string>

#include "core/structure/data_type.hpp"
#include "core/view/format.hpp"

namespace byteprism {

// A record of the format's fields, named as there, else f0, f1, ..; what no field holds is padding. StructError if the
// format did not parse.
TypeUse add_format(DataTypes& types, const Format& format);

// The way back: a PEP 3118 format of the same layout, so that an array of the type, or one of its fields, is a view:
// "T{<H:id:2x>I:size:}". Nothing: formats cannot say it, as unions, bit-fields and what varies.
std::optional<std::string> format_of(const DataTypes& types, TypeId type);

}  // namespace byteprism
