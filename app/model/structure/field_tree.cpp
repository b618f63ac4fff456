#include "app/model/structure/field_tree.hpp"

#include <algorithm>
#include <charconv>

#include "app/model/document/document.hpp"

namespace byteprism {
namespace {

constexpr int deepest_open = 3;

std::optional<std::int64_t> number_in(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
    return number;
}

// Of a member whose name a path could not tell from what is around it.
std::string quoted(std::string_view name) {
    std::string text = "[\"";
    for (const char c : name) text += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    return text + "\"]";
}

std::string member_part(std::string_view name) {
    return name.find_first_of(".[]*#\"") == std::string_view::npos ? std::string(name) : quoted(name);
}

bool is_quoted(std::string_view part) { return part.starts_with("[\""); }

// Behind the closing bracket of what begins with one; the end of the path, if there is none.
std::size_t end_of_brackets(std::string_view path, std::size_t at) {
    if (!is_quoted(path.substr(at))) return std::min(path.find(']', at), path.size() - 1) + 1;
    for (std::size_t i = at + 2; i < path.size(); ++i) {
        if (path[i] == '\\')
            ++i;
        else if (path[i] == '"')
            return std::min(i + 2, path.size());
    }
    return path.size();
}

struct MemberName {
    std::string name;
    std::optional<std::int64_t> number;
};

// Nothing: no member has such a name.
std::optional<MemberName> member_named(std::string_view part) {
    MemberName member;
    const std::size_t hash = part.find('#', is_quoted(part) ? end_of_brackets(part, 0) : 0);
    if (hash != std::string_view::npos) {
        member.number = number_in(part.substr(hash + 1));
        if (!member.number) return std::nullopt;
        part = part.substr(0, hash);
    }
    if (!is_quoted(part)) {
        member.name = part;
        return member;
    }
    if (part.size() < 4 || !part.ends_with("\"]")) return std::nullopt;
    part = part.substr(2, part.size() - 4);
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] == '\\' && i + 1 < part.size()) ++i;
        member.name += part[i];
    }
    return member;
}

bool is_pointer(const DataTypes& types, const DataNode& node) {
    return node.kind == DataNode::Kind::Value && types[node.type].kind == DataType::Kind::Pointer;
}

}  // namespace

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < path.size();) {
        if (path[at] == '.') {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        if (path[at] == '[') {
            const bool name = is_quoted(path.substr(at));
            end = end_of_brackets(path, at);
            if (name && end < path.size() && path[end] == '#')
                end = std::min(path.find_first_of(".[*", end), path.size());
        } else if (path[at] != '*') {
            end = std::min(path.find_first_of(".[*", at), path.size());
        }
        parts.push_back(path.substr(at, end - at));
        at = end;
    }
    return parts;
}

std::string joined(std::string_view path, std::string_view part) {
    const bool dot = !path.empty() && !part.starts_with('[') && !part.starts_with('*');
    return std::string(path) + (dot ? "." : "") + std::string(part);
}

std::string without_indices(std::string_view path) {
    std::string field;
    for (const std::string_view part : parts_of(path)) {
        const bool index = part.starts_with('[') && !is_quoted(part);
        field = joined(field, index ? "[]" : part);
    }
    return field;
}

std::string spoken(std::string_view path) {
    std::string text;
    for (const std::string_view part : parts_of(path)) {
        if (!part.starts_with('#')) text = joined(text, part);
    }
    return text;
}

std::size_t child_color(const DataNode& parent, std::size_t color, bool outermost, std::int64_t index) {
    if (parent.kind != DataNode::Kind::Record) return color;
    return color + (outermost ? 0 : 3) + static_cast<std::size_t>(index);
}

FieldTree::FieldTree(const Sheet& sheet, const Document& document)
    : FieldTree(*sheet.structure.type, document.bytes(), structure_offset(sheet),
                -static_cast<std::int64_t>(document.base_address())) {}

DataNode FieldTree::root() const { return reader_.root(type_.root, std::max<std::int64_t>(0, offset_)); }

bool FieldTree::opens(const DataNode& node) const {
    if (node.lost) return false;
    if (node.kind == DataNode::Kind::Array || node.kind == DataNode::Kind::Record) return true;
    if (!is_pointer(types(), node) || !node.error.empty()) return false;
    const DataType& target = types()[types()[node.type].target.type];
    return target.complete && target.kind != DataType::Kind::Void;
}

std::int64_t FieldTree::child_count(const DataNode& node, std::int64_t most) const {
    if (!opens(node)) return 0;
    if (node.kind == DataNode::Kind::Value) return 1;
    return more_than(node, most) ? most : reader_.child_count(node);
}

bool FieldTree::more_than(const DataNode& node, std::int64_t count) const {
    if (!node.places) return false;
    if (node.count >= 0 && node.count <= count) return false;
    return !reader_.child(node, count).lost;
}

DataNode FieldTree::child(const DataNode& node, std::int64_t index) const {
    if (node.kind == DataNode::Kind::Value) return reader_.followed(node, pointer_base_);
    return reader_.child(node, index);
}

std::string FieldTree::part_of(const DataNode& node, const DataNode& child, std::int64_t index) const {
    if (node.kind == DataNode::Kind::Value) return "*";
    if (node.kind == DataNode::Kind::Array) return "[" + std::to_string(index) + "]";
    const std::string number = "#" + std::to_string(index);
    if (child.name.empty()) return number;
    for (std::int64_t i = 0; i < index; ++i) {
        if (reader_.child_name(node, i) == child.name) return member_part(child.name) + number;
    }
    return member_part(child.name);
}

bool FieldTree::open_at_first(const DataNode& node, const DataNode& child, std::int64_t index, int depth) const {
    if (child.kind != DataNode::Kind::Record) return false;
    if (node.kind == DataNode::Kind::Array) return depth == 0 && index == 0;
    return node.kind == DataNode::Kind::Record && depth < deepest_open && reader_.child_count(node) <= widest_open;
}

std::optional<std::int64_t> FieldTree::index_of(const DataNode& node, std::string_view part) const {
    if (!opens(node)) return std::nullopt;
    if (node.kind == DataNode::Kind::Value) return part == "*" ? std::optional<std::int64_t>(0) : std::nullopt;
    if (node.kind == DataNode::Kind::Array) {
        if (!part.starts_with('[') || !part.ends_with(']')) return std::nullopt;
        const auto index = number_in(part.substr(1, part.size() - 2));
        return index && *index < child_count(node, *index + 1) ? index : std::nullopt;
    }
    const std::int64_t count = reader_.child_count(node);
    if (part.starts_with('#')) {
        const auto index = number_in(part.substr(1));
        return index && *index < count ? index : std::nullopt;
    }
    const auto member = member_named(part);
    if (!member || member->name.empty()) return std::nullopt;
    for (std::int64_t i = member->number.value_or(0); i < count; ++i) {
        if (reader_.child_name(node, i) == member->name) return i;
        if (member->number) break;
    }
    return std::nullopt;
}

std::optional<DataNode> FieldTree::find(std::string_view path) const {
    std::optional<DataNode> node = root();
    const auto member = [&](auto& self, const DataNode& record, std::string_view name) -> std::optional<DataNode> {
        if (const auto index = index_of(record, name)) return child(record, *index);
        if (record.kind != DataNode::Kind::Record) return std::nullopt;
        for (std::int64_t i = 0; i < reader_.child_count(record); ++i) {
            const DataNode inner = child(record, i);
            if (inner.kind != DataNode::Kind::Record || !inner.name.empty()) continue;
            if (const auto found = self(self, inner, name)) return found;
        }
        return std::nullopt;
    };
    for (const std::string_view part : parts_of(path)) {
        node = member(member, *node, part);
        if (!node) return std::nullopt;
    }
    return node;
}

ByteRange FieldTree::extent(const DataNode& node) const {
    if (!node.places || node.bytes.length > 0) return node.bytes;
    const std::int64_t most = most_looked_through;
    if (more_than(node, most)) return {node.bytes.offset, reader_.child(node, most).bytes.offset - node.bytes.offset};
    const std::int64_t count = reader_.child_count(node);
    if (count == 0) return node.bytes;
    const DataNode last = reader_.child(node, count - 1);
    return {node.bytes.offset, last.bytes.offset + last.bytes.length - node.bytes.offset};
}

std::optional<std::int64_t> FieldTree::child_at(const DataNode& node, std::int64_t offset) const {
    if (node.kind == DataNode::Kind::Value || !opens(node)) return std::nullopt;
    const auto has = [&](const DataNode& child) { return !child.lost && extent(child).contains(offset); };
    if (node.kind == DataNode::Kind::Record) {
        const std::int64_t count = reader_.child_count(node);
        for (std::int64_t i = 0; i < count; ++i) {
            if (!node.instance) {
                const DataMember& member = types()[node.type].members[static_cast<std::size_t>(i)];
                const ByteRange bytes{node.bytes.offset + member.offset, member.size};
                if (!bytes.contains(offset)) continue;
            }
            if (has(child(node, i))) return i;
        }
        return std::nullopt;
    }
    const std::int64_t count = child_count(node);
    if (count == 0 || offset < node.bytes.offset) return std::nullopt;
    std::int64_t index = 0;
    if (!node.places) {
        const std::int64_t size = types()[types()[node.type].target.type].size;
        if (size == 0) return std::nullopt;
        index = (offset - node.bytes.offset) / size;
    } else {
        std::int64_t end = count;  // the last one that begins at the byte or before
        while (end - index > 1) {
            const std::int64_t middle = index + (end - index) / 2;
            (child(node, middle).bytes.offset <= offset ? index : end) = middle;
        }
    }
    return index < count && has(child(node, index)) ? std::optional(index) : std::nullopt;
}

std::string FieldTree::path_at(std::int64_t offset) const {
    std::string path;
    DataNode node = root();
    while (const auto index = child_at(node, offset)) {
        DataNode inner = child(node, *index);
        path = joined(path, part_of(node, inner, *index));
        node = std::move(inner);
    }
    return path;
}

}  // namespace byteprism
