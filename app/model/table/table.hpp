// Table: an array of records, of numbers or of small arrays as rows and columns. A column is a strided view; nothing is
// made of the rows before they are looked at.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/sheet.hpp"
#include "app/model/structure/field_tree.hpp"
#include "core/view/number_column.hpp"

namespace byteprism {

struct TableColumn {
    std::string name;  // "w", "box.w", "box[2]"; "value" of rows that are one number, "c0" of rows that are arrays
    std::string path;  // of the structure, without indices: "boxes[].w"
    std::string type_name;
    TypeId type = 0;
    DataNode::Kind kind = DataNode::Kind::Value;
    ByteRange bytes;  // from the start of a row
    BitRange bits;
    std::int64_t count = 0;               // of an array that is one column
    std::optional<NumberColumn> numbers;  // nothing: its values are no numbers
};

struct Table {
    StructureTypePtr type;    // has the types of the columns
    StructureTypePtr origin;  // what the sheet's structure was when this was made
    std::string source;       // and which rows of it these are: the same for tables of the same rows
    std::string title;        // what the rows are: "chunks[3].boxes: 12 rows of struct Box"
    std::int64_t offset = 0, stride = 0;
    std::int64_t rows = 0;        // as many as there should be
    std::int64_t rows_there = 0;  // of them those that lie in the data wholly, all others behind
    std::int64_t row_size = 0;
    std::vector<TableColumn> columns;
    std::int64_t columns_left_out = 0;  // too many

    std::optional<std::size_t> find(std::string_view column) const;
    // Requires that the table stays while the node is used, and a row that is there.
    DataNode cell(std::int64_t row, const TableColumn& column) const;
    // The cells of rows that follow each other, as a view.
    Layout cells(const TableColumn& column, std::int64_t first_row, std::int64_t count) const;
};
using TablePtr = std::shared_ptr<const Table>;

constexpr std::int64_t most_columns = 256;

// The table that the settings of a sheet say. Throws ValueError, with what it would need.
Table bind_table(const Sheet& sheet, const Document& document);

// The settings with a table, or a plot, of the array at that path of the structure; "" is the outermost node.
StructureSettings with_table(StructureSettings settings, std::string_view path, StructureFace face);

// Whether the node is an array whose elements lie at even distances.
bool is_table(const FieldTree& tree, const DataNode& node);
// The innermost such array around a byte; empty: the outermost node.
std::string table_path_at(const FieldTree& tree, std::int64_t offset);

// The same table as long as nothing changes that it is made from; then another one, or why there is none.
class BoundTable {
public:
    const TablePtr& follow(const Sheet& sheet, const Document& document);
    const std::string& refusal() const { return refusal_; }

private:
    struct Source {
        StructureTypePtr type;
        DocumentId document;
        std::uint64_t version;
        std::int64_t offset;
        bool of_view;
        std::string path, format, expression;
        bool operator==(const Source&) const = default;
    };
    std::optional<Source> source_;
    TablePtr table_;
    std::string refusal_;
};

}  // namespace byteprism
