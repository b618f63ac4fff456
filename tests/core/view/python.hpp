// A Python script run by the interpreter of the system, as the peer of a test.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace byteprism {

// A folder of the test's own, gone with it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "byteprism-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

// All that the script printed, errors too.
inline std::string run_python(const std::string& script) {
    const TemporaryFolder folder;
    const std::string file = folder.file("script.py");
    std::ofstream(file) << script;
    std::FILE* output = ::popen(("/usr/bin/python3 " + file + " 2>&1").c_str(), "r");
    std::string text;
    for (int c = std::fgetc(output); c != EOF; c = std::fgetc(output)) text += static_cast<char>(c);
    ::pclose(output);
    return text;
}

}  // namespace byteprism
