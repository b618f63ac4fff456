// The question that stands before everything else: an argument for a command, edits that would be lost, the palette.
#pragma once

#include <memory>

#include "app/model/workbench.hpp"
#include "app/ui/textures.hpp"

namespace byteprism {

class QuestionWindow {
public:
    QuestionWindow();
    ~QuestionWindow();
    // Draws the workbench's question, if there is one, and reports the answer.
    void draw(const Workbench& bench, Textures& textures, Actions& actions);

private:
    struct Scratch;
    std::unique_ptr<Scratch> scratch_;
};

}  // namespace byteprism
