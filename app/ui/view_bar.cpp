#include "app/ui/view_bar.hpp"

#include <algorithm>

#include <imgui.h>

#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {

void ViewBar::draw(const Workbench& bench, const Sheet& sheet, Actions& actions) {
    const Colors& look = colors(bench.settings.theme);
    const Look& view = sheet.look;
    const float padding = ImGui::GetStyle().WindowPadding.x;
    const float em = ImGui::GetFontSize();
    const float described = std::min(ImGui::CalcTextSize(view.description.c_str()).x, ImGui::GetWindowWidth() / 2);
    const std::string& shown = view.refusal ? view.refusal->text : view.recipe.text;
    if (view.refusal) field_.refuse(view.refusal->message);
    ImGui::SetCursorPosX(padding);
    const float width = std::max(em * 8, ImGui::GetWindowWidth() - 2 * padding - described - 2 * em);
    if (const auto text = field_.enter("##look", shown, width, look)) {
        actions.push(SetLook{sheet.id, *text});
    }
    hint("How to look at the bytes, m being all of them: m[54:].cast('<H', (480, 640)), m[44::2], m.nbytes");
    refusal_box(field_.refusal(), look);
    if (view.refusal && view.refusal->column) column_mark(view.refusal->text, *view.refusal->column, look);
    ImGui::SameLine(std::max(padding, ImGui::GetWindowWidth() - padding - described));
    ImGui::AlignTextToFramePadding();
    text_in(look.dim, view.description);
    hint("Shape, format and size of the view; or the value");
}

}  // namespace byteprism
