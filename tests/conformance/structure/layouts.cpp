// Prints where our rules put the members of every record that is declared on standard input:
//
//     struct S1 24 8                size and alignment
//     struct S1 a.b 4 2             offset and size of a member
//     struct S1 a.c bits 0300       the bits of a bit-field, as a mask of the record's bytes up to the last one it is
//     in

#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "core/structure/data_value.hpp"
#include "core/structure/declarations.hpp"

namespace {

using namespace byteprism;

class Printer {
public:
    explicit Printer(const DataTypes& types) : types_(types) {}

    void print(const TypeUse& use) {
        const DataType& type = types_[use.type];
        record_ = use.name;
        if (type.size <= max_filled) fill(static_cast<std::size_t>(type.size));
        std::printf("%s %lld %lld\n", record_.c_str(), static_cast<long long>(type.size),
                    static_cast<long long>(type.alignment));
        print_members(type, "", 0);
    }

private:
    static constexpr std::int64_t max_filled = 1 << 28;

    void fill(std::size_t size) {
        bytes_.resize(size);
        for (std::size_t i = 0; i < size; ++i) bytes_[i] = static_cast<std::byte>(5 * i * i + 37 * i + 11);
    }

    void print_members(const DataType& type, const std::string& path, std::int64_t base) {
        for (const DataMember& member : type.members) {
            if (member.kind == DataMember::Kind::Padding) continue;
            const DataType& of = types_[member.type.type];
            const std::string name = member.name.empty() ? path : path + (path.empty() ? "" : ".") + member.name;
            const std::int64_t at = base + member.offset;
            if (member.bits.width > 0) {
                if (!member.name.empty()) print_mask(name, member, at);
                continue;
            }
            if (!member.name.empty() && !of.to_the_end) {
                std::printf("%s %s %lld %lld\n", record_.c_str(), name.c_str(), static_cast<long long>(at),
                            static_cast<long long>(member.size));
            }
            if (of.kind == DataType::Kind::Record) print_members(of, name, at);
        }
    }

    void print_mask(const std::string& name, const DataMember& member, std::int64_t at) const {
        std::string bytes(static_cast<std::size_t>(at + member.size), '\0');
        const bool big = types_[member.type.type].leaf.order == ByteOrder::Big;
        for (int bit = member.bits.offset; bit < member.bits.offset + member.bits.width; ++bit) {
            const auto index = static_cast<std::size_t>(big ? at + member.size - 1 - bit / 8 : at + bit / 8);
            bytes[index] = static_cast<char>(bytes[index] | 1 << bit % 8);
        }
        while (!bytes.empty() && bytes.back() == '\0') bytes.pop_back();
        std::printf("%s %s bits ", record_.c_str(), name.c_str());
        for (const char byte : bytes) std::printf("%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
        std::printf("\n");
        DataNode node;
        node.type = member.type.type;
        node.bytes = {at, member.size};
        node.bits = member.bits;
        if (node.bytes.end() > static_cast<std::int64_t>(bytes_.size())) return;
        std::printf("%s %s is %lld\n", record_.c_str(), name.c_str(),
                    static_cast<long long>(integer_of(types_, node, bytes_)));
    }

    const DataTypes& types_;
    std::string record_;
    std::vector<std::byte> bytes_;
};

}  // namespace

int main() {
    const std::string text(std::istreambuf_iterator<char>(std::cin), {});
    try {
        const Declarations declarations = parse_declarations(text);
        Printer printer(declarations.types);
        for (const TypeUse& record : declarations.records) printer.print(record);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
