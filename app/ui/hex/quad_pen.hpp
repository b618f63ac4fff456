// QuadPen: rectangles and characters of a monospace face, straight into a draw list.
//
// A grid of bytes is thousands of characters a frame. ImDrawList::AddText decodes, clips and looks each of them up;
// here the face is looked up once a frame, and a character is one quad.
#pragma once

#include <array>
#include <cstddef>

#include <imgui.h>

#include "app/ui/imgui_glue.hpp"

namespace byteprism {

// The printable ASCII characters of the current font at its current size, relative to the top left of their cell.
class MonoFace {
public:
    MonoFace();

    // Requires 0x20 <= character <= 0x7e.
    const glue::Glyph& operator[](unsigned char character) const { return glyphs_[character - first]; }
    const glue::Glyph& hex_digit(std::size_t digit) const {
        return (*this)[static_cast<unsigned char>("0123456789ABCDEF"[digit])];
    }
    // In whole pixels, so that every character is as crisp as the first.
    float advance() const { return advance_; }

private:
    static constexpr unsigned char first = 0x20, last = 0x7e;
    std::array<glue::Glyph, last - first + 1> glyphs_;
    float advance_;
};

// Requires that no more than `most` quads are drawn, and that nothing else draws into the list meanwhile.
class QuadPen {
public:
    QuadPen(ImDrawList& list, int most) : list_(list), left_(most) { list_.PrimReserve(6 * most, 4 * most); }
    ~QuadPen() { list_.PrimUnreserve(6 * left_, 4 * left_); }
    QuadPen(const QuadPen&) = delete;
    QuadPen& operator=(const QuadPen&) = delete;

    void fill(ImVec2 from, ImVec2 to, ImU32 color) { quad(from, to, white_, white_, color); }
    void frame(ImVec2 from, ImVec2 to, float line, ImU32 color) {
        fill(from, {to.x, from.y + line}, color);
        fill({from.x, to.y - line}, to, color);
        fill({from.x, from.y + line}, {from.x + line, to.y - line}, color);
        fill({to.x - line, from.y + line}, {to.x, to.y - line}, color);
    }
    void glyph(ImVec2 at, const glue::Glyph& glyph, ImU32 color) {
        quad({at.x + glyph.from.x, at.y + glyph.from.y}, {at.x + glyph.to.x, at.y + glyph.to.y}, glyph.uv_from,
             glyph.uv_to, color);
    }

private:
    // What ImDrawList::PrimRectUV does, where the compiler can see it: it is most of the time of a frame.
    void quad(ImVec2 from, ImVec2 to, ImVec2 uv_from, ImVec2 uv_to, ImU32 color) {
        const unsigned first = list_._VtxCurrentIdx;
        for (const unsigned corner : {0u, 1u, 2u, 0u, 2u, 3u}) {
            list_.PrimWriteIdx(static_cast<ImDrawIdx>(first + corner));
        }
        list_.PrimWriteVtx(from, uv_from, color);
        list_.PrimWriteVtx({to.x, from.y}, {uv_to.x, uv_from.y}, color);
        list_.PrimWriteVtx(to, uv_to, color);
        list_.PrimWriteVtx({from.x, to.y}, {uv_from.x, uv_to.y}, color);
        --left_;
    }

    ImVec2 white_ = ImGui::GetFontTexUvWhitePixel();
    ImDrawList& list_;
    int left_;
};

}  // namespace byteprism
