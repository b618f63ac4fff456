// Pixels of whole bytes and words, and the end of stores past the caches.

#include "core/image/pixel_kernels.hpp"

#include <algorithm>
#include <cstring>

#include "core/view/unaligned.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/image/pixel_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/highway.h>

#include "core/image/pixel_lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

Rgba8 spread_one(const ByteOrders& orders, const std::byte* pixel) {
    std::array<std::uint8_t, 4> shown = orders.absent;
    for (std::size_t i = 0; i < 4; ++i) {
        if (orders.place[i] >= 0) shown[i] = std::to_integer<std::uint8_t>(pixel[orders.place[i]]);
    }
    return {shown[0], shown[1], shown[2], shown[3]};
}

// The first dwords of each 3: a block of 16 bytes for each 12 of the source.
#if HWY_TARGET != HWY_SCALAR
HWY_INLINE auto twelves(Wide wide) {
    const std::size_t lanes = hn::Lanes(wide);
    alignas(64) std::array<std::int32_t, hn::MaxLanes(wide)> thirds{};
    for (std::size_t k = 0; k < lanes; ++k)
        thirds[k] = static_cast<std::int32_t>(std::min(k / 4 * 3 + k % 4, lanes - 1));
    return hn::SetTableIndices(wide, thirds.data());
}
#endif

void SpreadBytes(const ByteOrders& orders, const std::byte* source, [[maybe_unused]] std::size_t readable,
                 std::size_t count, PixelTarget target) {
    std::size_t i = 0;
    const auto size = static_cast<std::size_t>(orders.pixel_bytes);
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const hn::Repartition<std::uint8_t, Wide> narrow;
    const std::size_t lanes = hn::Lanes(wide);
    alignas(16) std::array<std::uint8_t, 16> order{};
    for (std::size_t k = 0; k < 16; ++k) {
        const std::size_t distance = size == 3 ? 3 : 4;
        const int place = orders.place[k % 4];
        order[k] = place < 0 ? 0x80 : static_cast<std::uint8_t>(k / 4 * distance + static_cast<std::size_t>(place));
    }
    std::uint32_t absent = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        absent |= orders.place[k] < 0 ? std::uint32_t{orders.absent[k]} << (8 * k) : 0;
    }
    const auto shuffle = hn::BitCast(wide, hn::LoadDup128(narrow, order.data()));
    const auto constant = hn::Set(wide, absent);
    const auto blocks = twelves(wide);  // four pixels of 3 bytes each
    const auto put = [&](WideVector pixels, std::size_t at) HWY_ATTR {
        put_pixels(hn::Or(hn::TableLookupBytesOr0(pixels, shuffle), constant), target, at);
    };
    switch (size) {
        case 1:
            for (; i + lanes <= count; i += lanes) put(load_wide(wide, items<std::uint8_t>(source) + i), i);
            break;
        case 2:
            for (; i + lanes <= count && (i + lanes) * 2 <= readable; i += lanes) {
                put(load_wide(wide, items<std::uint16_t>(source) + i), i);
            }
            break;
        case 3:
            // The load takes more than the pixels' own bytes.
            for (; i + lanes <= count && i * 3 + lanes * 4 <= readable; i += lanes) {
                const auto loaded = hn::BitCast(wide, hn::LoadU(narrow, items<std::uint8_t>(source) + i * 3));
                put(hn::TableLookupLanes(loaded, blocks), i);
            }
            break;
        default:
            for (; i + lanes <= count && (i + lanes) * 4 <= readable; i += lanes) {
                put(hn::BitCast(wide, hn::LoadU(narrow, items<std::uint8_t>(source) + i * 4)), i);
            }
            break;
    }
#endif
    for (; i < count; ++i) target.first[i] = spread_one(orders, source + i * size);
}

std::uint8_t word_to_byte(const std::byte* word, bool big_endian) {
    const std::uint32_t code = std::to_integer<std::uint32_t>(word[big_endian ? 1 : 0]) |
                               std::to_integer<std::uint32_t>(word[big_endian ? 0 : 1]) << 8;
    return static_cast<std::uint8_t>((code * 255 + 32895) >> 16);
}

void SpreadWords(const ByteOrders& orders, bool big_endian, const std::byte* source,
                 [[maybe_unused]] std::size_t readable, std::size_t count, PixelTarget target) {
    std::size_t i = 0;
    const auto size = static_cast<std::size_t>(orders.pixel_bytes);
#if HWY_TARGET != HWY_SCALAR
    const Wide wide;
    const hn::Repartition<std::uint8_t, Wide> narrow;
    const hn::Repartition<std::uint16_t, Wide> half;
    const hn::Repartition<std::uint64_t, Wide> eights;
    const std::size_t lanes = hn::Lanes(wide);
    // Two pixels of a block become its first 8 bytes; the upper byte of each word is the one that stays.
    alignas(16) std::array<std::uint8_t, 16> order{};
    std::uint32_t absent = 0;
    for (std::size_t k = 0; k < 16; ++k) {
        const int place = orders.place[k % 4];
        order[k] =
            place < 0 || k >= 8 ? 0x80 : static_cast<std::uint8_t>(k / 4 * size + static_cast<std::size_t>(place) + 1);
    }
    for (std::size_t k = 0; k < 4; ++k) {
        absent |= orders.place[k] < 0 ? std::uint32_t{orders.absent[k]} << (8 * k) : 0;
    }
    const auto shuffle = hn::LoadDup128(narrow, order.data());
    const auto constant = hn::Set(wide, absent);
    const auto blocks = twelves(wide);
    const auto rounding = hn::Set(half, std::uint16_t{127});
    const auto loaded = [&](std::size_t at) HWY_ATTR {
        auto pixels = hn::BitCast(wide, hn::LoadU(narrow, items<std::uint8_t>(source) + at * size));
        if (size == 6) pixels = hn::TableLookupLanes(pixels, blocks);
        auto code = hn::BitCast(half, pixels);
        if (big_endian) code = hn::Or(hn::ShiftLeft<8>(code), hn::ShiftRight<8>(code));
        // Divided by 257 and rounded, in the upper byte: with 256 h + l for the code, l - h decides whether it is h,
        // one more (from 129 on) or one less (from -129 on). The last addend is 128 where h could be that large.
        const auto whole = hn::Add(hn::Sub(code, hn::ShiftRight<8>(code)), rounding);
        const auto byte = hn::Add(whole, hn::ShiftRight<15>(code));
        return hn::BitCast(eights, hn::TableLookupBytesOr0(hn::BitCast(narrow, byte), shuffle));
    };
    for (; i + lanes <= count && (i + lanes / 2) * size + lanes * 4 <= readable; i += lanes) {
        const auto pixels = hn::ConcatEven(eights, loaded(i + lanes / 2), loaded(i));
        put_pixels(hn::Or(hn::BitCast(wide, pixels), constant), target, i);
    }
#endif
    for (; i < count; ++i) {
        std::array<std::uint8_t, 4> shown = orders.absent;
        for (std::size_t k = 0; k < 4; ++k) {
            if (orders.place[k] >= 0) shown[k] = word_to_byte(source + i * size + orders.place[k], big_endian);
        }
        target.first[i] = {shown[0], shown[1], shown[2], shown[3]};
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(SpreadBytes);
HWY_EXPORT(SpreadWords);

void spread_bytes(const ByteOrders& orders, const std::byte* source, std::size_t readable, std::size_t count,
                  PixelTarget target) {
    HWY_DYNAMIC_DISPATCH(SpreadBytes)(orders, source, readable, count, target);
}
void spread_words(const ByteOrders& orders, bool big_endian, const std::byte* source, std::size_t readable,
                  std::size_t count, PixelTarget target) {
    HWY_DYNAMIC_DISPATCH(SpreadWords)(orders, big_endian, source, readable, count, target);
}
void end_stream() { hwy::FlushStream(); }

}  // namespace byteprism
#endif
