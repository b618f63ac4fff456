#include "app/ui/image/pixel_format_combo.hpp"

#include <algorithm>
#include <utility>

#include "app/model/image/pixel_options.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr int rows_shown = 14;
constexpr int name_columns = 20;

// What most people look for: first, until something is typed.
constexpr std::string_view common[] = {"gray",     "rgb24",   "bgr24", "rgba",    "bgra",        "rgb565le",
                                       "gray16le", "yuyv422", "nv12",  "yuv420p", "bayer_rggb8", "pal8"};

// What the other worlds call it, when the mouse rests on a row.
void synonyms_hint(const NamedPixelFormat& row) {
    if (!ImGui::IsItemHovered()) return;
    const auto line = [](const char* world, std::string_view names) {
        if (!names.empty()) ImGui::Text("%-8s %.*s", world, static_cast<int>(names.size()), names.data());
    };
    ImGui::BeginTooltip();
    line("layout", row.layout);
    line("DRM", row.drm);
    line("Vulkan", row.vulkan);
    line("ffmpeg", row.ffmpeg);
    line("V4L2", row.v4l2);
    ImGui::EndTooltip();
}

}  // namespace

void PixelFormatCombo::open(const std::string& shown, std::span<const NamedLayout> own) {
    field_.reset("");
    refusal_.clear();
    find(own);
    const auto row = std::ranges::find(found_, shown, &Row::chosen);
    if (row != found_.end()) chosen_ = static_cast<std::size_t>(row - found_.begin());
}

// The user's own come first, then those whose own name begins with the text.
void PixelFormatCombo::find(std::span<const NamedLayout> own) {
    const std::string& text = field_.text();
    found_.clear();
    for (const NamedLayout& each : own) {
        if (each.name.find(text) != std::string::npos) found_.push_back({each.name, each.layout, nullptr});
    }
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        if (matches(row, text)) found_.push_back({std::string(row.name), std::string(row.layout), &row});
    }
    std::stable_partition(found_.begin(), found_.end(), [&](const Row& row) {
        if (row.known == nullptr) return true;
        return text.empty() ? std::ranges::find(common, row.name) != std::end(common) : row.name.starts_with(text);
    });
    chosen_ = 0;
    moved_ = true;
    walked_ = false;
}

void PixelFormatCombo::move() {
    if (found_.empty()) return;
    const std::size_t before = chosen_;
    if (glue::pressed(ImGuiKey_DownArrow)) chosen_ = (chosen_ + 1) % found_.size();
    if (glue::pressed(ImGuiKey_UpArrow)) chosen_ = (chosen_ + found_.size() - 1) % found_.size();
    if (before != chosen_) moved_ = walked_ = true;
}

std::optional<std::size_t> PixelFormatCombo::draw_list(const Colors& colors) {
    std::optional<std::size_t> clicked;
    const float glyph = ImGui::CalcTextSize("0").x;
    ImGui::BeginChild("formats", {glyph * 72, ImGui::GetTextLineHeightWithSpacing() * rows_shown}, false,
                      ImGuiWindowFlags_NoNavInputs);
    if (found_.empty()) text_in(colors.dim, "No name has this text; a layout is written as in l16{R5 G6 B5}.");
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const Row& row = found_[i];
        ImGui::PushID(static_cast<int>(i));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (ImGui::Selectable("##row", i == chosen_)) clicked = i;
        if (i == chosen_ && std::exchange(moved_, false)) ImGui::SetScrollHereY(0.5f);
        if (ImGui::IsItemVisible()) {
            if (row.known != nullptr) synonyms_hint(*row.known);
            ImDrawList& list = *ImGui::GetWindowDrawList();
            list.AddText(at, row.known != nullptr ? colors.text : colors.accent, row.name.c_str());
            list.AddText({at.x + name_columns * glyph, at.y}, colors.dim, row.layout.c_str());
        }
        ImGui::PopID();
    }
    ImGui::EndChild();
    return clicked;
}

// What Enter means: the row that was walked to, else the text if it is a format, else the first row found.
std::optional<std::string> PixelFormatCombo::entered(std::span<const NamedLayout> own) {
    const std::string text = layout_named(own, field_.text());
    if (!walked_ && !text.empty()) {
        try {
            find_pixel_format(text);
            return text;
        } catch (const Error& error) {
            const bool ambiguous = dynamic_cast<const ValueError*>(&error) != nullptr;
            if (found_.empty() || ambiguous) {
                refusal_ = error.what();
                return std::nullopt;
            }
        }
    }
    if (chosen_ >= found_.size()) return std::nullopt;
    return found_[chosen_].chosen();
}

std::optional<std::string> PixelFormatCombo::draw(const char* id, const std::string& shown,
                                                  std::span<const NamedLayout> own, float width, const Colors& colors) {
    ImGui::SetNextItemWidth(width);
    const auto named = std::ranges::find(own, shown, &NamedLayout::layout);
    const std::string& preview = named != own.end() ? named->name : shown;
    if (!ImGui::BeginCombo(id, preview.c_str(), ImGuiComboFlags_HeightLargest)) {
        open_ = false;
        return std::nullopt;
    }
    if (!std::exchange(open_, true)) open(shown, own);
    std::optional<std::string> chosen;
    if (field_.draw("##search", "Search by any name, or write a layout", -1)) {
        refusal_.clear();
        find(own);
    }
    move();
    if (!refusal_.empty()) error_text(colors, refusal_);
    if (const auto clicked = draw_list(colors)) chosen = found_[*clicked].chosen();
    if (glue::pressed(ImGuiKey_Enter)) {
        chosen = entered(own);
        if (!chosen) field_.take_keyboard();
    }
    // Escape would only clear the field that has the keyboard.
    if (chosen || glue::pressed(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
    ImGui::EndCombo();
    return chosen;
}

}  // namespace byteprism
