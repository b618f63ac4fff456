// Stream: bytes that come once, from front to end, nobody knows how many: a pipe, a terminal, a character device, a
// file of /proc. They are appended to a buffer, as much at a time as the caller has time for.
//
//     Buffer buffer(growing_storage());
//     Stream input = Stream::standard_input();
//     if (input.read(buffer, buffer.size() + slice, Stream::Waiting::No) == Stream::State::Ended) ..
#pragma once

#include <cstddef>
#include <string>

#include "core/memory/buffer.hpp"
#include "core/memory/descriptor.hpp"

namespace byteprism {

// Where nobody asked for another: enough to see what an endless device gives, little enough for any machine.
constexpr std::size_t default_stream_limit = std::size_t{256} << 20;

// Whether the file can be read but not mapped. What cannot be opened, and a folder, is no stream.
bool is_stream(const std::string& path);

class Stream {
public:
    enum class State {
        Open,  // nothing more has come yet
        Ended,
        AtLimit,  // more may be there
    };
    enum class Waiting { No, Yes };

    // Does not wait for anybody at a pipe's other end. Throws IoError.
    static Stream open(const std::string& path);
    static Stream standard_input();
    Stream(Descriptor source, std::string name);

    // Appends until the buffer has `limit` bytes, the stream ends or, unless told to wait, nothing more is there yet.
    // Throws IoError, with what came before appended; BufferError while views of the buffer live, before it reads.
    State read(Buffer& buffer, std::size_t limit, Waiting waiting);

    // To wait for, together with others, until there is more to read.
    int descriptor() const { return source_.number(); }
    const std::string& name() const { return name_; }

private:
    Descriptor source_;
    std::string name_;  // for messages
};

// Everything up to the limit, waiting for it.
struct StreamContents {
    Buffer buffer;
    Stream::State state;  // Ended or AtLimit
};
StreamContents read_stream(const std::string& path, std::size_t limit = default_stream_limit);

}  // namespace byteprism
