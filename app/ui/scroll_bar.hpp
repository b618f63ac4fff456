// A scroll bar over rows of 64 bits: Dear ImGui's own counts pixels as floats.
#pragma once

#include <cstdint>
#include <optional>

#include <imgui.h>

#include "app/ui/row_bar.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

enum class Along { Rows, Columns };

// The row that its thumb was dragged to, or clicked to. `grabbed_at` is kept between frames.
std::optional<std::int64_t> scroll_bar(const char* id, Along along, const RowBar& bar, ImVec2 from, float width,
                                       std::int64_t first, float& grabbed_at, const Colors& colors);

}  // namespace byteprism
