// Pixels as lanes of vectors, for the kernels of decoding; compiled once for each instruction set.
#if defined(BYTEPRISM_PIXEL_LANES) == defined(HWY_TARGET_TOGGLE)
#ifdef BYTEPRISM_PIXEL_LANES
#undef BYTEPRISM_PIXEL_LANES
#else
#define BYTEPRISM_PIXEL_LANES
#endif

#include <hwy/highway.h>

#include "core/image/colour.hpp"

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

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#endif
