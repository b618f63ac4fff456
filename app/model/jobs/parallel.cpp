#include "app/model/jobs/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace byteprism {

void run_parallel(std::size_t count, const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> next = 0;
    std::exception_ptr thrown;
    std::mutex guard;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                body(i);
            } catch (...) {
                const std::lock_guard lock(guard);
                thrown = std::current_exception();
            }
        }
    };
    {
        const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::jthread> threads;
        try {
            for (std::size_t i = 1; i < std::min(cores, count); ++i) threads.emplace_back(work);
        } catch (const std::system_error&) {
            // The system gives no more threads: those that there are do it.
        }
        work();
    }
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace byteprism
