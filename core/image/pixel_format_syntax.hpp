// What a pixel format's text says, before it is compiled: only for the files pixel_format_*.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/block_codec.hpp"
#include "core/image/pixel_format.hpp"

namespace byteprism::pixel_syntax {

enum class ItemKind : std::uint8_t { Field, Padding, Word, Sequence };

struct Item {
    ItemKind kind = ItemKind::Field;
    std::size_t column = 0;
    int repeat = 1;

    // A field: bits [high:low] of its sample.
    Component component = Component::Luma;
    SampleType type = SampleType::Unorm;
    bool sliced = false;
    int high = 0;
    int low = 0;

    int bits = 0;                  // of a field, of padding, of a word
    bool big_endian = false;       // of a word
    std::vector<Item> items = {};  // of a word or a sequence
};

struct Plane {
    std::size_t column = 0;
    bool big_endian = false;
    int width = 1;
    int height = 1;
    std::vector<Item> items;
};

struct Options {
    PixelOptions values;
    std::optional<SampleRange> range;
};

struct Syntax {
    const BlockCodecInfo* codec = nullptr;  // instead of planes
    std::vector<Plane> planes;
    Options options;
};

Syntax parse(std::string_view text);
// The canonical spelling; the options only where they differ from what the format would have without them.
std::string print(const Syntax& syntax, SampleRange default_range);

}  // namespace byteprism::pixel_syntax
