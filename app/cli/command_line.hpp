// The command line: a verb that is run here, or a window that main opens. cli.md of the project's documents is its
// contract.
#pragma once

#include <optional>

#include "app/model/launch.hpp"

namespace byteprism {

// What is left to do after the command line was read: open a window, or exit with a status.
struct CommandLineResult {
    std::optional<Launch> launch;
    int status = 0;  // 0 done; 1 the answer is "no"; 2 the command line is wrong; 3 reading, writing or fitting failed
};

// Runs the verb, if the first argument is one. Errors are one line on standard error.
CommandLineResult run_command_line(int argc, const char* const* argv);

}  // namespace byteprism
