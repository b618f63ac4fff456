// What several benchmarks are held against.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace byteprism::bench {

// What a read of the bytes costs at least: the sum of their words, by vectors.
inline std::uint64_t sum_of_words(std::span<const std::byte> bytes) {
    using Words = std::uint64_t __attribute__((vector_size(32)));
    Words sums[4] = {};
    std::size_t at = 0;
    for (; at + sizeof sums <= bytes.size(); at += sizeof sums) {
        Words words[4];
        std::memcpy(words, bytes.data() + at, sizeof words);
        for (std::size_t i = 0; i < 4; ++i) sums[i] += words[i];
    }
    const Words all = sums[0] + sums[1] + sums[2] + sums[3];
    return all[0] + all[1] + all[2] + all[3];
}

}  // namespace byteprism::bench
