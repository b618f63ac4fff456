// Pixels as lanes of vectors, for the kernels of decoding; compiled once for each instruction set.
#if defined(BYTEPRISM_PIXEL_LANES) == defined(HWY_TARGET_TOGGLE)
#ifdef BYTEPRISM_PIXEL_LANES
#undef BYTEPRISM_PIXEL_LANES
#else
#define BYTEPRISM_PIXEL_LANES
#endif

#include <array>

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include "core/image/pixel_kernels.hpp"

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Wide = hn::ScalableTag<std::uint32_t>;  // one pixel a lane
using WideVector = hn::Vec<Wide>;

template <class T>
const T* items(const void* bytes) {
    return static_cast<const T*>(bytes);
}
inline std::uint32_t* words(Rgba8* pixels) { return static_cast<std::uint32_t*>(static_cast<void*>(pixels)); }
inline std::uint8_t* bytes(Rgba8* pixels) { return static_cast<std::uint8_t*>(static_cast<void*>(pixels)); }

// Items of 1, 2 or 4 bytes, each in a lane.
template <class T>
HWY_INLINE WideVector load_wide(Wide wide, const T* at) {
    if constexpr (sizeof(T) == 4) {
        return hn::LoadU(wide, at);
    } else {
        return hn::PromoteTo(wide, hn::LoadU(hn::Rebind<T, Wide>(), at));
    }
}

// One pixel a lane, from pixel `at` of the target on.
HWY_INLINE void put_pixels(WideVector pixels, const PixelTarget& target, std::size_t at) {
    if (target.past_caches) {
        hn::Stream(pixels, Wide(), words(target.first + at));
    } else {
        hn::StoreU(pixels, Wide(), words(target.first + at));
    }
}

// Four vectors of pixels that no single vector makes, on their way past the caches.
struct NearPixels {
    alignas(pixel_alignment) std::array<std::uint32_t, 4 * hn::MaxLanes(Wide())> pixels;

    static HWY_INLINE std::size_t count() { return 4 * hn::Lanes(Wide()); }
    HWY_INLINE void put(const PixelTarget& target, std::size_t at) const {
        for (std::size_t i = 0; i < count(); i += hn::Lanes(Wide())) {
            put_pixels(hn::Load(Wide(), pixels.data() + i), target, at + i);
        }
    }
};

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#endif
