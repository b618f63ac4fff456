// Two sheets whose hex grids stand beside each other: two files, or two places of one.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/model/document/splice.hpp"
#include "app/model/hex_rows.hpp"
#include "app/model/sheet.hpp"

namespace byteprism {

struct Comparison;

struct SideBySide {
    // How a grid stood when it was seen last.
    struct Seen {
        HexRows rows;
        std::int64_t visible_rows = 0;
        std::int64_t first_row = 0;
        bool operator==(const Seen&) const = default;
    };
    // They scroll together: what stood at their tops when they were linked goes on standing beside each other, as
    // far as both have bytes there. The one that was scrolled leads; where a grid got another size, the active one.
    struct Link {
        std::array<std::int64_t, 2> tops{};  // offsets
        std::array<Seen, 2> seen{};
    };

    std::array<SheetId, 2> sheets{};  // left, right; two different ones that are open
    std::optional<Link> link;
    ImageComparison pictures = {};
    std::shared_ptr<Comparison> comparison = {};  // of their bytes; null: they only stand there

    bool has(SheetId sheet) const { return sheet == sheets[0] || sheet == sheets[1]; }
    SheetId other(SheetId sheet) const { return sheet == sheets[0] ? sheets[1] : sheets[0]; }
};

class Workbench;

// The pair that is in sight: that of the active sheet. Null: the active sheet stands alone.
const SideBySide* shown_pair(const Workbench& bench);
// Sheets of one document are told by numbers: "photo.raw", "photo.raw : 2".
std::string title_of(const Workbench& bench, const Sheet& sheet);
// Links the two as they stand, or lets each scroll for itself. Does nothing without a pair.
void link_sides(Workbench& bench);
void unlink_sides(Workbench& bench);
// A sheet follows a splice of another; in a pair that scrolls together it moves against the other side for good.
void follow_in_pair(Workbench& bench, Sheet& sheet, const Splice& splice);
// Scrolls one side as far as the other was.
void follow_link(Workbench& bench);

}  // namespace byteprism
