// struct and PEP 3118 formats as the same types that C declarations give.
#pragma once

#include "core/structure/data_type.hpp"
#include "core/view/format.hpp"

namespace byteprism {

// A record of the format's fields, named as there, else f0, f1, ..; what no field holds is padding. StructError if the
// format did not parse.
TypeUse add_format(DataTypes& types, const Format& format);

}  // namespace byteprism
