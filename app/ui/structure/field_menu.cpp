#include "app/ui/structure/field_menu.hpp"

#include <imgui.h>

#include "app/model/structure/node_forms.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "app/model/table/table.hpp"

namespace byteprism {
namespace {

// Of numbers in two dimensions, or of bytes.
bool is_picture(const DataTypes& types, const DataNode& node) {
    if (node.kind != DataNode::Kind::Array || node.places || !node.error.empty()) return false;
    const DataType& element = types[types[node.type].target.type];
    return element.kind == DataType::Kind::Array || (element.kind == DataType::Kind::Number && element.size == 1);
}

void copy_menu(const PanelContext& context, const StructureRow& row) {
    if (!ImGui::BeginMenu("Copy")) return;
    for (const NodeForm& form : node_forms()) {
        if (ImGui::MenuItem(form.title)) {
            context.actions.push(CopyNode{context.sheet.id, row.path, std::string(form.name)});
        }
    }
    ImGui::EndMenu();
}

void display_menu(const PanelContext& context, const FieldTree& tree, const StructureRow& row) {
    const std::vector<DisplayName> names = displays_of(tree, row.node);
    if (names.empty() || !ImGui::BeginMenu("Show as")) return;
    for (const DisplayName& one : names) {
        if (ImGui::MenuItem(one.title, nullptr, one.display == row.display)) {
            context.actions.push(SetDisplay{context.sheet.id, row.path, one.display});
        }
    }
    ImGui::EndMenu();
}

}  // namespace

void field_menu(const PanelContext& context, const StructureRow& row) {
    const SheetId sheet = context.sheet.id;
    const FieldTree tree(context.sheet, context.document);
    const ByteRange bytes = intersection(row.bytes, {0, context.document.size()});
    const bool there = !bytes.empty();
    if (row.opens) {
        const bool pointer = row.node.kind == DataNode::Kind::Value;
        const char* title = row.open ? "Close" : pointer ? "Follow the pointer" : "Open";
        if (ImGui::MenuItem(title)) context.actions.push(TurnNode{sheet, row.path});
        ImGui::Separator();
    }
    if (ImGui::MenuItem("Go to", nullptr, false, there)) context.actions.push(Jump{sheet, bytes.offset});
    if (ImGui::MenuItem("Select", nullptr, false, there)) context.actions.push(Select{sheet, bytes});
    copy_menu(context, row);
    display_menu(context, tree, row);
    if (ImGui::MenuItem("Bookmark", nullptr, false, there)) context.actions.push(BookmarkNode{sheet, row.path});
    if (is_picture(tree.types(), row.node) && ImGui::MenuItem("Show as image")) {
        context.actions.push(ShowNodeAsImage{sheet, row.path});
    }
    if (!is_table(tree, row.node)) return;
    const StructureSettings& settings = context.sheet.structure.settings;
    if (ImGui::MenuItem("Show as table")) {
        context.actions.push(SetStructure{sheet, with_table(settings, row.path, StructureFace::Table)});
    }
    if (ImGui::MenuItem("Plot")) {
        context.actions.push(SetStructure{sheet, with_table(settings, row.path, StructureFace::Plot)});
    }
}

}  // namespace byteprism
