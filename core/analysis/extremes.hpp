// The least and the greatest of some numbers.
#pragma once

namespace byteprism {

struct Extremes {
    double least = 0, greatest = 0;
    bool operator==(const Extremes&) const = default;
};

}  // namespace byteprism
