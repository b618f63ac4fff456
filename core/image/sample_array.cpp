#include "core/image/sample_array.hpp"

#include <algorithm>
#include <bit>

#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

bool is_signed(const Channel& channel) { return channel.type == SampleType::Snorm || channel.type == SampleType::Sint; }
bool is_float(const Channel& channel) { return channel.type == SampleType::Float; }

// How many bits a signed or unsigned integer, or a float, needs to hold every code of a channel.
int bits_needed(const Channel& channel, bool as_signed, bool as_float) {
    if (as_float && !is_float(channel)) return channel.bits <= 11 ? 16 : channel.bits <= 24 ? 32 : 64;
    return channel.bits + (as_signed && !is_signed(channel) ? 1 : 0);
}

std::uint64_t float_bits(double value, std::size_t bytes) {
    if (bytes == 2) return code_of(SampleType::Float, 16, value);
    if (bytes == 8) return std::bit_cast<std::uint64_t>(value);
    return std::bit_cast<std::uint32_t>(static_cast<float>(value));
}

}  // namespace

SampleArray::SampleArray(const PixelFormat& format) : format_(format) {
    const bool floats = std::any_of(format.channels.begin(), format.channels.end(), is_float);
    const bool negative = std::any_of(format.channels.begin(), format.channels.end(), is_signed);
    kind_ = floats ? Kind::Float : negative ? Kind::Signed : Kind::Unsigned;
    int bits = 0;
    for (const Channel& channel : format.channels) {
        bits = std::max(bits, bits_needed(channel, kind_ == Kind::Signed, kind_ == Kind::Float));
    }
    while (item_bytes_ < 8 && static_cast<int>(item_bytes_) * 8 < bits) item_bytes_ *= 2;
}

std::string SampleArray::type() const {
    const char* const letter = kind_ == Kind::Float ? "f" : kind_ == Kind::Signed ? "i" : "u";
    return (item_bytes_ == 1 ? "|" : "<") + std::string(letter) + std::to_string(item_bytes_);
}

std::uint64_t SampleArray::item_of(const Channel& channel, std::uint64_t code) const {
    const bool as_stored = channel.bits == static_cast<int>(item_bytes_) * 8;
    if (kind_ == Kind::Float && !(is_float(channel) && as_stored)) {
        // A float of another width, or an integer beside floats.
        return float_bits(stored_number(channel.type, channel.bits, code), item_bytes_);
    }
    if (is_signed(channel)) {
        const int unused = 64 - channel.bits;
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(code << unused) >> unused);
    }
    return code;
}

std::size_t SampleArray::read(const ImageLayout& layout, std::span<const std::byte> source, const PixelRun& run,
                              std::byte* into) {
    codes_.resize(run.count);
    outside_.assign(run.count, 0);
    const std::size_t pixel_bytes = components() * item_bytes_;
    for (std::size_t component = 0; component < components(); ++component) {
        const Channel& channel = format_.channels[component];
        read_run(format_, layout, source, channel, run, codes_.data(), outside_.data());
        std::byte* item = into + component * item_bytes_;
        for (const std::uint64_t code : codes_) {
            const std::uint64_t number = item_of(channel, code);
            for (std::size_t byte = 0; byte < item_bytes_; ++byte) {
                item[byte] = static_cast<std::byte>(number >> (8 * byte));
            }
            item += pixel_bytes;
        }
    }
    return static_cast<std::size_t>(std::count(outside_.begin(), outside_.end(), std::uint8_t{1}));
}

std::string npy_header(const std::string& type, std::span<const std::int64_t> shape) {
    std::string text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t size : shape) text += std::to_string(size) + ", ";
    text += "), }";
    constexpr std::size_t fixed = 10;  // magic, version, the length of the text
    constexpr std::size_t alignment = 64;
    text.append(alignment - 1 - (fixed + text.size()) % alignment, ' ');
    text += '\n';
    const std::size_t length = text.size();
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(length & 255) + static_cast<char>(length >> 8) +
           text;
}

}  // namespace byteprism
