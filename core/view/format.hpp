// Format: what one item of a view is, said as a struct-module or PEP 3118 string.
//
// '<IHH' is a record of three integers, 'T{I:id:4H:box:}' one with names, 'B' a byte. A format is parsed once and
// immutable; copies share the parsed form and cost no allocation. The grammar, sizes and alignments are those of
// CPython's struct module and of PEP 3118 as NumPy and ctypes emit it (x86-64: long and pointers have 8 bytes).
//
// Text that the struct module accepts follows the struct module: a mode ('@ = < > !') first if at all, native
// alignment before an item and never after the last, '3h' three values. Any other text follows PEP 3118 as NumPy
// reads it: a mode before any item, holding until the next one; records padded at their end where the mode is native;
// '3h' one sub-array.
//
//     Format::parse("<IHH").itemsize()                    // 8
//     Format::parse("T{I:id:4H:box:}").fields()[1].name   // "box", at offset 4, count 4
//     Format::parse("<k")                                 // StructError: .. at column 1
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace byteprism {

enum class ByteOrder : char { Little = '<', Big = '>' };

// One element of a format. Offsets and sizes are bytes; offsets count from the start of the record the field is in.
struct Field {
    std::optional<std::string> name;
    std::int64_t offset = 0;
    std::int64_t size = 0;  // all bytes of the field: unit, times count (not for s, p, w, u, x, t), times shape
    ByteOrder order = ByteOrder::Little;
    std::string code;                 // "H", "d", "s", "Zf", or "T" for a record
    std::int64_t count = 1;           // the repeat count as written; the length for s, p, w, u, x, the bits of t
    std::vector<std::int64_t> shape;  // of a sub-array '(2,3)'; empty: none
    std::vector<Field> fields;        // of a record
    std::int64_t unit = 0;            // bytes of one element: 8 for a native l, 5 for 5s, a record's size for T
    int bit_offset = 0;               // of t: bits before it in its first byte, from the least significant
};

class Format {
public:
    // Throws StructError, with the column, if the text is no format.
    static Format parse(std::string_view text);
    // Never throws: text that does not parse is kept as it is, as the format of an exporter that says so. It has no
    // fields and no size, and error() tells why; views of it can be sliced and copied, their items not be read.
    static Format parse_or_keep(std::string_view text);

    Format(const Format& other) noexcept : parsed_(other.parsed_), counted_(other.counted_) {
        if (counted_) add();
    }
    Format(Format&& other) noexcept : parsed_(other.parsed_), counted_(std::exchange(other.counted_, false)) {}
    Format& operator=(Format other) noexcept {
        std::swap(parsed_, other.parsed_);
        std::swap(counted_, other.counted_);
        return *this;
    }
    ~Format() {
        if (counted_) remove();
    }

    const std::string& text() const noexcept;
    // What calcsize() gives. A view's items may be longer: the excess is trailing padding.
    std::int64_t itemsize() const noexcept;
    // The members, in the order of their offsets; a single 'T{...}' gives the record's own. Padding is no field
    // unless it has a name.
    std::span<const Field> fields() const noexcept;

    // The struct module accepts the text.
    bool plain() const noexcept;
    // One item is the value of its single member, rather than a tuple of members.
    bool bare() const noexcept;
    // The character if the text is one native character that memoryview knows, after an optional '@'; else 0.
    char native() const noexcept;
    const std::optional<StructError>& error() const noexcept;

    bool operator==(const Format& other) const noexcept { return parsed_ == other.parsed_ || text() == other.text(); }

private:
    struct Parsed;
    struct Natives;
    Format(Parsed* parsed, bool counted) noexcept : parsed_(parsed), counted_(counted) {}
    void add() const noexcept;
    void remove() const noexcept;

    Parsed* parsed_;
    bool counted_;  // the single native characters live for ever: copying those costs nothing
};

}  // namespace byteprism
