// What the mouse is over in one panel, told to the other panels once, when it becomes another.
#pragma once

#include <optional>

#include "app/model/actions/actions.hpp"

namespace byteprism {

class HoverReport {
public:
    // Once a frame: the bytes of what the mouse is over, if it is over anything.
    void report(SheetId sheet, std::optional<ByteRange> bytes, Actions& actions) {
        const std::optional<Hovered> now = bytes ? std::optional(Hovered{sheet, *bytes}) : std::nullopt;
        if (now == told_) return;
        if (told_ && (!now || now->sheet != told_->sheet)) actions.push(Hover{told_->sheet, {}});
        if (now) actions.push(Hover{now->sheet, {now->bytes}});
        told_ = now;
    }

private:
    struct Hovered {
        SheetId sheet;
        ByteRange bytes;
        bool operator==(const Hovered&) const = default;
    };
    std::optional<Hovered> told_;
};

}  // namespace byteprism
