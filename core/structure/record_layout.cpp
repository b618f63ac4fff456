#include "core/structure/record_layout.hpp"

#include <algorithm>

#include "core/structure/declaration_error.hpp"

namespace byteprism {
namespace {

bool holds_records(const DataTypes& types, TypeId type) {
    while (types[type].kind == DataType::Kind::Array) type = types[type].target.type;
    return types[type].kind == DataType::Kind::Record;
}

class RecordLayout {
public:
    RecordLayout(DataTypes& types, DataModel model, std::string_view text)
        : types_(types), model_(model), text_(text) {}

    DataType run(RecordDeclaration declaration) {
        record_.kind = DataType::Kind::Record;
        record_.is_union = declaration.is_union;
        record_.alignment = std::max<std::int64_t>(1, declaration.attributes.alignment);
        record_.aligned_by_user = declaration.attributes.alignment > 0;
        record_.order_given = declaration.attributes.order.has_value();
        record_.last_if = std::move(declaration.last_if);
        if (record_.last_if) {
            record_.varies = true;
            record_.sized = false;
        }
        const ByteOrder order = declaration.attributes.order.value_or(declaration.order);
        for (DeclaredMember& declared : declaration.members) {
            check(declared.member);
            DataMember& member = declared.member;
            member.type.type = with_order(types_, member.type.type, order, false);
            const DataType& type = types_[member.type.type];
            member.rule = placement_rule(demand_of(declared, declaration));
            member.size = type.size;
            if (type.varies || member.condition || member.place) record_.varies = true;
            if (!type.sized || member.condition || member.place || (type.varies && !type.to_the_end))
                record_.sized = false;
            record_.depth = std::max(record_.depth, type.depth + 1);
            if (record_.depth > max_type_depth)
                fail(member, "types nested deeper than " + std::to_string(max_type_depth));
            place(declared);
        }
        finish();
        return std::move(record_);
    }

private:
    [[noreturn]] void fail(const DataMember& member, const std::string& what) const {
        throw DeclarationError(what, text_, member.at);
    }

    // An array without length may only come last, or be placed.
    void check(const DataMember& member) {
        if (open_ended_ != nullptr && !record_.is_union && !member.place) {
            throw DeclarationError("'" + open_ended_name_ + "' has no length and is not the last member", text_,
                                   open_ended_->at);
        }
        if (types_[member.type.type].to_the_end && !member.place) {
            open_ended_ = &member;
            open_ended_name_ = member.name;
        }
    }

    MemberDemand demand_of(const DeclaredMember& declared, const RecordDeclaration& declaration) const {
        const TypeId type = declared.member.type.type;
        return {.size = types_[type].size,
                .type_alignment = types_[type].alignment,
                .field_alignment = field_alignment(types_, type, model_),
                .asked_alignment = declared.attributes.alignment,
                .packed = declared.attributes.packed || declaration.attributes.packed,
                .pack_limit = declaration.pack_limit,
                .bit_width = declared.bit_width,
                .named = !declared.member.name.empty()};
    }

    void place(DeclaredMember& declared) {
        DataMember& member = declared.member;
        const std::int64_t first = record_.is_union ? 0 : placed_at(member.rule, end_);
        if (first + member.rule.size > 8 * max_type_size) {
            fail(member, "the record gets larger than " + std::to_string(max_type_size) + " bytes");
        }
        if (!member.place) {
            // Of what varies, the size is the least that it can be.
            if (!member.condition) end_ = std::max(end_, first + member.rule.size);
            record_.alignment = std::max(record_.alignment, member.rule.record_alignment / 8);
        }
        first_bits_.push_back(first);
        member.offset = first / 8;
        member.bits.width = std::max(0, declared.bit_width);
        if (declared.bit_width == 0) member.kind = DataMember::Kind::Padding;
        record_.members.push_back(std::move(member));
    }

    void finish() {
        record_.size = rounded_up((end_ + 7) / 8, record_.alignment);
        if (record_.size > max_type_size) {
            throw DeclarationError("the record gets larger than " + std::to_string(max_type_size) + " bytes", text_,
                                   record_.members.back().at);
        }
        for (std::size_t i = 0; i < record_.members.size(); ++i) set_unit(record_.members[i], first_bits_[i]);
        if (!record_.varies) add_padding();
    }

    void set_unit(DataMember& member, std::int64_t first_bit) const {
        if (member.bits.width == 0) return;
        const DataType& type = types_[member.type.type];
        const StorageUnit unit = storage_unit(first_bit, member.bits.width, type.size, record_.size, type.leaf.order);
        member.offset = unit.offset;
        member.size = unit.size;
        member.bits = unit.bits;
    }

    // Whole bytes that no member holds become members of their own; what only aligned is no longer needed.
    void add_padding() {
        std::vector<DataMember> members;
        std::int64_t end = 0;  // bits that are taken
        for (std::size_t i = 0; i < record_.members.size(); ++i) {
            DataMember& member = record_.members[i];
            if (member.kind == DataMember::Kind::Padding) continue;
            add_gap(members, end, first_bits_[i]);
            end = std::max(end, 8 * (member.offset + member.size));  // of a bit-field its whole unit
            members.push_back(std::move(member));
        }
        add_gap(members, end, 8 * record_.size);
        record_.members = std::move(members);
    }

    static void add_gap(std::vector<DataMember>& members, std::int64_t end, std::int64_t next) {
        const std::int64_t first = (end + 7) / 8;
        if (next / 8 <= first) return;
        DataMember gap;
        gap.kind = DataMember::Kind::Padding;
        gap.type.name = "pad";
        gap.offset = first;
        gap.size = next / 8 - first;
        members.push_back(std::move(gap));
    }

    DataTypes& types_;
    DataType record_;
    DataModel model_;
    std::string_view text_;
    std::int64_t end_ = 0;  // in bits
    std::vector<std::int64_t> first_bits_;
    const DataMember* open_ended_ = nullptr;
    std::string open_ended_name_;
};

// A record whose members are in another order; bits of a unit are counted from its other end then.
DataType reordered_record(DataTypes& types, DataType record, ByteOrder order) {
    for (DataMember& member : record.members) {
        const bool inner = holds_records(types, member.type.type);
        const TypeId changed = with_order(types, member.type.type, order, inner);
        if (types[changed].leaf.order != types[member.type.type].leaf.order && member.bits.width > 0) {
            member.bits.offset = static_cast<int>(8 * member.size) - member.bits.offset - member.bits.width;
        }
        member.type.type = changed;
    }
    return record;
}

TypeId reordered(DataTypes& types, TypeId type, ByteOrder order, bool given) {
    DataType changed = types[type];
    if (changed.order_given) return type;
    switch (changed.kind) {
        case DataType::Kind::Record:
            return types.add(reordered_record(types, std::move(changed), order));
        case DataType::Kind::Array: {
            const TypeId element = with_order(types, changed.target.type, order, given);
            if (element == changed.target.type) return type;
            changed.target.type = element;
            break;
        }
        default:
            if (changed.leaf.order == order && !given) return type;
            changed.leaf.order = order;
            changed.order_given = given;
    }
    return types.add(std::move(changed));
}

}  // namespace

DataType laid_out(DataTypes& types, RecordDeclaration declaration, DataModel model, std::string_view text) {
    return RecordLayout(types, model, text).run(std::move(declaration));
}

TypeId with_order(DataTypes& types, TypeId type, ByteOrder order, bool given) {
    const DataType::Kind kind = types[type].kind;
    if (kind == DataType::Kind::Void || (kind == DataType::Kind::Record && !given)) return type;
    const auto known = types.reordered.find({type, order, given});
    if (known != types.reordered.end()) return known->second;
    const TypeId result = reordered(types, type, order, given);
    types.reordered[{type, order, given}] = result;
    return result;
}

}  // namespace byteprism
