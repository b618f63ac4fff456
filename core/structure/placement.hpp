// Where GCC puts the members of a record on x86-64: one after the other, each at its alignment, bit-fields side by side
// in units of their type. Pure arithmetic; the same rules serve records whose sizes only the data tells.
#pragma once

#include <cstdint>

#include "core/view/format.hpp"

namespace byteprism {

// Larger types are refused, so that sums and bit counts stay in 64 bits.
constexpr std::int64_t max_type_size = std::int64_t{1} << 56;

// Bits of a storage unit, read as one number in its byte order; `offset` from that number's least significant bit.
struct BitRange {
    int offset = 0;
    int width = 0;
    bool operator==(const BitRange&) const = default;
};

// What the declaration says about one member, in bytes.
struct MemberDemand {
    std::int64_t size = 0;
    std::int64_t type_alignment = 1;   // of its type
    std::int64_t field_alignment = 1;  // the same, as the ABI lowers it inside records
    std::int64_t asked_alignment = 0;  // aligned(N), alignas(N) of the member; 0: none
    bool packed = false;               // it or its record
    std::int64_t pack_limit = 0;       // of #pragma pack(N); 0: none
    int bit_width = -1;                // -1: no bit-field
    bool named = true;
};

// The same as rules of placing, in bits.
struct PlacementRule {
    std::int64_t size = 0;
    std::int64_t alignment = 1;         // the member begins at a multiple of this
    std::int64_t unit = 0;              // a bit-field crosses no more multiples of unit_alignment than a whole unit
    std::int64_t unit_alignment = 0;    // does; 0: it may
    std::int64_t record_alignment = 8;  // the record has at least this
};

PlacementRule placement_rule(const MemberDemand& demand);

// The first bit of a member that comes when `end` bits are taken.
std::int64_t placed_at(const PlacementRule& rule, std::int64_t end);

// The storage unit of a bit-field: the multiple of its type's size that holds it, else just the bytes it touches.
struct StorageUnit {
    std::int64_t offset = 0;  // bytes
    std::int64_t size = 0;
    BitRange bits;
};
StorageUnit storage_unit(std::int64_t first_bit, int width, std::int64_t type_size, std::int64_t record_size,
                         ByteOrder order);

constexpr std::int64_t rounded_up(std::int64_t value, std::int64_t alignment) {
    return (value + alignment - 1) / alignment * alignment;
}

}  // namespace byteprism
