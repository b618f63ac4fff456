// What stands on the screen, read back from what was drawn: every run of text with its place. So a test asserts what a
// user would see, and clicks where a user would.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <imgui.h>

namespace byteprism {

class Screen {
public:
    struct Run {
        std::string text;
        ImVec2 from, to;
    };

    // The last frame that was rendered. Requires one font.
    Screen() {
        const ImFont& font = *ImGui::GetIO().Fonts->Fonts[0];
        for (const ImFontGlyph& glyph : font.Glyphs) glyphs_[{glyph.U0, glyph.V0, glyph.U1, glyph.V1}] = &glyph;
        const ImDrawData& data = *ImGui::GetDrawData();
        for (int i = 0; i < data.CmdListsCount; ++i) read(*data.CmdLists[i]);
    }

    const std::vector<Run>& runs() const { return runs_; }
    bool shows(std::string_view text) const {
        return std::ranges::any_of(runs_, [&](const Run& run) { return holds(run, text); });
    }
    // The middle of the text: of a run that is nothing else, or else of one that contains it; the last one drawn, which
    // stands in front.
    ImVec2 place_of(std::string_view text) const {
        auto run = std::find_if(runs_.rbegin(), runs_.rend(), [&](const Run& each) { return each.text == text; });
        if (run == runs_.rend()) {
            run = std::find_if(runs_.rbegin(), runs_.rend(), [&](const Run& each) { return holds(each, text); });
        }
        if (run == runs_.rend()) throw std::runtime_error("nowhere: " + std::string(text) + "\n" + all());
        const float advance = (run->to.x - run->from.x) / static_cast<float>(run->text.size());
        const auto middle = static_cast<float>(run->text.find(text)) + static_cast<float>(text.size()) / 2;
        return {run->from.x + middle * advance, (run->from.y + run->to.y) / 2};
    }
    // Everything, a run a line, for what a failed test says.
    std::string all() const {
        std::string text;
        for (const Run& run : runs_) text += run.text + "\n";
        return text;
    }

private:
    static bool holds(const Run& run, std::string_view text) { return run.text.find(text) != std::string::npos; }

    void read(const ImDrawList& list) {
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const unsigned end = command.IdxOffset + command.ElemCount;
            for (unsigned i = command.IdxOffset; i + 2 < end;) {
                const ImDrawVert* corner = &list.VtxBuffer[static_cast<int>(command.VtxOffset + index(list, i))];
                const bool quad = i + 5 < end && index(list, i + 1) == index(list, i) + 1 &&
                                  index(list, i + 2) == index(list, i) + 2 && index(list, i + 5) == index(list, i) + 3;
                if (quad) add(corner[0], corner[2], command.ClipRect);
                i += quad ? 6 : 3;
            }
        }
    }
    static unsigned index(const ImDrawList& list, unsigned at) { return list.IdxBuffer[static_cast<int>(at)]; }

    void add(const ImDrawVert& low, const ImDrawVert& high, const ImVec4& clip) {
        const auto at = glyphs_.find({low.uv.x, low.uv.y, high.uv.x, high.uv.y});
        const ImVec2 middle{(low.pos.x + high.pos.x) / 2, (low.pos.y + high.pos.y) / 2};
        const bool inside = middle.x >= clip.x && middle.y >= clip.y && middle.x < clip.z && middle.y < clip.w;
        if (at == glyphs_.end() || !inside) return;
        const ImFontGlyph& glyph = *at->second;
        const ImVec2 pen{low.pos.x - glyph.X0, low.pos.y - glyph.Y0};
        const float line = ImGui::GetIO().Fonts->Fonts[0]->FontSize;
        const char character = glyph.Codepoint < 0x80 ? static_cast<char>(glyph.Codepoint) : '?';
        const bool same_line = !runs_.empty() && std::abs(pen.y - runs_.back().from.y) < 0.5f;
        const float gap = same_line ? (pen.x - runs_.back().to.x) / glyph.AdvanceX : -1;
        if (gap < -0.1f || gap > 2.5f) {
            runs_.push_back({std::string(1, character), pen, {pen.x + glyph.AdvanceX, pen.y + line}});
            return;
        }
        runs_.back().text += std::string(static_cast<std::size_t>(std::lround(gap)), ' ') + character;
        runs_.back().to.x = pen.x + glyph.AdvanceX;
    }

    std::map<std::tuple<float, float, float, float>, const ImFontGlyph*> glyphs_;
    std::vector<Run> runs_;
};

}  // namespace byteprism
