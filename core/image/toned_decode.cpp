#include "core/image/toned_decode.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/image/chroma.hpp"
#include "core/image/demosaic.hpp"
#include "core/image/tone_mapper.hpp"

namespace byteprism {
namespace {

constexpr std::size_t chunk = 256;

bool has_isolated(const Tone& tone, const PixelFormat& format) {
    return tone.isolate && format.channel(*tone.isolate) != nullptr;
}

bool is_mosaic(const Tone& tone, const PixelFormat& format) {
    return tone.mosaic != MosaicView::Gray && format.channel(Component::Cfa) != nullptr &&
           !has_isolated(tone, format) && PixelColours(format).model() == PixelColours::Model::Gray;
}

bool mixes_chroma(const Tone& tone, const PixelFormat& format) {
    if (tone.chroma != ChromaUpsampling::Linear || has_isolated(tone, format) ||
        PixelColours(format).model() != PixelColours::Model::Ycbcr) {
        return false;
    }
    return std::any_of(format.channels.begin(), format.channels.end(), [](const Channel& channel) {
        return (channel.component == Component::Cb || channel.component == Component::Cr) &&
               (channel.cell_width > 1 || channel.cell_height > 1);
    });
}

// Whether anything of the format can be shown otherwise than it is.
bool can_be_marked(const PixelFormat& format) {
    const PixelColours colours(format);
    const bool stored = colours.model() == PixelColours::Model::Gray || colours.model() == PixelColours::Model::Rgb;
    return !stored || colours.has_shared_scale() || format.options.range == SampleRange::Limited ||
           format.options.alpha == AlphaMode::Premultiplied ||
           std::any_of(format.channels.begin(), format.channels.end(), has_floats);
}

}  // namespace

bool is_plain(const Tone& tone, const PixelFormat& format) {
    const Tone none;
    return !tone.window && tone.exposure == 0 && tone.gamma == 1 && tone.map == FalseColour::None &&
           tone.swizzle == none.swizzle && (!tone.alpha || *tone.alpha == format.options.alpha) &&
           !has_isolated(tone, format) && !is_mosaic(tone, format) && !mixes_chroma(tone, format) &&
           !(tone.marks && can_be_marked(format));
}

class TonedRows::Impl {
public:
    Impl(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source, const Tone& tone)
        : format_(format), layout_(layout), source_(source), mapper_(format, tone), marks_(tone.marks) {
        if (mixes_chroma(tone, format)) {
            chroma_.emplace(format, layout, source, mapper_.colours());
        }
        if (is_mosaic(tone, format)) {
            const auto index = static_cast<std::size_t>(format.channel(Component::Cfa) - format.channels.data());
            demosaic_.emplace(format, layout, source, tone.mosaic, mapper_.colours().inversion(index));
        }
        if (const Palette& palette = format.options.palette;
            palette.format && tone.map == FalseColour::None && !has_isolated(tone, format)) {
            palette_colours_.emplace(*palette.format);
            index_ = static_cast<std::size_t>(format.channel(Component::PaletteIndex) - format.channels.data());
        }
    }

    std::int64_t decode(const PixelRun& run, Rgba8* pixels, std::uint8_t* marks) {
        outside_.fill(0);
        for (std::size_t i = 0; i < format_.channels.size(); ++i) {
            read_run(format_, layout_, source_, format_.channels[i], run, codes_[i].data(), outside_.data());
        }
        if (chroma_) {
            for (std::size_t part = 1; part < 3; ++part) {
                if (mapper_.colours().colour_channels()[part] >= 0) {
                    chroma_->read(part, run, parts_[part].data());
                }
            }
        }
        if (demosaic_) {
            demosaic_->read(run, mosaic_.data());
        }
        std::int64_t count = 0;
        for (std::size_t i = 0; i < run.count; ++i) {
            PixelCodes codes{};
            for (std::size_t k = 0; k < format_.channels.size(); ++k) {
                codes[k] = codes_[k][i];
            }
            bool inside = outside_[i] == 0;
            const TonedPixel shown = shown_as(codes, i, inside);
            pixels[i] = shown.colour;
            count += inside ? 0 : 1;
            if (marks != nullptr) {
                const PixelMark mark = !inside ? PixelMark::Outside : marks_ ? shown.mark : PixelMark::None;
                marks[i] = static_cast<std::uint8_t>(mark);
            }
        }
        return count;
    }

private:
    TonedPixel shown_as(const PixelCodes& codes, std::size_t pixel, bool& inside) {
        if (palette_colours_) {
            const StoredPixel entry = read_palette_entry(format_.options.palette, source_, codes[index_]);
            inside = inside && entry.inside;
            return mapper_.colour(palette_colours_->colour_of(entry.codes));
        }
        if (demosaic_) {
            return mapper_.values(mosaic_[pixel], codes);
        }
        if (!chroma_) {
            return mapper_.pixel(codes);
        }
        const PixelColours& colours = mapper_.colours();
        const std::array<int, 3> channels = colours.colour_channels();
        double luma = 0.5;
        if (channels[0] >= 0) {
            const auto index = static_cast<std::size_t>(channels[0]);
            luma = colours.ycbcr_part(0, codes[index] ^ colours.inversion(index));
        }
        return mapper_.values(colours.rgb_of_ycbcr({luma, channels[1] < 0 ? 0 : parts_[1][pixel],
                                                    channels[2] < 0 ? 0 : parts_[2][pixel]}),
                              codes);
    }

    const PixelFormat& format_;
    const ImageLayout& layout_;
    std::span<const std::byte> source_;
    ToneMapper mapper_;
    bool marks_ = false;
    std::optional<LinearChroma> chroma_;
    std::optional<Demosaic> demosaic_;
    std::optional<PixelColours> palette_colours_;
    std::size_t index_ = 0;
    std::array<std::array<std::uint64_t, chunk>, max_channels> codes_;
    std::array<std::array<double, chunk>, 3> parts_;
    std::array<std::array<double, 3>, chunk> mosaic_;
    std::array<std::uint8_t, chunk> outside_;
};

TonedRows::TonedRows(const PixelFormat& format, const ImageLayout& layout, std::span<const std::byte> source,
                     const Tone& tone)
    : impl_(std::make_unique<Impl>(format, layout, source, tone)) {}
TonedRows::~TonedRows() = default;

std::int64_t TonedRows::decode(const PixelRun& run, Rgba8* pixels, std::uint8_t* marks) {
    std::int64_t count = 0;
    for (std::size_t done = 0; done < run.count; done += chunk) {
        const PixelRun part{run.x + static_cast<std::int64_t>(done) * run.step, run.y, run.step,
                            std::min(chunk, run.count - done)};
        count += impl_->decode(part, pixels + done, marks == nullptr ? nullptr : marks + done);
    }
    return count;
}

}  // namespace byteprism
