// ImageGuess: looks for the picture that the bytes of a sheet may be, as a job.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/model/jobs/job.hpp"
#include "app/model/sheet.hpp"
#include "core/image/geometry_guess.hpp"

namespace byteprism {

class Workbench;

class ImageGuess {
public:
    // Looks at the selected run, or at all bytes; of many at the first 32 MiB.
    ImageGuess(const Workbench& bench, const Sheet& sheet);

    SheetId sheet() const { return sheet_; }
    bool ended() const { return job_.ended(); }
    // Whether it is to be offered now: once.
    bool take_offer() { return !std::exchange(offered_, true); }
    // Requires ended(). Why there is no answer; empty: found() is one.
    std::string failure() const;
    // Requires ended(). The best first; the offsets count from the start of the document.
    const std::vector<GeometryGuess>& found() const { return *found_; }

private:
    struct Question;
    ImageGuess(const Workbench& bench, const Sheet& sheet, Question question);

    SheetId sheet_;
    bool offered_ = false;
    std::shared_ptr<std::vector<GeometryGuess>> found_;
    Job job_;
};

// "640 x 480 rgb565le, stride 1280, offset 54": what is chosen by.
std::string text_of(const GeometryGuess& guess);
// Asks which of the guesses it is, once they are there and nothing else is being asked. Whether anything happened.
bool offer_guesses(Workbench& bench);

}  // namespace byteprism
