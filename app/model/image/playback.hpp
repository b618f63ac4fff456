// Frames one after the other: how many there are, and going on to the next ones by the clock.
#pragma once

#include <chrono>
#include <cstdint>

#include "app/model/image/image_binding.hpp"

namespace byteprism {

class Workbench;

constexpr auto frame_interval = std::chrono::milliseconds(40);
constexpr auto blink_interval = std::chrono::milliseconds(500);  // between two pictures that are compared

// Whole frames from the offset to the end of so many bytes; 1 at least.
std::int64_t frame_count(const BoundImage& image, std::int64_t size);

// Shows the next frame, or the first one again, where a sheet plays and it is due. Whether that was so.
bool play(Workbench& bench);
bool plays(const Workbench& bench);

}  // namespace byteprism
