#include <cstdio>

#include "app/cli/record_output.hpp"
#include "core/error.hpp"
#include "core/structure/data_value.hpp"

namespace byteprism {
namespace {

class TextWriter {
public:
    TextWriter(const DataReader& reader, Output& output, Damage& damage)
        : reader_(reader), output_(output), damage_(damage) {}

    void record(const DataNode& node) {
        begin(node, 0);
        output_.write(std::string(node.type_name) + "\n");
        children(node, 1);
    }

private:
    void begin(const DataNode& node, std::size_t depth) {
        char offset[24] = "";
        if (!node.lost)
            std::snprintf(offset, sizeof offset, "%08llx", static_cast<unsigned long long>(node.bytes.offset));
        std::string line(offset);
        line.resize(std::max<std::size_t>(line.size(), 8), ' ');
        output_.write(line + std::string(2 + 2 * depth, ' '));
    }

    void children(const DataNode& node, std::size_t depth) {
        for (std::int64_t i = 0; i < reader_.child_count(node); ++i) {
            const DataNode child = reader_.child(node, i);
            if (node.kind == DataNode::Kind::Array && is_beyond(reader_, child)) break;
            begin(child, depth);
            if (node.kind == DataNode::Kind::Array) {
                output_.write("[" + std::to_string(i) + "]");
            } else if (child.kind == DataNode::Kind::Padding) {
                output_.write("(" + std::to_string(child.bytes.length) + " bytes of padding)\n");
                continue;
            } else {
                output_.write((child.name.empty() ? "" : std::string(child.name) + ": ") +
                              std::string(child.type_name));
            }
            if (child.bits.width > 0) output_.write(":" + std::to_string(child.bits.width));
            content(child, depth);
        }
        const std::string missing(reader_.missing(node));
        if (missing.empty()) return;
        output_.write(std::string(10 + 2 * depth, ' ') + "(damaged: " + missing + ")\n");
        note_damage(node, missing, damage_);
    }

    void content(const DataNode& node, std::size_t depth) {
        const bool array = node.kind == DataNode::Kind::Array;
        const bool tree = node.kind == DataNode::Kind::Record || (array && !holds_values(reader_, node));
        const bool rows = array && !tree && !node.lost && !fits_on_a_line(node);
        if (!tree && !rows && !node.lost && (array || node.error.empty())) {
            output_.write(" = ");
            value(node);
        }
        if (!node.error.empty()) {
            output_.write("  (damaged: " + node.error + ")");
            note_damage(node, node.error, damage_);
        }
        output_.write("\n");
        if (tree) children(node, depth + 1);
        if (rows) write_rows(node, depth + 1);
    }

    // Values, and not more than so many of them.
    bool fits_on_a_line(const DataNode& array, std::int64_t most = values_in_a_row) const {
        const std::int64_t count = reader_.child_count(array);
        if (count == 0 || count > most) return count == 0;
        const DataNode first = reader_.child(array, 0);
        return first.kind != DataNode::Kind::Array || fits_on_a_line(first, most / count);
    }

    // [16] and what 16 elements from there on are; of arrays of arrays each is a line or more.
    void write_rows(const DataNode& array, std::size_t depth) {
        const std::int64_t count = reader_.child_count(array);
        for (std::int64_t i = 0; i < count; ++i) {
            const DataNode child = reader_.child(array, i);
            if (is_beyond(reader_, child)) break;
            begin(child, depth);
            output_.write("[" + std::to_string(i) + "]");
            if (child.kind == DataNode::Kind::Array) {
                content(child, depth);
                continue;
            }
            output_.write(" " + text(child));
            for (int in_row = 1; in_row < values_in_a_row && i + 1 < count; ++in_row) {
                output_.write(", " + text(reader_.child(array, ++i)));
            }
            output_.write("\n");
        }
    }

    void value(const DataNode& node) {
        if (node.kind != DataNode::Kind::Array) return output_.write(text(node));
        output_.write("[");
        for (std::int64_t i = 0; i < reader_.child_count(node); ++i) {
            const DataNode child = reader_.child(node, i);
            if (is_beyond(reader_, child)) break;
            if (i > 0) output_.write(", ");
            value(child);
        }
        output_.write("]");
    }

    std::string text(const DataNode& node) {
        try {
            return node.error.empty() ? text_of(reader_.types(), node, reader_.bytes()) : "?";
        } catch (const ValueError& error) {  // bytes that are no such value
            note_damage(node, error.what(), damage_);
            return "?";
        }
    }

    static constexpr std::int64_t values_in_a_row = 16;
    const DataReader& reader_;
    Output& output_;
    Damage& damage_;
};

}  // namespace

void write_record_text(const DataReader& reader, const DataNode& record, Output& output, Damage& damage) {
    TextWriter(reader, output, damage).record(record);
}

bool is_beyond(const DataReader& reader, const DataNode& node) {
    return node.bytes.length > 0 && node.bytes.offset >= static_cast<std::int64_t>(reader.bytes().size());
}

void note_damage(const DataNode& node, const std::string& what, Damage& damage) {
    if (damage) return;
    damage = (node.name.empty() ? std::string(node.type_name) : "'" + std::string(node.name) + "'") + ": " + what;
}

bool holds_values(const DataReader& reader, const DataNode& array) {
    const DataTypes& types = reader.types();
    TypeId type = array.type;
    while (types[type].kind == DataType::Kind::Array) type = types[type].target.type;
    return types[type].kind != DataType::Kind::Record;
}

}  // namespace byteprism
