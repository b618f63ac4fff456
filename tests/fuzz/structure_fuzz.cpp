// The evaluator of declarations: the first byte chooses declarations that ask for much, the rest is their data (0: the
// declarations too, up to the first NUL). Whatever the data say, every node lies inside of them, children follow from
// their parent alone, and each question ends.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.hpp"
#include "core/structure/data_edit.hpp"
#include "core/structure/data_value.hpp"
#include "core/structure/declarations.hpp"

namespace {

using namespace byteprism;

constexpr std::array<std::string_view, 6> declarations = {
    // Lengths, conditions, places.
    "struct P { uint8_t n; char t[n]; if (n & 1) uint16_t odd[n][2]; }; struct S { uint8_t a; int8_t b; uint32_t at;"
    " P parts[a]; if (a < b) { @ at P there; @ at * 2 uint8_t rows[b][a]; } char name[*]; P rest[]; };",
    // Blocks in blocks, ended by one of them.
    "struct B { uint8_t n; uint8_t d[n]; if (n == 0) break; }; struct K { uint8_t k; if (k == 1) B bs[]; if (k == 2)"
    " { uint8_t m; B all[m][]; } if (k > 9) break; }; struct S { K ks[]; K more[]; uint16_t end; };",
    // Byte orders.
    "struct E { uint16_t tag, count; uint32_t at; if (count < 64) { @ at uint32_t v[count]; } uint32_t lo : 5, hi : "
    "27; };"
    " struct D { uint16_t n; E es[n]; uint32_t next; if (next) { @ next E again; } }; struct S { char o;"
    " if (o == 'I') little_endian D d; if (o == 'M') big_endian D d; if (o == 'X') { @ o D e[]; } };",
    // Arithmetic that overflows, divides, shifts.
    "struct S { int64_t a, b; uint64_t c; uint8_t x[a * b]; uint8_t y[a / b]; uint8_t z[1 << c]; @ a + b char t[*];"
    " @ c - a uint16_t w[b % a]; if (a ? b : c) char16_t v[*]; };",
    // Unions, names in records around, enums, pointers.
    "union U { uint32_t n; struct { uint16_t l, h; }; }; enum F : uint16_t { A = 1, B = 2, C = 4 }; struct I { enum F "
    "f;"
    " if (f & A) U u; if (f & B) struct { uint8_t k; uint8_t d[k + size]; } in; };"
    " struct O { uint8_t size; I is[size]; }; struct S { struct { U u; uint8_t n; } h; O os[h.n]; void *p; uint64_t "
    "q[h.u.l]; };",
    // Bit-fields behind what varies.
    "big_endian struct S { uint8_t n; char t[n]; uint32_t a : 3, b : 30; int64_t c : 7; if (b & 1) uint16_t d : 9;"
    " bool e : 1; float f[a]; long double g; __int128 h; };",
};

class Walker {
public:
    explicit Walker(const DataReader& reader) : reader_(reader) {}

    void visit(const DataNode& node) {
        if (--left_ < 0) return;
        const auto size = static_cast<std::int64_t>(reader_.bytes().size());
        const bool leaf = node.kind == DataNode::Kind::Value || node.kind == DataNode::Kind::Text;
        if (node.bytes.offset < 0 || node.bytes.length < 0) std::abort();
        if (node.error.empty() && !node.lost && node.bytes.end() > size) std::abort();
        if (leaf && node.error.empty()) read(node);
        if (reader_.size_of(node) < -1) std::abort();
        const std::int64_t count = reader_.child_count(node);
        if (count < 0) std::abort();
        for (std::int64_t i = 0; i < std::min<std::int64_t>(count, 20); ++i) visit(reader_.child(node, i));
        if (count > 20) visit(reader_.child(node, count - 1));
    }

private:
    void read(const DataNode& node) {
        text_of(reader_.types(), node, reader_.bytes());
        label_of(reader_.types(), node, reader_.bytes());
        const bool pointer = reader_.types()[node.type].kind == DataType::Kind::Pointer;
        if (node.kind == DataNode::Kind::Value && pointer) visit(reader_.followed(node, 0));
        try {
            const auto bytes = edited(reader_.types(), node, reader_.bytes(), "1");
            if (bytes.size() != static_cast<std::size_t>(node.bytes.length)) std::abort();
        } catch (const ValueError&) {
            // Of a type that 1 is no value of.
        }
    }

    const DataReader& reader_;
    int left_ = 80;
};

void walk(const Declarations& declared, std::span<const std::byte> bytes) {
    if (declared.records.empty()) return;
    const DataReader reader(declared.types, bytes);
    Walker(reader).visit(reader.root(declared.records.back(), 0));
}

const Declarations& chosen(std::size_t index) {
    static const auto all = [] {
        std::vector<Declarations> parsed;
        for (const std::string_view text : declarations) parsed.push_back(parse_declarations(text));
        return parsed;
    }();
    return all[index];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view all(static_cast<const char*>(static_cast<const void*>(data)), size);
    const auto bytes = std::as_bytes(std::span(data, size)).subspan(1);
    const std::size_t choice = data[0];
    try {
        if (choice > 0) {
            walk(chosen(choice % declarations.size()), bytes);
        } else {
            const std::string_view text = all.substr(1, all.find('\0', 1) - 1);
            walk(parse_declarations(text), bytes.subspan(text.size()));
        }
    } catch (const StructError&) {
        // Declarations that are none.
    } catch (const ValueError&) {
        // Bytes that are no text.
    }
    return 0;
}
