// byteprism struct FILE (--format F | --c HEADER:TYPE | --c FOLDER) [--offset N] [--count N] [--json]
// byteprism struct FILE (..) [--offset N] [--count N] [--table PATH] -o OUT.csv|.json|.jsonl|.npy

#include <filesystem>

#include "app/cli/options.hpp"
#include "app/cli/record_output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/table_output.hpp"
#include "app/cli/verb.hpp"
#include "app/model/table/table_writer.hpp"
#include "app/model/value_json.hpp"
#include "core/error.hpp"
#include "core/structure/declarations.hpp"
#include "core/structure/definition.hpp"
#include "core/structure/format_types.hpp"

namespace byteprism {
namespace {

struct StructOptions {
    std::string file;
    std::optional<std::string> format, c;
    std::optional<std::int64_t> offset, count;
    bool json = false;
    std::optional<std::string> table;
    std::string out;
};

// What the bytes are read as.
struct Chosen {
    DataTypes types;
    TypeUse record;
};

// Of the definitions in the folder the one that fits the file; its last record is the whole file.
Chosen fitting_type(const StructOptions& options, std::span<const std::byte> bytes) {
    const std::int64_t offset = std::min(options.offset.value_or(0), static_cast<std::int64_t>(bytes.size()));
    const std::vector<Definition> definitions = definitions_in(*options.c);
    const Definition* found = find_definition(definitions, bytes.subspan(static_cast<std::size_t>(offset)));
    if (found == nullptr) {
        throw IoError(options.file + ": none of the " + std::to_string(definitions.size()) + " definitions in " +
                      *options.c + " fits");
    }
    try {
        Declarations declarations = parse_declarations(found->text);
        if (declarations.records.empty()) throw ValueError("no record is declared");
        return {std::move(declarations.types), declarations.records.back()};
    } catch (const Error& error) {
        throw ValueError(found->name + ".h: " + error.what());
    }
}

Chosen declared_type(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) throw ValueError("--c: '" + text + "' is not HEADER:TYPE");
    const std::string path = text.substr(0, colon);
    const Buffer header = open_source(path, Access::ReadOnly).buffer;
    const std::span<const std::byte> bytes = header.bytes();
    const std::string_view source(static_cast<const char*>(static_cast<const void*>(bytes.data())), bytes.size());
    try {
        Declarations declarations = parse_declarations(source);
        TypeUse record = find_type(declarations, text.substr(colon + 1));
        if (declarations.types[record.type].kind != DataType::Kind::Record) {
            throw ValueError("'" + record.name + "' is no struct or union");
        }
        return {std::move(declarations.types), std::move(record)};
    } catch (const Error& error) {
        throw ValueError(path + ": " + error.what());
    }
}

Chosen chosen_type(const StructOptions& options) {
    if (options.c) return declared_type(*options.c);
    Chosen chosen;
    chosen.record = add_format(chosen.types, Format::parse(*options.format));
    return chosen;
}

// The words are right, whatever the file has.
void check_words(const StructOptions& options) {
    if (options.table && options.out.empty()) throw ValueError("--table needs -o, the file to write");
    if (!options.out.empty()) table_file_of(options.out);
}

int write_table(const StructOptions& options, Chosen chosen, const Buffer& buffer) {
    TableRequest request;
    request.file = options.file;
    request.type.types = std::move(chosen.types);
    request.type.record = std::move(chosen.record);
    request.type.declared = options.c.has_value();
    request.offset = options.offset.value_or(0);
    request.count = options.count;
    request.path = options.table;
    request.out = options.out;
    write_table_file(std::move(request), buffer);
    return 0;
}

class StructPrinter {
public:
    StructPrinter(const StructOptions& options, const Chosen& chosen, std::span<const std::byte> bytes)
        : options_(options), chosen_(chosen), type_(chosen.types[chosen.record.type]), reader_(chosen.types, bytes) {}

    int print() {
        check();
        if (options_.json) {
            const std::string size = type_.sized ? std::to_string(type_.size) : "null";
            output_.write("{\"type\":" + text_json(chosen_.record.name) + ",\"size\":" + size +
                          ",\"align\":" + std::to_string(type_.alignment) + ",\"records\":[");
        }
        Damage damage;
        std::int64_t offset = options_.offset.value_or(0);
        for (std::int64_t i = 0; i < count() && offset >= 0; ++i) offset = print_record(i, offset, damage);
        if (options_.json) output_.write("]}\n");
        output_.flush();
        if (damage) throw IoError(options_.file + ": " + *damage);
        return 0;
    }

private:
    std::int64_t count() const { return options_.count.value_or(1); }

    // All that are asked for must fit, as far as their type tells.
    void check() const {
        const auto size = static_cast<std::int64_t>(reader_.bytes().size());
        const std::int64_t offset = options_.offset.value_or(0);
        const std::int64_t rest = size - offset;
        if (rest >= 0 && (type_.size == 0 || count() <= rest / type_.size)) return;
        throw IoError(options_.file + ": " + std::to_string(count()) + " records of " + std::to_string(type_.size) +
                      " bytes at " + std::to_string(offset) + " do not fit into its " + std::to_string(size) +
                      " bytes");
    }

    // Where the next record begins; -1: nobody knows.
    std::int64_t print_record(std::int64_t index, std::int64_t offset, Damage& damage) {
        const DataNode record = reader_.root(chosen_.record, offset);
        if (options_.json) {
            output_.write(index > 0 ? ",\n" : "\n");
            write_record_json(reader_, record, output_, damage);
        } else {
            write_record_text(reader_, record, output_, damage);
        }
        const std::int64_t size = reader_.size_of(record);
        if (size < 0 && !damage) damage = "record " + std::to_string(index) + " is damaged";
        return size < 0 ? -1 : offset + size;
    }

    const StructOptions& options_;
    const Chosen& chosen_;
    const DataType& type_;
    DataReader reader_;
    Output output_;
};

}  // namespace

VerbAction declare_struct(CLI::App& app) {
    auto options = std::make_shared<StructOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    CLI::Option_group* types = app.add_option_group("Type", "What the bytes are, one of these");
    types->add_option("--format", options->format, "A struct or PEP 3118 format: '<IHH', 'T{<I:id:4H:box:}'")
        ->type_name("F");
    types
        ->add_option(
            "--c", options->c,
            "A type that a C header declares; or a folder of definitions, of which the one is taken that fits the file")
        ->type_name("HEADER:TYPE|FOLDER");
    types->require_option(1);
    add_count(app, "--offset", options->offset, "Where the first record begins");
    add_count(app, "--count", options->count, "How many records, one after the other; 1 unless said");
    CLI::Option* const json = app.add_flag("--json", options->json, "As JSON");
    app.add_option("--table", options->table, "With -o: the array whose elements are the rows; the records unless said")
        ->type_name("PATH");
    app.add_option("-o", options->out, "A table to write rather than to print; of all records unless --count is said")
        ->type_name("OUT.csv|.json|.jsonl|.npy")
        ->excludes(json);
    return [options] {
        // What is wrong with the words is told before the file is opened.
        check_words(*options);
        const bool searched = options->c && std::filesystem::is_directory(*options->c);
        Chosen chosen;
        if (!searched) chosen = chosen_type(*options);
        const Buffer buffer = open_source(options->file, Access::ReadOnly).buffer;
        if (searched) chosen = fitting_type(*options, buffer.bytes());
        if (!options->out.empty()) return write_table(*options, std::move(chosen), buffer);
        return StructPrinter(*options, chosen, buffer.bytes()).print();
    };
}

}  // namespace byteprism
