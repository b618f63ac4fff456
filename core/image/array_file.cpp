#include "core/image/array_file.hpp"

#include <algorithm>
#include <charconv>
#include <regex>
#include <string_view>

namespace byteprism {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t longest_header = 4096;

struct ItemType {
    std::string_view name;  // as NumPy writes it, without the byte order
    char format;
};
constexpr ItemType item_types[] = {{"b1", '?'}, {"u1", 'B'}, {"i1", 'b'}, {"u2", 'H'}, {"i2", 'h'}, {"u4", 'I'},
                                   {"i4", 'i'}, {"u8", 'Q'}, {"i8", 'q'}, {"f2", 'e'}, {"f4", 'f'}, {"f8", 'd'}};

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string tuple_text(const std::vector<std::int64_t>& numbers) {
    std::string text = "(";
    for (std::size_t i = 0; i < numbers.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(numbers[i]);
    return text + (numbers.size() == 1 ? ",)" : ")");
}

std::optional<std::vector<std::int64_t>> shape_in(const std::string& text) {
    std::vector<std::int64_t> shape;
    static const std::regex digits("[0-9]+");
    for (std::sregex_iterator it(text.begin(), text.end(), digits), end; it != end; ++it) {
        const auto number = number_of(it->str());
        if (!number || shape.size() == 32) return std::nullopt;
        shape.push_back(*number);
    }
    return shape;
}

}  // namespace

std::optional<ArrayFile> read_array_header(std::span<const std::byte> file) {
    const std::string_view text(reinterpret_cast<const char*>(file.data()), std::min(file.size(), longest_header));
    if (!text.starts_with(magic) || text.size() < 12) return std::nullopt;
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(text[at])); };
    const bool wide = byte(6) >= 2;  // the length of the header takes 4 bytes from version 2 on
    const std::size_t start = wide ? 12 : 10;
    const std::size_t length = byte(8) | byte(9) << 8 | (wide ? byte(10) << 16 | byte(11) << 24 : 0);
    if (length > longest_header - start || start + length > text.size()) return std::nullopt;
    const std::string header(text.substr(start, length));

    static const std::regex type("'descr': *'([<>|=])([a-z][0-9])'");
    static const std::regex order("'fortran_order': *(True|False)");
    static const std::regex shape("'shape': *\\(([0-9, ]*)\\)");
    std::smatch type_found, order_found, shape_found;
    if (!std::regex_search(header, type_found, type) || !std::regex_search(header, order_found, order) ||
        !std::regex_search(header, shape_found, shape)) {
        return std::nullopt;
    }
    const std::string name = type_found[2].str();
    const auto item = std::ranges::find(item_types, std::string_view(name), &ItemType::name);
    const auto counts = shape_in(shape_found[1].str());
    if (item == std::end(item_types) || !counts) return std::nullopt;
    ArrayFile array;
    array.itemsize = name[1] - '0';
    if (array.itemsize > 1) array.format = type_found[1].str() == ">" ? ">" : "<";
    array.format += item->format;
    array.shape = *counts;
    array.fortran_order = order_found[1].str() == "True";
    array.offset = static_cast<std::int64_t>(start + length);
    std::int64_t bytes = array.itemsize;
    for (const std::int64_t count : array.shape) {
        if (__builtin_mul_overflow(bytes, count, &bytes)) return std::nullopt;
    }
    if (__builtin_add_overflow(bytes, array.offset, &bytes)) return std::nullopt;  // its end is no place
    return array;
}

std::string view_expression(const ArrayFile& array) {
    std::int64_t bytes = array.itemsize;
    std::vector<std::int64_t> strides;  // of Fortran order, where the first axis is the fastest
    for (const std::int64_t count : array.shape) {
        strides.push_back(bytes);
        bytes *= count;
    }
    const std::string offset = std::to_string(array.offset);
    if (array.fortran_order && array.shape.size() > 1) {
        return "m.as_strided('" + array.format + "', shape=" + tuple_text(array.shape) +
               ", strides=" + tuple_text(strides) + ", offset=" + offset + ")";
    }
    const std::string run = "m[" + offset + ":" + std::to_string(array.offset + bytes) + "]";
    return run + ".cast('" + array.format + "', " + tuple_text(array.shape) + ")";
}

}  // namespace byteprism
