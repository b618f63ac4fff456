// The struct module's functions.

#include "core/view/pack.hpp"

#include <array>

#include "core/error.hpp"
#include "core/view/element.hpp"
#include "core/view/view.hpp"

namespace byteprism {
namespace {

// A format that the struct module accepts; StructError for PEP 3118 text.
class Struct {
public:
    explicit Struct(std::string_view text) : format_(Format::parse(text)), judge_(Judge::NativeStruct) {
        if (!format_.plain()) {
            throw StructError("bad char in struct format: '" + std::string(text.substr(0, 80)) +
                              "' is PEP 3118 text, for views");
        }
        if (!text.empty() && std::string_view("=<>!").find(text[0]) != std::string_view::npos)
            judge_ = Judge::StandardStruct;
    }

    std::int64_t size() const { return format_.itemsize(); }

    void check_count(std::size_t given, const char* who) const {
        std::int64_t values = 0;
        for (const Field& field : format_.fields()) values += counts_length(field) ? 1 : field.count;
        if (static_cast<std::int64_t>(given) != values) {
            throw StructError(std::string(who) + " expected " + std::to_string(values) + " items for packing (got " +
                              std::to_string(given) + ")");
        }
    }

    // Padding becomes zeros.
    Bytes pack(std::span<const Value> values) const {
        Bytes bytes(static_cast<std::size_t>(size()), std::byte{0});
        const Value* next = values.data();
        for (const Field& field : format_.fields()) {
            const std::int64_t count = counts_length(field) ? 1 : field.count;
            for (std::int64_t i = 0; i < count; ++i)
                write_element(field, bytes.data() + field.offset + i * field.unit, *next++, judge_);
        }
        return bytes;
    }

    // Requires size() bytes.
    Tuple unpack(const std::byte* bytes) const {
        Tuple tuple;
        for (const Field& field : format_.fields()) {
            const std::int64_t count = counts_length(field) ? 1 : field.count;
            for (std::int64_t i = 0; i < count; ++i)
                tuple.items.push_back(read_element(field, bytes + field.offset + i * field.unit));
        }
        return tuple;
    }

private:
    Format format_;
    Judge judge_;
};

std::string bytes_text(std::int64_t bytes) { return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes"); }

// Where `offset`, which may count from the end, leaves room for the struct.
std::int64_t checked_offset(const Struct& layout, std::int64_t offset, std::int64_t length, const char* what) {
    const std::string which =
        std::string(what) + " " + bytes_text(layout.size()) + " at offset " + std::to_string(offset);
    if (offset < 0) {
        if (offset + layout.size() > 0) throw StructError("no room for " + which + ", which counts from the end");
        if (offset + length < 0)
            throw StructError("offset " + std::to_string(offset) + " out of range for a buffer of " +
                              bytes_text(length));
        offset += length;
    }
    if (length - offset < layout.size())
        throw StructError("no room for " + which + " in a buffer of " + bytes_text(length));
    return offset;
}

Tuple unpack_exactly(const Struct& layout, std::span<const std::byte> source) {
    if (static_cast<std::int64_t>(source.size()) != layout.size()) {
        throw StructError("unpack requires a buffer of " + bytes_text(layout.size()) + ", not of " +
                          std::to_string(source.size()));
    }
    return layout.unpack(source.data());
}

Tuple unpack_at(const Struct& layout, std::span<const std::byte> source, std::int64_t offset) {
    return layout.unpack(source.data() +
                         checked_offset(layout, offset, static_cast<std::int64_t>(source.size()), "unpacking"));
}

}  // namespace

std::int64_t calcsize(std::string_view format) { return Struct(format).size(); }

Bytes pack(std::string_view format, std::span<const Value> values) {
    const Struct layout(format);
    layout.check_count(values.size(), "pack");
    return layout.pack(values);
}

// A format is judged before the source, as in the struct module.
Tuple unpack(std::string_view format, const ReadView& source) {
    const Struct layout(format);
    return unpack_exactly(layout, source.bytes());
}
Tuple unpack(std::string_view format, std::span<const std::byte> source) {
    return unpack_exactly(Struct(format), source);
}

Tuple unpack_from(std::string_view format, const ReadView& source, std::int64_t offset) {
    const Struct layout(format);
    return unpack_at(layout, source.bytes(), offset);
}
Tuple unpack_from(std::string_view format, std::span<const std::byte> source, std::int64_t offset) {
    return unpack_at(Struct(format), source, offset);
}

void pack_into(std::string_view format, const View& target, std::int64_t offset, std::span<const Value> values) {
    const Struct layout(format);
    layout.check_count(values.size(), "pack_into");
    if (target.readonly() || !target.c_contiguous()) {
        throw TypeError(std::string("pack_into needs a read-write, C-contiguous view; this one is ") +
                        (target.readonly() ? "read-only" : "not contiguous"));
    }
    const std::span<std::byte> all = target.mutable_bytes();
    const std::int64_t at = checked_offset(layout, offset, static_cast<std::int64_t>(all.size()), "packing");
    const Bytes packed = layout.pack(values);
    std::copy(packed.begin(), packed.end(), all.begin() + at);
}

void iter_unpack(std::string_view format, const ReadView& source, const std::function<void(Tuple)>& each) {
    const Struct layout(format);
    if (layout.size() == 0) throw StructError("cannot iteratively unpack with a struct of length 0");
    const ReadView pinned(source);
    const std::span<const std::byte> all = pinned.bytes();
    const auto length = static_cast<std::int64_t>(all.size());
    if (length % layout.size() != 0) {
        throw StructError("iterative unpacking requires a buffer of a multiple of " + bytes_text(layout.size()) +
                          ", not of " + std::to_string(length));
    }
    for (std::int64_t at = 0; at < length; at += layout.size()) each(layout.unpack(all.data() + at));
}

}  // namespace byteprism
