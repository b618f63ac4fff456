// Colours by index.

#include <cstring>

#include "core/image/pixel_kernels.hpp"
#include "core/view/unaligned.hpp"

// Of which this is the one kernel that gains: it looks bytes up in tables of 256.
#define HWY_WANT_AVX3_DL
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/image/palette_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/highway.h>

#include "core/image/pixel_lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_AVX3_DL

using ByteTag = hn::ScalableTag<std::uint8_t>;
using ByteVector = hn::Vec<ByteTag>;

// One channel of all colours.
struct ByteTable {
    ByteVector quarters[4];

    HWY_INLINE ByteVector at(ByteVector index) const {
        const __m512i low = _mm512_permutex2var_epi8(quarters[0].raw, index.raw, quarters[1].raw);
        const __m512i high = _mm512_permutex2var_epi8(quarters[2].raw, index.raw, quarters[3].raw);
        return ByteVector{_mm512_mask_blend_epi8(_mm512_movepi8_mask(index.raw), low, high)};
    }
};

// As many as there are whole vectors of. Returns how many.
std::size_t LookUpVectors(const Rgba8* colours, const std::uint8_t* indices, std::size_t count, PixelTarget target) {
    const ByteTag bytes;
    const std::size_t lanes = hn::Lanes(bytes);
    if (count < 4 * lanes) return 0;  // the tables cost more
    ByteTable red, green, blue, alpha;
    for (std::size_t k = 0; k < 4; ++k) {
        hn::LoadInterleaved4(bytes, items<std::uint8_t>(colours + k * lanes), red.quarters[k], green.quarters[k],
                             blue.quarters[k], alpha.quarters[k]);
    }
    std::size_t i = 0;
    NearPixels near;
    for (; i + lanes <= count; i += lanes) {
        const ByteVector index = hn::LoadU(bytes, indices + i);
        auto* const pixels = static_cast<std::uint8_t*>(static_cast<void*>(near.pixels.data()));
        hn::StoreInterleaved4(red.at(index), green.at(index), blue.at(index), alpha.at(index), bytes, pixels);
        near.put(target, i);
    }
    return i;
}

#else

std::size_t LookUpVectors(const Rgba8* colours, const std::uint8_t* indices, std::size_t count, PixelTarget target) {
    const std::uint32_t* const entries = items<std::uint32_t>(colours);
    std::size_t i = 0;
    // What limits this is the number of stores and of loads of indices: both by eight, or by two.
    constexpr std::size_t together = sizeof(std::uint64_t);
    const auto eight_to = [&](std::uint32_t* pixels) {
        const auto eight = load<std::uint64_t>(static_cast<const std::byte*>(static_cast<const void*>(indices + i)));
        for (std::size_t k = 0; k < together; k += 2) {
            const std::array<std::uint32_t, 2> two{entries[eight >> (8 * k) & 255],
                                                   entries[eight >> (8 * k + 8) & 255]};
            std::memcpy(pixels + k, two.data(), sizeof two);
        }
    };
    if (target.past_caches) {
        NearPixels near;
        while (i + near.count() <= count) {
            const std::size_t begin = i;
            for (; i < begin + near.count(); i += together) eight_to(near.pixels.data() + (i - begin));
            near.put(target, begin);
        }
    }
    for (; i + together <= count; i += together) eight_to(words(target.first + i));
    return i;
}

#endif

void LookUp(const Rgba8* colours, const std::uint8_t* indices, std::size_t count, PixelTarget target) {
    std::size_t i = LookUpVectors(colours, indices, count, target);
    const std::uint32_t* const entries = items<std::uint32_t>(colours);
    for (; i < count; ++i) words(target.first)[i] = entries[indices[i]];
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(LookUp);

void look_up(const Rgba8* colours, const std::uint8_t* indices, std::size_t count, PixelTarget target) {
    HWY_DYNAMIC_DISPATCH(LookUp)(colours, indices, count, target);
}

}  // namespace byteprism
#endif
