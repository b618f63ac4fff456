// Finding: what is searched for in the active document, and what is done with what is found. Actions, as those of
// actions.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/model/search/find_job.hpp"
#include "app/model/search/find_settings.hpp"
#include "app/model/sheet.hpp"

namespace byteprism {

class Workbench;

struct Finding {
    SheetId sheet{};
    FindSettings settings;
    std::string refusal;             // why the settings mean no pattern; empty: they do, or nothing is asked for
    std::unique_ptr<FindJob> job;    // null: nothing is searched for
    std::int64_t origin = 0;         // where the cursor was when the text was begun: the first hit is looked for there
    std::optional<ByteRange> shown;  // the hit that was gone to last
    // A hit that is gone to as soon as it is found: the first at or behind a place, or the last before it.
    struct Wanted {
        std::int64_t from;
        bool backwards;
        bool moves_on = false;  // what is typed from now on is looked for from there
        std::optional<std::int64_t> asked_at = {};  // where the cursor was then; when it leaves, the wish is given up
    };
    std::optional<Wanted> wanted;
};

// clang-format off
struct Find { SheetId sheet; FindSettings settings; friend void apply(Workbench&, const Find&); };  // from the cursor on; what is being typed is searched for again and again from where it was begun
struct FindAgain { SheetId sheet; bool backwards; friend void apply(Workbench&, const FindAgain&); };  // the next hit from the cursor on, round and round
struct GoToHit { SheetId sheet; std::uint64_t index; friend void apply(Workbench&, const GoToHit&); };
struct ReplaceHit { SheetId sheet; friend void apply(Workbench&, const ReplaceHit&); };  // the one that is selected; then goes to the next one
struct ReplaceHits { SheetId sheet; friend void apply(Workbench&, const ReplaceHits&); };  // all of them, in one undo step
struct EndFinding { friend void apply(Workbench&, const EndFinding&) ; };  // and its marks
// clang-format on

// The hits of a sheet's document. Null: nothing was searched for there, or the bytes are others now.
const FindJob* hits_of(const Workbench& bench, const Sheet& sheet);
// Goes to what was wanted, and searches again when the bytes have changed. Whether anything happened.
bool follow_finding(Workbench& bench);
// Whether a search is going on.
bool is_searching(const Workbench& bench);

}  // namespace byteprism
