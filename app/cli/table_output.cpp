#include "app/cli/table_output.hpp"

#include <memory>

#include "app/cli/source.hpp"
#include "app/model/document/document.hpp"
#include "app/model/saving/output_file.hpp"
#include "app/model/table/table_writer.hpp"
#include "core/error.hpp"

namespace byteprism {

namespace {

// What the data has no table for does not fit, as what is not there.
Table table_of(const Sheet& sheet, const Document& document) {
    try {
        return bind_table(sheet, document);
    } catch (const ValueError& error) {
        throw IoError(document.name() + ": " + error.what());
    }
}

}  // namespace

void write_table_file(TableRequest request, const Buffer& buffer) {
    const TableFile kind = table_file_of(request.out);
    const std::int64_t count = request.count.value_or(request.path ? 1 : 0);
    request.type.root = count == 1 ? request.type.record : several(request.type, count);
    Sheet sheet;
    sheet.structure.type = std::make_shared<const StructureType>(std::move(request.type));
    sheet.structure.settings.offset = request.offset;
    sheet.structure.settings.table.path = request.path.value_or("");
    const std::unique_ptr<Document> document = Document::untitled(request.file, buffer);
    const Table table = table_of(sheet, *document);
    if (table.columns_left_out > 0) {
        throw ValueError("a table has at most " + std::to_string(most_columns) + " columns, and " + table.title +
                         " would have " + std::to_string(table.columns_left_out) + " more");
    }
    if (table.rows_there < table.rows) {
        throw IoError(request.file + ": of " + table.title + " only " + std::to_string(table.rows_there) +
                      " lie in its " + std::to_string(document->size()) + " bytes");
    }
    OutputFile output(request.out);
    Progress progress;
    write_table(
        kind, table, table.columns, all_rows(table, nullptr), reader_of(buffer),
        [&](std::string_view bytes) { output.write(bytes); }, progress);
    output.finish();
}

}  // namespace byteprism
