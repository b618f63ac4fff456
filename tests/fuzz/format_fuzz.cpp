// Any text as a format; what parses is read, written, printed back and parsed again.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.hpp"
#include "core/view/expression.hpp"
#include "core/view/format_print.hpp"
#include "core/view/pack.hpp"

namespace {

using namespace byteprism;

void require(bool holds) {
    if (!holds) std::abort();
}

constexpr std::int64_t max_itemsize = 1 << 16;

void read_and_write(const Format& format) {
    Bytes item(static_cast<std::size_t>(format.itemsize()), std::byte{0});
    for (std::size_t i = 0; i < item.size(); ++i) item[i] = static_cast<std::byte>(i * 37);
    const Value value = read_item(format, item);
    Bytes again(item.size(), std::byte{0});
    write_item(format, again, value);
    for (const Field& field : format.fields()) {
        const Value member = read_field(field, item);
        write_field(field, again, member);
        field_text(field, member);
    }
    numpy_dtype_text(format, format.itemsize());
}

void check(std::string_view text) {
    const Format format = Format::parse(text);
    require(format.text() == text);
    require(format.itemsize() >= 0);
    for (const Field& field : format.fields()) {
        require(field.offset >= 0 && field.size >= 0 && field.offset <= format.itemsize() - field.size);
        if (field.code != "t") require(Format::parse_or_keep(element_format_text(field)).itemsize() == field.unit);
    }
    if (format.itemsize() <= max_itemsize) read_and_write(format);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(data)), size);
    try {
        check(text);
    } catch (const byteprism::StructError& error) {
        if (error.column && *error.column > size) std::abort();
    } catch (const byteprism::ValueError&) {
        // Text beyond Unicode, lists of too many nothings.
    }
    return 0;
}
