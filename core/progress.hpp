// Progress: how far something long is, and whether it is to stop. Shared by the thread that does it and the one that
// waits for it.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/error.hpp"

namespace byteprism {

// What is thrown by something long that was asked to stop: it has changed nothing.
class Cancelled : public Error {
public:
    Cancelled() : Error("cancelled") {}
    const char* kind() const noexcept override { return "Cancelled"; }
};

class Progress {
public:
    // So much more is to be done: bytes, mostly.
    void expect(std::int64_t amount) { total_ += amount; }
    // So much of it is done. Throws Cancelled if that was wished and nothing is committed.
    void add(std::int64_t amount) {
        done_ += amount;
        if (!committed_) check();
    }
    // What comes now cannot be taken back: it goes on to its end. Throws Cancelled if that was wished before.
    void commit() {
        check();
        committed_ = true;
    }
    void cancel() { cancelled_ = true; }

    double part() const {  // 0 to 1
        const std::int64_t total = total_;
        return total <= 0 ? 0 : static_cast<double>(done_) / static_cast<double>(total);
    }

private:
    void check() const {
        if (cancelled_) throw Cancelled();
    }

    std::atomic<std::int64_t> total_ = 0;
    std::atomic<std::int64_t> done_ = 0;
    std::atomic<bool> cancelled_ = false;
    bool committed_ = false;  // of the working thread alone
};

}  // namespace byteprism
