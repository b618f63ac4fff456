// ReferenceCount: how many share a thing; they may live in several threads.
//
// An atomic addition costs several times what the rest of a small copy does. While the process has one thread a plain
// one does the same: glibc says so, and starting a thread orders what came before it, as libstdc++'s shared_ptr relies
// on too.
#pragma once

#include <atomic>
#include <cstdint>

#include <sys/single_threaded.h>

namespace byteprism {

class ReferenceCount {
public:
    explicit ReferenceCount(std::uint64_t count) noexcept : count_(count) {}

    std::uint64_t load() const noexcept { return count_.load(std::memory_order_acquire); }

    void add(std::uint64_t number) noexcept {
        if (__libc_single_threaded != 0) {
            count_.store(count_.load(std::memory_order_relaxed) + number, std::memory_order_relaxed);
        } else {
            count_.fetch_add(number, std::memory_order_relaxed);
        }
    }

    // What is left. Whoever sees 0 is the last and sees all that the others did.
    [[nodiscard]] std::uint64_t remove(std::uint64_t number) noexcept {
        if (__libc_single_threaded != 0) {
            const std::uint64_t left = count_.load(std::memory_order_relaxed) - number;
            count_.store(left, std::memory_order_relaxed);
            return left;
        }
        return count_.fetch_sub(number, std::memory_order_acq_rel) - number;
    }

private:
    std::atomic<std::uint64_t> count_;
};

}  // namespace byteprism
