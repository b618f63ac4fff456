#include "app/ui/structure/column_menu.hpp"

#include <imgui.h>

#include "app/model/structure/node_text.hpp"
#include "app/model/table/table_actions.hpp"
#include "app/ui/structure/structure_change.hpp"

namespace byteprism {
namespace {

void sort_items(const PanelContext& context, const TableColumn& column) {
    const StructureSettings& now = context.sheet.structure.settings;
    const auto sort = [&](const char* title, const std::string& by, bool descending) {
        const bool is = now.table.sorted_by == by && (by.empty() || now.table.descending == descending);
        if (!ImGui::MenuItem(title, nullptr, is)) return;
        change_structure(context, [&](StructureSettings& changed) {
            changed.table.sorted_by = by;
            changed.table.descending = descending;
        });
    };
    if (column.numbers) {
        sort("Sort, least first", column.name, false);
        sort("Sort, greatest first", column.name, true);
    }
    if (!now.table.sorted_by.empty()) sort("As in the data", "", false);
}

}  // namespace

void column_menu(const PanelContext& context, const Table& table, const TableColumn& column) {
    const SheetId sheet = context.sheet.id;
    const StructureSettings& now = context.sheet.structure.settings;
    if (ImGui::MenuItem("Select column", nullptr, false, table.rows_there > 0)) choose_column(context, column.name);
    if (ImGui::MenuItem("Bookmark column", nullptr, false, table.rows_there > 0)) {
        context.actions.push(BookmarkColumn{sheet, column.name});
    }
    ImGui::Separator();
    sort_items(context, column);
    if (column.numbers && ImGui::MenuItem("Statistics")) {
        change_structure(context, [&](StructureSettings& changed) {
            changed.table.statistics = true;
            changed.table.column = column.name;
        });
    }
    ImGui::Separator();
    const FieldTree tree(*table.type, context.document.bytes(), table.offset);
    const auto displays = table.rows_there > 0 ? displays_of(tree, table.cell(0, column)) : std::vector<DisplayName>();
    if (!displays.empty() && ImGui::BeginMenu("Show as")) {
        for (const DisplayName& one : displays) {
            if (ImGui::MenuItem(one.title, nullptr, one.display == display_of(now, column.path))) {
                context.actions.push(SetDisplay{sheet, column.path, one.display});
            }
        }
        ImGui::EndMenu();
    }
    if (ImGui::MenuItem("Hide column")) {
        change_structure(context, [&](StructureSettings& changed) { changed.table.hidden.push_back(column.name); });
    }
    if (!now.table.hidden.empty() && ImGui::MenuItem("Show all columns")) {
        change_structure(context, [&](StructureSettings& changed) { changed.table.hidden.clear(); });
    }
}

std::string column_hint(const Table& table, const TableColumn& column) {
    const std::string bits = column.bits.width > 0 ? " : " + std::to_string(column.bits.width) : "";
    return column.name + ": " + column.type_name + bits + " at byte " + std::to_string(column.bytes.offset) + " of " +
           std::to_string(table.row_size) + ". A click selects the column, the other button has more";
}

void choose_column(const PanelContext& context, const std::string& column) {
    if (context.sheet.structure.settings.table.column != column) {
        change_structure(context, [&](StructureSettings& changed) { changed.table.column = column; });
    }
    context.actions.push(SelectColumn{context.sheet.id, column});
}

}  // namespace byteprism
