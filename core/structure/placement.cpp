#include "core/structure/placement.hpp"

#include <algorithm>

namespace byteprism {
namespace {

std::int64_t limited(std::int64_t alignment, std::int64_t limit) {
    return limit == 0 ? alignment : std::min(alignment, limit);
}

// As for `int : 0`: no packing holds it back, and the record takes no alignment from it.
PlacementRule zero_width_rule(const MemberDemand& demand) {
    const std::int64_t alignment = std::max(demand.field_alignment, demand.asked_alignment);
    return {.size = 0, .alignment = 8 * alignment, .unit = 0, .unit_alignment = 0, .record_alignment = 8};
}

PlacementRule bit_field_rule(const MemberDemand& demand) {
    PlacementRule rule;
    rule.size = demand.bit_width;
    const std::int64_t asked = limited(demand.asked_alignment, demand.pack_limit);
    if (asked > 0) rule.alignment = 8 * asked;
    if (!demand.packed && demand.pack_limit == 0) {
        rule.unit = 8 * demand.size;
        rule.unit_alignment = 8 * demand.field_alignment;
    }
    if (demand.named) {
        std::int64_t of_type = demand.field_alignment;
        if (demand.pack_limit != 0) {
            of_type = limited(demand.field_alignment, demand.pack_limit);
        } else if (demand.packed) {
            of_type = 1;
        }
        rule.record_alignment = 8 * std::max({std::int64_t{1}, of_type, asked});
    }
    return rule;
}

}  // namespace

PlacementRule placement_rule(const MemberDemand& demand) {
    if (demand.bit_width == 0) return zero_width_rule(demand);
    if (demand.bit_width > 0) return bit_field_rule(demand);
    std::int64_t alignment = 1;
    if (demand.packed) {
        alignment = std::max<std::int64_t>(1, demand.asked_alignment);
    } else {
        // What asks for less than the type's own alignment asks for nothing.
        const bool asked = demand.asked_alignment >= demand.type_alignment;
        alignment = asked ? demand.asked_alignment : demand.field_alignment;
    }
    alignment = limited(alignment, demand.pack_limit);
    return {.size = 8 * demand.size,
            .alignment = 8 * alignment,
            .unit = 0,
            .unit_alignment = 0,
            .record_alignment = 8 * alignment};
}

std::int64_t placed_at(const PlacementRule& rule, std::int64_t end) {
    const std::int64_t at = rounded_up(end, rule.alignment);
    if (rule.unit_alignment == 0) return at;
    const std::int64_t into = at % rule.unit_alignment;
    const std::int64_t units = (into + rule.size + rule.unit_alignment - 1) / rule.unit_alignment;
    return units > rule.unit / rule.unit_alignment ? rounded_up(at, rule.unit_alignment) : at;
}

StorageUnit storage_unit(std::int64_t first_bit, int width, std::int64_t type_size, std::int64_t record_size,
                         ByteOrder order) {
    StorageUnit unit{first_bit / (8 * type_size) * type_size, type_size, {}};
    const std::int64_t last_bit = first_bit + std::max(width, 1) - 1;
    if (last_bit >= 8 * (unit.offset + unit.size) || unit.offset + unit.size > record_size) {
        unit.offset = first_bit / 8;
        unit.size = last_bit / 8 - unit.offset + 1;
    }
    const auto before = static_cast<int>(first_bit - 8 * unit.offset);
    // In big-endian order the bits of a record are counted from the most significant one.
    const auto bits = static_cast<int>(8 * unit.size);
    unit.bits = {order == ByteOrder::Big ? bits - before - width : before, width};
    return unit;
}

}  // namespace byteprism
