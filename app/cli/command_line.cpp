#include "app/cli/command_line.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "app/cli/output.hpp"
#include "app/cli/verb.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

constexpr int wrong_usage = 2;
constexpr int io_failed = 3;

int complain(const std::string& what, int status) {
    std::fprintf(stderr, "byteprism: %s\n", what.c_str());
    return status;
}

// Parses; nothing: go on. Otherwise the exit status, after help, version or one line of complaint was printed.
std::optional<int> parse(CLI::App& app, int argc, const char* const* argv) {
    try {
        app.parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::Success& success) {
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        return complain(error.what(), wrong_usage);
    }
}

// What an Error says of the exit status: a file or the system refused, or the words were wrong.
int run(const VerbAction& action) {
    try {
        return action();
    } catch (const OutputClosed&) {
        return 0;
    } catch (const IoError& error) {
        return complain(error.what(), io_failed);
    } catch (const ExpressionError& error) {
        const std::string what = "column " + std::to_string(error.column + 1) + ": " + error.what();
        return complain(what, error.fault == ExpressionError::Fault::Text ? wrong_usage : io_failed);
    } catch (const Error& error) {
        return complain(error.what(), wrong_usage);
    } catch (const std::bad_alloc&) {
        return complain("not enough memory", io_failed);
    } catch (const std::exception& error) {
        return complain(error.what(), io_failed);
    }
}

int run_verb(const Verb& verb, int argc, const char* const* argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is noticed by the write
    CLI::App app(verb.description, "byteprism " + std::string(verb.name));
    const VerbAction action = verb.declare(app);
    if (const auto status = parse(app, argc, argv)) return *status;
    return run(action);
}

void read_window_size(const std::string& text, WindowSize& size) {
    const std::size_t cross = text.rfind('x');
    try {
        if (cross == std::string::npos) throw ValueError("it is not WIDTHxHEIGHT");
        const std::int64_t width = parse_number(std::string_view(text).substr(0, cross));
        const std::int64_t height = parse_number(std::string_view(text).substr(cross + 1));
        if (std::min(width, height) < 100 || std::max(width, height) > 16384) {
            throw ValueError("100 to 16384 pixels are possible");
        }
        size = {static_cast<int>(width), static_cast<int>(height)};
    } catch (const Error& error) {
        throw CLI::ValidationError("--window", "'" + text + "': " + error.what());
    }
}

void declare_window_options(CLI::App& app, Launch& launch, bool& readonly) {
    app.add_option("file", launch.files, "Files to open")->type_name("FILE");
    app.add_flag("--readonly", readonly, "Refuse edits");
    app.add_option("--view", launch.view, "Look at the first file through this expression")->type_name("EXPR");
    app.add_option("--pixels", launch.pixels, "Show the first file as a picture of this pixel format")
        ->type_name("FORMAT");
    app.add_option("--size", launch.size, "... of this size")->type_name("WxH");
    app.add_option("--stride", launch.stride, "... with rows so many bytes apart")->type_name("N");
    app.add_option("--offset", launch.offset, "... beginning at this byte")->type_name("N");
    app.add_option("--goto", launch.go_to, "Put the cursor there")->type_name("OFFSET");
    app.add_option("--do", launch.commands, "Run a command after opening; may be repeated")
        ->type_name("COMMAND[=ARG]")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option_function<std::string>(
           "--window", [&launch](const std::string& text) { read_window_size(text, launch.window); },
           "Size of the window")
        ->type_name("WxH");
    app.add_option("--screenshot", launch.screenshot, "Draw, write the window's picture, exit; needs no display")
        ->type_name("FILE.png");
}

std::string list_of_verbs() {
    std::string text = "Verbs, used without a window (byteprism VERB --help):\n";
    for (const Verb& verb : verbs()) {
        std::string line = "  " + std::string(verb.name);
        line.resize(30, ' ');
        text += line + verb.description + "\n";
    }
    return text;
}

}  // namespace

CommandLineResult run_command_line(int argc, const char* const* argv) {
    if (argc > 1) {
        const auto verb = std::ranges::find(verbs(), std::string_view(argv[1]), &Verb::name);
        if (verb != verbs().end()) return {std::nullopt, run_verb(*verb, argc - 1, argv + 1)};
    }
    CLI::App app("One buffer of bytes as a hex grid, as structure and as a picture", "byteprism");
    app.set_version_flag("--version", "byteprism " BYTEPRISM_VERSION);
    app.footer(list_of_verbs());
    Launch launch;
    bool readonly = false;
    declare_window_options(app, launch, readonly);
    if (const auto status = parse(app, argc, argv)) return {std::nullopt, *status};
    if (readonly) launch.editing = Editing::Refused;
    return {launch, 0};
}

}  // namespace byteprism
