#include "app/model/table/table_actions.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "app/model/number_text.hpp"
#include "app/model/saving/output_file.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/table/table_work.hpp"
#include "app/model/table/table_writer.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "core/structure/format_types.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_written_bytes = std::int64_t{256} << 20;  // old and new ones are kept for undo
constexpr std::int64_t most_scattered_rows = 1 << 16;

const TableColumn& column_in(const Table& table, const std::string& name) {
    const auto at = table.find(name);
    if (!at) throw ValueError("'" + name + "' is no column of the table");
    return table.columns[*at];
}

void check_rows(const Table& table, const RowOrder* order, std::int64_t first, std::int64_t count) {
    const std::int64_t rows = all_rows(table, order).count;
    if (first < 0 || count <= 0 || first >= rows || count > rows - first) {
        throw ValueError("rows " + std::to_string(first) + " to " + std::to_string(first + count - 1) +
                         " are not there: the table has " + grouped_text(rows));
    }
}

// The bytes that the cell would have.
std::vector<std::byte> cell_bytes(const FieldTree& tree, const Table& table, const TableColumn& column,
                                  std::int64_t row, FieldDisplay display, const std::string& text) {
    const DataNode node = table.cell(row, column);
    if (!can_edit(tree, node)) throw ValueError("'" + column.name + "' cannot be typed over");
    return typed_bytes(tree, node, display, text);
}

// Rows that follow each other are written as one view; others one by one, in one step to undo.
void write_rows(Document& document, const FieldTree& tree, const Table& table, const TableColumn& column,
                const RowSpan& rows, FieldDisplay display, const std::string& text) {
    const Gesture gesture = rows.count == 1 ? Gesture::None : document.new_gesture();
    const bool same = column.bits.width == 0;  // other bits of the bytes belong to others
    std::vector<std::byte> one = cell_bytes(tree, table, column, rows.row(0), display, text);
    if (rows.order != nullptr && rows.count > most_scattered_rows) {
        throw ValueError(grouped_text(rows.count) + " rows that do not follow each other are too many: " +
                         grouped_text(most_scattered_rows) + " are the most");
    }
    if (rows.order != nullptr) {
        for (std::int64_t i = 0; i < rows.count; ++i) {
            const std::int64_t row = rows.row(i);
            if (!same) one = cell_bytes(tree, table, column, row, display, text);
            document.write(table.cell(row, column).bytes.offset, one, gesture);
        }
        return;
    }
    std::vector<std::byte> all;
    all.reserve(one.size() * static_cast<std::size_t>(rows.count));
    for (std::int64_t i = 0; i < rows.count; ++i) {
        if (!same) one = cell_bytes(tree, table, column, rows.row(i), display, text);
        all.insert(all.end(), one.begin(), one.end());
    }
    document.write_items(table.cells(column, rows.first, rows.count), all, gesture);
}

class TableExport final : public Errand {
public:
    TableExport(const Workbench& bench, const Sheet& sheet, const std::string& path)
        : path_(path),
          table_(std::make_shared<const Table>(bind_table(sheet, bench.document(sheet)))),
          order_(order_of(bench, sheet, *table_)) {
        for (const TableColumn& column : table_->columns) {
            if (std::ranges::count(sheet.structure.settings.table.hidden, column.name) == 0) columns_.push_back(column);
        }
        job_.emplace(
            bench.jobs, bench.document(sheet),
            [path, file = table_file_of(path), table = table_, order = order_, columns = columns_](JobReader& reader) {
                // It takes its place when it is whole.
                OutputFile output(path);
                write_table(
                    file, *table, columns, all_rows(*table, order.get()),
                    [&](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); },
                    [&](std::string_view bytes) { output.write(bytes); }, reader.progress());
                output.finish();
            });
    }

    bool take_up(Workbench& bench) override {
        if (!job_->ended()) return false;
        if (job_->completed()) {
            bench.notify(Notice::Severity::Information,
                         path_ + ": " + grouped_text(all_rows(*table_, order_.get()).count) + " rows, " +
                             std::to_string(columns_.size()) + (columns_.size() == 1 ? " column" : " columns"));
        } else {
            const std::string why = job_->failure().empty() ? "the bytes changed meanwhile" : job_->failure();
            bench.notify(Notice::Severity::Error, path_ + " was not written: " + why);
        }
        return true;
    }

private:
    std::string path_;
    TablePtr table_;
    RowOrderPtr order_;
    std::vector<TableColumn> columns_;
    std::optional<Job> job_;
};

}  // namespace

void apply(Workbench& bench, const SelectCells& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Table table = bind_table(*sheet, bench.document(*sheet));
    const RowOrderPtr order = order_of(bench, *sheet, table);
    check_rows(table, order.get(), action.first, action.count);
    if (order != nullptr && action.count > 1) {
        throw ValueError("rows that are sorted or filtered are no view, and cannot be selected together");
    }
    TableColumn whole;
    whole.bytes = {0, table.row_size};
    const TableColumn& column = action.column.empty() ? whole : column_in(table, action.column);
    const std::int64_t row = RowSpan{order.get(), action.first, 1}.row(0);
    apply(bench, SelectItems{action.sheet, table.cells(column, row, action.count)});
}

void apply(Workbench& bench, const SelectColumn& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Table table = bind_table(*sheet, bench.document(*sheet));
    if (table.rows_there == 0) throw ValueError("the table has no rows in the data");
    apply(bench, SelectItems{action.sheet, table.cells(column_in(table, action.column), 0, table.rows_there)});
}

void apply(Workbench& bench, const WriteCells& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const Table table = bind_table(*sheet, document);
    const TableColumn& column = column_in(table, action.column);
    const RowOrderPtr order = order_of(bench, *sheet, table);
    check_rows(table, order.get(), action.first, action.count);
    if (column.bytes.length > 0 && action.count > most_written_bytes / column.bytes.length) {
        throw ValueError(grouped_text(action.count) + " cells of " + std::to_string(column.bytes.length) +
                         " bytes are too many for one step: " + size_text(most_written_bytes) + " are the most");
    }
    const FieldTree tree(*table.type, document.bytes(), table.offset);
    write_rows(document, tree, table, column, {order.get(), action.first, action.count},
               display_of(sheet->structure.settings, column.path), action.text);
    if (action.count > 1) {
        bench.tell(*sheet, column.name + " = " + action.text + " in " + grouped_text(action.count) + " rows");
    }
}

void apply(Workbench& bench, const ExportTable& action) {
    const Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    bench.errands.push_back(std::make_unique<TableExport>(bench, *sheet, action.path));
    bench.tell(*sheet, "writing " + action.path);
}

void apply(Workbench& bench, const BookmarkColumn& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Table table = bind_table(*sheet, bench.document(*sheet));
    const TableColumn& column = column_in(table, action.column);
    if (table.rows_there == 0) throw ValueError("the table has no rows in the data");
    Bookmark bookmark;
    bookmark.name = spoken(column.path);
    bookmark.items = table.cells(column, 0, table.rows_there);
    const auto format = format_of(table.type->types, column.type);
    bookmark.format = format && column.bits.width == 0 ? *format : std::to_string(column.bytes.length) + "s";
    bench.bookmarks(*sheet).add(std::move(bookmark));
}

}  // namespace byteprism
