#include "core/analysis/difference_kernels.hpp"

#include <algorithm>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/analysis/difference_kernels.cpp"
#include <hwy/foreach_target.h>
// After the line above.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace byteprism {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::ScalableTag<std::uint8_t>;

HWY_INLINE hn::Vec<Bytes> At(const std::byte* bytes) {
    return hn::LoadU(Bytes(), static_cast<const std::uint8_t*>(static_cast<const void*>(bytes)));
}

std::size_t FindDifference(const std::byte* a, const std::byte* b, std::size_t at, std::size_t size) {
    const Bytes d;
    const std::size_t step = hn::Lanes(d);
    const auto zero = hn::Zero(d);
    const auto differences = [&](std::size_t place) HWY_ATTR { return hn::Xor(At(a + place), At(b + place)); };
    // Four vectors for each branch.
    for (; at + 4 * step <= size; at += 4 * step) {
        const auto any = hn::Or(hn::Or(differences(at), differences(at + step)),
                                hn::Or(differences(at + 2 * step), differences(at + 3 * step)));
        if (!hn::AllTrue(d, hn::Eq(any, zero))) break;
    }
    for (; at + step <= size; at += step) {
        const auto i = hn::FindFirstTrue(d, hn::Ne(differences(at), zero));
        if (i >= 0) return at + static_cast<std::size_t>(i);
    }
    while (at < size && a[at] == b[at]) ++at;
    return at;
}

std::size_t FindEqual(const std::byte* a, const std::byte* b, std::size_t at, std::size_t size) {
    const Bytes d;
    const std::size_t step = hn::Lanes(d);
    // Runs are short, mostly.
    for (const std::size_t end = std::min(size, at + 8); at < end; ++at) {
        if (a[at] == b[at]) return at;
    }
    for (; at + step <= size; at += step) {
        const auto i = hn::FindFirstTrue(d, hn::Eq(At(a + at), At(b + at)));
        if (i >= 0) return at + static_cast<std::size_t>(i);
    }
    while (at < size && a[at] != b[at]) ++at;
    return at;
}

}  // namespace HWY_NAMESPACE
}  // namespace byteprism
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace byteprism {

HWY_EXPORT(FindDifference);
HWY_EXPORT(FindEqual);

std::size_t find_difference(const std::byte* a, const std::byte* b, std::size_t from, std::size_t size) {
    return HWY_DYNAMIC_DISPATCH(FindDifference)(a, b, from, size);
}

std::size_t find_equal(const std::byte* a, const std::byte* b, std::size_t from, std::size_t size) {
    return HWY_DYNAMIC_DISPATCH(FindEqual)(a, b, from, size);
}

}  // namespace byteprism
#endif
