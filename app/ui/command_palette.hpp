// Every command, found by a few letters of its name.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "app/model/commands/commands.hpp"
#include "app/ui/fields.hpp"

namespace byteprism {

// How well the letters of `pattern` fit `text` when they are looked for in order, in any case; nothing if one is
// missing. Letters that follow each other and that begin words count more.
std::optional<int> fuzzy_score(std::string_view pattern, std::string_view text);

class CommandPalette {
public:
    void reset();
    // Runs the command that was chosen.
    void draw(const Workbench& bench, Actions& actions);

private:
    void find(const Workbench& bench);
    void move();
    std::optional<std::size_t> draw_list(const Workbench& bench);

    EagerField field_;
    std::vector<const Command*> found_;  // best first
    std::size_t chosen_ = 0;
    bool moved_ = false;  // by keys: the chosen row has to be in sight
    bool stale_ = true;
};

}  // namespace byteprism
