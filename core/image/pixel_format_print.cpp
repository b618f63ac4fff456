// The syntax of a pixel format -> its canonical text.
#include "core/image/pixel_format_syntax.hpp"

namespace byteprism::pixel_syntax {
namespace {

constexpr std::string_view type_names[] = {"", "s", "u", "i", "f", "uf", "bf"};
constexpr std::string_view matrix_names[] = {"601", "709", "2020"};
constexpr std::string_view range_names[] = {"lim", "full"};
constexpr std::string_view siting_names[] = {"left", "center", "topleft"};
constexpr std::string_view transfer_names[] = {"srgb", "lin", "pq", "hlg"};
constexpr std::string_view alpha_names[] = {"straight", "premul", "ignore"};

void append_items(std::string& text, const std::vector<Item>& items);

void append_field(std::string& text, const Item& field) {
    text += static_cast<char>(field.component);
    if (!field.sliced) {
        text += std::to_string(field.bits);
        text += type_names[static_cast<std::size_t>(field.type)];
        return;
    }
    text += '[' + std::to_string(field.high);
    if (field.low != field.high) {
        text += ':' + std::to_string(field.low);
    }
    text += ']';
}

void append_item(std::string& text, const Item& item) {
    switch (item.kind) {
        case ItemKind::Field:
            append_field(text, item);
            break;
        case ItemKind::Padding:
            text += 'x' + std::to_string(item.bits);
            break;
        case ItemKind::Word:
            text += (item.big_endian ? 'b' : 'l') + std::to_string(item.bits) + '{';
            append_items(text, item.items);
            text += '}';
            break;
        case ItemKind::Sequence:
            text += '(';
            append_items(text, item.items);
            text += ')';
            break;
    }
    if (item.repeat != 1) {
        text += '*' + std::to_string(item.repeat);
    }
}

void append_items(std::string& text, const std::vector<Item>& items) {
    for (const Item& item : items) {
        if (&item != &items.front()) {
            text += ' ';
        }
        append_item(text, item);
    }
}

// Appends ";key=value" unless the value is the one that silence means.
template <typename Value, std::size_t Count>
void append_option(std::string& text, std::string_view key, const std::string_view (&names)[Count], Value value,
                   Value silent) {
    if (value != silent) {
        text += ';';
        text += key;
        text += '=';
        text += names[static_cast<std::size_t>(value)];
    }
}

}  // namespace

std::string print(const Syntax& syntax, SampleRange default_range) {
    std::string text(syntax.codec == nullptr ? "" : syntax.codec->name);
    for (const Plane& plane : syntax.planes) {
        if (&plane != &syntax.planes.front()) {
            text += " | ";
        }
        if (plane.big_endian) {
            text += "be: ";
        }
        append_items(text, plane.items);
        if (plane.width != 1 || plane.height != 1) {
            text += " /" + std::to_string(plane.width) + 'x' + std::to_string(plane.height);
        }
    }
    const PixelOptions& values = syntax.options.values;
    const PixelOptions silent;
    append_option(text, "m", matrix_names, values.matrix, silent.matrix);
    append_option(text, "r", range_names, syntax.options.range.value_or(default_range), default_range);
    append_option(text, "loc", siting_names, values.siting, silent.siting);
    append_option(text, "t", transfer_names, values.transfer, silent.transfer);
    append_option(text, "a", alpha_names, values.alpha, silent.alpha);
    if (values.cfa != silent.cfa) {
        text += ";cfa=" + values.cfa;
    }
    if (!values.inverted.empty()) {
        text += ";inv=" + values.inverted;
    }
    if (values.palette.format) {
        text += ";pal=" + std::to_string(values.palette.offset) + ',' + values.palette.format->layout;
    }
    return text;
}

}  // namespace byteprism::pixel_syntax
