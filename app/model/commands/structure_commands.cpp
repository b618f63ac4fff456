#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"
#include "app/model/structure/definition_library.hpp"
#include "app/model/structure/node_forms.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "app/model/structure/structure_type.hpp"
#include "app/model/table/table_actions.hpp"
#include "app/model/table/table_work.hpp"
#include "app/model/table/table_writer.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

void set_structure(Invocation& i, void (*change)(StructureSettings&, std::string_view argument)) {
    StructureSettings settings = i.bench.active()->structure.settings;
    change(settings, i.argument);
    i.actions.push(SetStructure{i.sheet, settings});
}

void set_structure_offset(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.offset = offset_argument(i);
    settings.follows_cursor = false;
    i.actions.push(SetStructure{i.sheet, settings});
}

bool has_types(const Workbench& bench) { return has_sheet(bench) && bench.active()->structure.type->declared; }

ChoiceList types(const Workbench& bench, const std::string&) {
    const StructureType& type = *bench.active()->structure.type;
    ChoiceList list{"bytes", {}};
    for (const TypeUse& record : type.records) {
        const std::string size = std::to_string(type.types[record.type].size);
        list.choices.push_back(
            {record.name, size + std::string(8 - std::min<std::size_t>(size.size(), 7), ' ') + record.name});
    }
    return list;
}

void set_type(Invocation& i) {
    const auto& records = i.bench.active()->structure.type->records;
    const std::string name(i.argument);
    const auto record = std::ranges::find_if(records, [&](const TypeUse& one) {
        return one.name == name || one.name == "struct " + name || one.name == "union " + name;
    });
    if (record == records.end()) throw ValueError("'" + name + "' is none of the records that are declared");
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.type = record->name;
    i.actions.push(SetStructure{i.sheet, settings});
}

ChoiceList definitions(const Workbench&, const std::string&) {
    ChoiceList list{"name", {}};
    DefinitionLibrary library;
    library.look();
    for (const Definition& one : library.all()) list.choices.push_back({one.name, one.name});
    return list;
}

void set_definition(Invocation& i) {
    DefinitionLibrary library;
    library.look();
    const Definition* definition = library.find(i.argument);
    if (definition == nullptr) throw ValueError("there is no definition '" + std::string(i.argument) + "'");
    i.actions.push(SetStructure{i.sheet, shown_by(*definition, i.bench.active()->structure.settings)});
}

void read_header(Invocation& i) {
    const std::string path(i.argument);
    std::ifstream file(path);
    if (!file) throw IoError(path + ": cannot be read");
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.text = std::string(std::istreambuf_iterator(file), {});
    settings.definition.clear();
    settings.type.clear();
    compile(settings);  // what is wrong is said here
    i.actions.push(SetStructure{i.sheet, settings});
}

void set_count(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.count = parse_number(i.argument);
    if (settings.count < 0) throw ValueError("a number of records is from 0, not " + std::string(i.argument));
    i.actions.push(SetStructure{i.sheet, settings});
}

void follow_cursor(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    if (settings.follows_cursor) settings.offset = i.bench.active()->cursor.offset;
    settings.follows_cursor = !settings.follows_cursor;
    i.actions.push(SetStructure{i.sheet, settings});
}

std::string path_at_cursor(const Invocation& i) {
    const Sheet& sheet = *i.bench.active();
    const std::string path = FieldTree(sheet, i.bench.document(sheet)).path_at(sheet.cursor.offset);
    if (path.empty()) throw ValueError("the structure has no field at " + offset_text(sheet.cursor.offset));
    return path;
}

ChoiceList forms(const Workbench&, const std::string&) {
    ChoiceList list{"form", {}};
    for (const NodeForm& form : node_forms()) list.choices.push_back({std::string(form.name), form.title});
    return list;
}

bool shows_rows(const Workbench& bench) {
    return has_sheet(bench) && bench.active()->structure.settings.face != StructureFace::Tree;
}

void show_face(Invocation& i, StructureFace face) {
    const Sheet& sheet = *i.bench.active();
    const FieldTree tree(sheet, i.bench.document(sheet));
    StructureSettings settings = with_table(sheet.structure.settings, table_path_at(tree, sheet.cursor.offset), face);
    i.actions.push(SetStructure{i.sheet, std::move(settings)});
}

void show_view(Invocation& i, StructureFace face) {
    StructureSettings settings = with_table(i.bench.active()->structure.settings, "", face);
    settings.table = {};
    settings.plot = {};
    settings.table.of_view = true;
    i.actions.push(SetStructure{i.sheet, std::move(settings)});
}

// Refused here, before anything is set.
void check_wish(const Invocation& i, const TableSettings& table) {
    const Sheet& sheet = *i.bench.active();
    check_order(bind_table(sheet, i.bench.document(sheet)), {table.filter, table.sorted_by, table.descending});
}

// The bytes of the rows as records of another format: the samples of sound, which its file has as bytes. Empty: as what
// they are.
void set_row_format(Invocation& i) {
    Sheet changed = *i.bench.active();
    StructureSettings& settings = changed.structure.settings;
    if (settings.table.of_view) throw ValueError("the rows of a view are read in the format of the view");
    settings.table = {.path = settings.table.path, .format = std::string(i.argument)};
    settings.plot = {.kind = settings.plot.kind};
    bind_table(changed, i.bench.document(changed));  // refused here, before anything is set
    i.actions.push(SetStructure{i.sheet, settings});
}

void set_filter(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.table.filter = i.argument;
    check_wish(i, settings.table);
    i.actions.push(SetStructure{i.sheet, std::move(settings)});
}

// "w", or "-w" for the greatest first.
void set_sorting(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.table.descending = i.argument.starts_with('-');
    settings.table.sorted_by = i.argument.substr(settings.table.descending ? 1 : 0);
    check_wish(i, settings.table);
    i.actions.push(SetStructure{i.sheet, std::move(settings)});
}

void set_statistics(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.table.column = i.argument;
    settings.table.statistics = true;
    const Sheet& sheet = *i.bench.active();
    if (!bind_table(sheet, i.bench.document(sheet)).find(i.argument)) {
        throw ValueError("'" + std::string(i.argument) + "' is no column of the table");
    }
    i.actions.push(SetStructure{i.sheet, std::move(settings)});
}

ChoiceList columns(const Workbench& bench, const std::string&) {
    ChoiceList list{"column", {}};
    const Sheet& sheet = *bench.active();
    for (const TableColumn& column : bind_table(sheet, bench.document(sheet)).columns) {
        if (column.numbers) list.choices.push_back({column.name, column.name});
    }
    return list;
}

void export_table(Invocation& i) {
    table_file_of(i.argument);  // what is wrong with the name is said here
    i.actions.push(ExportTable{i.sheet, std::string(i.argument)});
}

constexpr auto anywhere = Scope::Anywhere;
constexpr auto none = Argument::None;
constexpr auto text = Argument::Text;

// clang-format off
constexpr Command table[] = {
    {"structure.format", "Format...", {}, anywhere, text, has_sheet, [](Invocation& i) { set_structure(i, [](StructureSettings& s, std::string_view typed) { s.text = typed; s.definition.clear(); }); }, nullptr, "<IHH   or   struct Box { int x, y; };"},
    {"structure.header", "Read C header...", {}, anywhere, Argument::Path, has_sheet, read_header},
    {"structure.definition", "Definition...", {}, anywhere, text, has_sheet, set_definition, nullptr, "", definitions},
    {"structure.type", "Type...", {}, anywhere, text, has_types, set_type, nullptr, "", types},
    {"structure.offset", "Offset...", {}, anywhere, Argument::Offset, has_sheet, set_structure_offset},
    {"structure.count", "Number of records...", {}, anywhere, Argument::Number, has_sheet, set_count, nullptr, "0: to the end of the data"},
    {"structure.follow", "Follow the cursor", {}, anywhere, none, has_sheet, follow_cursor},
    {"structure.reveal", "Open to the cursor", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(OpenToCursor{i.sheet}); }},
    {"structure.copy", "Copy field at the cursor as...", {}, anywhere, text, has_bytes, [](Invocation& i) { i.actions.push(CopyNode{i.sheet, path_at_cursor(i), std::string(i.argument)}); }, nullptr, "", forms},
    {"structure.tree", "Show as tree", {}, anywhere, none, shows_rows, [](Invocation& i) { set_structure(i, [](StructureSettings& s, std::string_view) { s.face = StructureFace::Tree; }); }},
    {"structure.table", "Show as table", {}, anywhere, none, has_bytes, [](Invocation& i) { show_face(i, StructureFace::Table); }},
    {"structure.table_of_view", "Show the view as table", {}, anywhere, none, has_bytes, [](Invocation& i) { show_view(i, StructureFace::Table); }},
    {"structure.plot", "Show as plot", {}, anywhere, none, has_bytes, [](Invocation& i) { show_face(i, StructureFace::Plot); }},
    {"structure.plot_of_view", "Show the view as plot", {}, anywhere, none, has_bytes, [](Invocation& i) { show_view(i, StructureFace::Plot); }},
    {"structure.rows", "Read rows as...", {}, anywhere, text, shows_rows, set_row_format, nullptr, "<hh   or   T{<h:left:<h:right:}"},
    {"structure.filter", "Filter rows...", {}, anywhere, text, shows_rows, set_filter, nullptr, "w > 100 && h < 5"},
    {"structure.sort", "Sort rows by...", {}, anywhere, text, shows_rows, set_sorting, nullptr, "w   or   -w", columns},
    {"structure.statistics", "Statistics of a column...", {}, anywhere, text, shows_rows, set_statistics, nullptr, "", columns},
    {"structure.export", "Export rows...", {}, anywhere, Argument::SavePath, shows_rows, export_table, nullptr, "rows.csv, .json, .jsonl, .npy"},
    {"structure.bookmark", "Bookmark field at the cursor", {}, anywhere, none, has_bytes, [](Invocation& i) { i.actions.push(BookmarkNode{i.sheet, path_at_cursor(i)}); }},
};
// clang-format on

}  // namespace

std::span<const Command> structure_commands() { return table; }

}  // namespace byteprism
