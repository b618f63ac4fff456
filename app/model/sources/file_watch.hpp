// FileWatch: hears when files may have changed. What became of them is to be looked at then.
#pragma once

#include <string>
#include <vector>

#include "core/memory/descriptor.hpp"

namespace byteprism {

class FileWatch {
public:
    FileWatch();

    // The files to listen for from now on, in place of those before.
    void follow(const std::vector<std::string>& paths);
    const std::vector<std::string>& paths() const { return paths_; }
    // Whether something was heard since the last call.
    bool take_news();
    // Becomes readable when there is news.
    int descriptor() const { return notify_.number(); }
    // Some of the files cannot be listened for: they have to be looked at from time to time.
    bool deaf() const { return deaf_; }

private:
    struct Watch {
        int number = -1;
        std::string name;  // of the file in a folder that is watched; empty: the file itself is
    };
    void listen(const std::string& path, const std::string& name, unsigned events);

    Descriptor notify_;
    std::vector<std::string> paths_;
    std::vector<Watch> watches_;
    bool deaf_ = false;
};

}  // namespace byteprism
