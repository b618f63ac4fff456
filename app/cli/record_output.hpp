// Records as the tree of their fields, streamed: as JSON and as text.
#pragma once

#include <optional>
#include <string>

#include "app/cli/output.hpp"
#include "core/structure/data_node.hpp"

namespace byteprism {

// The first thing that was wrong with the data: "'length' ..". Nothing: all was right.
using Damage = std::optional<std::string>;

// {"offset":0,"fields":[..]}; offsets of fields count from the record's.
void write_record_json(const DataReader& reader, const DataNode& record, Output& output, Damage& damage);
// A line for each field: its offset in the file, name, type and value.
void write_record_text(const DataReader& reader, const DataNode& record, Output& output, Damage& damage);

// Behind the data, where no child has bytes.
bool is_beyond(const DataReader& reader, const DataNode& node);
void note_damage(const DataNode& node, const std::string& what, Damage& damage);
// Values in an array of any dimensions, rather than records.
bool holds_values(const DataReader& reader, const DataNode& array);

}  // namespace byteprism
