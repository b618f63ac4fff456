// PngWriter: a picture written row by row as a PNG file, so that one of any size takes the memory of a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "core/image/colour.hpp"

namespace byteprism {

class PngWriter {
public:
    using Sink = std::function<void(std::span<const std::byte>)>;

    // 8 bits, straight alpha. What `sink` throws comes out of the calls. Throws ValueError for a size that a PNG file
    // cannot have.
    PngWriter(std::int64_t width, std::int64_t height, Sink sink);
    ~PngWriter();

    // The next row. Requires `width` pixels.
    void write_row(std::span<const Rgba8> pixels);
    // Requires that every row was written.
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace byteprism
