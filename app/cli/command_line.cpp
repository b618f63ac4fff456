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

// What to open, as typed.
struct SourceOptions {
    std::vector<std::string> files;
    bool live = false;
    std::optional<std::string> shared_memory, process, region;
};

Source file_source(const std::string& path, bool live) {
    if (path == "-" && live) throw ValueError("--live: standard input is no file");
    if (path == "-") return StandardInput{};
    if (live) return LiveFile{path};
    return FileSource{path};
}

// What has an option of its own comes first.
std::vector<Source> sources_of(const SourceOptions& options) {
    std::vector<Source> sources;
    if (options.region && !options.process) throw ValueError("--region: says where in the process of --pid, give both");
    if (options.process) {
        sources.push_back(parse_process(*options.process + (options.region ? " " + *options.region : "")));
    }
    if (options.shared_memory) sources.push_back(SharedMemory{*options.shared_memory});
    for (const std::string& path : options.files) {
        sources.push_back(file_source(path, options.live && &path == &options.files.front()));
    }
    if (std::ranges::count(options.files, "-") > 1) throw ValueError("standard input can be read once only");
    if (options.live && options.files.empty()) throw ValueError("--live: needs a file");
    return sources;
}

void declare_source_options(CLI::App& app, SourceOptions& options) {
    app.add_option("file", options.files, "Files to open; - is standard input")->type_name("FILE");
    app.add_flag("--live", options.live, "Map the first file shared: edits reach it at once");
    app.add_option("--pid", options.process, "Open the memory of a process")->type_name("N");
    app.add_option("--region", options.region, "... the region with this address; else the window asks which")
        ->type_name("ADDR");
    app.add_option("--shm", options.shared_memory, "Open a block of POSIX shared memory")->type_name("NAME");
}

void declare_window_options(CLI::App& app, Launch& launch, bool& readonly) {
    app.add_flag("--readonly", readonly, "Refuse edits");
    app.add_option("--view", launch.view, "Look at the first file through this expression")->type_name("EXPR");
    app.add_option("--pixels", launch.pixels, "Show the first file as a picture of this pixel format")
        ->type_name("FORMAT");
    app.add_option("--size", launch.size, "... of this size")->type_name("WxH");
    app.add_option("--stride", launch.stride, "... with rows so many bytes apart")->type_name("N");
    app.add_option("--frame", launch.frame, "... that frame of several")->type_name("N");
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
    SourceOptions sources;
    bool readonly = false;
    declare_source_options(app, sources);
    declare_window_options(app, launch, readonly);
    if (const auto status = parse(app, argc, argv)) return {std::nullopt, *status};
    if (readonly) launch.editing = Editing::Refused;
    const int status = run([&] {
        launch.sources = sources_of(sources);
        return 0;
    });
    if (status != 0) return {std::nullopt, status};
    return {launch, 0};
}

}  // namespace byteprism
