// An argument that is chosen from a list, or typed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/commands/commands.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/image/thumbnails.hpp"
#include "app/ui/textures.hpp"

namespace byteprism {

class ChoiceQuestion {
public:
    // Lists what there is. Requires a command with choices.
    void start(const Command& command, const Workbench& bench, const std::string& given);
    // The answer, when it was given in this frame.
    std::optional<std::string> draw(std::string_view title, const Workbench& bench, Textures& textures);
    void refuse(std::string reason) { refusal_ = std::move(reason); }

private:
    void filter();
    void move();
    std::optional<std::size_t> draw_list(const Workbench& bench, Textures& textures);
    void draw_row(std::size_t row, const Workbench& bench, Textures& textures);
    std::string typed() const;

    EagerField field_;
    std::string given_;
    ChoiceList list_;
    std::vector<std::size_t> found_;  // of the list, in its order
    std::size_t chosen_ = 0;          // of those found
    bool moved_ = false;              // by keys: the chosen row has to be in sight
    Thumbnails thumbnails_;
    std::string refusal_;
};

}  // namespace byteprism
