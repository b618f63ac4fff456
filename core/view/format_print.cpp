#include "core/view/format_print.hpp"

#include "core/view/element.hpp"
#include "core/view/format_grammar.hpp"

namespace byteprism {
namespace {

// Codes of one size in every mode: what only native mode has gives way to what has that size.
std::string sized_code(const Field& field) {
    const char code = field.code[0];
    if (code == 'l' || code == 'n') return field.unit == 8 ? "q" : "i";
    if (code == 'L' || code == 'N') return field.unit == 8 ? "Q" : "I";
    if (code == 'P' || code == 'O' || code == '&' || code == 'X') return "Q";
    return field.code;
}

bool has_order(const Field& field) {
    const char code = field.code[0];
    return code != 's' && code != 'p' && code != 'x' && code != 'c' && code != 'b' && code != 'B' && code != '?' &&
           code != 't';
}

std::string padding(std::int64_t bytes) { return bytes == 0 ? "" : (bytes == 1 ? "" : std::to_string(bytes)) + "x"; }

std::string member_text(const Field& field) {
    std::string text;
    if (!field.shape.empty()) {
        for (const std::int64_t length : field.shape) text += (text.empty() ? "(" : ",") + std::to_string(length);
        text += ")";
    }
    // A mode for each, so that none is aligned and the record is not padded at its end.
    text += field.code.back() == 'g'                ? '^'
            : has_order(field) && field.code != "T" ? static_cast<char>(field.order)
                                                    : '=';
    if (field.count != 1) text += std::to_string(field.count);
    if (field.code == "T") {
        Field single = field;
        single.count = 1;
        text += element_format_text(single);
    } else {
        text += sized_code(field);
    }
    if (field.name) text += ":" + *field.name + ":";
    return text;
}

}  // namespace

std::string element_format_text(const Field& field) {
    if (field.code == "T") {
        std::string text = "T{";
        std::int64_t end = 0;
        std::int64_t bits_left = 0;  // of the last byte of a run of bit fields
        for (const Field& member : field.fields) {
            const bool goes_on = member.code == "t" && member.bit_offset != 0;
            if (!goes_on) {
                text += padding(member.offset - end);
                // Nothing between two runs but the rest of a byte.
                if (member.code == "t" && member.offset == end && bits_left != 0) text += "0x";
            }
            text += member_text(member);
            end = member.offset + member.size;
            bits_left = member.code == "t" ? 8 * member.size - member.bit_offset - member.count : 0;
        }
        return text + padding(field.unit - end) + "}";
    }
    std::string text;
    if (field.order == ByteOrder::Big && has_order(field)) text += '>';
    if (counts_length(field) && field.count != 1) text += std::to_string(field.count);
    const bool spelled_native = field.order == ByteOrder::Little && native_size(field.code[0]).size == field.unit;
    return text + (spelled_native ? field.code : sized_code(field));
}

}  // namespace byteprism
