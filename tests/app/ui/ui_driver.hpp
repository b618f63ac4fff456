// UiTest: the whole window without a screen, driven by synthetic keys and mouse through the same queue and frames as
// the real one, its state asserted as text.
//
//     given("00 |11 22 33");             // the cursor stands on the second byte
//     ui.type("aabb");                   // all four digits arrive in one frame
//     EXPECT_EQ(state(), "00 aa bb |33");
//
// The notation: two hex digits for each byte; `|` before the byte of the cursor, or between its digits when the high
// one was typed; brackets around the selected bytes: "00 [11 |22] 33".
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "app/model/workbench.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/hex/hex_paint.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/input.hpp"
#include "app/ui/theme.hpp"
#include "tests/app/ui/headless.hpp"

namespace byteprism {

// The hands. Each movement is followed by frames until nothing moves any more.
class UiDriver {
public:
    explicit UiDriver(Workbench& bench) : bench_(bench) {}

    void type(std::string_view text) {
        for (const char character : text) input_.push(CharacterTyped{static_cast<unsigned char>(character)});
        settle();
    }
    // "Ctrl+Shift+Z", as menus write it.
    void press(std::string_view keys) {
        const Key key = key_from_text(keys);
        if (!key) throw std::invalid_argument("no key: " + std::string(keys));
        input_.push(KeyChange{key, true});
        input_.push(KeyChange{key, false});
        input_.push(KeyChange{held_, false});
        settle();
    }
    // Modifiers kept down while the mouse does something; Key{} lets go.
    void hold(Key modifiers) {
        held_ = modifiers;
        input_.push(KeyChange{modifiers, static_cast<bool>(modifiers)});
        settle();
    }
    void move(ImVec2 to) {
        input_.push(MouseMoved{to.x, to.y});
        settle();
    }
    void button_down(int button = 0) { button_is(button, true); }
    void button_up(int button = 0) { button_is(button, false); }
    void click(ImVec2 at) {
        move(at);
        button_down();
        button_up();
        rest();
    }
    void double_click(ImVec2 at) {
        move(at);
        for (int time = 0; time < 2; ++time) {
            button_down();
            button_up();
        }
        rest();
    }
    void drag(ImVec2 from, ImVec2 to) {
        move(from);
        button_down();
        move({(from.x + to.x) / 2, (from.y + to.y) / 2});
        move(to);
        button_up();
        rest();
    }
    void scroll(float notches) {
        input_.push(MouseScrolled{0, notches});
        settle();
    }
    // Gives an event as the window would; no frame follows by itself.
    void queue(InputEvent event) { input_.push(std::move(event)); }

    // One frame. Whether another should follow.
    bool frame() {
        const bool more = frame_.run(bench_, textures, input_.next_frame());
        return more || !input_.empty();
    }
    void frames(int count) {
        for (int n = 0; n < count; ++n) frame();
    }
    // Frames until the queue is empty and nothing moves.
    void settle() {
        for (int n = 0; frame(); ++n) {
            if (n > 300) throw std::runtime_error("the window does not come to rest");
        }
    }

    // Where the hex grid is, as it was drawn last.
    HexFrame grid() const {
        const ImGuiWindow* const grid_window = window("/grid_");
        face_.emplace();
        const Sheet& sheet = *bench_.active();
        return lay_out_hex(sheet, bench_.document(sheet), colors(bench_.settings.theme), *face_, grid_window->Pos,
                           grid_window->Size);
    }
    // The window of the last frame whose path of names contains this.
    static const ImGuiWindow* window(std::string_view name) {
        for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
            if (window->WasActive && std::string_view(window->Name).find(name) != std::string_view::npos) return window;
        }
        throw std::runtime_error("no such window: " + std::string(name));
    }
    // Whether anything is drawn in the colour of errors.
    bool shows_error() const {
        const ImU32 error = colors(bench_.settings.theme).error;
        const ImDrawData& data = *ImGui::GetDrawData();
        return std::any_of(data.CmdLists, data.CmdLists + data.CmdListsCount, [&](const ImDrawList* list) {
            return std::ranges::any_of(list->VtxBuffer, [&](const ImDrawVert& vertex) { return vertex.col == error; });
        });
    }
    // The middle of the cell of a byte. Requires that it is in sight.
    ImVec2 cell(Side side, std::int64_t offset) const {
        const HexFrame frame = grid();
        const ImVec2 corner = frame.cell(side, frame.rows.row_of(offset), frame.rows.column_of(offset));
        return {corner.x + frame.columns.cell_width(side) / 2, corner.y + frame.row_height / 2};
    }
    // The middle of the offset at the left of a row.
    ImVec2 row_offset(std::int64_t row) const {
        const HexFrame frame = grid();
        return {frame.cells.x + frame.columns.offsets_x() + 10, frame.row_y(row) + frame.row_height / 2};
    }

    FakeTextures textures;

private:
    void button_is(int button, bool down) {
        input_.push(MouseChange{button, down});
        settle();
    }
    // Long enough that the next click is no double click.
    static void rest() {
        for (double& time : ImGui::GetIO().MouseClickedTime) time = -1000;
    }

    Workbench& bench_;
    Frame frame_;
    InputQueue input_;
    Key held_;
    mutable std::optional<MonoFace> face_;
};

class UiTest : public testing::Test {
protected:
    // The grid has its panel for itself; the minimap has tests of its own.
    UiTest() { bench.settings.minimap = MinimapKind::Off; }
    // A document with these bytes and this cursor, in a window of its own.
    void given(std::string_view text);
    void given(std::vector<std::byte> bytes) {
        bench.add(Document::untitled("test", Buffer::copy_of(bytes)));
        ui.settle();
    }
    Sheet& sheet() { return *bench.find(bench.active_sheet); }
    Document& document() { return bench.document(sheet()); }
    // All bytes of the document, in the notation above.
    std::string state();

    FakeClipboard clipboard;
    Workbench bench{&clipboard};
    HeadlessImGui imgui;
    UiDriver ui{bench};
};

inline void UiTest::given(std::string_view text) {
    std::vector<std::byte> bytes;
    Cursor cursor;
    std::optional<std::int64_t> opened;
    unsigned digits = 0;
    int count = 0;
    for (const char character : text) {
        const auto here = static_cast<std::int64_t>(bytes.size());
        if (character == '[') {
            opened = here;
        } else if (character == ']') {
            cursor.anchor = cursor.offset == *opened ? here - 1 : *opened;
        } else if (character == '|') {
            cursor.offset = here;
            cursor.nibble = count;
        } else if (character != ' ') {
            digits = digits << 4 | static_cast<unsigned>(std::stoi(std::string(1, character), nullptr, 16));
            if (++count == 2) {
                bytes.push_back(static_cast<std::byte>(digits));
                digits = 0;
                count = 0;
            }
        }
    }
    given(std::move(bytes));
    sheet().cursor = cursor;
    ui.settle();
}

inline std::string UiTest::state() {
    const Cursor& cursor = sheet().cursor;
    const ByteRange selection = cursor.selection();
    const auto bytes = document().bytes();
    std::string text;
    for (std::int64_t at = 0; at < document().size(); ++at) {
        const auto byte = std::to_integer<unsigned>(bytes[static_cast<std::size_t>(at)]);
        if (at > 0) text += ' ';
        if (!selection.empty() && at == selection.offset) text += '[';
        if (at == cursor.offset && cursor.nibble == 0) text += '|';
        text += "0123456789abcdef"[byte >> 4];
        if (at == cursor.offset && cursor.nibble == 1) text += '|';
        text += "0123456789abcdef"[byte & 0xf];
        if (!selection.empty() && at == selection.end() - 1) text += ']';
    }
    return text;
}

}  // namespace byteprism
