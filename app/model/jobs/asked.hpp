// A question to a job about the document in sight, and its last answer.
#pragma once

#include <memory>
#include <string>

#include "app/model/jobs/job.hpp"

namespace byteprism {

template <class Answer>
struct Asked {
    std::unique_ptr<Job> job;
    std::shared_ptr<Answer> finding;       // of the job's thread until it has ended
    std::shared_ptr<const Answer> answer;  // of the last one that came to its end
    std::string refusal;                   // why there is none

    // Until its end has been taken up.
    bool running() const { return job != nullptr; }
    void drop() {
        job.reset();
        answer.reset();
        refusal.clear();
    }
    // Whether the job has ended just now.
    bool take_up() {
        if (job == nullptr || !job->ended()) return false;
        if (job->completed()) answer = std::move(finding);
        refusal = job->failure();
        job.reset();
        return true;
    }
};

}  // namespace byteprism
