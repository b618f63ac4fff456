// Standard output of a verb: buffered, streamed, and at peace with a reader that leaves early (`| head`).
#pragma once

#include <string>
#include <string_view>

#include "app/model/saving/output_file.hpp"

namespace byteprism {

// The reader of a pipe may close it (OutputClosed): the verb ends then, with status 0.
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
