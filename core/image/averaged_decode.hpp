// decode() where several pixels are shown as one: the mean of some of them. Inside core/image only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "core/image/decode.hpp"

namespace byteprism {

// Decodes the nearest pixels of an area: what decode() does where `samples` is 1.
using DecodeNearest = std::function<void(const DecodeArea& area, const DecodeTarget& target)>;

// Requires area.samples > 1 and area.step > 1.
std::int64_t decode_averaged(const DecodeArea& area, const DecodeTarget& target, const DecodeNearest& nearest);

}  // namespace byteprism
