// A path for one test's file, which goes with it.
#pragma once

#include <filesystem>
#include <string>

#include <unistd.h>

namespace byteprism {

struct TemporaryPath {
    explicit TemporaryPath(const std::string& what)
        : path((std::filesystem::temp_directory_path() / ("byteprism-" + what + "-" + std::to_string(::getpid())))
                   .string()) {}
    TemporaryPath(const TemporaryPath&) = delete;
    TemporaryPath& operator=(const TemporaryPath&) = delete;
    ~TemporaryPath() { std::filesystem::remove(path); }

    std::string path;
};

}  // namespace byteprism
