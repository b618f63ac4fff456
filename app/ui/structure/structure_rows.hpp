// The rows of the structure panel: the fields of a format, records opened, in reading order. No drawing and no bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/view/format.hpp"

namespace byteprism {

struct StructureRow {
    enum class Kind { Value, Record } kind = Kind::Value;  // a record's value is in the rows that follow
    int depth = 0;
    std::string name;   // as the format says, else "f0", "f1", ..; "box[2]" for a record of an array
    std::string type;   // "uint16", "uint16 be", "float32[3]", "char[8]", "record"
    Field field;        // its offset counts from the start of the outermost record; without inner fields
    std::size_t color;  // of the outermost field it belongs to: its place among them
};

struct StructureRows {
    std::vector<StructureRow> rows;
    std::size_t left_out = 0;  // outermost fields beyond what a list can usefully show

    static constexpr std::size_t limit = 20'000;
};

StructureRows plan_structure(const Format& format);

// "uint16 be": what a C programmer calls it; big-endian ones of several bytes are marked.
std::string type_text(const Field& field);

}  // namespace byteprism
