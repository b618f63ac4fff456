// Arrival: what a stream gives, appended to a buffer little by little, up to a limit that can be moved on.
#pragma once

#include <cstddef>

#include "core/memory/buffer.hpp"
#include "core/memory/stream.hpp"

namespace byteprism {

class Arrival {
public:
    Arrival(Stream stream, std::size_t limit);  // in bytes

    bool open() const { return state_ == Stream::State::Open; }
    bool at_limit() const { return state_ == Stream::State::AtLimit; }
    bool ended() const { return state_ == Stream::State::Ended; }
    // Readable when more can be read.
    int descriptor() const { return stream_.descriptor(); }
    // By how much more() moves the limit on.
    std::size_t step() const { return step_; }

    // Appends what comes in half a frame's time, or until it ends if told to wait. Whether something happened. Throws
    // IoError: then it has ended.
    bool take(Buffer& buffer, Stream::Waiting waiting);
    // Moves the limit on by what it was at first.
    void more();

private:
    Stream::State read(Buffer& buffer, Stream::Waiting waiting);

    Stream stream_;
    std::size_t limit_, step_;
    Stream::State state_ = Stream::State::Open;
};

}  // namespace byteprism
