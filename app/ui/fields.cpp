#include "app/ui/fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include <imgui_stdlib.h>

#include "app/model/number_text.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// What the arrow keys do to the number in a field.
struct Stepping {
    NumberLimits limits;
    std::optional<std::int64_t> reached;
};

std::int64_t stepped(std::int64_t value, const NumberLimits& limits, bool up) {
    if (up) return value > limits.greatest - limits.step ? limits.greatest : value + limits.step;
    return value < limits.least + limits.step ? limits.least : value - limits.step;
}

int step_text(ImGuiInputTextCallbackData* data) {
    auto& stepping = *static_cast<Stepping*>(data->UserData);
    try {
        const std::int64_t value = parse_number({data->Buf, static_cast<std::size_t>(data->BufTextLen)});
        stepping.reached = stepped(value, stepping.limits, data->EventKey == ImGuiKey_UpArrow);
        data->DeleteChars(0, data->BufTextLen);
        data->InsertChars(0, std::to_string(*stepping.reached).c_str());
    } catch (const Error&) {
        // Half a number is being typed: there is nothing to step from.
    }
    return 0;
}

}  // namespace

bool TextField::input(const char* id, std::string_view value, float width, const Colors& colors,
                      ImGuiInputTextFlags flags, ImGuiInputTextCallback callback, void* data) {
    if (!active_ && (refusal_.empty() || shown_ != value)) {
        text_ = value;
        shown_ = value;
        refusal_.clear();
    }
    ImGui::SetNextItemWidth(width);
    const bool refused = !refusal_.empty();
    if (refused) {
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
        ImGui::PushStyleColor(ImGuiCol_Border, colors.error);
    }
    const bool edited = ImGui::InputText(id, &text_, flags, callback, data);
    if (refused) {
        ImGui::PopStyleColor();
        ImGui::PopStyleVar();
    }
    active_ = ImGui::IsItemActive();
    if (edited) refusal_.clear();
    return edited;
}

std::optional<std::string> TextField::entered(std::string_view value) const {
    if (!ImGui::IsItemDeactivatedAfterEdit() || text_ == value) return std::nullopt;
    return text_;
}

std::optional<std::string> TextField::edit(const char* id, std::string_view value, float width, const Colors& colors) {
    if (!input(id, value, width, colors, 0)) return std::nullopt;
    return text_;
}

std::optional<std::string> TextField::enter(const char* id, std::string_view value, float width, const Colors& colors) {
    input(id, value, width, colors, ImGuiInputTextFlags_AutoSelectAll);
    return entered(value);
}

void EagerField::reset(std::string text) {
    *this = EagerField{};
    text_ = std::move(text);
}

void EagerField::follow_panel(bool focused) {
    const bool clicked = ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    const bool before = panel_focused_;
    if (focused && !before && !clicked) reset(std::string(text_));
    if (!focused && before && active_) ImGui::SetWindowFocus(nullptr);
    panel_focused_ = focused;
}

void EagerField::set(std::string text) {
    text_ = std::move(text);
    replaced_ = active_;
    caret_last_ = true;
}

int EagerField::place_caret(ImGuiInputTextCallbackData* data) {
    auto& field = *static_cast<EagerField*>(data->UserData);
    if (data->EventFlag != ImGuiInputTextFlags_CallbackAlways) return 0;
    if (field.replaced_) {
        data->DeleteChars(0, data->BufTextLen);
        data->InsertChars(0, field.text_.c_str());
        field.replaced_ = false;
    }
    // ImGui keeps the caret of a field that it edited before.
    if (std::exchange(field.select_all_, false)) data->SelectAll();
    if (field.caret_last_) {
        data->CursorPos = data->SelectionStart = data->SelectionEnd = data->BufTextLen;
        field.caret_last_ = false;
    }
    return 0;
}

bool EagerField::draw(const char* id, const char* placeholder, float width) {
    if (wanted_) ImGui::SetKeyboardFocusHere();
    bool edited = false;
    if (wanted_ && !active_) {  // what is typed before ImGui has handed the keyboard over
        const std::string typed = glue::typed_text();
        ImGui::GetIO().InputQueueCharacters.resize(0);
        if (!typed.empty()) {
            if (!caret_last_) text_.clear();  // it was selected
            text_ += typed;
            caret_last_ = true;
            edited = true;
        }
    }
    ImGui::SetNextItemWidth(width);
    ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_CallbackHistory;
    if (keeps_tab_) flags |= ImGuiInputTextFlags_CallbackCompletion;
    edited |= ImGui::InputTextWithHint(id, placeholder, &text_, flags, place_caret, this);
    active_ = ImGui::IsItemActive();
    if (active_) wanted_ = false;
    return edited;
}

void InPlaceField::open(std::string text, Tab tab) {
    *this = InPlaceField{};
    tab_ = tab;
    before_ = text;
    field_.reset(std::move(text));
    if (tab == Tab::Takes) field_.keep_tab();
    open_ = true;
}

std::optional<std::string> InPlaceField::draw(const char* id, float width, float air, const Colors& colors) {
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {4, air});
    if (field_.draw(id, "", width)) refusal_.clear();
    ImGui::PopStyleVar();
    refusal_box(refusal_, colors);
    left_by_tab_ = tab_ == Tab::Takes && field_.active() && glue::pressed(ImGuiKey_Tab);
    if (left_by_tab_) {
        if (field_.text() != before_) return field_.text();
        close();
        return std::nullopt;
    }
    const bool left = was_active_ && !field_.active();
    was_active_ = field_.active();
    if (!left) return std::nullopt;
    if (glue::pressed(ImGuiKey_Enter) && field_.text() != before_) return field_.text();
    close();
    return std::nullopt;
}

void InPlaceField::refuse(std::string reason) {
    refusal_ = std::move(reason);
    field_.take_keyboard();
    was_active_ = false;
}

void placeholder(const char* text, const Colors& colors) {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax(), air = ImGui::GetStyle().FramePadding;
    const ImVec4 clip(low.x, low.y, high.x - air.x, high.y);
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), {low.x + air.x, low.y + air.y},
                                        colors.dim, text, nullptr, 0, &clip);
}

void refusal_box(std::string_view refusal, const Colors& colors) {
    if (refusal.empty() || !ImGui::IsItemVisible()) return;
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "##refusal%d,%d", static_cast<int>(low.x), static_cast<int>(low.y));
    // Inside the window of the program: farther left than the field, or above it, where it has to be.
    const ImGuiViewport& viewport = *ImGui::GetMainViewport();
    const ImVec2 end{viewport.Pos.x + viewport.Size.x, viewport.Pos.y + viewport.Size.y};
    const ImVec2 padding = ImGui::GetStyle().WindowPadding;
    const float wrap = std::min(ImGui::GetFontSize() * 36, viewport.Size.x / 2);
    const ImVec2 text = ImGui::CalcTextSize(refusal.data(), refusal.data() + refusal.size(), false, wrap);
    const ImVec2 size{text.x + 2 * padding.x, text.y + 2 * padding.y};
    const bool below = high.y + size.y + 4 < end.y;
    ImGui::SetNextWindowPos(
        {std::max(viewport.Pos.x, std::min(low.x, end.x - size.x - 4)), below ? high.y + 2 : low.y - size.y - 2});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, colors.raised);
    ImGui::PushStyleColor(ImGuiCol_Border, colors.error);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                                       ImGuiWindowFlags_AlwaysAutoResize;
    ImGui::Begin(name.data(), nullptr, flags);
    ImGui::PushTextWrapPos(padding.x + wrap);
    text_in(colors.error, refusal);
    ImGui::PopTextWrapPos();
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(2);
}

std::optional<std::int64_t> NumberField::draw(const char* id, std::string_view what, std::int64_t value,
                                              NumberLimits limits, float width, const Colors& colors) {
    std::array<char, 24> shown{};
    std::snprintf(shown.data(), shown.size(), "%lld", static_cast<long long>(value));
    Stepping stepping{limits, std::nullopt};
    field_.input(id, shown.data(), width, colors,
                 ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_CallbackHistory, step_text, &stepping);
    std::optional<std::int64_t> number = stepping.reached;
    if (const auto typed = field_.entered(shown.data())) {
        try {
            number = parse_number(*typed);
            if (*number < limits.least || *number > limits.greatest) {
                number.reset();
                throw ValueError(std::string(what) + " is from " + std::to_string(limits.least) + " to " +
                                 std::to_string(limits.greatest) + ", not " + *typed);
            }
        } catch (const Error& error) {
            field_.refuse(error.what());
        }
    }
    refusal_box(field_.refusal(), colors);
    return number;
}

void column_mark(std::string_view text, std::size_t column, const Colors& colors) {
    const std::string_view before = text.substr(0, std::min(column, text.size()));
    const float left = ImGui::GetItemRectMin().x + ImGui::GetStyle().FramePadding.x;
    const float inside = ImGui::CalcTextSize(before.data(), before.data() + before.size()).x;
    const float x = std::min(left + inside, ImGui::GetItemRectMax().x) + ImGui::CalcTextSize("0").x / 2;
    const float y = ImGui::GetItemRectMax().y;
    const float half = std::floor(ImGui::GetFontSize() * 0.3f);
    ImGui::GetWindowDrawList()->AddTriangleFilled({x, y - half}, {x - half, y + 1}, {x + half, y + 1}, colors.error);
}

}  // namespace byteprism
