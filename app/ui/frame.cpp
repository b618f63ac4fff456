#include "app/ui/frame.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/model/commands/commands.hpp"
#include "app/model/number_text.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/menu_bar.hpp"
#include "app/ui/panels.hpp"
#include "app/ui/question.hpp"
#include "app/ui/start_page.hpp"
#include "app/ui/status_bar.hpp"
#include "app/ui/tab_bar.hpp"
#include "app/ui/view_bar.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

// How many frames widgets need to come to rest after something happened, and after a popup opened or closed: it is
// measured first, then placed, then what is behind it fades.
constexpr int frames_to_settle = 2;
constexpr int frames_to_fade = 12;

bool popup_open() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }

// Keys by which ImGui moves from widget to widget, and that which deletes what they stand for.
bool is_for_widgets(Key key) {
    constexpr Key keys[] = {Key::Left,     Key::Right, Key::Up,  Key::Down, Key::PageUp,
                            Key::PageDown, Key::Home,  Key::End, Key::Tab,  Key::Delete};
    return !key.has(Key::Ctrl) && !key.has(Key::Alt) && std::ranges::count(keys, key.without_modifiers()) > 0;
}

// Keys belong to the question while there is one, else to the field or menu that is open, else to the panels.
void read_key(Key key, const Workbench& bench, Actions& actions) {
    if (bench.question || !key.without_modifiers()) return;
    const bool inside = row_of(bench.focused_panel).arrows == Arrows::Keyboard && is_for_widgets(key);
    const bool taken = ImGui::GetIO().WantTextInput || popup_open() || inside;
    invoke_key(key, taken ? Scope::Anywhere : Scope::Panels, bench, actions);
}

void read_events(std::span<const InputEvent> events, const Workbench& bench, Actions& actions,
                 std::vector<std::string>& dropped) {
    for (const InputEvent& event : events) {
        if (const auto* key = std::get_if<KeyChange>(&event)) {
            if (key->down) read_key(key->key, bench, actions);
        } else if (const auto* files = std::get_if<FilesDropped>(&event)) {
            if (bench.question) continue;  // its answer is for the sheet that it was asked on
            dropped.insert(dropped.end(), files->paths.begin(), files->paths.end());
        } else if (std::holds_alternative<CloseRequested>(event)) {
            actions.push(Quit{Edits::AskFirst});
        }
    }
}

void begin_window() {
    const ImGuiViewport& viewport = *ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport.Pos);
    ImGui::SetNextWindowSize(viewport.Size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                       ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_MenuBar |
                                       ImGuiWindowFlags_NoBackground;  // see Frame::Scratch::draw
    ImGui::Begin("Byteprism", nullptr, flags);
    ImGui::PopStyleVar(3);
}

}  // namespace

struct Frame::Scratch {
    MenuBar menus;
    TabBar tabs;
    ViewBar view;
    Panels panels;
    StatusBar status;
    StartPage start;
    QuestionWindow question;
    int settling = frames_to_settle;
    bool popup_was_open = false;
    std::vector<std::string> dropped;  // in this frame

    void draw(const Workbench& bench, Textures& textures, Actions& actions);
};

// Most of the window is panels, so the renderer clears it with their colour, and what is around them is drawn: filling
// pixels is what costs most where no graphics card does it.
void Frame::Scratch::draw(const Workbench& bench, Textures& textures, Actions& actions) {
    begin_window();
    menus.draw(bench, actions);
    const ImVec2 low = ImGui::GetWindowPos();
    const ImVec2 high{low.x + ImGui::GetWindowWidth(), low.y + ImGui::GetWindowHeight()};
    const ImU32 color = colors(bench.settings.theme).window;
    ImDrawList& ground = *ImGui::GetBackgroundDrawList();
    const float foot = StatusBar::height() + notices_height(bench) + ImGui::GetStyle().ItemSpacing.y;
    if (const Sheet* sheet = bench.active()) {
        tabs.draw(bench, actions);
        view.draw(bench, *sheet, actions);
        ground.AddRectFilled(low, {high.x, ImGui::GetCursorScreenPos().y}, color);
        ground.AddRectFilled({low.x, high.y - foot}, high, color);
        ImGui::BeginChild("panels", {0, -foot}, false, ImGuiWindowFlags_NoBackground);
        panels.draw(bench, *sheet, textures, actions, dropped);
        ImGui::EndChild();
    } else {
        ground.AddRectFilled(low, high, color);
        ImGui::BeginChild("start", {0, -foot}, false, ImGuiWindowFlags_NoBackground);
        start.draw(bench, actions);
        ImGui::EndChild();
    }
    draw_notices(bench, actions);
    status.draw(bench, actions);
    ImGui::End();
    for (const std::string& path : dropped) actions.push(OpenFile{path});  // those that no panel took
    question.draw(bench, textures, actions);
}

Frame::Frame() : scratch_(std::make_unique<Scratch>()) {}
Frame::~Frame() = default;

bool Frame::run(Workbench& bench, Textures& textures, std::span<const InputEvent> events) {
    glue::feed(ImGui::GetIO(), events);
    ImGui::NewFrame();
    Actions actions;
    scratch_->dropped.clear();
    read_events(events, bench, actions, scratch_->dropped);
    bool acted = !actions.empty();
    bench.apply(actions);  // so that what is drawn already has them
    scratch_->draw(bench, textures, actions);
    acted |= !actions.empty();
    bench.apply(actions);
    acted |= bench.refresh();
    const bool popup_is_open = popup_open();
    if (acted || !events.empty()) scratch_->settling = std::max(scratch_->settling, frames_to_settle);
    if (popup_is_open != std::exchange(scratch_->popup_was_open, popup_is_open)) scratch_->settling = frames_to_fade;
    ImGui::Render();
    if (scratch_->settling == 0) return false;
    --scratch_->settling;
    return true;
}

}  // namespace byteprism
