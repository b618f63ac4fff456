// Records, or an array inside of one, as a file that other programs load: .csv, .json, .jsonl or .npy.
#pragma once

#include <optional>
#include <string>

#include "app/model/structure/structure_type.hpp"
#include "core/memory/buffer.hpp"

namespace byteprism {

struct TableRequest {
    std::string file;  // what the bytes are called in messages
    StructureType type;
    std::int64_t offset = 0;
    std::optional<std::int64_t> count;  // of records; nothing: all that there are, of a path one
    std::optional<std::string> path;    // of the array: "boxes", "frames[3].points"; nothing: the records
    std::string out;
};

// Throws ValueError for what is no table or no such file, IoError for what cannot be written or lies outside of the
// data.
void write_table_file(TableRequest request, const Buffer& buffer);

}  // namespace byteprism
