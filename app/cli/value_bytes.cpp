#include "app/cli/value_bytes.hpp"

#include <string>

#include "core/error.hpp"
#include "core/view/format.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

// All members of a record as one field, so that a tuple is its value.
Field whole(const Format& format) {
    if (format.fields().size() == 1) return format.fields().front();
    Field record;
    record.code = "T";
    record.size = record.unit = format.itemsize();
    record.fields.assign(format.fields().begin(), format.fields().end());
    return record;
}

}  // namespace

Bytes value_bytes(std::string_view text) {
    // An equals sign may be a format's own byte order, at its begin.
    const std::size_t equals = text.find('=', 1);
    if (text.empty() || equals == std::string_view::npos) {
        throw ValueError("'" + std::string(text) + "' is not FORMAT=VALUE, as in <H=0x1F");
    }
    const Format format = Format::parse(text.substr(0, equals));
    if (format.fields().empty()) throw ValueError("'" + format.text() + "' holds no value");
    const Field field = whole(format);
    Bytes bytes(static_cast<std::size_t>(format.itemsize()), std::byte{0});
    write_field(field, bytes, parse_field_text(field, text.substr(equals + 1)));
    return bytes;
}

}  // namespace byteprism
