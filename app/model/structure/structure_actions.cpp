#include "app/model/structure/structure_actions.hpp"

#include <algorithm>
#include <utility>

#include "app/model/image/image_actions.hpp"
#include "app/model/image/opening.hpp"
#include "app/model/number_text.hpp"
#include "app/model/structure/node_forms.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "core/structure/format_types.hpp"

namespace byteprism {
namespace {

DataNode node_in(const FieldTree& tree, const std::string& path) {
    auto node = tree.find(path);
    if (!node) throw ValueError("'" + path + "' is no field of the structure");
    if (node->lost) throw ValueError("where '" + path + "' is is not known: " + node->error);
    return std::move(*node);
}

void turn(std::vector<std::string>& turned, const std::string& path) {
    if (std::erase(turned, path) == 0) turned.push_back(path);
}

// The last place of bytes as a grid: 1-D bytes get rows.
Layout picture_layout(const DataTypes& types, const DataNode& node) {
    Layout layout{node.bytes.offset, 1, {}};
    TypeId type = node.type;
    std::int64_t bytes = node.bytes.length;
    while (types[type].kind == DataType::Kind::Array) {
        const bool outermost = type == node.type;
        const std::int64_t count = outermost ? node.count : types[type].count;
        bytes = count == 0 ? 0 : bytes / count;
        layout.axes.push_back({count, bytes});
        type = types[type].target.type;
    }
    layout.itemsize = types[type].size;
    return layout;
}

}  // namespace

void apply(Workbench& bench, const SetStructure& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Structure& structure = sheet->structure;
    // What does not compile leaves what it would have changed.
    StructureSettings wanted = action.settings;
    const auto keep_text = [&] {
        const StructureSettings& old = structure.settings;
        wanted.text = old.text;
        wanted.count = old.count;
        wanted.type = old.type;
        wanted.order = old.order;
        wanted.model = old.model;
        wanted.definition = old.definition;
    };
    if (!compiles_alike(wanted, structure.settings) || structure.refusal) {
        try {
            structure.type = compile(wanted);
            structure.refusal.reset();
        } catch (const StructError& error) {
            structure.refusal = Refusal{action.settings.text, error.what(), error.column};
            keep_text();
        }
    }
    structure.settings = std::move(wanted);
}

void show_in_structure(Sheet& sheet, const ReadView& view) {
    Structure shown;
    shown.settings.text = view.format().text();
    shown.settings.offset = view.offset();
    const Layout& layout = view.layout();
    const bool run = layout.axes.size() == 1 && layout.axes[0].stride == layout.itemsize &&
                     layout.itemsize == view.format().itemsize();
    if (run && view.format().fields().size() > 1) shown.settings.count = layout.axes[0].count;
    if (view.format().error()) return;  // of an exporter: nothing that can be read
    shown.type = compile(shown.settings);
    // A table of the view goes on with the view that there is now.
    const StructureSettings& before = sheet.structure.settings;
    if (before.table.of_view) {
        shown.settings.face = before.face;
        shown.settings.table.of_view = true;
        shown.settings.plot.kind = before.plot.kind;
    }
    sheet.structure = std::move(shown);
}

void apply(Workbench& bench, const TurnNode& action) {
    if (Sheet* sheet = bench.find(action.sheet)) turn(sheet->structure.settings.turned, action.path);
}

void apply(Workbench& bench, const WriteNode& action) {
    Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const FieldTree tree(*sheet, document);
    const DataNode node = node_in(tree, action.path);
    if (!can_edit(tree, node)) throw ValueError("'" + action.path + "' cannot be typed over");
    const auto bytes = typed_bytes(tree, node, display_of(sheet->structure.settings, action.path), action.text);
    document.write(node.bytes.offset, bytes, Gesture::None);
}

void apply(Workbench& bench, const SetDisplay& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    std::vector<ChosenDisplay>& displays = sheet->structure.settings.displays;
    const std::string field = without_indices(action.path);
    std::erase_if(displays, [&](const ChosenDisplay& one) { return one.field == field; });
    if (action.display != FieldDisplay::OfType) displays.push_back({field, action.display});
}

void apply(Workbench& bench, const CopyNode& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr || bench.clipboard == nullptr) return;
    const FieldTree tree(*sheet, bench.document(*sheet));
    const NodeForm& form = node_form(action.form);
    const std::string text = form.write(tree, node_in(tree, action.path), action.path);
    bench.clipboard->set_text(text);
    bench.tell(*sheet, std::string("copied ") + form.title + " of " + spoken(action.path));
}

void apply(Workbench& bench, const BookmarkNode& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const FieldTree tree(*sheet, bench.document(*sheet));
    const DataNode node = node_in(tree, action.path);
    const ByteRange bytes = tree.extent(node);
    if (bytes.empty()) throw ValueError("'" + action.path + "' has no bytes to mark");
    Bookmark bookmark;
    bookmark.name = spoken(action.path);
    const auto format = format_of(tree.types(), node.type);
    const std::int64_t size = tree.types()[node.type].size;
    const bool whole = format && size == bytes.length && size > 0;
    bookmark.format = whole ? *format : "B";
    bookmark.items =
        whole ? Layout{bytes.offset, size, {Axis{1, size}}} : Layout{bytes.offset, 1, {Axis{bytes.length, 1}}};
    bench.bookmarks(*sheet).add(std::move(bookmark));
}

void apply(Workbench& bench, const ShowNodeAsImage& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const FieldTree tree(*sheet, bench.document(*sheet));
    const DataNode node = node_in(tree, action.path);
    if (node.kind != DataNode::Kind::Array || node.places) throw ValueError("a picture is an array of numbers");
    Layout layout = picture_layout(tree.types(), node);
    TypeId element = node.type;
    while (tree.types()[element].kind == DataType::Kind::Array) element = tree.types()[element].target.type;
    if (layout.axes.size() == 1) {
        // Rows of the width that the image panel has.
        const std::int64_t width =
            std::clamp<std::int64_t>(sheet->image.width, 1, std::max<std::int64_t>(1, node.count));
        const Axis line = layout.axes[0];
        layout.axes = {{line.count / width, line.stride * width}, {width, line.stride}};
    }
    const auto format = format_of(tree.types(), element);
    if (!format) throw ValueError("'" + std::string(node.type_name) + "' has no numbers that are a picture's");
    show_view(sheet->image, Format::parse(*format), layout);
    bench.focused_panel = Panel::Image;
}

void apply(Workbench& bench, const OpenToCursor& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const FieldTree tree(*sheet, bench.document(*sheet));
    std::vector<std::string>& turned = sheet->structure.settings.turned;
    std::string path;
    DataNode node = tree.root();
    for (int depth = 0;; ++depth) {
        const auto index = tree.child_at(node, sheet->cursor.offset);
        if (!index) break;
        DataNode child = tree.child(node, *index);
        path = joined(path, tree.part_of(node, child, *index));
        const bool is_turned = std::ranges::count(turned, path) > 0;
        const bool open = tree.open_at_first(node, child, *index, depth) != is_turned;
        if (child.kind != DataNode::Kind::Value && tree.opens(child) && !open) turn(turned, path);
        node = std::move(child);
    }
    if (path.empty()) {
        throw ValueError("the structure has no field at " + offset_text(sheet->cursor.offset));
    }
}

}  // namespace byteprism
