// Rows of a table as the text or the bytes of a file for other programs, made block by block.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/table/row_reading.hpp"
#include "core/progress.hpp"

namespace byteprism {

// Csv: names in the first line, quotes where needed, bytes in hex. Json: an array of objects; JsonLines: an object a
// line; NaN and infinities are null there. Enums are their numbers. Npy: a NumPy array, its items records of the
// columns in their own byte order; of a single column that has no name plain numbers.
enum class TableFile { Csv, Json, JsonLines, Npy };
// By the ending: .csv, .json, .jsonl, .ndjson, .npy. ValueError says which there are.
TableFile table_file_of(std::string_view path);

// Writes the columns of those rows. Throws ValueError if the file's form has no words for a column.
void write_table(TableFile file, const Table& table, std::span<const TableColumn> columns, const RowSpan& rows,
                 const ReadBytes& read, const std::function<void(std::string_view bytes)>& write, Progress& progress);

}  // namespace byteprism
