// Fields to type into, which keep a refused text and say why it was refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <imgui.h>

#include "app/ui/theme.hpp"

namespace byteprism {

// A line of text that the user edits. Shows `value` until it is typed in, then keeps what is typed; a refused text
// stays, with its reason under it, until it is typed over or the value changes from outside.
class TextField {
public:
    // The text, each time it was edited. `width` in pixels; negative: from the right edge.
    std::optional<std::string> edit(const char* id, std::string_view value, float width, const Colors& colors);
    // The text, when it was entered: with Enter or by leaving the field. Escape takes the value back.
    std::optional<std::string> enter(const char* id, std::string_view value, float width, const Colors& colors);

    void refuse(std::string reason) { refusal_ = std::move(reason); }
    const std::string& refusal() const { return refusal_; }
    bool active() const { return active_; }

private:
    friend class NumberField;
    bool input(const char* id, std::string_view value, float width, const Colors& colors, ImGuiInputTextFlags flags,
               ImGuiInputTextCallback callback = nullptr, void* data = nullptr);
    std::optional<std::string> entered(std::string_view value) const;

    std::string text_;
    std::string shown_;    // the value that text_ was taken from
    std::string refusal_;  // of text_
    bool active_ = false;
};

// A line of text that takes the keyboard as soon as it is drawn. What is typed before ImGui has handed the keyboard
// over is not lost. The arrow keys Up and Down are left to whoever draws it.
class EagerField {
public:
    // Starts over with a text, all of it selected.
    void reset(std::string text);
    // Takes the keyboard back, with the text as it is.
    void take_keyboard() { wanted_ = true; }
    // Until then it is a field as any other.
    void wait_for_keyboard() { wanted_ = false; }
    // Once a frame, of a field that is what its panel is gone to for: takes the keyboard with the panel, all of the
    // text selected, and lets it go. A click says itself what is meant.
    void follow_panel(bool focused);
    // Tab is left to whoever draws it, too.
    void keep_tab() { keeps_tab_ = true; }
    // Whether the text was edited in this frame. `placeholder` is shown while it is empty.
    bool draw(const char* id, const char* placeholder, float width);
    // Replaces the text, also while it is being edited.
    void set(std::string text);

    const std::string& text() const { return text_; }
    bool active() const { return active_; }

private:
    static int place_caret(ImGuiInputTextCallbackData* data);

    std::string text_;
    bool wanted_ = true;  // the keyboard, when it is drawn next
    bool active_ = false;
    bool select_all_ = true;   // as soon as ImGui has handed the keyboard over
    bool caret_last_ = false;  // put the caret behind the text instead of selecting it
    bool keeps_tab_ = false;
    bool replaced_ = false;  // by set(), while ImGui edits its own copy
    bool panel_focused_ = false;
};

// A value that is edited where it stands, in the place of its text: Enter takes what was typed, Escape and a click
// elsewhere give it up. A refused text stays, with its reason, until it is mended.
class InPlaceField {
public:
    // Tab gives up what was typed as a click elsewhere does, or takes it as Enter does.
    enum class Tab { GivesUp, Takes };
    // Starts with the value's text, all of it selected.
    void open(std::string text, Tab tab = Tab::GivesUp);
    void close() { open_ = false; }
    bool is_open() const { return open_; }

    // The text that was entered: whoever takes it closes the field, or refuses it. Text that was not changed is none.
    // `air`: pixels above and below the text. Requires an open field.
    std::optional<std::string> draw(const char* id, float width, float air, const Colors& colors);
    void refuse(std::string reason);
    // Whether Tab was what the field was left with last.
    bool left_by_tab() const { return left_by_tab_; }

private:
    EagerField field_;
    std::string before_;
    std::string refusal_;
    Tab tab_ = Tab::GivesUp;
    bool open_ = false;
    bool left_by_tab_ = false;
    bool was_active_ = false;
};

// Dim text in the item drawn last, a field that is empty.
void placeholder(const char* text, const Colors& colors);

// The refusal as a small box under the item drawn last, over whatever is there. Nothing if it is empty.
void refusal_box(std::string_view refusal, const Colors& colors);

// A mark at the lower edge of the item drawn last, a field with `text`, under the character at `column`.
void column_mark(std::string_view text, std::size_t column, const Colors& colors);

struct NumberLimits {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
    std::int64_t step = 1;  // of the arrow keys
};

// A field for a whole number as people type it (640, 0x1F, 4K). Up and Down step it while it is active.
class NumberField {
public:
    // A number within the limits, when the user entered or stepped to one. `what` names it in a refusal: "width".
    std::optional<std::int64_t> draw(const char* id, std::string_view what, std::int64_t value, NumberLimits limits,
                                     float width, const Colors& colors);
    // For a number that fits its limits and is still not possible.
    void refuse(std::string reason) { field_.refuse(std::move(reason)); }

private:
    TextField field_;
};

}  // namespace byteprism
