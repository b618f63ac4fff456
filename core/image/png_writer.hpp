// PngWriter: a picture written row by row as a PNG file, so that one of any size takes the memory of a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace byteprism {

struct PngForm {
    int components = 4;  // 1 gray, 2 gray and straight alpha, 3 RGB, 4 RGBA
    int bits = 8;        // or 16
};

class PngWriter {
public:
    using Sink = std::function<void(std::span<const std::byte>)>;

    // What `sink` throws comes out of the calls. Throws ValueError for a size that a PNG file
    // cannot have.
    PngWriter(std::int64_t width, std::int64_t height, PngForm form, Sink sink);
    ~PngWriter();

    // The next row; items of 16 bits are little-endian. Requires `width` pixels.
    void write_row(std::span<const std::byte> pixels);
    // Requires that every row was written.
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace byteprism
