#include "app/cli/record_output.hpp"
#include "app/model/value_json.hpp"
#include "core/error.hpp"
#include "core/structure/data_value.hpp"

namespace byteprism {
namespace {

class JsonWriter {
public:
    JsonWriter(const DataReader& reader, std::int64_t base, Output& output, Damage& damage)
        : reader_(reader), base_(base), output_(output), damage_(damage) {}

    void item(const DataNode& node, std::int64_t offset) {
        output_.write("{\"offset\":" + std::to_string(offset));
        content(node);
        output_.write("}");
    }

private:
    void field(const DataNode& node) {
        output_.write("{\"name\":" + (node.name.empty() ? "null" : text_json(std::string(node.name))) +
                      ",\"type\":" + text_json(std::string(node.type_name)));
        if (!node.lost) {
            output_.write(",\"offset\":" + std::to_string(node.bytes.offset - base_));
            const std::int64_t size = reader_.size_of(node);
            if (size >= 0) output_.write(",\"size\":" + std::to_string(size));
        }
        if (node.bits.width > 0) {
            output_.write(",\"bit_offset\":" + std::to_string(node.bits.offset) +
                          ",\"bit_width\":" + std::to_string(node.bits.width));
        }
        content(node);
        output_.write("}");
    }

    void content(const DataNode& node) {
        if (!node.error.empty()) {
            output_.write(",\"error\":" + text_json(node.error));
            note_damage(node, node.error, damage_);
        }
        if (node.lost || node.kind == DataNode::Kind::Padding) return;
        if (node.kind == DataNode::Kind::Record) {
            output_.write(",\"fields\":");
            list(node, [&](const DataNode& child) { field(child); });
        } else if (node.kind == DataNode::Kind::Array && !holds_values(reader_, node)) {
            output_.write(",\"items\":");
            list(node, [&](const DataNode& child) { item(child, child.bytes.offset - base_); });
            const std::string missing(reader_.missing(node));
            if (missing.empty()) return;
            output_.write(",\"error\":" + text_json(missing));
            note_damage(node, missing, damage_);
        } else if (node.kind == DataNode::Kind::Array || node.error.empty()) {
            output_.write(",\"value\":");
            value(node);
            if (node.kind != DataNode::Kind::Value || !node.error.empty()) return;
            const auto label = label_of(reader_.types(), node, reader_.bytes());
            if (label) output_.write(",\"label\":" + text_json(*label));
        }
    }

    void value(const DataNode& node) {
        if (node.kind == DataNode::Kind::Array) return list(node, [&](const DataNode& child) { value(child); });
        if (!node.error.empty()) return output_.write("null");
        try {
            output_.write(value_json(value_of(reader_.types(), node, reader_.bytes())));
        } catch (const ValueError& error) {  // bytes that are no such value
            output_.write("null");
            note_damage(node, error.what(), damage_);
        }
    }

    template <class Write>
    void list(const DataNode& node, const Write& write) {
        output_.write("[");
        for (std::int64_t i = 0; i < reader_.child_count(node); ++i) {
            const DataNode child = reader_.child(node, i);
            if (node.kind == DataNode::Kind::Array && is_beyond(reader_, child)) break;
            if (i > 0) output_.write(",");
            write(child);
        }
        output_.write("]");
    }

    const DataReader& reader_;
    std::int64_t base_;
    Output& output_;
    Damage& damage_;
};

}  // namespace

void write_record_json(const DataReader& reader, const DataNode& record, Output& output, Damage& damage) {
    JsonWriter(reader, record.bytes.offset, output, damage).item(record, record.bytes.offset);
}

}  // namespace byteprism
