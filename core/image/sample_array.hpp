// SampleArray: the stored samples of a picture as an array of plain numbers of shape (height, width, components).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/samples.hpp"

namespace byteprism {

// All numbers are of one type: the smallest that holds every component. A sample that several pixels share is
// repeated. Types that no array has (unsigned floats, components with a shared exponent) are their codes.
class SampleArray {
public:
    // Refers to the format, which must outlive it.
    explicit SampleArray(const PixelFormat& format);

    std::size_t components() const { return format_.channels.size(); }
    std::size_t item_bytes() const { return item_bytes_; }
    // As NumPy writes it: "|u1", "<i2", "<f4".
    std::string type() const;

    // The numbers of a run of pixels, little-endian. Returns how many pixels have a byte outside of the buffer; such
    // bytes read as 0. Requires room for run.count * components() * item_bytes().
    std::size_t read(const ImageLayout& layout, std::span<const std::byte> source, const PixelRun& run,
                     std::byte* into);

private:
    enum class Kind : std::uint8_t { Unsigned, Signed, Float };

    std::uint64_t item_of(const Channel& channel, std::uint64_t code) const;

    const PixelFormat& format_;
    Kind kind_ = Kind::Unsigned;
    std::size_t item_bytes_ = 1;
    std::vector<std::uint64_t> codes_;
    std::vector<std::uint8_t> outside_;
};

// The beginning of a .npy file: the bytes of the array follow it, row by row.
std::string npy_header(const std::string& type, std::span<const std::int64_t> shape);

}  // namespace byteprism
