#include "app/ui/file_dialog.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "app/model/number_text.hpp"
#include "app/ui/imgui_glue.hpp"

namespace byteprism {
namespace {

namespace fs = std::filesystem;

constexpr int rows_shown = 14;

std::string home() {
    const char* folder = std::getenv("HOME");
    return folder != nullptr ? folder : "/";
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

bool exists(const std::string& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

// A button's label may not be empty, nor be the same twice: the path is its id.
bool place_row(const std::string& label, const std::string& path, bool chosen) {
    return ImGui::Selectable((label + "##" + path).c_str(), chosen);
}

}  // namespace

void FileDialog::start(Purpose purpose, const std::string& path, const RecentFiles& recent) {
    purpose_ = purpose;
    places_ = {{"Home", home(), true}, {"File system", "/", true}};
    for (const std::string& folder : recent.folders()) {
        places_.push_back({fs::path(folder).filename().string() + "/", folder, true});
    }
    for (const RecentFile& file : recent.files()) {
        const std::string name = fs::path(file.path).filename().string();
        if (purpose == Purpose::Open) places_.push_back({name, file.path, false});
    }
    hidden_ = Hidden::Left;
    replacing_.reset();
    const std::string folder = fs::path(path).parent_path().string();
    go(!folder.empty() ? folder : listing_.folder().empty() || !path.empty() ? "." : listing_.folder());
    if (purpose == Purpose::Save) field_.reset(fs::path(path).filename().string());
    field_.take_keyboard();
}

void FileDialog::go(const std::string& folder) {
    // Coming from a folder inside, that folder is chosen.
    const std::string from = listing_.folder();
    listing_.open(folder);
    field_.set("");
    edited();
    place_.reset();
    for (std::size_t i = 0; i < listing_.size(); ++i) {
        if (listing_.path_of(listing_.entry(i).name) == from) row_ = i;
        if (!listing_.entry(i).folder) break;
    }
}

void FileDialog::edited() {
    refusal_.clear();
    const std::string& text = field_.text();
    if (const std::size_t slash = text.rfind('/'); slash != std::string::npos) {
        std::string folder = text.substr(0, slash + 1);
        if (folder.starts_with("~/")) folder.replace(0, 1, home());
        folder = listing_.path_of(folder);
        if (is_folder(folder)) {
            const std::string rest = text.substr(slash + 1);
            go(folder);
            field_.set(rest);
            edited();
            return;
        }
    }
    listing_.filter(purpose_ == Purpose::Open ? text : std::string(), hidden_);
    row_.reset();
    if (purpose_ == Purpose::Open && listing_.size() > 0) row_ = 0;
    moved_ = true;
}

void FileDialog::move(std::ptrdiff_t rows) {
    std::optional<std::size_t>& chosen = place_ ? place_ : row_;
    const std::size_t count = place_ ? places_.size() : listing_.size();
    if (count == 0) return;
    const auto last = static_cast<std::ptrdiff_t>(count) - 1;
    const std::ptrdiff_t from = chosen ? static_cast<std::ptrdiff_t>(*chosen) : rows > 0 ? -1 : 0;
    chosen = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from + rows, 0, last));
    moved_ = true;
    if (purpose_ == Purpose::Save && row_ && !place_ && !listing_.entry(*row_).folder) {
        field_.set(listing_.entry(*row_).name);
    }
}

void FileDialog::complete() {
    if (!row_) return;
    const FolderListing::Entry& entry = listing_.entry(*row_);
    if (entry.folder) {
        go(listing_.path_of(entry.name));
    } else {
        field_.set(entry.name);
    }
}

void FileDialog::keys(bool was_empty) {
    if (glue::pressed(ImGuiKey_DownArrow)) move(1);
    if (glue::pressed(ImGuiKey_UpArrow)) move(-1);
    if (glue::pressed(ImGuiKey_PageDown)) move(rows_shown - 1);
    if (glue::pressed(ImGuiKey_PageUp)) move(1 - rows_shown);
    if (glue::pressed(ImGuiKey_Tab)) complete();
    if (!was_empty) return;
    if (glue::pressed(ImGuiKey_Backspace)) go(listing_.parent());
    if (glue::pressed(ImGuiKey_LeftArrow)) place_ = 0;
    if (glue::pressed(ImGuiKey_RightArrow)) place_.reset();
}

std::optional<std::string> FileDialog::enter() {
    if (place_) return take(places_[*place_].path);
    const std::string& text = field_.text();
    const bool by_row = row_ && (purpose_ == Purpose::Open ? text.find('/') == std::string::npos : text.empty());
    if (by_row) return take(listing_.path_of(listing_.entry(*row_).name));
    if (text.empty()) return std::nullopt;
    return take(listing_.path_of(text.starts_with("~/") ? home() + text.substr(1) : text));
}

std::optional<std::string> FileDialog::take(const std::string& path) {
    if (is_folder(path)) {
        go(path);
        return std::nullopt;
    }
    if (purpose_ == Purpose::Open) {
        if (exists(path)) return path;
        refusal_ = path + ": there is no such file";
    } else if (!is_folder(fs::path(path).parent_path().string())) {
        refusal_ = fs::path(path).parent_path().string() + ": there is no such folder";
    } else if (exists(path)) {
        replacing_ = path;
        replace_.reset();
    } else {
        return path;
    }
    return std::nullopt;
}

std::optional<std::string> FileDialog::ask_to_replace(const Colors& look) {
    ImGui::TextUnformatted((*replacing_ + " exists.").c_str());
    text_in(look.dim, "What it holds is lost if you replace it.");
    ImGui::Spacing();
    constexpr std::array labels{"Replace", "Cancel"};
    const auto choice = replace_.draw(labels, look);
    if (choice == 0) return std::exchange(replacing_, std::nullopt);
    if (choice == 1 || glue::pressed(ImGuiKey_Escape)) {
        replacing_.reset();
        field_.take_keyboard();
    }
    return std::nullopt;
}

std::optional<std::string> FileDialog::draw(std::string_view title, const Colors& look) {
    if (replacing_) return ask_to_replace(look);
    const float em = ImGui::GetFontSize();
    const ImVec2 room = ImGui::GetMainViewport()->Size;
    const float width = std::min(em * 56, room.x - em * 6);
    const float side = em * 12;
    const float height = ImGui::GetFrameHeightWithSpacing() * rows_shown;
    text_in(look.text, title);
    ImGui::SameLine();
    text_in(look.dim, listing_.folder());
    const bool was_empty = field_.text().empty();
    const char* placeholder = purpose_ == Purpose::Open ? "Type to filter, or a path" : "Name, or a path";
    if (field_.draw("##path", placeholder, width)) edited();
    keys(was_empty);
    std::optional<std::string> taken;
    if (glue::pressed(ImGuiKey_Enter)) {
        taken = enter();
        field_.take_keyboard();
    }
    ImGui::BeginChild("places", {side, height}, false, ImGuiWindowFlags_NoNavInputs);
    if (const auto path = draw_places(look, height)) taken = take(*path);
    ImGui::EndChild();
    ImGui::SameLine();
    ImGui::BeginChild("list", {width - side - ImGui::GetStyle().ItemSpacing.x, height}, false,
                      ImGuiWindowFlags_NoNavInputs);
    if (const auto path = draw_list(look, height)) taken = take(*path);
    ImGui::EndChild();
    draw_foot(look);
    return taken;
}

std::optional<std::string> FileDialog::draw_places(const Colors& look, float) {
    std::optional<std::string> clicked;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[i];
        ImGui::PushStyleColor(ImGuiCol_Text, place.folder ? look.text : look.dim);
        if (place_row(place.label, place.path, place_ == i)) clicked = place.path;
        ImGui::PopStyleColor();
        hint(place.path);
    }
    return clicked;
}

std::optional<std::string> FileDialog::draw_list(const Colors& look, float) {
    if (!listing_.error().empty()) {
        error_text(look, listing_.error());
        return std::nullopt;
    }
    if (listing_.size() == 0) {
        text_in(look.dim, field_.text().empty() ? "The folder is empty." : "Nothing here has this in its name.");
        return std::nullopt;
    }
    std::optional<std::string> opened;
    const float em = ImGui::GetFontSize();
    const float right = ImGui::GetContentRegionMax().x;
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(listing_.size()), ImGui::GetTextLineHeightWithSpacing());
    if (row_ && std::exchange(moved_, false)) {
        const float top = static_cast<float>(*row_) * ImGui::GetTextLineHeightWithSpacing();
        const float height = ImGui::GetWindowHeight();
        if (top < ImGui::GetScrollY()) ImGui::SetScrollY(top);
        if (top + em * 2 > ImGui::GetScrollY() + height) ImGui::SetScrollY(top + em * 2 - height);
    }
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto row = static_cast<std::size_t>(i);
            const FolderListing::Entry& entry = listing_.entry(row);
            ImGui::PushID(i);
            if (ImGui::Selectable("##row", row_ == row && !place_, ImGuiSelectableFlags_AllowDoubleClick)) {
                row_ = row;
                place_.reset();
                if (purpose_ == Purpose::Save && !entry.folder) field_.set(entry.name);
                if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) opened = listing_.path_of(entry.name);
            }
            ImGui::SameLine(ImGui::GetStyle().ItemSpacing.x);
            ImGui::TextUnformatted((entry.name + (entry.folder ? "/" : "")).c_str());
            if (entry.size >= 0) {
                const std::string size = short_size_text(entry.size);
                ImGui::SameLine(right - em * 11 - ImGui::CalcTextSize(size.c_str()).x);
                text_in(look.dim, size);
            }
            ImGui::SameLine(right - em * 10);
            text_in(look.dim, entry.changed);
            ImGui::PopID();
        }
    }
    return opened;
}

void FileDialog::draw_foot(const Colors& look) {
    bool shown = hidden_ == Hidden::Shown;
    if (ImGui::Checkbox("Hidden files", &shown)) {
        hidden_ = shown ? Hidden::Shown : Hidden::Left;
        edited();
        field_.take_keyboard();
    }
    ImGui::SameLine(0, ImGui::GetFontSize() * 2);
    ImGui::AlignTextToFramePadding();
    if (refusal_.empty()) {
        text_in(look.dim, purpose_ == Purpose::Open ? "Enter opens" : "Enter saves");
        ImGui::SameLine();
        text_in(look.dim, "  Backspace to the parent   Left to the places   Tab completes");
    } else {
        text_in(look.error, refusal_);
    }
}

}  // namespace byteprism
