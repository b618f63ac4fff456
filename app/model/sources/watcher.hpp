// Watcher: a thread that waits for descriptors to have something to read, and wakes the program then. It reads nothing:
// who was woken does, in the thread that owns the documents.
#pragma once

#include <functional>
#include <thread>

#include "core/memory/descriptor.hpp"

namespace byteprism {

class Watcher {
public:
    // `wake` is called in the watcher's thread. Throws IoError.
    explicit Watcher(std::function<void()> wake);
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;
    ~Watcher();

    // Wakes once, as soon as the descriptor can be read without waiting; to be asked for again after reading. Closing
    // the descriptor ends it. What cannot be waited for, as a regular file, is always ready: false then.
    bool wake_when_readable(int descriptor);

private:
    void run();

    std::function<void()> wake_;
    Descriptor poll_;
    Descriptor stop_;
    std::thread thread_;
};

}  // namespace byteprism
