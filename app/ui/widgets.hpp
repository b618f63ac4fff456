// Small widgets that several panels share. Fields are in fields.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include <imgui.h>

#include "app/ui/theme.hpp"

namespace byteprism {

// Text in a colour, on one line. The string is not a printf format.
void text_in(ImU32 color, std::string_view text);
// A sentence in the error colour, wrapped at the right edge.
void error_text(const Colors& colors, std::string_view message);
// The next item goes on the same line if there is room for `width` pixels.
void flow(float width);
// The width of a field for so many digits.
float glyphs(float count);
// A dim word before a field, which begins `width` behind the start of the line.
void form_label(const char* text, float width, const Colors& colors);
// What the item drawn last does, shown when the mouse rests on it. Shortcuts belong into it.
void hint(std::string_view text);
// A small square button with a drawn sign, as high as a line of text.
enum class Sign { Cross, Maximise, Restore, Left, Right };
bool sign_button(const char* id, Sign sign, const Colors& colors);
// A button without a frame: dim text that lights up under the mouse.
bool quiet_button(const char* label, const Colors& colors);

// The names in a list that opens, one of them chosen: another one, when it was. `width` in pixels; 0: as the next item
// has it.
std::optional<std::size_t> chosen_name(const char* id, std::size_t now, std::span<const char* const> names,
                                       float width = 0);
// The same of an enumeration whose values are the names in this order. Whether another was chosen.
template <typename Choice, std::size_t count>
bool choose(const char* id, Choice& now, const char* const (&names)[count], float width = 0) {
    const auto chosen = chosen_name(id, static_cast<std::size_t>(now), names, width);
    if (chosen) now = static_cast<Choice>(*chosen);
    return chosen.has_value();
}

// Buttons in a row, one of them chosen: with the arrow keys and Enter, by its initial, or by a click. Requires labels
// whose initials are capital and differ.
class Choices {
public:
    void reset() { chosen_ = 0; }
    // The label that was taken in this frame.
    std::optional<std::size_t> draw(std::span<const char* const> labels, const Colors& colors);

private:
    std::size_t chosen_ = 0;
};

// Which way a splitter moves.
enum class Across { Columns, Rows };

// A handle on the line from `from` to `to` between two regions; the place where it was dragged to, along the axis, in
// the window's coordinates. A double click gives `home`.
std::optional<float> splitter(const char* id, Across across, ImVec2 from, ImVec2 to, float home, const Colors& colors);

}  // namespace byteprism
