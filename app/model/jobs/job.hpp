// Job: a question about a document's bytes, answered in a thread of its own, while the document goes on being edited.
//
// The work reads slices through a JobReader; between two of them it can be cancelled, and it ends by itself when the
// document has changed or was closed, for its answer would be about bytes of the past. Who asked keeps the Job, looks
// at done() in the next frame, and asks again if it was outdated.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <span>
#include <string>

#include "app/model/document/document.hpp"
#include "core/progress.hpp"

namespace byteprism {

// What all jobs of a program share: how the thread of the window learns that one has ended.
class Jobs {
public:
    // To be called in the job's thread when it has ended; nothing: the window looks by itself.
    void wake_with(std::function<void()> wake) { wake_ = std::move(wake); }
    bool running() const { return running_ > 0; }
    // Whether one has ended since this was asked last.
    bool take_news() { return ended_.exchange(false); }

private:
    friend class Job;
    void begin() { ++running_; }
    void end();

    std::function<void()> wake_;
    std::atomic<int> running_ = 0;
    std::atomic<bool> ended_ = false;
};

class JobReader {
public:
    JobReader(std::shared_ptr<ReadGate> gate, std::uint64_t version, std::int64_t size, Progress& progress)
        : gate_(std::move(gate)), version_(version), size_(size), progress_(progress) {}

    std::int64_t size() const { return size_; }
    // Throws Cancelled if the job is to stop, or the document is not what it was; IoError. Requires the bytes to be
    // inside.
    void read(std::int64_t offset, std::span<std::byte> to);
    Progress& progress() { return progress_; }

private:
    std::shared_ptr<ReadGate> gate_;
    std::uint64_t version_;
    std::int64_t size_;
    Progress& progress_;
};

class Job {
public:
    using Work = std::function<void(JobReader& reader)>;
    // Begins. The work must own what it touches.
    Job(std::shared_ptr<Jobs> jobs, const Document& document, Work work);
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    // Cancels, and waits for the end of a slice.
    ~Job() { cancel(); }

    // The document's version that the answer is about.
    std::uint64_t version() const { return version_; }
    double progress() const { return progress_.part(); }
    void cancel() { progress_.cancel(); }
    bool ended() const { return ended_; }
    // Whether the work came to its own end. Requires ended().
    bool completed() const { return completed_; }
    // Why it did not, if it failed; empty: it was cancelled or outdated.
    const std::string& failure() const { return failure_; }

private:
    void run(const Work& work, JobReader reader);

    std::uint64_t version_;
    Progress progress_;
    // Of the job's thread until it has ended.
    bool completed_ = false;
    std::string failure_;
    std::atomic<bool> ended_ = false;
    std::future<void> end_;  // goes first: its going waits for the thread
};

}  // namespace byteprism
