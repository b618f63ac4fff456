// A verb: one way to use the program without a window. A new verb is one file and one row in verbs.cpp.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include <CLI/CLI.hpp>

namespace byteprism {

// Done after the command line was read; gives the exit status. Throws Error.
using VerbAction = std::function<int()>;

struct Verb {
    std::string_view name;
    const char* description;
    // Declares the verb's options. The action owns what they are read into.
    VerbAction (*declare)(CLI::App& app);
};

std::span<const Verb> verbs();

VerbAction declare_commands(CLI::App& app);
VerbAction declare_diff(CLI::App& app);
VerbAction declare_dump(CLI::App& app);
VerbAction declare_eval(CLI::App& app);
VerbAction declare_find(CLI::App& app);
VerbAction declare_formats(CLI::App& app);
VerbAction declare_guess(CLI::App& app);
VerbAction declare_image(CLI::App& app);
VerbAction declare_patch(CLI::App& app);
VerbAction declare_stat(CLI::App& app);
VerbAction declare_strings(CLI::App& app);
VerbAction declare_struct(CLI::App& app);
VerbAction declare_sum(CLI::App& app);
VerbAction declare_write(CLI::App& app);

}  // namespace byteprism
