// The program: a verb, a picture of the window, or the window.

#include <csignal>

#include "app/cli/command_line.hpp"
#include "app/platform/run.hpp"
#include "core/memory/fault_guard.hpp"

int main(int argc, char** argv) {
    byteprism::install_fault_guard();
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow further is noticed by the write
    const byteprism::CommandLineResult result = byteprism::run_command_line(argc, argv);
    if (!result.launch) return result.status;
    return result.launch->screenshot ? byteprism::run_screenshot(*result.launch) : byteprism::run_window(*result.launch);
}
