// Views in NumPy's words.

#include <algorithm>
#include <string>
#include <vector>

#include "core/view/element.hpp"
#include "core/view/expression.hpp"
#include "core/view/format_grammar.hpp"

namespace byteprism {
namespace {

std::string tuple_text(std::span<const std::int64_t> numbers) { return shape_text(numbers); }

std::string scalar_text(const Field& field) {
    const std::string order(1, static_cast<char>(field.order));
    const std::string size = std::to_string(field.unit);
    switch (field.code[0]) {
        case '?':
            return "'?'";
        case 'b':
            return "'i1'";
        case 'B':
            return "'u1'";
        case 'c':
            return "'S1'";
        case 's':
            return "'S" + size + "'";
        case 'w':
            return "'" + order + "U" + std::to_string(field.count) + "'";
        case 'h':
        case 'i':
        case 'l':
        case 'q':
        case 'n':
            return "'" + order + "i" + size + "'";
        case 'H':
        case 'I':
        case 'L':
        case 'Q':
        case 'N':
        case 'P':
        case '&':
        case 'X':
        case 'O':
            return "'" + order + "u" + size + "'";
        case 'e':
        case 'f':
        case 'd':
        case 'g':
            return "'" + order + "f" + size + "'";
        case 'Z':
            return "'" + order + "c" + size + "'";
        default:
            return "'V" + std::to_string(std::max(field.unit, field.code == "t" ? field.size : field.unit)) + "'";
    }
}

std::string record_text(std::span<const Field> fields, std::int64_t itemsize);

std::string field_dtype_text(const Field& field) {
    const std::string one = field.code == "T" ? record_text(field.fields, field.unit) : scalar_text(field);
    const std::vector<std::int64_t> shape = list_shape(field);
    return shape.empty() ? one : "(" + one + ", " + tuple_text(shape) + ")";
}

std::string record_text(std::span<const Field> fields, std::int64_t itemsize) {
    std::string names;
    std::string formats;
    std::string offsets;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const char* separator = i == 0 ? "" : ", ";
        names += separator + repr({fields[i].name.value_or("f" + std::to_string(i))});
        formats += separator + field_dtype_text(fields[i]);
        offsets += separator + std::to_string(fields[i].offset);
    }
    return "{'names': [" + names + "], 'formats': [" + formats + "], 'offsets': [" + offsets +
           "], 'itemsize': " + std::to_string(itemsize) + "}";
}

// In text of the struct module '3h' is three values, not a sub-array of three.
std::vector<Field> separate_values(std::span<const Field> fields) {
    std::vector<Field> values;
    for (const Field& field : fields) {
        if (counts_length(field) || field.count > 64) {
            values.push_back(field);
            continue;
        }
        for (std::int64_t i = 0; i < field.count; ++i) {
            Field value = field;
            value.count = 1;
            value.size = field.unit;
            value.offset += i * field.unit;
            values.push_back(std::move(value));
        }
    }
    return values;
}

}  // namespace

std::string numpy_dtype_text(const Format& format, std::int64_t itemsize) {
    const std::span<const Field> fields = format.fields();
    if (format.error() || fields.empty()) return "'V" + std::to_string(itemsize) + "'";
    const bool alone =
        format.bare() && fields.size() == 1 && fields[0].size == itemsize && list_shape(fields[0]).empty();
    if (alone) return scalar_text(fields[0]);
    return format.plain() ? record_text(separate_values(fields), itemsize) : record_text(fields, itemsize);
}

std::string numpy_text(const ReadView& view, std::int64_t origin) {
    const Shape shape = view.shape();
    const Strides strides = view.strides();
    return "np.ndarray(" + tuple_text(shape) + ", dtype=" + numpy_dtype_text(view.format(), view.itemsize()) +
           ", buffer=m, offset=" + std::to_string(view.offset() - origin) + ", strides=" + tuple_text(strides) + ")";
}

}  // namespace byteprism
