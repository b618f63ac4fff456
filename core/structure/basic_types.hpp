// The types that C and its libraries bring along, and their sizes in a data model.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/structure/data_type.hpp"

namespace byteprism {

// How wide int, long and pointers are. Alignments are those of GCC on x86-64; of Ilp32 those of the i386 ABI.
enum class DataModel : std::uint8_t {
    Lp64,   // 32, 64, 64: Linux, macOS
    Llp64,  // 32, 32, 64: Windows
    Ilp32,  // 32, 32, 32: 32-bit systems
};
std::optional<DataModel> find_data_model(std::string_view name);
int long_size(DataModel model);
int pointer_size(DataModel model);

DataType integer_type(std::int64_t size, bool is_signed);
DataType pointer_type(const TypeUse& target, DataModel model);

// "int", "unsigned long", "_Float16", "void": the words of a type in the order of the table's names. Nothing: C has no
// such type.
std::optional<DataType> keyword_type(std::string_view words, DataModel model);
// "uint32_t", "size_t", "__be16", which a text may use without declaring them.
std::optional<DataType> library_type(std::string_view name, DataModel model);
// "__be32" and its like say their byte order in their name, whatever they are declared as.
std::optional<ByteOrder> order_in_name(std::string_view name);

// The alignment inside a record, which the i386 ABI lowers for numbers of 8 bytes.
std::int64_t field_alignment(const DataTypes& types, TypeId type, DataModel model);

}  // namespace byteprism
