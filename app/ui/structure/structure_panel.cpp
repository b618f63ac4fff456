// The structure panel: a format or C declarations laid over the bytes, its fields as a tree, named, valued and editable
// in place, as a table or as a plot. Definitions of known formats are offered, and the user's own follow their files.

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <imgui.h>

#include "app/ui/hover_report.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/structure/data_table.hpp"
#include "app/ui/structure/plot/plot_view.hpp"
#include "app/ui/structure/structure_table.hpp"
#include "app/ui/structure/structure_toolbar.hpp"
#include "app/ui/structure/table_bar.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

class StructurePanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    struct Offer {
        DocumentId document;
        std::string definition;  // empty: none fits, or the user has waved it away
    };
    void look_at_definitions(const PanelContext& context);
    void offer(const PanelContext& context, const Colors& look);
    std::optional<ByteRange> draw_face(const PanelContext& context, const Colors& look, bool arrives);

    StructureToolbar toolbar_;
    StructureTable tree_;
    BoundTable bound_;
    TableBar table_bar_;
    DataTable table_;
    PlotView plot_;
    DefinitionLibrary library_;
    std::optional<std::chrono::steady_clock::time_point> looked_;
    std::optional<Offer> offer_;
    bool focused_ = false;
    HoverReport hover_;
};

// Once a second at most, and only where something is drawn anyway.
void StructurePanel::look_at_definitions(const PanelContext& context) {
    const auto now = std::chrono::steady_clock::now();
    if (looked_ && now - *looked_ < std::chrono::seconds(1)) return;
    looked_ = now;
    if (!library_.look()) return;
    offer_.reset();
    const StructureSettings& settings = context.sheet.structure.settings;
    const Definition* ours = settings.definition.empty() ? nullptr : library_.find(settings.definition);
    if (ours != nullptr && ours->text != settings.text) {
        StructureSettings changed = settings;
        changed.text = ours->text;
        context.actions.push(SetStructure{context.sheet.id, std::move(changed)});
    }
}

// One line, if a definition fits the data and is not shown.
void StructurePanel::offer(const PanelContext& context, const Colors& look) {
    if (!offer_ || offer_->document != context.sheet.document) {
        const Definition* fitting = find_definition(library_.all(), context.document.bytes());
        offer_ = Offer{context.sheet.document, fitting == nullptr ? "" : fitting->name};
    }
    const Definition* definition = offer_->definition.empty() ? nullptr : library_.find(offer_->definition);
    if (definition == nullptr || context.sheet.structure.settings.definition == offer_->definition) return;
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, "This looks like");
    ImGui::SameLine();
    text_in(look.text, offer_->definition);
    ImGui::SameLine();
    if (ImGui::Button("Show its structure")) {
        context.actions.push(SetStructure{context.sheet.id, shown_by(*definition, context.sheet.structure.settings)});
    }
    ImGui::SameLine();
    if (sign_button("##no", Sign::Cross, look)) offer_->definition.clear();
}

// The bytes that the mouse is over.
std::optional<ByteRange> StructurePanel::draw_face(const PanelContext& context, const Colors& look, bool arrives) {
    const StructureFace face = context.sheet.structure.settings.face;
    if (face == StructureFace::Tree) {
        tree_.draw(context, look, arrives);
        return tree_.under_mouse();
    }
    const TablePtr table = bound_.follow(context.sheet, context.document);
    if (table == nullptr) {
        error_text(look, bound_.refusal());
        return std::nullopt;
    }
    table_bar_.draw(context, *table, look);
    if (face == StructureFace::Plot) {
        plot_.draw(context, table, look, arrives);
        return plot_.under_mouse();
    }
    table_.draw(context, table, look, arrives);
    return table_.under_mouse();
}

void StructurePanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    const bool focused = ImGui::IsWindowFocused();
    const bool arrives =
        focused && !focused_ && !ImGui::IsAnyItemActive() && !ImGui::IsMouseDown(ImGuiMouseButton_Left);
    look_at_definitions(context);
    toolbar_.draw(context, library_, look);
    offer(context, look);
    hover_.report(context.sheet.id, draw_face(context, look, arrives), context.actions);
    focused_ = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows);
}

}  // namespace

std::unique_ptr<PanelDrawer> make_structure_panel() { return std::make_unique<StructurePanel>(); }

}  // namespace byteprism
