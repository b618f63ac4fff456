#include "app/model/table/table.hpp"

#include <algorithm>

#include "app/model/document/document.hpp"
#include "app/model/number_text.hpp"
#include "app/model/structure/node_text.hpp"
#include "core/error.hpp"
#include "core/structure/format_types.hpp"

namespace byteprism {
namespace {

// Longer arrays in a row are one column.
constexpr std::int64_t most_elements = 16;

std::optional<NumberColumn> numbers_of(const DataTypes& types, const DataNode& node) {
    const DataType& type = types[node.type];
    if (node.kind != DataNode::Kind::Value || type.kind == DataType::Kind::Character) return std::nullopt;
    auto column = number_column(type.leaf);
    if (!column || type.leaf.code == "t") return std::nullopt;
    if (node.bits.width > 0) {
        if (node.bytes.length > 8) return std::nullopt;
        column->size = static_cast<int>(node.bytes.length);
        column->bit_offset = node.bits.offset;
        column->bit_width = node.bits.width;
    }
    if (column->whole() && type.is_signed != (column->kind == NumberColumn::Kind::Signed)) {
        column->kind = type.is_signed ? NumberColumn::Kind::Signed : NumberColumn::Kind::Unsigned;
    }
    return column;
}

// The members of a row, those of records in it too, in the order of the declaration.
class Columns {
public:
    Columns(Table& table, const FieldTree& tree, std::string path)
        : table_(table), tree_(tree), path_(std::move(path)) {}

    void add_row(const DataNode& row) {
        start_ = row.bytes.offset;
        if (row.kind == DataNode::Kind::Record) {
            add_members(row, "");
        } else if (row.kind == DataNode::Kind::Array) {
            const std::int64_t count = tree_.reader().child_count(row);
            for (std::int64_t i = 0; i < count; ++i) {
                if (full()) {
                    table_.columns_left_out += count - i;
                    return;
                }
                const std::string index = std::to_string(i);
                add(tree_.reader().child(row, i), "c" + index, "[" + index + "]");
            }
        } else {
            add_leaf(row, "value", "");
        }
    }

private:
    bool full() const { return static_cast<std::int64_t>(table_.columns.size()) >= most_columns; }

    void add_members(const DataNode& record, const std::string& before) {
        const std::int64_t count = tree_.reader().child_count(record);
        for (std::int64_t i = 0; i < count; ++i) {
            const DataNode member = tree_.reader().child(record, i);
            if (member.kind == DataNode::Kind::Padding) continue;
            // Members of a record without a name belong to the one around it.
            const std::string part(member.name);
            const std::string name = part.empty() ? before : joined(before, part);
            add(member, name, name);
        }
    }

    void add(const DataNode& node, const std::string& name, const std::string& path) {
        const std::int64_t count = node.kind == DataNode::Kind::Array ? tree_.reader().child_count(node) : 0;
        if (node.kind == DataNode::Kind::Record) {
            add_members(node, name);
        } else if (node.kind == DataNode::Kind::Array && !node.places && count <= most_elements) {
            for (std::int64_t i = 0; i < count; ++i) {
                const std::string index = "[" + std::to_string(i) + "]";
                add(tree_.reader().child(node, i), name + index, path + index);
            }
        } else {
            add_leaf(node, name, path);
        }
    }

    void add_leaf(const DataNode& node, const std::string& name, const std::string& path) {
        if (full()) {
            ++table_.columns_left_out;
            return;
        }
        TableColumn column;
        column.name = name;
        column.path = without_indices(joined(path_ + "[]", path));
        column.type_name = node.type_name;
        column.type = node.type;
        column.kind = node.kind;
        column.bytes = {node.bytes.offset - start_, node.bytes.length};
        column.bits = node.bits;
        column.count = node.count;
        column.numbers = numbers_of(table_.type->types, node);
        table_.columns.push_back(std::move(column));
    }

    Table& table_;
    const FieldTree& tree_;
    std::string path_;
    std::int64_t start_ = 0;
};

// Rows of the format, wherever they are.
StructureTypePtr rows_of_format(const std::string& format) {
    auto type = std::make_shared<StructureType>();
    type->record = add_format(type->types, Format::parse(format));
    type->root = type->record;
    return type;
}

void finish(Table& table, const FieldTree& tree, const DataNode& row, std::string path, const Document& document) {
    if (table.row_size <= 0) throw ValueError("rows without bytes are no table");
    table.rows_there = 0;
    if (table.stride >= table.row_size && table.offset <= document.size() - table.row_size) {
        table.rows_there = std::min(table.rows, (document.size() - table.offset - table.row_size) / table.stride + 1);
    } else if (table.stride < table.row_size) {
        table.rows_there = table.rows;  // of a view, which lies in the data
    }
    Columns(table, tree, std::move(path)).add_row(row);
    // A format's only value needs no name.
    if (table.columns.size() == 1 && table.columns[0].name == "f0") table.columns[0].name = "value";
    if (table.columns.empty()) throw ValueError("the rows have no fields");
}

std::string rows_text(std::int64_t rows, std::int64_t size) {
    return grouped_text(rows) + (rows == 1 ? " row of " : " rows of ") + grouped_text(size) +
           (size == 1 ? " byte" : " bytes");
}

void bind_view(Table& table, const Sheet& sheet, const Document& document) {
    const Recipe& recipe = sheet.look.recipe;
    const Layout layout = layout_of(recipe);
    if (layout.axes.size() > 2) {
        throw ValueError("a table has one or two dimensions, and the view has " + std::to_string(layout.axes.size()));
    }
    const Layout there =
        checked_layout(shape_of(layout), strides_of(layout), layout.itemsize, layout.offset, document.size());
    auto type = std::make_shared<StructureType>(*rows_of_format(recipe.format));
    table.offset = there.offset;
    table.rows = there.axes.empty() ? 1 : there.axes[0].count;
    table.stride = there.axes.empty() ? there.itemsize : there.axes[0].stride;
    table.row_size = there.itemsize;
    table.title = recipe.text;
    const std::int64_t across = there.axes.size() == 2 ? there.axes[1].count : 1;
    table.type = type;
    const FieldTree tree(*type, document.bytes(), table.offset);
    if (there.axes.size() < 2) return finish(table, tree, tree.root(), "", document);
    // Items of a row lie at any distance.
    const std::int64_t step = there.axes[1].stride;
    Table item = table;
    if (item.row_size <= 0) throw ValueError("rows without bytes are no table");
    Columns(item, tree, "").add_row(tree.root());
    table.rows_there = table.rows;
    const std::int64_t shown =
        std::min(across, std::max<std::int64_t>(1, most_columns / static_cast<std::int64_t>(item.columns.size())));
    for (std::int64_t i = 0; i < shown; ++i) {
        for (TableColumn column : item.columns) {
            const std::string index = "c" + std::to_string(i);
            column.name = item.columns.size() == 1 ? index : index + "." + column.name;
            column.bytes.offset += i * step;
            table.columns.push_back(std::move(column));
        }
    }
    table.columns_left_out = (across - shown) * static_cast<std::int64_t>(item.columns.size());
    table.row_size =
        std::max<std::int64_t>(table.row_size, there.itemsize + (across - 1) * std::max<std::int64_t>(0, step));
}

}  // namespace

std::optional<std::size_t> Table::find(std::string_view column) const {
    const auto at = std::ranges::find(columns, column, &TableColumn::name);
    return at == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - columns.begin()));
}

DataNode Table::cell(std::int64_t row, const TableColumn& column) const {
    DataNode node;
    node.kind = column.kind;
    node.type = column.type;
    node.type_name = column.type_name;
    node.bytes = {offset + row * stride + column.bytes.offset, column.bytes.length};
    node.bits = column.bits;
    node.count = column.count;
    return node;
}

Layout Table::cells(const TableColumn& column, std::int64_t first_row, std::int64_t count) const {
    return {offset + first_row * stride + column.bytes.offset, column.bytes.length, {Axis{count, stride}}};
}

bool is_table(const FieldTree& tree, const DataNode& node) {
    if (node.kind != DataNode::Kind::Array || node.places || node.lost) return false;
    const DataType& element = tree.types()[tree.types()[node.type].target.type];
    return element.size > 0 && !element.varies;
}

std::string table_path_at(const FieldTree& tree, std::int64_t offset) {
    std::string path, found;
    DataNode node = tree.root();
    while (const auto index = tree.child_at(node, offset)) {
        if (is_table(tree, node)) found = path;
        DataNode inner = tree.child(node, *index);
        // Numbers in a row are its columns.
        if (is_table(tree, node) && inner.kind != DataNode::Kind::Record) break;
        path = joined(path, tree.part_of(node, inner, *index));
        node = std::move(inner);
    }
    return found;
}

Table bind_table(const Sheet& sheet, const Document& document) {
    const TableSettings& settings = sheet.structure.settings.table;
    Table table;
    table.origin = sheet.structure.type;
    table.source = settings.of_view ? sheet.look.recipe.text : settings.path + "\n" + settings.format;
    if (settings.of_view) {
        bind_view(table, sheet, document);
    } else {
        const FieldTree tree(sheet, document);
        const auto node = settings.path.empty() ? std::optional(tree.root()) : tree.find(settings.path);
        if (!node || node->lost) throw ValueError("the structure has no '" + settings.path + "' now");
        const std::string name = settings.path.empty() ? sheet.structure.type->record.name : spoken(settings.path);
        table.offset = node->bytes.offset;
        if (!settings.format.empty()) {
            table.type = rows_of_format(settings.format);
            table.row_size = table.stride = table.type->types[table.type->record.type].size;
            const std::int64_t length = tree.extent(*node).length;
            if (table.row_size > 0) table.rows = length / table.row_size;
            table.title = name + " as " + settings.format;
            const FieldTree rows(*table.type, document.bytes(), table.offset);
            finish(table, rows, rows.root(), settings.path, document);
        } else if (node->kind == DataNode::Kind::Array) {
            if (!is_table(tree, *node)) {
                throw ValueError("the elements of '" + name +
                                 "' have sizes of their own: they lie at no even distance");
            }
            table.type = sheet.structure.type;
            table.rows = tree.reader().child_count(*node);
            table.stride = table.row_size = tree.types()[tree.types()[node->type].target.type].size;
            table.title = name;
            if (table.rows == 0) throw ValueError("'" + name + "' has no elements");
            finish(table, tree, tree.reader().child(*node, 0), settings.path, document);
        } else if (node->kind == DataNode::Kind::Record && !node->instance) {
            table.type = sheet.structure.type;
            table.rows = 1;
            table.stride = table.row_size = node->bytes.length;
            table.title = name;
            finish(table, tree, *node, settings.path, document);
        } else {
            throw ValueError("'" + name + "' is no array: a table shows its elements as rows");
        }
    }
    table.title += ": " + rows_text(table.rows, table.row_size);
    return table;
}

StructureSettings with_table(StructureSettings settings, std::string_view path, StructureFace face) {
    settings.face = face;
    if (!settings.table.of_view && settings.table.path == path && settings.table.format.empty()) return settings;
    settings.table = {};
    settings.table.path = path;
    settings.plot = {};
    return settings;
}

const TablePtr& BoundTable::follow(const Sheet& sheet, const Document& document) {
    const TableSettings& settings = sheet.structure.settings.table;
    Source now{sheet.structure.type, sheet.document,
               document.version(),   structure_offset(sheet),
               settings.of_view,     settings.path,
               settings.format,      settings.of_view ? sheet.look.recipe.text : std::string()};
    if (source_ == now) return table_;
    source_ = std::move(now);
    refusal_.clear();
    table_.reset();
    try {
        table_ = std::make_shared<const Table>(bind_table(sheet, document));
    } catch (const Error& error) {
        refusal_ = error.what();
    }
    return table_;
}

}  // namespace byteprism
