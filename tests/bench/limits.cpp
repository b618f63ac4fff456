#include "tests/bench/limits.hpp"

#include <cstring>

namespace byteprism::bench {

#if defined(__x86_64__)
#define BYTEPRISM_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define BYTEPRISM_CLONES
#endif

// By vectors written out: a loop over sums in an array goes through the stack.
BYTEPRISM_CLONES std::uint64_t plain_read(std::span<const std::byte> bytes) {
    using Words = std::uint64_t __attribute__((vector_size(32)));
    Words a{}, b{}, c{}, d{};
    for (std::size_t i = 0; i + 4 * sizeof a <= bytes.size(); i += 4 * sizeof a) {
        Words w, x, y, z;
        std::memcpy(&w, bytes.data() + i, sizeof w);
        std::memcpy(&x, bytes.data() + i + sizeof w, sizeof x);
        std::memcpy(&y, bytes.data() + i + 2 * sizeof w, sizeof y);
        std::memcpy(&z, bytes.data() + i + 3 * sizeof w, sizeof z);
        a += w;
        b += x;
        c += y;
        d += z;
    }
    const Words sum = a + b + c + d;
    return sum[0] + sum[1] + sum[2] + sum[3];
}

}  // namespace byteprism::bench
