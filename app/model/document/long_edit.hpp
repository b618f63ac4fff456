// LongEdit: an edit, or a step that is undone or redone, whose bytes are so many that they are put in slices, across
// frames. Plain data; Document does the work (long_edit.cpp). Other edits are refused meanwhile.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "app/model/document/history.hpp"

namespace byteprism {

struct LongEdit {
    enum class Kind { Make, Undo, Redo } kind = Kind::Make;
    std::unique_ptr<Edit> made;       // Make: the edit; its old bytes are kept as they are overwritten
    std::shared_ptr<SpillFile> kept;  // Make: where they are, from `kept_at` on
    std::int64_t kept_at = 0;
    Gesture gesture = Gesture::None;  // Make
    std::vector<const Edit*> edits;   // in the order in which they are put
    Direction direction = Direction::Forth;
    std::int64_t total = 0;  // bytes
    std::int64_t done = 0;   // of them
    bool cancelled = false;  // what is done is taken back
    std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
};

}  // namespace byteprism
