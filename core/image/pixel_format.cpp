// The syntax of a pixel format -> the table of its bits.
#include "core/image/pixel_format.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/error.hpp"
#include "core/image/pixel_format_syntax.hpp"

namespace byteprism {
namespace {

using pixel_syntax::Item;
using pixel_syntax::ItemKind;

constexpr std::string_view channel_order = "RGBXYUVZAICDSEM";
constexpr int max_group_bytes = 4096;
constexpr int max_group_pixels = 4096;
constexpr int max_group_fields = 16384;

[[noreturn]] void fail_at(std::size_t column, const std::string& message) {
    throw StructError("pixel format: " + message + " (column " + std::to_string(column) + ")", column);
}

std::string name_of(Component component) { return std::string(1, static_cast<char>(component)); }

// One field at its place in the group, and the pieces of bytes that it lies in.
struct PlacedField {
    const Item* item = nullptr;
    int plane = 0;
    std::vector<BitSlice> slices = {};
};

// Lays the items of one plane out, byte after byte.
class Placer {
public:
    Placer(int plane, bool big_endian, std::vector<PlacedField>& fields)
        : plane_(plane), big_endian_(big_endian), fields_(fields) {}

    void place(const std::vector<Item>& items) {
        for (const Item& item : items) {
            for (int i = 0; i < item.repeat; ++i) {
                place(item);
            }
        }
    }
    int bytes() const { return bytes_; }

private:
    void place(const Item& item) {
        switch (item.kind) {
            case ItemKind::Sequence:
                place(item.items);
                return;
            case ItemKind::Word:
                place_word(item);
                break;
            case ItemKind::Field:
            case ItemKind::Padding:
                if (item.bits % 8 != 0) {
                    fail_at(item.column,
                            std::to_string(item.bits) +
                                " bits are not a whole number of bytes; put them in a word, as in l16{..}");
                }
                add(item, item.bits, 0, big_endian_);
                bytes_ += item.bits / 8;
                break;
        }
        if (++placed_ > max_group_fields || bytes_ > max_group_bytes) {
            fail_at(item.column, "a group of more than " + std::to_string(max_group_bytes) + " bytes");
        }
    }

    void place_word(const Item& word) {
        std::vector<std::pair<const Item*, int>> placed;  // each field with its lowest bit in the word
        int bit = word.bits;
        for (const Item& field : word.items) {
            for (int i = 0; i < field.repeat; ++i) {
                bit -= field.bits;
                placed.emplace_back(&field, bit);
            }
        }
        if (!word.big_endian) {
            std::reverse(placed.begin(), placed.end());
        }
        for (const auto& [field, low] : placed) {
            add(*field, word.bits, low, word.big_endian);
        }
        bytes_ += word.bits / 8;
    }

    // Adds a field whose lowest bit is bit `low` of a word of `word_bits` bits that begins at the current byte.
    void add(const Item& field, int word_bits, int low, bool big_endian) {
        if (field.kind == ItemKind::Padding) {
            return;
        }
        PlacedField placed{.item = &field, .plane = plane_};
        for (int done = 0; done < field.bits;) {
            const int word_bit = low + done;
            const int shift = word_bit % 8;
            const int bits = std::min(field.bits - done, 8 - shift);
            const int byte = word_bit / 8;
            placed.slices.push_back({.plane = static_cast<std::uint8_t>(plane_),
                                     .byte_shift = static_cast<std::uint8_t>(shift),
                                     .sample_shift = static_cast<std::uint8_t>(field.low + done),
                                     .bits = static_cast<std::uint8_t>(bits),
                                     .byte = bytes_ + (big_endian ? word_bits / 8 - 1 - byte : byte)});
            done += bits;
        }
        fields_.push_back(std::move(placed));
    }

    int plane_;
    bool big_endian_;
    std::vector<PlacedField>& fields_;
    int bytes_ = 0;
    int placed_ = 0;
};

std::uint64_t bit_mask(int high, int low) { return (~std::uint64_t{0} >> (63 - high)) & (~std::uint64_t{0} << low); }

// The samples of one component, merged from its fields.
class ChannelBuilder {
public:
    ChannelBuilder(const std::vector<PlacedField>& fields, Component component) {
        for (const PlacedField& field : fields) {
            if (field.item->component == component) {
                add(field);
            }
        }
    }

    bool empty() const { return samples_.empty(); }

    void append_to(PixelFormat& format) {
        check_complete();
        const PixelGroup& group = format.planes[static_cast<std::size_t>(first_->plane)];
        Channel channel{.component = first_->item->component, .type = first_->item->type, .bits = bits_};
        arrange(channel, group);
        channel.first_sample = static_cast<int>(format.samples.size());
        for (const Sample& sample : samples_) {
            format.samples.push_back({static_cast<int>(format.slices.size()), static_cast<int>(sample.slices.size())});
            format.slices.insert(format.slices.end(), sample.slices.begin(), sample.slices.end());
        }
        check_planes(format);
        format.channels.push_back(channel);
    }

private:
    struct Sample {
        std::uint64_t covered = 0;
        std::vector<BitSlice> slices;
    };

    void add(const PlacedField& field) {
        const Item& item = *field.item;
        if (first_ == nullptr) {
            first_ = &field;
        }
        const Item& first = *first_->item;
        if (item.sliced != first.sliced || (!item.sliced && (item.bits != first.bits || item.type != first.type))) {
            fail_at(item.column, "the samples of " + name_of(item.component) + " are not all of the same kind");
        }
        if (!item.sliced && field.plane != first_->plane) {
            fail_at(item.column, "component " + name_of(item.component) + " is in two planes");
        }
        const auto index = static_cast<std::size_t>(seen_[{item.high, item.low}]++);
        if (index == samples_.size()) {
            samples_.emplace_back();
        }
        Sample& sample = samples_[index];
        if ((sample.covered & bit_mask(item.high, item.low)) != 0) {
            fail_at(item.column,
                    "bit " + std::to_string(item.low) + " of " + name_of(item.component) + " is said twice");
        }
        sample.covered |= bit_mask(item.high, item.low);
        sample.slices.insert(sample.slices.end(), field.slices.begin(), field.slices.end());
        bits_ = std::max(bits_, item.high + 1);
    }

    void check_complete() const {
        for (const Sample& sample : samples_) {
            if (sample.covered != bit_mask(bits_ - 1, 0)) {
                fail_at(first_->item->column, "not every sample of " + name_of(first_->item->component) +
                                                  " has all its " + std::to_string(bits_) + " bits");
            }
        }
    }

    // Samples lie row by row, as many beside each other as the group allows.
    void arrange(Channel& channel, const PixelGroup& group) const {
        const int count = static_cast<int>(samples_.size());
        for (int columns = group.width; columns > 0; --columns) {
            if (group.width % columns == 0 && count % columns == 0 && group.height % (count / columns) == 0) {
                channel.columns = columns;
                channel.rows = count / columns;
                channel.cell_width = group.width / channel.columns;
                channel.cell_height = group.height / channel.rows;
                return;
            }
        }
        fail_at(first_->item->column, std::to_string(count) + " samples of " + name_of(channel.component) +
                                          " do not divide a group of " + std::to_string(group.width) + "x" +
                                          std::to_string(group.height) + " pixels");
    }

    void check_planes(const PixelFormat& format) const {
        const PixelGroup& group = format.planes[static_cast<std::size_t>(first_->plane)];
        for (const Sample& sample : samples_) {
            for (const BitSlice& slice : sample.slices) {
                if (format.planes[slice.plane].width != group.width ||
                    format.planes[slice.plane].height != group.height) {
                    fail_at(first_->item->column,
                            "the planes of " + name_of(first_->item->component) + " have groups of different sizes");
                }
            }
        }
    }

    const PlacedField* first_ = nullptr;
    int bits_ = 0;
    std::vector<Sample> samples_;
    std::map<std::pair<int, int>, int> seen_;
};

std::vector<PlacedField> place_planes(const pixel_syntax::Syntax& syntax, PixelFormat& format) {
    std::vector<PlacedField> fields;
    for (const pixel_syntax::Plane& plane : syntax.planes) {
        if (plane.width > max_group_pixels / plane.height) {
            fail_at(plane.column, "a group of more than " + std::to_string(max_group_pixels) + " pixels");
        }
        Placer placer(static_cast<int>(format.planes.size()), plane.big_endian, fields);
        placer.place(plane.items);
        format.planes.push_back({placer.bytes(), plane.width, plane.height});
    }
    return fields;
}

// The first channel has all bytes of a block, so that every pixel of it needs them; the others have none of their own.
void append_block(const BlockCodecInfo& codec, PixelFormat& format) {
    format.codec = codec.codec;
    format.planes.push_back({codec.bytes, codec.width, codec.height});
    for (int byte = 0; byte < codec.bytes; ++byte) {
        const auto shift = static_cast<std::uint8_t>(byte % 8 * 8);
        format.slices.push_back({.plane = 0, .byte_shift = 0, .sample_shift = shift, .bits = 8, .byte = byte});
    }
    for (const char letter : codec.components) {
        const auto index = static_cast<int>(format.channels.size());
        format.channels.push_back({.component = Component{letter},
                                   .type = codec.type,
                                   .bits = codec.bits,
                                   .cell_width = codec.width,
                                   .cell_height = codec.height,
                                   .first_sample = index});
        format.samples.push_back({0, index == 0 ? codec.bytes : 0});
    }
}

// The most pieces of bytes that one pixel can be made of.
std::size_t pixel_slices(const PixelFormat& format) {
    int sum = 0;
    for (const Channel& channel : format.channels) {
        int most = 0;
        for (int i = 0; i < channel.columns * channel.rows; ++i) {
            most = std::max(most, format.samples[static_cast<std::size_t>(channel.first_sample + i)].slice_count);
        }
        sum += most;
    }
    return static_cast<std::size_t>(sum);
}

}  // namespace

const Channel* PixelFormat::channel(Component component) const {
    const auto found = std::find_if(channels.begin(), channels.end(),
                                    [&](const Channel& channel) { return channel.component == component; });
    return found == channels.end() ? nullptr : &*found;
}

PixelFormat parse_pixel_format(std::string_view text) {
    const pixel_syntax::Syntax syntax = pixel_syntax::parse(text);
    PixelFormat format;
    format.options = syntax.options.values;
    const std::vector<PlacedField> fields = place_planes(syntax, format);
    for (const char letter : channel_order) {
        ChannelBuilder channel(fields, Component{letter});
        if (!channel.empty()) {
            channel.append_to(format);
        }
    }
    if (syntax.codec != nullptr) {
        append_block(*syntax.codec, format);
    }
    if (format.channels.empty()) {
        fail_at(0, "there is only padding");
    }
    if (pixel_slices(format) > max_pixel_slices) {
        fail_at(0, "a pixel lies in " + std::to_string(pixel_slices(format)) + " pieces of bytes, more than " +
                       std::to_string(max_pixel_slices));
    }
    if (format.options.palette.format && format.channel(Component::PaletteIndex) == nullptr) {
        fail_at(0, "a palette needs a component I");
    }
    for (const char letter : format.options.inverted) {
        if (format.channel(Component{letter}) == nullptr) {
            fail_at(0, "inv=" + format.options.inverted + ", but there is no component " + std::string(1, letter));
        }
    }
    if (format.options.palette.format && format.options.inverted.find('I') != std::string::npos) {
        fail_at(0, "an index into a palette cannot be inverted");
    }
    const bool chroma = format.channel(Component::Cb) != nullptr || format.channel(Component::Cr) != nullptr;
    const SampleRange default_range = chroma ? SampleRange::Limited : SampleRange::Full;
    format.options.range = syntax.options.range.value_or(default_range);
    format.layout = pixel_syntax::print(syntax, default_range);
    return format;
}

}  // namespace byteprism
