#include "core/memory/process_file.hpp"

#include <fstream>

#include <fcntl.h>

namespace byteprism {
namespace {

std::string explained(int error) {
    switch (error) {
        case 0:
            return "it has ended, or started another program";
        case ENOENT:
        case ESRCH:
            return "there is no such process";
        case EACCES:
        case EPERM: {
            int scope = 0;
            const bool limited = static_cast<bool>(std::ifstream("/proc/sys/kernel/yama/ptrace_scope") >> scope);
            const std::string rule = limited && scope > 0
                                         ? "only root may look into it, as /proc/sys/kernel/yama/ptrace_scope is " +
                                               std::to_string(scope) + " and not 0"
                                         : std::string("only root and the user it runs as may look into it");
            return std::strerror(error) + (" (" + rule + ")");
        }
        case EFAULT:
        case EIO:
            return "no memory there that allows it";
        default:
            return std::strerror(error);
    }
}

}  // namespace

IoError process_error(pid_t process, const std::string& operation, int error) {
    return IoError("process " + std::to_string(process) + ": cannot " + operation + ": " + explained(error));
}

Descriptor open_process_file(pid_t process, const char* name, int flags, const std::string& operation) {
    const std::string path = "/proc/" + std::to_string(process) + "/" + name;
    Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
    if (file.number() < 0) throw process_error(process, operation);
    return file;
}

}  // namespace byteprism
