#include "app/ui/image/pixel_format_combo.hpp"

#include <algorithm>
#include <utility>

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

void PixelFormatCombo::open(const std::string& shown) {
    field_.reset("");
    refusal_.clear();
    find();
    const auto row = std::ranges::find(found_, shown, &NamedPixelFormat::name);
    if (row != found_.end()) chosen_ = static_cast<std::size_t>(row - found_.begin());
}

// Those whose own name begins with the text come first.
void PixelFormatCombo::find() {
    const std::string& text = field_.text();
    found_.clear();
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        if (matches(row, text)) found_.push_back(&row);
    }
    std::stable_partition(found_.begin(), found_.end(), [&](const NamedPixelFormat* row) {
        return text.empty() ? std::ranges::find(common, row->name) != std::end(common) : row->name.starts_with(text);
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
        const NamedPixelFormat& row = *found_[i];
        ImGui::PushID(&row);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (ImGui::Selectable("##row", i == chosen_)) clicked = i;
        if (i == chosen_ && std::exchange(moved_, false)) ImGui::SetScrollHereY(0.5f);
        if (ImGui::IsItemVisible()) {
            synonyms_hint(row);
            ImDrawList& list = *ImGui::GetWindowDrawList();
            list.AddText(at, colors.text, row.name.data(), row.name.data() + row.name.size());
            list.AddText({at.x + name_columns * glyph, at.y}, colors.dim, row.layout.data(),
                         row.layout.data() + row.layout.size());
        }
        ImGui::PopID();
    }
    ImGui::EndChild();
    return clicked;
}

// What Enter means: the row that was walked to, else the text if it is a format, else the first row found.
std::optional<std::string> PixelFormatCombo::entered() {
    const std::string& text = field_.text();
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
    return std::string(found_[chosen_]->name);
}

std::optional<std::string> PixelFormatCombo::draw(const char* id, const std::string& shown, float width,
                                                  const Colors& colors) {
    ImGui::SetNextItemWidth(width);
    if (!ImGui::BeginCombo(id, shown.c_str(), ImGuiComboFlags_HeightLargest)) {
        open_ = false;
        return std::nullopt;
    }
    if (!std::exchange(open_, true)) open(shown);
    std::optional<std::string> chosen;
    if (field_.draw("##search", "Search by any name, or write a layout", -1)) {
        refusal_.clear();
        find();
    }
    move();
    if (!refusal_.empty()) error_text(colors, refusal_);
    if (const auto clicked = draw_list(colors)) chosen = std::string(found_[*clicked]->name);
    if (glue::pressed(ImGuiKey_Enter)) {
        chosen = entered();
        if (!chosen) field_.take_keyboard();
    }
    // Escape would only clear the field that has the keyboard.
    if (chosen || glue::pressed(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
    ImGui::EndCombo();
    return chosen;
}

}  // namespace byteprism
