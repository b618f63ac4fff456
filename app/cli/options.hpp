// How options read their text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "core/image/pixel_format.hpp"

namespace byteprism {

// An offset or a count: 0x1F, 31, 1_000, 4K; never negative.
CLI::Option* add_count(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value,
                       const std::string& description);

struct PixelSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
};
// "640x480"; at least one pixel.
CLI::Option* add_pixel_size(CLI::App& app, const std::string& name, PixelSize& value, const std::string& description);

// The pixel format that an option names; what is wrong is said with the option's name. Throws ValueError.
PixelFormat find_pixels(const std::string& name, const std::string& text);

}  // namespace byteprism
