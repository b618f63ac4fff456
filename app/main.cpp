// The program: a verb, a picture of the window, or the window.

#include "app/cli/command_line.hpp"
#include "app/platform/run.hpp"

int main(int argc, char** argv) {
    const byteprism::CommandLineResult result = byteprism::run_command_line(argc, argv);
    if (!result.launch) return result.status;
    return result.launch->screenshot ? byteprism::run_screenshot(*result.launch)
                                     : byteprism::run_window(*result.launch);
}
