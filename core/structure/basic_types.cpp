#include "core/structure/basic_types.hpp"

#include <algorithm>
#include <array>

namespace byteprism {
namespace {

enum class Class : std::uint8_t { Void, Signed, Unsigned, Bool, Character, SignedCharacter, Float, Complex, Opaque };

// A size that depends on the data model.
constexpr int of_long = -1;
constexpr int of_pointer = -2;
constexpr int of_wide_character = -3;
constexpr int of_long_double = -4;
constexpr int of_long_complex = -5;

struct Row {
    std::string_view name;
    Class kind;
    int size;
    ByteOrder order = ByteOrder::Little;
    bool order_given = false;
};

// Words in the order char, short, long .., then signedness, as the parser joins them.
constexpr Row keywords[] = {
    {"void", Class::Void, 0},
    {"bool", Class::Bool, 1},
    {"char", Class::SignedCharacter, 1},
    {"char signed", Class::Signed, 1},
    {"char unsigned", Class::Unsigned, 1},
    {"short", Class::Signed, 2},
    {"short unsigned", Class::Unsigned, 2},
    {"int", Class::Signed, 4},
    {"int unsigned", Class::Unsigned, 4},
    {"long", Class::Signed, of_long},
    {"long unsigned", Class::Unsigned, of_long},
    {"long long", Class::Signed, 8},
    {"long long unsigned", Class::Unsigned, 8},
    {"__int128", Class::Signed, 16},
    {"__int128 unsigned", Class::Unsigned, 16},
    {"_Float16", Class::Float, 2},
    {"float", Class::Float, 4},
    {"_Float32", Class::Float, 4},
    {"_Float32x", Class::Float, 8},
    {"double", Class::Float, 8},
    {"_Float64", Class::Float, 8},
    {"long double", Class::Float, of_long_double},
    {"_Float64x", Class::Float, of_long_double},
    {"_Float128", Class::Float, 16},
    {"__float128", Class::Float, 16},
    {"float _Complex", Class::Complex, 8},
    {"double _Complex", Class::Complex, 16},
    {"long double _Complex", Class::Complex, of_long_complex},
    {"_Float32 _Complex", Class::Complex, 8},
    {"_Float32x _Complex", Class::Complex, 16},
    {"_Float64 _Complex", Class::Complex, 16},
    {"_Float64x _Complex", Class::Complex, of_long_complex},
    {"_Float128 _Complex", Class::Opaque, 32},
    {"__builtin_va_list", Class::Opaque, 24},
};

constexpr Row library[] = {
    {"int8_t", Class::Signed, 1},
    {"int16_t", Class::Signed, 2},
    {"int32_t", Class::Signed, 4},
    {"int64_t", Class::Signed, 8},
    {"uint8_t", Class::Unsigned, 1},
    {"uint16_t", Class::Unsigned, 2},
    {"uint32_t", Class::Unsigned, 4},
    {"uint64_t", Class::Unsigned, 8},
    {"intptr_t", Class::Signed, of_pointer},
    {"uintptr_t", Class::Unsigned, of_pointer},
    {"size_t", Class::Unsigned, of_pointer},
    {"ssize_t", Class::Signed, of_pointer},
    {"ptrdiff_t", Class::Signed, of_pointer},
    {"intmax_t", Class::Signed, 8},
    {"uintmax_t", Class::Unsigned, 8},
    {"char8_t", Class::Character, 1},
    {"char16_t", Class::Character, 2},
    {"char32_t", Class::Character, 4},
    {"wchar_t", Class::Character, of_wide_character},
    {"byte", Class::Unsigned, 1},
    {"s8", Class::Signed, 1},
    {"s16", Class::Signed, 2},
    {"s32", Class::Signed, 4},
    {"s64", Class::Signed, 8},
    {"u8", Class::Unsigned, 1},
    {"u16", Class::Unsigned, 2},
    {"u32", Class::Unsigned, 4},
    {"u64", Class::Unsigned, 8},
    {"i8", Class::Signed, 1},
    {"i16", Class::Signed, 2},
    {"i32", Class::Signed, 4},
    {"i64", Class::Signed, 8},
    {"f32", Class::Float, 4},
    {"f64", Class::Float, 8},
    {"__s8", Class::Signed, 1},
    {"__s16", Class::Signed, 2},
    {"__s32", Class::Signed, 4},
    {"__s64", Class::Signed, 8},
    {"__u8", Class::Unsigned, 1},
    {"__u16", Class::Unsigned, 2},
    {"__u32", Class::Unsigned, 4},
    {"__u64", Class::Unsigned, 8},
    {"u_int8_t", Class::Unsigned, 1},
    {"u_int16_t", Class::Unsigned, 2},
    {"u_int32_t", Class::Unsigned, 4},
    {"u_int64_t", Class::Unsigned, 8},
    {"u_char", Class::Unsigned, 1},
    {"u_short", Class::Unsigned, 2},
    {"u_int", Class::Unsigned, 4},
    {"u_long", Class::Unsigned, of_long},
    {"uchar", Class::Unsigned, 1},
    {"ushort", Class::Unsigned, 2},
    {"uint", Class::Unsigned, 4},
    {"ulong", Class::Unsigned, of_long},
    {"off_t", Class::Signed, of_long},
    {"time_t", Class::Signed, of_long},
    {"BYTE", Class::Unsigned, 1},
    {"WORD", Class::Unsigned, 2},
    {"DWORD", Class::Unsigned, 4},
    {"QWORD", Class::Unsigned, 8},
    {"LONG", Class::Signed, 4},
    {"ULONG", Class::Unsigned, 4},
    {"__le16", Class::Unsigned, 2, ByteOrder::Little, true},
    {"__le32", Class::Unsigned, 4, ByteOrder::Little, true},
    {"__le64", Class::Unsigned, 8, ByteOrder::Little, true},
    {"__be16", Class::Unsigned, 2, ByteOrder::Big, true},
    {"__be32", Class::Unsigned, 4, ByteOrder::Big, true},
    {"__be64", Class::Unsigned, 8, ByteOrder::Big, true},
};

std::int64_t size_of(const Row& row, DataModel model) {
    switch (row.size) {
        case of_long:
            return long_size(model);
        case of_pointer:
            return pointer_size(model);
        case of_wide_character:
            return model == DataModel::Llp64 ? 2 : 4;
        case of_long_double:
            return model == DataModel::Ilp32 ? 12 : 16;
        case of_long_complex:
            return model == DataModel::Ilp32 ? 24 : 32;
        default:
            return row.size;
    }
}

DataType leaf_type(DataType::Kind kind, std::string code, std::int64_t size) {
    DataType type;
    type.kind = kind;
    type.size = size;
    type.alignment = size;
    type.leaf.code = std::move(code);
    type.leaf.size = type.leaf.unit = size;
    return type;
}

DataType float_type(std::string_view name, std::int64_t size) {
    const bool quadruple = name.ends_with("128");
    const char* code = quadruple ? "float128" : size == 2 ? "e" : size == 4 ? "f" : size == 8 ? "d" : "g";
    DataType type = leaf_type(DataType::Kind::Number, code, size);
    if (size == 12) type.alignment = 4;
    type.is_signed = true;
    return type;
}

DataType made(const Row& row, DataModel model) {
    const std::int64_t size = size_of(row, model);
    switch (row.kind) {
        case Class::Void: {
            DataType type;
            type.complete = false;
            return type;
        }
        case Class::Bool:
            return leaf_type(DataType::Kind::Number, "?", 1);
        case Class::SignedCharacter: {
            DataType type = leaf_type(DataType::Kind::Character, "c", 1);
            type.is_signed = true;
            return type;
        }
        case Class::Character:
            return leaf_type(DataType::Kind::Character, size == 1 ? "c" : size == 2 ? "u" : "w", size);
        case Class::Float:
            return float_type(row.name, size);
        case Class::Complex: {
            const char* code = size == 8 ? "Zf" : size == 16 ? "Zd" : "Zg";
            DataType type = leaf_type(DataType::Kind::Number, code, size);
            type.alignment = size == 24 ? 4 : size / 2;
            return type;
        }
        case Class::Opaque: {
            DataType type = leaf_type(DataType::Kind::Number, "s", size);
            type.alignment = size == 24 ? 8 : 16;
            return type;
        }
        default: {
            DataType type = integer_type(size, row.kind == Class::Signed);
            type.leaf.order = row.order;
            type.order_given = row.order_given;
            return type;
        }
    }
}

template <std::size_t N>
std::optional<DataType> find(const Row (&rows)[N], std::string_view name, DataModel model) {
    const auto* row = std::ranges::find(rows, name, &Row::name);
    if (row == std::end(rows)) return std::nullopt;
    return made(*row, model);
}

}  // namespace

std::optional<DataModel> find_data_model(std::string_view name) {
    if (name == "LP64") return DataModel::Lp64;
    if (name == "LLP64") return DataModel::Llp64;
    if (name == "ILP32") return DataModel::Ilp32;
    return std::nullopt;
}

int long_size(DataModel model) { return model == DataModel::Lp64 ? 8 : 4; }
int pointer_size(DataModel model) { return model == DataModel::Ilp32 ? 4 : 8; }

DataType integer_type(std::int64_t size, bool is_signed) {
    const std::size_t index = size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3;
    const char code = is_signed ? "bhiq"[index] : "BHIQ"[index];
    DataType type = leaf_type(DataType::Kind::Number, size == 16 ? "int128" : std::string(1, code), size);
    type.is_signed = is_signed;
    return type;
}

DataType pointer_type(const TypeUse& target, DataModel model) {
    DataType type = leaf_type(DataType::Kind::Pointer, "P", pointer_size(model));
    type.target = target;
    return type;
}

std::optional<DataType> keyword_type(std::string_view words, DataModel model) { return find(keywords, words, model); }
std::optional<DataType> library_type(std::string_view name, DataModel model) { return find(library, name, model); }

std::optional<ByteOrder> order_in_name(std::string_view name) {
    const auto* row = std::ranges::find(library, name, &Row::name);
    if (row == std::end(library) || !row->order_given) return std::nullopt;
    return row->order;
}

std::int64_t field_alignment(const DataTypes& types, TypeId type, DataModel model) {
    const std::int64_t own = types[type].alignment;
    if (model != DataModel::Ilp32 || types[type].aligned_by_user) return own;
    while (types[type].kind == DataType::Kind::Array) type = types[type].target.type;
    const bool number = types[type].kind == DataType::Kind::Number || types[type].kind == DataType::Kind::Enum;
    return number && types[type].leaf.code != "float128" ? std::min<std::int64_t>(own, 4) : own;
}

}  // namespace byteprism
