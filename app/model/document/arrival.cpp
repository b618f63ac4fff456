#include "app/model/document/arrival.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include <fcntl.h>
#include <poll.h>

namespace byteprism {
namespace {

using Clock = std::chrono::steady_clock;

// A pipe is emptied faster than its writer gets a processor: it is given a moment before the frame goes on.
void wait_for_more(int descriptor) {
    pollfd waited{descriptor, POLLIN, 0};
    ::poll(&waited, 1, 1);
}

}  // namespace

Arrival::Arrival(Stream stream, std::size_t limit) : stream_(std::move(stream)), limit_(limit), step_(limit) {
    ::fcntl(stream_.descriptor(), F_SETPIPE_SZ, 1 << 20);  // where it is a pipe, and allowed: more for each frame
}

bool Arrival::take(Buffer& buffer, Stream::Waiting waiting) {
    const std::size_t before = buffer.size();
    try {
        state_ = read(buffer, waiting);
    } catch (...) {
        state_ = Stream::State::Ended;
        throw;
    }
    return buffer.size() != before || !open();
}

Stream::State Arrival::read(Buffer& buffer, Stream::Waiting waiting) {
    constexpr std::size_t part = std::size_t{256} << 10;
    constexpr std::size_t most = std::size_t{4} << 20;
    const std::size_t before = buffer.size();
    const Clock::time_point end = Clock::now() + std::chrono::milliseconds(8);
    while (true) {
        const Stream::State state = stream_.read(buffer, std::min(limit_, buffer.size() + part), waiting);
        if (state == Stream::State::Ended) return state;
        if (buffer.size() >= limit_) return Stream::State::AtLimit;
        const std::size_t arrived = buffer.size() - before;
        if (arrived == 0 || arrived >= most || Clock::now() >= end) return Stream::State::Open;
        if (state == Stream::State::Open) wait_for_more(stream_.descriptor());
    }
}

void Arrival::more() {
    limit_ = limit_ > std::numeric_limits<std::size_t>::max() - step_ ? std::numeric_limits<std::size_t>::max()
                                                                      : limit_ + step_;
    state_ = Stream::State::Open;
}

}  // namespace byteprism
