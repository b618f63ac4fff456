#include "app/ui/structure/structure_rows.hpp"

#include <algorithm>
#include <string_view>

namespace byteprism {
namespace {

// How the elements of a field are called: Sized ones with their width in bits, Text ones with their length. The first
// row that has the code is it.
struct TypeName {
    std::string_view codes;
    const char* name;
    enum { Fixed, Sized, Text } kind;
};

constexpr TypeName names[] = {
    {"bhilqn", "int", TypeName::Sized}, {"BHILQN", "uint", TypeName::Sized},
    {"efdg", "float", TypeName::Sized}, {"F D G Ze Zf Zd Zg", "complex", TypeName::Sized},
    {"?", "bool", TypeName::Fixed},     {"c", "char", TypeName::Fixed},
    {"P", "pointer", TypeName::Fixed},  {"s", "char", TypeName::Text},
    {"p", "pascal", TypeName::Text},    {"w", "char32", TypeName::Text},
    {"u", "char16", TypeName::Text},    {"x", "padding", TypeName::Text},
    {"t", "bits", TypeName::Text},
};

const TypeName* find_name(std::string_view code) {
    const auto* at = std::ranges::find_if(
        names, [&](const TypeName& type) { return type.codes.find(code) != std::string_view::npos; });
    return at == std::end(names) ? nullptr : at;
}

bool counts_characters(const Field& field) {
    const TypeName* type = find_name(field.code);
    return type != nullptr && type->kind == TypeName::Text;
}

std::int64_t elements(const Field& field) {
    std::int64_t count = counts_characters(field) ? 1 : field.count;
    for (const std::int64_t length : field.shape) count *= length;
    return count;
}

class Planner {
public:
    explicit Planner(StructureRows& plan) : plan_(plan) {}

    void add(const Field& field, std::size_t index, std::int64_t record_offset, int depth, std::size_t color) {
        if (full()) return;
        const std::string name = field.name ? *field.name : "f" + std::to_string(index);
        const std::int64_t count = elements(field);
        if (field.code != "T" || count == 0) {
            push(StructureRow::Kind::Value, name, field, record_offset + field.offset, depth, color);
        } else if (count == 1) {
            add_record(name, field, record_offset + field.offset, depth, color);
        } else {
            const std::int64_t size = field.size / count;
            for (std::int64_t i = 0; i < count && !full(); ++i) {
                const std::int64_t at = record_offset + field.offset + i * size;
                Field one = field;
                one.size = size;
                one.count = 1;
                one.shape.clear();
                add_record(name + "[" + std::to_string(i) + "]", one, at, depth, color);
            }
        }
    }

    bool full() const { return plan_.rows.size() >= StructureRows::limit; }

private:
    void add_record(const std::string& name, const Field& record, std::int64_t at, int depth, std::size_t color) {
        push(StructureRow::Kind::Record, name, record, at, depth, color);
        for (std::size_t i = 0; i < record.fields.size(); ++i) add(record.fields[i], i, at, depth + 1, color);
    }

    void push(StructureRow::Kind kind, const std::string& name, const Field& field, std::int64_t at, int depth,
              std::size_t color) {
        Field placed = field;
        placed.offset = at;
        if (kind == StructureRow::Kind::Record) placed.fields.clear();
        plan_.rows.push_back({kind, depth, name, type_text(field), std::move(placed), color});
    }

    StructureRows& plan_;
};

}  // namespace

std::string type_text(const Field& field) {
    if (field.code == "T") return "record";
    const TypeName* type = find_name(field.code);
    std::string text = type == nullptr ? field.code : type->name;
    const std::int64_t count = elements(field);
    const std::int64_t size = count > 0 ? field.size / count : 0;
    if (type != nullptr && type->kind == TypeName::Sized) text += std::to_string(size * 8);
    for (const std::int64_t length : field.shape) text += "[" + std::to_string(length) + "]";
    if (counts_characters(field) || field.count != 1) text += "[" + std::to_string(field.count) + "]";
    const bool ordered = type == nullptr || type->kind == TypeName::Sized || field.code == "P" || field.code == "w";
    if (ordered && size > 1 && field.order == ByteOrder::Big) text += " be";
    return text;
}

StructureRows plan_structure(const Format& format) {
    StructureRows plan;
    Planner planner(plan);
    const auto fields = format.fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (planner.full()) {
            plan.left_out = fields.size() - i;
            break;
        }
        planner.add(fields[i], i, 0, 0, i);
    }
    return plan;
}

}  // namespace byteprism
