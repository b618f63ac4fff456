#include "app/ui/start_page.hpp"

#include <algorithm>
#include <filesystem>

#include <imgui.h>

#include "app/model/commands/bindings.hpp"
#include "app/model/paths.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

namespace fs = std::filesystem;

std::vector<RecentFile> find_samples() {
    std::vector<RecentFile> samples;
    std::error_code error;
    for (fs::directory_iterator at(samples_folder(), error); !error && at != fs::directory_iterator();
         at.increment(error)) {
        std::error_code unknown;
        // Scripts that make samples and notes about them are no samples.
        const std::string kind = at->path().extension().string();
        if (at->is_regular_file(unknown) && kind != ".py" && kind != ".md") samples.push_back({at->path().string()});
    }
    std::ranges::sort(samples, {}, &RecentFile::path);
    return samples;
}

Action opening(const RecentFile& file) {
    if (file.opened == RecentFile::Opened::Live) return OpenSource{LiveFile{file.path}};
    return OpenFile{file.path};
}

void draw_files(const char* title, std::span<const RecentFile> files, const Colors& look, Actions& actions) {
    if (files.empty()) return;
    ImGui::Dummy({0, ImGui::GetFontSize()});
    text_in(look.dim, title);
    for (const RecentFile& file : files) {
        const char* kind = file.opened == RecentFile::Opened::Live ? " (live)" : "";
        const std::string label = fs::path(file.path).filename().string() + kind + "##" + file.path;
        if (ImGui::Selectable(label.c_str(), false, 0, {ImGui::GetFontSize() * 24, 0})) actions.push(opening(file));
        hint(file.path);
    }
}

}  // namespace

void StartPage::draw(const Workbench& bench, Actions& actions) {
    if (!samples_) samples_ = find_samples();
    const Colors& look = colors(bench.settings.theme);
    const ImVec2 space = ImGui::GetContentRegionAvail();
    const float em = ImGui::GetFontSize();
    ImGui::SetCursorPos({std::max(em, (space.x - em * 30) / 2), std::max(em, space.y * 0.2f)});
    ImGui::BeginGroup();
    ImGui::TextUnformatted("Byteprism");
    text_in(look.dim, "One buffer of bytes as hex, as structure and as a picture.");
    ImGui::Dummy({0, em});
    if (const Command* open = find_command("file.open")) {
        if (ImGui::Button("Open a file")) invoke(*open, bench, actions);
        ImGui::SameLine();
        ImGui::AlignTextToFramePadding();
        const std::string key = shortcut_text("file.open", bench.settings);
        text_in(look.dim, key + (key.empty() ? "" : ", ") + "or drop files here");
    }
    draw_files("Recent files", bench.recent.files(), look, actions);
    draw_files("Samples", *samples_, look, actions);
    ImGui::EndGroup();
}

}  // namespace byteprism
