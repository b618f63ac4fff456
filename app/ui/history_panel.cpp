// The steps of the history, oldest first; a click takes back or makes again what lies between.

#include <string>

#include <imgui.h>

#include "app/model/document/history.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

class HistoryPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override {
        const Colors& look = colors(context.bench.settings.theme);
        const History& history = context.document.history();
        // The new position comes into sight, as when the list is drawn first.
        const bool moved = drawn_ != &history || position_ != history.position();
        drawn_ = &history;
        position_ = history.position();
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(history.steps().size() + 1), ImGui::GetTextLineHeightWithSpacing());
        while (clipper.Step()) {
            for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
                draw_row(context, look, static_cast<std::size_t>(row));
            }
        }
        if (!moved) return;
        const float at = static_cast<float>(position_) * ImGui::GetTextLineHeightWithSpacing();
        const bool in_sight = at >= ImGui::GetScrollY() && at + ImGui::GetTextLineHeightWithSpacing() <=
                                                               ImGui::GetScrollY() + ImGui::GetWindowHeight();
        if (!in_sight) ImGui::SetScrollY(at - ImGui::GetWindowHeight() / 2);
    }

private:
    static void draw_row(const PanelContext& context, const Colors& look, std::size_t position) {
        const History& history = context.document.history();
        const bool done = position <= history.position();
        const std::string text = position == 0 ? "Opened" : label(history.steps()[position - 1]);
        ImGui::PushID(static_cast<int>(position));
        ImGui::PushStyleColor(ImGuiCol_Text, done ? look.text : look.dim);
        if (ImGui::Selectable(text.c_str(), position == history.position())) {
            context.actions.push(GoToStep{context.sheet.id, position});
        }
        ImGui::PopStyleColor();
        ImGui::PopID();
        if (position == history.position()) return;
        hint(done ? "Undo back to here" : "Redo up to here");
    }

    const History* drawn_ = nullptr;
    std::size_t position_ = 0;
};

}  // namespace

std::unique_ptr<PanelDrawer> make_history_panel() { return std::make_unique<HistoryPanel>(); }

}  // namespace byteprism
