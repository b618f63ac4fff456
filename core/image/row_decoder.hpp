// The short way of decode(): many pixels of a row at a time, by vector kernels.
//
// First the codes of each channel are put beside each other, by what its slices of bytes look like (whole bytes, a
// field of a word, a few bits of each byte; anything else by the table); then they are coloured together. Recognised
// from the table of a format, never from its name.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "core/image/colour.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_format.hpp"
#include "core/image/pixel_kernels.hpp"
#include "core/image/samples.hpp"

namespace byteprism {

// Where the first bytes of the groups of a run lie in one plane: the least offset and the greatest. Requires groups
// that are one stride apart, as those of RowDecoder::run_length are.
std::pair<std::int64_t, std::int64_t> group_offsets(const PixelFormat& format, const ImageLayout& layout,
                                                    std::size_t plane, const PixelRun& run);

// Refers to what it is made from, which must outlive it.
class RowDecoder {
public:
    static constexpr std::size_t most_pixels = most_doubted;  // in a run

    // `palette`: the colours of all indices, or empty.
    RowDecoder(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
               const PixelColours& colours, std::span<const Rgba8> palette);

    // False if every pixel of the format needs the table.
    bool useful() const { return way_ != Way::Table; }
    // How many pixels from x on, at most `count`, are a run that decode() takes.
    std::size_t run_length(std::int64_t x, std::int64_t step, std::size_t count) const;
    // False, and nothing of use in the target, if a byte lies outside of the buffer.
    bool decode(const PixelRun& run, PixelTarget target);

private:
    enum class Way : std::uint8_t { Table, Bytes, Words, WideWords, Expanded, Ycbcr, Floats, Palette };
    // How the samples of a channel lie in memory.
    enum class Kind : std::uint8_t { None, Bytes, Words, Packed, Floats, Any };
    struct Source {
        Kind kind = Kind::None;
        int channel = -1;
        std::size_t plane = 0;
        int byte = 0;               // of the first sample, from the start of the group
        int size = 1;               // of the word
        std::int64_t distance = 0;  // from one sample to the next
        WordField field;
        Expansion expansion;
        std::uint8_t absent = 0;
    };
    using Line = std::array<std::byte, (most_pixels + 64) * 4>;
    struct Scratch {
        alignas(64) Line first;
        alignas(64) Line second;
        alignas(64) Line shown;
    };
    // Samples that lie at equal distances.
    struct Samples {
        const std::byte* first = nullptr;
        std::int64_t distance = 0;
        std::size_t count = 0;
        std::size_t phase = 0;  // pixels of the first sample before the run
    };

    const Channel& channel(const Source& source) const {
        return format_.channels[static_cast<std::size_t>(source.channel)];
    }
    Source source_of(int channel) const;
    bool find_word(Source& source, const SampleBits& sample) const;
    bool is_packed(const Channel& channel, std::size_t plane) const;
    void list_packed(const Source& source);
    void choose(const PixelColours& colours);
    void choose_whole_pixels();
    void choose_whole_words();
    void find_unseen();
    bool unseen_inside(const PixelRun& run) const;
    std::optional<Samples> samples(const Source& source, const PixelRun& run) const;
    // Codes of a channel as T: one for each pixel, or one for each sample from that of the first pixel on, if it can be
    // had. Null if that cannot be.
    enum class Each : std::uint8_t { Pixel, Sample };
    template <class T>
    const T* line(const Source& source, const PixelRun& run, Scratch& scratch, Each each = Each::Pixel);
    bool has_halved_chroma() const;
    template <class T>
    bool weigh(const PixelRun& run);
    const std::uint8_t* packed_line(const Source& source, const PixelRun& run, Scratch& scratch) const;
    template <class T>
    bool read_groups(const Source& source, const PixelRun& run, std::size_t count, T* codes) const;
    template <class T>
    const T* read_any(const Source& source, const PixelRun& run, Scratch& scratch);
    const std::uint8_t* shown_bytes(const Source& source, const PixelRun& run, Scratch& scratch);
    const std::byte* repeated(const std::byte* items, std::size_t size, const Samples& samples, int times,
                              std::byte* free, std::byte* other) const;
    static constexpr std::int64_t most_ahead = 1 << 12;  // lines of several such would drive each other out
    void fetch_ahead(std::int64_t begin, std::int64_t length) const;
    // Whole pixels of a run on one line, `bytes` from one to the next, and what can be read of them.
    struct PixelLine {
        std::span<const std::byte> readable;
        int bytes = 0;
    };
    std::optional<PixelLine> whole_pixels(const PixelRun& run);
    bool decode_whole(const PixelLine& pixels, std::size_t count, PixelTarget target);
    bool decode_expanded(const PixelRun& run, PixelTarget target);
    bool decode_ycbcr(const PixelRun& run, PixelTarget target);
    bool decode_floats(const PixelRun& run, PixelTarget target);
    bool decode_indices(const PixelRun& run, PixelTarget target);
    template <class T>
    bool mix(const PixelRun& run, PixelTarget target);
    ByteLines byte_lines(std::size_t from);
    void settle_ycbcr(std::size_t count, const std::uint16_t* luma, Rgba8* target) const;
    void settle_floats(std::size_t count, const std::array<const float*, 4>& values, Rgba8* target) const;

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    const PixelColours& colours_;
    std::span<const Rgba8> palette_;
    Way way_ = Way::Table;
    unsigned unseen_planes_ = 0;       // those with channels that no colour shows, which must be inside all the same
    std::array<Source, 4> sources_{};  // red, green, blue or Y, U, V; and alpha
    std::array<Rgba8, 256> colours_256_{};
    ByteOrders orders_;
    WordFields fields_;
    YcbcrWeights weights_;
    YcbcrBytes byte_weights_;
    alignas(8) std::array<std::array<std::uint8_t, 8>, 256> packed_{};  // the samples in a byte, or how they show
    std::array<Scratch, 4> scratch_;
    // What chroma adds to the pixels of a run; rows that share it come after each other.
    struct Weighed {
        PixelRun run;  // y counts rows of chroma
        bool valid = false;
        bool halved = false;  // the codes are those of samples, of two pixels each
        std::size_t phase = 0;
        const void* u = nullptr;
        const void* v = nullptr;
    } weighed_;
    alignas(64) std::array<std::array<std::int32_t, most_pixels + 128>, 3> chroma_;
    std::array<std::uint64_t, most_pixels> codes_;
    std::array<std::uint8_t, most_pixels> outside_;
    std::array<std::uint16_t, most_pixels> doubts_;
};

}  // namespace byteprism
