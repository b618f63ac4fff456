// What several benchmarks are held against.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace byteprism::bench {

// What a read of the bytes costs at least: the sum of their words, as fast as memory gives them.
std::uint64_t plain_read(std::span<const std::byte> bytes);

}  // namespace byteprism::bench
