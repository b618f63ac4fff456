// What the structure panel shows, as plain data, so that it can be saved.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/model/table/table_settings.hpp"
#include "core/view/format.hpp"

namespace byteprism {

enum class DataModel : std::uint8_t;  // of core/structure/basic_types.hpp; the first is LP64

// How a field is shown, rather than as its type says.
enum class FieldDisplay : std::uint8_t { OfType, Hexadecimal, Decimal, Character, Time, Address, Colour };

struct ChosenDisplay {
    std::string field;  // its path without indices: "chunks[].crc"
    FieldDisplay display = FieldDisplay::OfType;
    bool operator==(const ChosenDisplay&) const = default;
};

struct StructureSettings {
    std::string text = "<IHH";  // a struct or PEP 3118 format, or C declarations
    std::int64_t offset = 0;
    std::int64_t count = 1;       // of records, one after the other; 0: to the end of the data
    bool follows_cursor = false;  // the offset is that of the cursor
    std::string definition = {};  // of which the text is; empty: the user's own
    // Of C declarations: the record that is shown (empty: the last one), and what they do not say themselves.
    std::string type = {};
    ByteOrder order = ByteOrder::Little;
    DataModel model{};
    std::vector<std::string> turned = {};  // paths of nodes that are not as at the beginning: open, or closed
    std::vector<ChosenDisplay> displays = {};
    StructureFace face = StructureFace::Tree;
    TableSettings table = {};
    PlotSettings plot = {};
    bool operator==(const StructureSettings&) const = default;
};

// What text, type, count, order and model of the settings mean: structure_type.hpp.
struct StructureType;
using StructureTypePtr = std::shared_ptr<const StructureType>;
// That of fresh settings.
StructureTypePtr first_structure_type();

}  // namespace byteprism
