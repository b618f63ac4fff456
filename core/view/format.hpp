// Format: what one item of a view is, said as a struct-module or PEP 3118 string.
//
// '<IHH' is a record of three integers, 'T{I:id:4H:box:}' one with names, 'B' a byte. A format is parsed once and
// immutable; copies share the parsed form and cost no allocation. The grammar, sizes and alignments are those of
// CPython's struct module and of PEP 3118 as NumPy and ctypes emit it (x86-64: long and pointers have 8 bytes).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

enum class ByteOrder : char { Little = '<', Big = '>' };

// One element of a format. Offsets and sizes are bytes; offsets count from the start of the record the field is in.
struct Field {
    std::optional<std::string> name;
    std::int64_t offset = 0;
    std::int64_t size = 0;
    ByteOrder order = ByteOrder::Little;
    std::string code;                  // "H", "d", "s", "Zf", or "T" for a record
    std::int64_t count = 1;            // the repeat count as written; the length for s, p, w, x
    std::vector<std::int64_t> shape;   // of a sub-array '(2,3)'; empty: none
    std::vector<Field> fields;         // of a record
};

class Format {
public:
    // Throws StructError, with the column, if the text is no format.
    static Format parse(std::string_view text);

    const std::string& text() const noexcept;
    std::int64_t itemsize() const noexcept;
    // The members, in the order of their offsets; a single 'T{...}' gives the record's own. Padding is no field.
    std::span<const Field> fields() const noexcept;
    bool operator==(const Format& other) const noexcept { return text() == other.text(); }

private:
    struct Parsed;
    explicit Format(std::shared_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}

    std::shared_ptr<const Parsed> parsed_;
};

}  // namespace byteprism
