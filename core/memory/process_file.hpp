// The files under /proc of another process, and why they could not be had.
#pragma once

#include <string>

#include <sys/types.h>

#include "core/memory/descriptor.hpp"

namespace byteprism {

// /proc/PROCESS/NAME. Throws what process_error() makes of `operation`.
Descriptor open_process_file(pid_t process, const char* name, int flags, const std::string& operation);

// "process 7: cannot OPERATION: REASON"; the system's reasons are few and say little, so they are explained.
IoError process_error(pid_t process, const std::string& operation, int error = errno);

}  // namespace byteprism
