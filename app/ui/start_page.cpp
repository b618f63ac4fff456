#include "app/ui/start_page.hpp"

#include <imgui.h>

#include "app/model/commands.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {

void StartPage::draw(const Workbench& bench, Actions& actions) {
    const Colors& look = colors(bench.settings.theme);
    const ImVec2 space = ImGui::GetContentRegionAvail();
    const float width = ImGui::GetFontSize() * 24;
    ImGui::SetCursorPos({std::max(0.0f, (space.x - width) / 2), space.y * 0.3f});
    ImGui::BeginGroup();
    ImGui::TextUnformatted("Byteprism");
    text_in(look.dim, "One buffer of bytes as hex, as structure and as a picture.");
    ImGui::Spacing();
    ImGui::Spacing();
    if (const Command* open = find_command("file.open")) {
        if (ImGui::Button("Open a file...")) invoke(*open, bench, actions);
        ImGui::SameLine();
        text_in(look.dim, to_text(open->keys[0]));
    }
    ImGui::Spacing();
    text_in(look.dim, "or drop files here");
    ImGui::EndGroup();
}

}  // namespace byteprism
