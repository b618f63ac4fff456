#include "app/model/structure/structure_rows.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/model/document/document.hpp"
#include "app/model/number_text.hpp"
#include "app/model/structure/node_text.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_characters = 240;  // of a value

std::string digits(const char* pattern, std::int64_t number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), pattern, static_cast<unsigned long long>(number));
    return text.data();
}

std::string shown_name(const StructureType& type, const DataNode& node, std::string_view part) {
    if (node.kind == DataNode::Kind::Padding) return "";
    if (!node.name.empty()) return std::string(node.name);
    if (!part.starts_with('#')) return std::string(part);
    return type.types[node.type].is_union ? "(union)" : "(struct)";
}

// In characters, of bits and bytes: "3 bits".
std::string size_shown(const StructureRow& row) {
    if (row.node.bits.width > 0) return std::to_string(row.node.bits.width) + " bit";
    return std::to_string(row.bytes.length);
}

}  // namespace

// An open node. Its rows are its children, each followed by its own if it is open.
struct StructureRows::Branch {
    struct Open {
        std::int64_t index;
        std::int64_t row;  // of the child, counted from the first row of this branch
        std::unique_ptr<Branch> branch;
    };
    DataNode node;
    std::string path;
    int depth = 0;  // of the children
    std::size_t color = 0;
    std::int64_t children = 0;
    bool more = false;
    std::int64_t rows = 0;
    std::vector<Open> open;  // by index
};

StructureRows::StructureRows() = default;
StructureRows::~StructureRows() = default;

bool StructureRows::follow(const Sheet& sheet, const Document& document) {
    const StructureSettings& settings = sheet.structure.settings;
    const bool same = source_ && source_->type == sheet.structure.type && source_->document == sheet.document &&
                      source_->version == document.version() && source_->offset == structure_offset(sheet);
    if (same && turned_ == settings.turned && displays_ == settings.displays) return false;
    if (!source_ || source_->type != sheet.structure.type || source_->document != sheet.document) reach_.clear();
    window_.clear();
    window_first_ = -1;
    root_ = std::make_unique<Branch>();
    source_ = Source{sheet.structure.type, sheet.document, document.version(), structure_offset(sheet)};
    turned_ = settings.turned;
    displays_ = settings.displays;
    const FieldTree tree(sheet, document);
    root_->node = tree.root();
    grow(*root_, tree);
    return true;
}

// Finds the children that are open: those that begin so, and those that were turned.
void StructureRows::grow(Branch& branch, const FieldTree& tree) {
    const auto reach = reach_.find(branch.path);
    const std::int64_t most = reach == reach_.end() ? FieldTree::most_looked_through : reach->second;
    branch.children = tree.child_count(branch.node, most);
    branch.more = tree.more_than(branch.node, branch.children);
    std::vector<std::int64_t> turned;
    const std::size_t own_parts = parts_of(branch.path).size();
    for (const std::string& path : turned_) {
        if (!path.starts_with(branch.path)) continue;
        const auto parts = parts_of(path);
        if (parts.size() != own_parts + 1 || joined(branch.path, parts.back()) != path) continue;
        const auto index = tree.index_of(branch.node, parts.back());
        if (index && *index < branch.children) turned.push_back(*index);
    }
    std::vector<std::int64_t> open;
    const bool record = branch.node.kind == DataNode::Kind::Record;
    std::int64_t first_ones = std::min<std::int64_t>(branch.children, 1);
    if (record) first_ones = branch.children <= FieldTree::widest_open ? branch.children : 0;
    for (std::int64_t i = 0; i < first_ones; ++i) {
        if (std::ranges::count(turned, i) > 0) continue;
        if (tree.open_at_first(branch.node, tree.child(branch.node, i), i, branch.depth)) open.push_back(i);
    }
    for (const std::int64_t i : turned) {
        const DataNode child = tree.child(branch.node, i);
        if (tree.opens(child) && !tree.open_at_first(branch.node, child, i, branch.depth)) open.push_back(i);
    }
    std::ranges::sort(open);
    std::int64_t rows_before = 0;
    for (const std::int64_t i : open) {
        auto inner = std::make_unique<Branch>();
        inner->node = tree.child(branch.node, i);
        inner->path = joined(branch.path, tree.part_of(branch.node, inner->node, i));
        inner->depth = branch.depth + 1;
        inner->color = child_color(branch.node, branch.color, branch.depth == 0, i);
        grow(*inner, tree);
        const std::int64_t rows = inner->rows;
        branch.open.push_back({i, i + rows_before, std::move(inner)});
        rows_before += rows;
    }
    branch.rows = branch.children + rows_before + (branch.more ? 1 : 0);
}

std::int64_t StructureRows::count() const { return root_ ? root_->rows : 0; }

StructureRows::Place StructureRows::place_of(std::int64_t row) const {
    const Branch* branch = root_.get();
    while (true) {
        const auto behind = std::ranges::upper_bound(branch->open, row, {}, &Branch::Open::row);
        if (behind == branch->open.begin()) return {branch, row};
        const Branch::Open& before = *std::prev(behind);
        const std::int64_t inside = row - before.row - 1;
        if (inside < 0) return {branch, before.index};
        if (inside >= before.branch->rows) return {branch, before.index + 1 + inside - before.branch->rows};
        branch = before.branch.get();
        row = inside;
    }
}

StructureRow StructureRows::row_at(std::int64_t number, const FieldTree& tree,
                                   const StructureSettings& settings) const {
    const auto [branch, index] = place_of(number);
    StructureRow row;
    row.depth = branch->depth;
    row.color = child_color(branch->node, branch->color, branch->depth == 0, index);
    if (index >= branch->children) {
        row.kind = StructureRow::Kind::More;
        row.path = branch->path;
        row.name = "more than " + grouped_text(branch->children) + "…";
        return row;
    }
    row.node = tree.child(branch->node, index);
    const std::string part = tree.part_of(branch->node, row.node, index);
    row.path = joined(branch->path, part);
    row.opens = tree.opens(row.node);
    const auto open = std::ranges::lower_bound(branch->open, index, {}, &Branch::Open::index);
    row.open = open != branch->open.end() && open->index == index;
    row.editable = can_edit(tree, row.node);
    row.bytes = row.node.lost ? ByteRange{row.node.bytes.offset, 0} : tree.extent(row.node);
    row.display = display_of(settings, row.path);
    row.swatch = color_of(tree, row.node, row.display);
    row.name = shown_name(tree.type(), row.node, part);
    row.type = type_text(tree.type(), row.node);
    row.offset = row.node.lost ? "" : digits("%08llX", row.bytes.offset);
    row.size = row.node.lost ? "" : size_shown(row);
    row.hex = bytes_text(tree, row.node);
    row.outside =
        !tree.type().declared && !row.node.lost && row.bytes.end() > static_cast<std::int64_t>(tree.bytes().size());
    row.value = row.open && row.node.kind != DataNode::Kind::Value
                    ? ""
                    : value_text(tree, row.node, row.display, most_characters);
    return row;
}

std::span<const StructureRow> StructureRows::rows(std::int64_t first, std::int64_t count, const Sheet& sheet,
                                                  const Document& document) {
    first = std::max<std::int64_t>(0, first);
    if (first != window_first_ || count != window_count_) {
        window_first_ = first;
        window_count_ = count;
        window_.clear();
        const FieldTree tree(sheet, document);
        const std::int64_t end = std::min(first + count, this->count());
        for (std::int64_t row = first; row < end; ++row) {
            window_.push_back(row_at(row, tree, sheet.structure.settings));
        }
    }
    return window_;
}

StructureRow StructureRows::row(std::int64_t number, const Sheet& sheet, const Document& document) const {
    return row_at(number, FieldTree(sheet, document), sheet.structure.settings);
}

// From the root through open nodes to the child that `next` chooses, as long as it does.
template <class Next>
std::optional<std::int64_t> StructureRows::row_down(const Next& next) const {
    const Branch* branch = root_.get();
    std::int64_t first = 0;
    std::optional<std::int64_t> found;
    while (branch != nullptr) {
        const std::optional<std::int64_t> index = next(branch->node);
        if (!index || *index >= branch->children) break;
        const auto open = std::ranges::lower_bound(branch->open, *index, {}, &Branch::Open::index);
        std::int64_t row = *index;
        if (open != branch->open.begin()) {
            const Branch::Open& before = *std::prev(open);
            row = before.row + before.branch->rows + *index - before.index;
        }
        found = first + row;
        first = *found + 1;
        const bool is_open = open != branch->open.end() && open->index == *index;
        branch = is_open ? open->branch.get() : nullptr;
    }
    return found;
}

std::optional<std::int64_t> StructureRows::row_with(std::int64_t offset, const Sheet& sheet,
                                                    const Document& document) const {
    const FieldTree tree(sheet, document);
    return row_down([&](const DataNode& node) { return tree.child_at(node, offset); });
}

std::optional<std::int64_t> StructureRows::row_of(std::string_view path, const Sheet& sheet,
                                                  const Document& document) const {
    const FieldTree tree(sheet, document);
    const auto parts = parts_of(path);
    auto part = parts.begin();
    return row_down(
        [&](const DataNode& node) { return part == parts.end() ? std::nullopt : tree.index_of(node, *part++); });
}

void StructureRows::look_further(const std::string& path) {
    std::int64_t& reach = reach_.try_emplace(path, FieldTree::most_looked_through).first->second;
    reach *= 4;
    turned_.clear();
    source_->version = ~std::uint64_t{0};  // so that the rows are made again
}

}  // namespace byteprism
