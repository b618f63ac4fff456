#include "core/structure/data_node.hpp"

#include <algorithm>
#include <limits>

#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/structure/record_reader.hpp"

namespace byteprism {

DataNode DataReader::root(const TypeUse& type, std::int64_t offset) const {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() - max_type_size;
    return RecordReader(*this).open(node_of(types_, type, std::min(offset, most)), nullptr);
}

std::int64_t DataReader::child_count(const DataNode& node) const {
    if (node.lost) return 0;
    if (node.kind == DataNode::Kind::Record) {
        const auto count = node.instance ? node.instance->members.size() : types_[node.type].members.size();
        return static_cast<std::int64_t>(count);
    }
    if (node.kind != DataNode::Kind::Array) return 0;
    if (node.count >= 0 && !node.places) return node.count;
    // Until the data ends, or a damaged element.
    if (node.count >= 0 && node.places->error.empty()) return node.count;
    RecordReader(*this).find_element(node, every_element, node.scope.get());
    return static_cast<std::int64_t>(node.places->starts.size()) - 1;
}

DataNode DataReader::child(const DataNode& node, std::int64_t index) const {
    RecordReader reader(*this);
    const auto at = static_cast<std::size_t>(index);
    if (node.kind == DataNode::Kind::Record) {
        if (node.instance) return reader.open(node.instance->members[at], node.instance);
        return reader.open(fixed_member(types_, types_[node.type].members[at], node.bytes.offset), nullptr);
    }
    const TypeUse& element = types_[node.type].target;
    if (!node.places) {
        const std::int64_t offset = node.bytes.offset + index * types_[element.type].size;
        return reader.open(node_of(types_, element, offset), node.scope);
    }
    reader.find_element(node, index, node.scope.get());
    if (at + 1 < node.places->starts.size()) {
        const std::int64_t start = node.places->starts[at];
        DataNode opened = reader.open(node_of(types_, element, start), node.scope);
        // A record whose last elements are left unmeasured has been measured here.
        if (opened.lost || !opened.error.empty()) return opened;
        if (node.places->starts[at + 1] > start) opened.bytes.length = node.places->starts[at + 1] - start;
        const bool damaged = at + 2 == node.places->starts.size() && !node.places->error.empty();
        const bool lazy = opened.instance && opened.instance->size == RecordInstance::unmeasured;
        if (damaged && lazy && node.places->missing.empty()) opened.error = "damaged inside";
        return opened;
    }
    DataNode lost = node_of(types_, element, node.bytes.offset);
    lost.bytes.length = 0;
    lost.lost = true;
    lost.error = "its place is not known: " + node.places->error;
    return lost;
}

std::string_view DataReader::child_name(const DataNode& record, std::int64_t index) const {
    const auto at = static_cast<std::size_t>(index);
    if (record.instance) return record.instance->members[at].name;
    return types_[record.type].members[at].name;
}

std::string_view DataReader::missing(const DataNode& array) const {
    return array.places ? std::string_view(array.places->missing) : std::string_view();
}

std::int64_t DataReader::size_of(const DataNode& node) const {
    try {
        return std::max<std::int64_t>(-1, RecordReader(*this).size_of(node, node.scope.get()));
    } catch (const ValueError&) {
        return -1;
    }
}

DataNode DataReader::followed(const DataNode& pointer, std::int64_t base) const {
    const TypeUse& target = types_[pointer.type].target;
    const WideInteger offset = integer_of(types_, pointer, bytes_) + base;
    DataNode lost = node_of(types_, target, 0);
    lost.bytes.length = 0;
    lost.lost = true;
    if (!types_[target.type].complete) {
        lost.error = "'" + target.name + "' has no size";
        return lost;
    }
    if (offset < 0 || offset > static_cast<std::int64_t>(bytes_.size())) {
        lost.error = "the pointer leads outside the " + std::to_string(bytes_.size()) + " bytes of the data";
        return lost;
    }
    return root(target, static_cast<std::int64_t>(offset));
}

}  // namespace byteprism
