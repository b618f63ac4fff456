// Standard output of a verb: buffered, streamed, and at peace with a reader that leaves early (`| head`).
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace byteprism {

// The reader has closed the pipe: the verb ends, with status 0.
class OutputClosed : public std::exception {};

class Output {
public:
    Output() = default;
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    // Throws OutputClosed, or IoError if the system refuses (a full disk).
    void write(std::string_view text) {
        text_ += text;
        if (text_.size() >= flush_at) flush();
    }
    // To be called at the end: what is left unflushed is lost, so that no error is.
    void flush();

private:
    static constexpr std::size_t flush_at = 1 << 16;
    std::string text_;
};

}  // namespace byteprism
