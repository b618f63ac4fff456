#include "core/structure/record_reader.hpp"

#include <algorithm>
#include <limits>

#include "core/error.hpp"
#include "core/structure/data_value.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t max_steps = 1 << 21;
constexpr std::int64_t steps_a_byte = 16;  // more of them, of bytes that are passed for the first time
constexpr std::int64_t max_empty_elements = 1 << 20;

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string joined(const std::vector<std::string>& path) {
    std::string text;
    for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
    return text;
}

}  // namespace

DataNode node_of(const DataTypes& types, const TypeUse& use, std::int64_t offset) {
    const DataType& type = types[use.type];
    DataNode node;
    node.type = use.type;
    node.type_name = use.name;
    node.bytes = {offset, type.size};
    if (type.kind == DataType::Kind::Record) node.kind = DataNode::Kind::Record;
    if (type.kind == DataType::Kind::Array) {
        const bool text = types[type.target.type].kind == DataType::Kind::Character;
        node.kind = text ? DataNode::Kind::Text : DataNode::Kind::Array;
        node.count = type.count;
    }
    return node;
}

DataNode fixed_member(const DataTypes& types, const DataMember& member, std::int64_t record_offset) {
    DataNode node = node_of(types, member.type, record_offset + member.offset);
    node.name = member.name;
    node.bits = member.bits;
    if (member.bits.width > 0) node.bytes.length = member.size;
    if (member.kind == DataMember::Kind::Padding) {
        node.kind = DataNode::Kind::Padding;
        node.bytes.length = member.size;
    }
    return node;
}

void RecordReader::step() {
    const std::int64_t most = max_steps + steps_a_byte * passed_;
    if (++steps_ > most) {
        throw ValueError("more than " + std::to_string(most) + " members of varying size to get here");
    }
}

void RecordReader::pass(std::int64_t begin, std::int64_t end) {
    begin = std::max(begin, passed_to_);
    if (end <= begin) return;
    passed_ += end - begin;
    passed_to_ = end;
}

void RecordReader::check_inside(DataNode& node) const {
    if (!node.error.empty() || node.bytes.end() <= data_size()) return;
    node.error = "needs " + std::to_string(node.bytes.length) + " bytes at " + std::to_string(node.bytes.offset) +
                 ", and the data ends at " + std::to_string(data_size());
}

DataNode RecordReader::open(DataNode node, const std::shared_ptr<const RecordInstance>& scope) {
    const DataType& type = types_[node.type];
    if (node.lost) return node;
    if (!type.varies) {
        check_inside(node);
        return node;
    }
    node.error.clear();  // found again
    node.scope = scope;
    try {
        if (node.kind != DataNode::Kind::Record) return measured(std::move(node), scope.get());
        auto instance = std::make_shared<RecordInstance>();
        instance->offset = node.bytes.offset;
        instance->base = scope ? scope->base : node.bytes.offset;
        instance->outer = scope.get();
        instance->kept_outer = scope;
        read(*instance, type, scope ? Reading::Whole : Reading::Lazy);
        node.bytes.length = instance->size >= 0 ? instance->size : type.size;
        node.instance = std::move(instance);
        check_inside(node);
    } catch (const ValueError& error) {
        node.error = error.what();
        node.lost = true;
    }
    return node;
}

DataNode RecordReader::measured(DataNode node, const RecordInstance* scope) {
    const DataType& type = types_[node.type];
    if (type.varies && type.kind == DataType::Kind::Array) {
        lay_array(node, type, scope);
    } else if (type.varies && type.kind == DataType::Kind::Record) {
        RecordInstance instance;
        instance.offset = node.bytes.offset;
        instance.base = scope != nullptr ? scope->base : node.bytes.offset;
        instance.outer = scope;
        read(instance, type);
        node.bytes.length = std::max<std::int64_t>(0, instance.size);
        last_read_ = type.last_if && evaluate(type.last_if, &instance) != 0;
        if (instance.size < 0) node.error = "damaged inside";
    }
    check_inside(node);
    return node;
}

// How many elements there are, and what they take; damaged lengths keep what the data has.
void RecordReader::lay_array(DataNode& node, const DataType& type, const RecordInstance* scope) {
    const DataType& element = types_[type.target.type];
    const std::int64_t rest = std::max<std::int64_t>(0, data_size() - node.bytes.offset);
    if (type.length) {
        node.count = evaluate(type.length, scope);
        if (node.count < 0) {
            node.error = "a length of " + std::to_string(node.count);
            node.count = 0;
        }
    }
    if (type.to_nul) node.count = characters_to_nul(node.bytes.offset, element);
    if (element.varies) {
        node.places = std::make_shared<ElementPlaces>();
        node.places->starts.push_back(node.bytes.offset);
        if (type.to_the_end || type.to_last) node.count = -1;
        node.bytes.length = type.to_the_end ? rest : 0;
        return;
    }
    if (element.size == 0) {
        if (type.to_the_end) node.count = 0;
        if (node.count > max_empty_elements) {
            node.error = std::to_string(node.count) + " elements without bytes";
            node.count = 0;
        }
    } else if (type.to_the_end) {
        node.count = rest / element.size;
    } else if (node.count > rest / element.size) {
        node.error = std::to_string(node.count) + " elements of " + std::to_string(element.size) +
                     " bytes do not fit into the " + std::to_string(rest) + " bytes that are left";
        node.count = rest / element.size;
    }
    node.bytes.length = node.count * element.size;
}

// With the one that is 0.
std::int64_t RecordReader::characters_to_nul(std::int64_t offset, const DataType& character) const {
    constexpr std::int64_t most = 1 << 16;
    const std::int64_t size = character.size;
    for (std::int64_t i = 0; i < most && offset + (i + 1) * size <= data_size(); ++i) {
        const auto one =
            reader_.bytes_.subspan(static_cast<std::size_t>(offset + i * size), static_cast<std::size_t>(size));
        if (std::ranges::all_of(one, [](std::byte byte) { return byte == std::byte{0}; })) return i + 1;
    }
    throw ValueError("no character is 0 from " + std::to_string(offset) + " on, in up to " + std::to_string(most));
}

void RecordReader::read(RecordInstance& record, const DataType& type, Reading reading) {
    std::int64_t end = 0;  // bits that the members so far take; negative: not known
    for (const DataMember& member : type.members) {
        const bool last = &member == &type.members.back();
        read_member(record, type, member, last ? reading : Reading::Whole, end);
    }
    record.size = end;
    if (end < 0) return;
    record.size = rounded_up((end + 7) / 8, type.alignment);
    add_padding(record, (end + 7) / 8, record.size);
}

void RecordReader::add_padding(RecordInstance& record, std::int64_t from, std::int64_t to) const {
    if (to <= from) return;
    DataNode padding;
    padding.kind = DataNode::Kind::Padding;
    padding.type_name = "pad";
    padding.bytes = {record.offset + from, to - from};
    check_inside(padding);
    record.members.push_back(std::move(padding));
}

void RecordReader::read_member(RecordInstance& record, const DataType& type, const DataMember& member, Reading reading,
                               std::int64_t& end) {
    try {
        step();
        if (member.condition && evaluate(member.condition, &record) == 0) return;
        DataNode node = member.place ? elsewhere(record, member) : placed_member(record, type, member, reading, end);
        if (member.kind != DataMember::Kind::Padding) record.members.push_back(std::move(node));
    } catch (const ValueError& error) {
        DataNode lost = fixed_member(types_, member, record.offset);
        lost.bytes.length = 0;
        lost.count = 0;
        lost.error = error.what();
        lost.lost = true;
        if (!member.place) end = RecordInstance::unknown;
        record.members.push_back(std::move(lost));
    }
}

DataNode RecordReader::elsewhere(const RecordInstance& record, const DataMember& member) {
    const std::int64_t at = evaluate(member.place, &record);
    const std::int64_t room = std::max<std::int64_t>(0, data_size() - record.base);
    if (at < 0 || at > room) {
        throw ValueError("offset " + std::to_string(at) + " lies outside the " + std::to_string(room) +
                         " bytes of the data");
    }
    DataNode node = fixed_member(types_, member, 0);
    node.bytes.offset = record.base + at;
    return measured(std::move(node), &record);
}

// Behind the members before it, at its alignment.
DataNode RecordReader::placed_member(RecordInstance& record, const DataType& type, const DataMember& member,
                                     Reading reading, std::int64_t& end) {
    if (end < 0) throw ValueError("its place is not known: a member before it is damaged");
    const std::int64_t first = type.is_union ? 0 : placed_at(member.rule, end);
    if (member.kind == DataMember::Kind::Padding) {  // it only aligns
        end = first;
        return {};
    }
    if (member.bits.width > 0) {
        end = std::max(end, first + member.bits.width);
        return bit_field(record, member, first);
    }
    if (!type.is_union) add_padding(record, (end + 7) / 8, first / 8);
    DataNode node = fixed_member(types_, member, 0);
    node.bytes.offset = record.offset + first / 8;
    node = measured(std::move(node), &record);
    const bool walks = node.places && !types_[member.type.type].to_the_end && node.error.empty();
    const std::int64_t next =
        walks && reading == Reading::Lazy ? RecordInstance::unmeasured : end_of(node, record, member);
    end = next < 0 ? next : std::max(end, 8 * (next - record.offset));
    return node;
}

DataNode RecordReader::bit_field(const RecordInstance& record, const DataMember& member, std::int64_t first_bit) const {
    const DataType& type = types_[member.type.type];
    const std::int64_t room = std::max<std::int64_t>(0, data_size() - record.offset);
    const StorageUnit unit = storage_unit(first_bit, member.bits.width, type.size, room, type.leaf.order);
    DataNode node = fixed_member(types_, member, 0);
    node.bytes = {record.offset + unit.offset, unit.size};
    node.bits = unit.bits;
    check_inside(node);
    return node;
}

// Where the next member may begin; negative as RecordInstance::size.
std::int64_t RecordReader::end_of(const DataNode& node, const RecordInstance& record, const DataMember& member) {
    if (types_[member.type.type].varies && !node.error.empty()) return RecordInstance::unknown;
    const std::int64_t size = size_of(node, &record);
    return size < 0 ? size : node.bytes.offset + size;
}

void RecordReader::find_element(const DataNode& array, std::int64_t index, const RecordInstance* scope) {
    ElementPlaces& places = *array.places;
    const DataType& type = types_[array.type];
    while (!places.ended && static_cast<std::int64_t>(places.starts.size()) < index + 2) {
        const auto known = static_cast<std::int64_t>(places.starts.size()) - 1;
        const std::int64_t start = places.starts.back();
        if (array.count >= 0 ? known == array.count : start >= data_size()) {
            if (type.to_last) places.error = places.missing = "the data ends before the last element";
            places.ended = true;
            break;
        }
        DataNode element = node_of(types_, type.target, start);
        std::string error;
        try {
            element = measured(std::move(element), scope);
            places.ended = type.to_last && last_read_;
            error = element.error;
            const std::int64_t size = error.empty() ? size_of(element, scope) : -1;
            if (size == 0 && (array.count < 0 || known >= max_empty_elements)) error = "an element without bytes";
            if (error.empty() && size >= 0) {
                places.starts.push_back(start + size);
                pass(start, start + size);
                continue;
            }
        } catch (const ValueError& caught) {
            error = caught.what();
        }
        // The damaged one is shown, too; what would come behind is not known.
        places.starts.push_back(start);
        places.error = "element " + std::to_string(known) + " is damaged: " + error;
        places.ended = true;
    }
}

std::int64_t RecordReader::size_of(const DataNode& node, const RecordInstance* scope) {
    const DataType& type = types_[node.type];
    if (node.lost) return RecordInstance::unknown;
    if (node.instance && node.instance->size != RecordInstance::unmeasured) return node.instance->size;
    if (node.instance) {
        const DataNode& last = node.instance->members.back();
        const std::int64_t size = size_of(last, node.instance.get());
        if (size < 0) return RecordInstance::unknown;
        return rounded_up(last.bytes.offset + size - node.bytes.offset, type.alignment);
    }
    if (!node.places || type.to_the_end) return node.bytes.length;
    if (type.to_last) find_element(node, every_element, scope);
    if (node.count > 0) find_element(node, node.count - 1, scope);
    if (!node.places->error.empty()) return RecordInstance::unknown;
    return node.places->starts.back() - node.bytes.offset;
}

std::int64_t RecordReader::evaluate(const FormulaPtr& formula, const RecordInstance* scope) {
    return exact_value(*formula, [&](const std::vector<std::string>& path) { return field(scope, path); });
}

// Looks in the record, then in those around it.
WideInteger RecordReader::field(const RecordInstance* scope, const std::vector<std::string>& path) {
    const std::size_t first = path.front() == "&" ? 1 : 0;
    for (const RecordInstance* record = scope; record != nullptr; record = record->outer) {
        DataNode node;
        if (!find(*record, path[first], node)) continue;
        for (std::size_t i = first + 1; i < path.size(); ++i) {
            DataNode inner;
            if (!find_inside(node, record, path[i], inner)) throw ValueError(quoted(joined(path)) + " is not present");
            node = std::move(inner);
        }
        if (first == 1 && !node.lost) return node.bytes.offset - record->base;
        check_inside(node);
        if (!node.error.empty()) throw ValueError(quoted(joined(path)) + " " + node.error);
        return integer_of(types_, node, reader_.bytes_);
    }
    throw ValueError(quoted(joined(path)) + " is not present");
}

bool RecordReader::find(const RecordInstance& record, std::string_view name, DataNode& found) {
    for (const DataNode& node : record.members) {
        if (node.kind == DataNode::Kind::Padding) continue;
        if (node.name == name) {
            found = node;
            return true;
        }
        if (node.name.empty() && node.kind == DataNode::Kind::Record && find_inside(node, &record, name, found)) {
            return true;
        }
    }
    return false;
}

bool RecordReader::find_inside(const DataNode& node, const RecordInstance* scope, std::string_view name,
                               DataNode& found) {
    step();
    const DataType& type = types_[node.type];
    if (type.varies) {
        RecordInstance instance;
        instance.offset = node.bytes.offset;
        instance.base = scope->base;
        instance.outer = scope;
        read(instance, type);
        return find(instance, name, found);
    }
    for (const DataMember& member : type.members) {
        if (member.kind == DataMember::Kind::Padding) continue;
        const DataNode inner = fixed_member(types_, member, node.bytes.offset);
        if (member.name == name) {
            found = inner;
            return true;
        }
        if (member.name.empty() && inner.kind == DataNode::Kind::Record && find_inside(inner, scope, name, found)) {
            return true;
        }
    }
    return false;
}

}  // namespace byteprism
