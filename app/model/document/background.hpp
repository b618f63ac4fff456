// Background: one piece of work of a document in a thread of its own, that only reads the document; and what is to be
// done with it afterwards, by the thread that owns the document. Edits are refused meanwhile.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>

#include "core/progress.hpp"

namespace byteprism {

class Background {
public:
    enum class Kind { Edit, Save };
    using Work = std::function<void(Progress& progress)>;
    using Then = std::function<void()>;

    Background(Kind kind, Work work, Then then);
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;
    // Stops the work, and waits until it has.
    ~Background() { cancel(); }

    Kind kind() const { return kind_; }
    double progress() const { return progress_.part(); }
    std::chrono::steady_clock::time_point begin() const { return begin_; }
    void cancel() { progress_.cancel(); }
    // Whether it has come to its end within that time.
    bool wait(std::chrono::milliseconds time) { return end_.wait_for(time) == std::future_status::ready; }
    // Throws what the work threw; else does what is to be done then. Requires the end.
    void finish();

private:
    Kind kind_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    Progress progress_;
    Then then_;
    std::future<void> end_;  // goes first: its going waits for the thread
};

}  // namespace byteprism
