// byteprism guess FILE [--pixels F] [--json]

#include <cstdio>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/value_json.hpp"
#include "core/error.hpp"
#include "core/image/geometry_guess.hpp"

namespace byteprism {
namespace {

struct GuessOptions {
    std::string file, pixels;
    bool json = false;
};

std::string two_digits(double number) {
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", number);
    return text;
}

std::string guess_json(const GeometryGuess& guess) {
    return "{\"stride\":" + std::to_string(guess.row_stride) + ",\"width\":" + std::to_string(guess.width) +
           ",\"height\":" + std::to_string(guess.height) + ",\"offset\":" + std::to_string(guess.offset) +
           ",\"pixels\":" + text_json(guess.pixels) + ",\"confidence\":" + two_digits(guess.confidence) + "}";
}

void write_json(const std::vector<GeometryGuess>& guesses, Output& output) {
    std::string text = std::string("{\"found\":") + (guesses.empty() ? "false" : "true") + ",\"candidates\":[";
    for (const GeometryGuess& guess : guesses) text += (text.back() == '[' ? "" : ",") + guess_json(guess);
    output.write(text + "]}\n");
}

// As options of `byteprism image`.
void write_text(const std::vector<GeometryGuess>& guesses, Output& output) {
    for (const GeometryGuess& guess : guesses) {
        output.write(two_digits(guess.confidence) + "  --pixels " + guess.pixels + " --size " +
                     std::to_string(guess.width) + "x" + std::to_string(guess.height) + " --stride " +
                     std::to_string(guess.row_stride) + " --offset " + std::to_string(guess.offset) + "\n");
    }
    if (guesses.empty()) output.write("no period found that a picture would have\n");
}

int guess(const GuessOptions& options) {
    if (!options.pixels.empty()) find_pixels("--pixels", options.pixels);
    const Buffer buffer = open_source(options.file).buffer;
    const std::string_view path = options.file;
    Progress progress;
    const std::vector<GeometryGuess> guesses =
        guess_geometry(buffer.bytes(), {path.substr(path.rfind('/') + 1), options.pixels}, progress);
    Output output;
    options.json ? write_json(guesses, output) : write_text(guesses, output);
    output.flush();
    return guesses.empty() ? 1 : 0;
}

}  // namespace

VerbAction declare_guess(CLI::App& app) {
    auto options = std::make_shared<GuessOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    app.add_option("--pixels", options->pixels, "The pixel format, if it is known")->type_name("FORMAT");
    app.add_flag("--json", options->json, "As JSON");
    return [options] { return guess(*options); };
}

}  // namespace byteprism
