// The way of decode() with a Tone: values instead of colours, chroma and mosaics filled in between their samples.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/image/colour.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"
#include "core/image/tone.hpp"

namespace byteprism {

// Whether a picture of the format looks with this tone as it does without, marks included: then the short ways hold.
bool is_plain(const Tone& tone, const PixelFormat& format);

class TonedRows {
public:
    // Refers to all but the tone, which must outlive it.
    TonedRows(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
              const Tone& tone);
    ~TonedRows();

    // What a row of pixels shows. `marks` may be null. Returns how many of them are outside.
    std::int64_t decode(const PixelRun& run, Rgba8* pixels, std::uint8_t* marks);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace byteprism
