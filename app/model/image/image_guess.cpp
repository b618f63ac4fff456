#include "app/model/image/image_guess.hpp"

#include <algorithm>

#include "app/model/number_text.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_bytes = 32 << 20;
constexpr std::int64_t slice = 256 << 10;

std::vector<std::byte> read(JobReader& reader, ByteRange range) {
    std::vector<std::byte> bytes(static_cast<std::size_t>(range.length));
    for (std::int64_t at = 0; at < range.length; at += slice) {
        const auto length = static_cast<std::size_t>(std::min(slice, range.length - at));
        reader.read(range.offset + at, std::span(bytes).subspan(static_cast<std::size_t>(at), length));
    }
    return bytes;
}

}  // namespace

struct ImageGuess::Question {
    ByteRange range;  // what it may fill
    std::string file_name;
    std::shared_ptr<std::vector<GeometryGuess>> answer = std::make_shared<std::vector<GeometryGuess>>();

    void operator()(JobReader& reader) const {
        const ByteRange looked_at{range.offset, std::min(range.length, most_bytes)};
        *answer = guess_geometry(read(reader, looked_at), {.file_name = file_name, .pixels = {}}, reader.progress());
        for (GeometryGuess& guess : *answer) {
            const bool cut = looked_at.length < range.length && guess.row_stride > 0;
            if (cut) guess.height = (range.length - guess.offset) / guess.row_stride;
            guess.offset += range.offset;
        }
    }
};

ImageGuess::ImageGuess(const Workbench& bench, const Sheet& sheet)
    : ImageGuess(bench, sheet,
                 {sheet.cursor.anchor ? sheet.cursor.selection() : ByteRange{0, bench.document(sheet).size()},
                  bench.document(sheet).name()}) {}

ImageGuess::ImageGuess(const Workbench& bench, const Sheet& sheet, Question question)
    : sheet_(sheet.id), found_(question.answer), job_(bench.jobs, bench.document(sheet), std::move(question)) {}

std::string ImageGuess::failure() const {
    if (job_.completed()) return "";
    return job_.failure().empty() ? "the bytes changed while they were looked at: guess again" : job_.failure();
}

std::string text_of(const GeometryGuess& guess) {
    return std::to_string(guess.width) + " x " + std::to_string(guess.height) + " " + guess.pixels + ", stride " +
           std::to_string(guess.row_stride) + ", offset " + std::to_string(guess.offset);
}

bool offer_guesses(Workbench& bench) {
    if (bench.guess == nullptr || !bench.guess->ended() || bench.question) return false;
    const Sheet* const sheet = bench.find(bench.guess->sheet());
    const std::string failure = bench.guess->failure();
    if (sheet == nullptr) {
        bench.guess.reset();
    } else if (!failure.empty()) {
        bench.notify(Notice::Severity::Error, bench.document(*sheet).name() + ": " + failure);
        bench.guess.reset();
    } else if (bench.guess->found().empty()) {
        bench.tell(*sheet, "nothing here repeats as the rows of a picture do");
        bench.guess.reset();
    } else if (bench.active_sheet == sheet->id && bench.guess->take_offer()) {
        const std::size_t count = bench.guess->found().size();
        bench.tell(*sheet, std::to_string(count) + (count == 1 ? " guess" : " guesses"));
        bench.question = Question{Question::Kind::Argument, "image.take_guess", sheet->id, ""};
    } else {
        return false;
    }
    return true;
}

}  // namespace byteprism
