#include "app/model/structure/field_ranges.hpp"

#include <algorithm>
#include <limits>

#include "app/model/document/document.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_ranges = 1 << 14;
constexpr ByteRange anywhere{0, std::numeric_limits<std::int64_t>::max()};

}  // namespace

std::span<const FieldRange> FieldRanges::in(ByteRange window, const Sheet& sheet, const Document& document) {
    const bool same = source_ && source_->type == sheet.structure.type && source_->document == sheet.document &&
                      source_->version == document.version() && source_->offset == structure_offset(sheet);
    if (same && window_ == window) return ranges_;
    const FieldTree tree(sheet, document);
    if (!same) {
        root_ = tree.root();
        source_ = Source{sheet.structure.type, sheet.document, document.version(), structure_offset(sheet)};
    }
    window_ = window;
    ranges_.clear();
    collect(tree, root_, 0, 0);
    std::ranges::stable_sort(ranges_, {}, [](const FieldRange& range) { return range.bytes.offset; });
    std::int64_t end = 0;
    std::erase_if(ranges_, [&](FieldRange& range) {
        const std::int64_t from = std::max(end, range.bytes.offset);
        range.bytes = {from, range.bytes.end() - from};
        end = std::max(end, range.bytes.end());
        return range.bytes.length <= 0;
    });
    return ranges_;
}

void FieldRanges::collect(const FieldTree& tree, const DataNode& node, std::size_t color, int depth) {
    if (node.kind == DataNode::Kind::Padding || node.lost || ranges_.size() >= most_ranges) return;
    const ByteRange bytes = depth == 0 ? anywhere : tree.extent(node);
    if (!bytes.overlaps(window_)) return;
    const bool array = node.kind == DataNode::Kind::Array;
    const DataTypes& types = tree.types();
    const bool of_values = array && types[types[node.type].target.type].kind != DataType::Kind::Record &&
                           types[types[node.type].target.type].kind != DataType::Kind::Array;
    if (node.kind == DataNode::Kind::Value || node.kind == DataNode::Kind::Text || of_values) {
        ranges_.push_back({bytes, color});
        return;
    }
    std::int64_t first = 0;
    std::int64_t end = tree.child_count(node);
    if (array) {
        const std::int64_t from = std::max(window_.offset, node.bytes.offset);
        first = tree.child_at(node, from).value_or(end);
    }
    for (std::int64_t i = first; i < end && ranges_.size() < most_ranges; ++i) {
        if (!array && !node.instance) {
            const DataMember& member = types[node.type].members[static_cast<std::size_t>(i)];
            if (!ByteRange{node.bytes.offset + member.offset, member.size}.overlaps(window_)) continue;
        }
        const DataNode child = tree.child(node, i);
        if (array && child.bytes.offset >= window_.end()) break;
        collect(tree, child, child_color(node, color, depth == 0, i), depth + 1);
        if (!array && types[node.type].is_union) break;
    }
}

}  // namespace byteprism
