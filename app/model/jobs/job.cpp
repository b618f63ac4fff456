#include "app/model/jobs/job.hpp"

#include <utility>

namespace byteprism {

void Jobs::end() {
    ended_ = true;
    --running_;
    if (wake_) wake_();
}

void JobReader::read(std::int64_t offset, std::span<std::byte> to) {
    progress_.add(0);
    if (!gate_->read(version_, offset, to)) throw Cancelled();
}

Job::Job(std::shared_ptr<Jobs> jobs, const Document& document, Work work) : version_(document.version()) {
    JobReader reader(document.gate(), version_, document.size(), progress_);
    jobs->begin();
    end_ = std::async(std::launch::async, [this, jobs = std::move(jobs), work = std::move(work), reader] {
        run(work, reader);
        ended_ = true;
        jobs->end();
    });
}

void Job::run(const Work& work, JobReader reader) {
    try {
        work(reader);
        completed_ = true;
    } catch (const Cancelled&) {
    } catch (const std::exception& error) {
        failure_ = error.what();
    }
}

}  // namespace byteprism
