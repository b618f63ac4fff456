// GeometryGuess: the picture that unknown bytes may be: its rows, its pixels, where it begins.
//
// Rows of a picture are alike, so bytes one row stride apart are (stride_guess.hpp). Where rows begin shows by a seam
// or by padding (row_start.hpp), and the right format makes neighbours predictable (format_guess.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/progress.hpp"

namespace byteprism {

struct GeometryGuess {
    std::int64_t row_stride = 0;
    std::int64_t width = 0;   // pixels
    std::int64_t height = 0;  // pixels
    std::int64_t offset = 0;
    std::string pixels = {};  // a format that find_pixel_format knows
    double confidence = 0;    // the share of such guesses that had the right stride and format on the tuning corpus
};

struct GuessHints {
    std::string_view file_name;  // "frame_640x480.raw" speaks for rows of 640 pixels
    std::string_view pixels;     // the format, if it is known; empty: it is guessed
};

// The best first, at most 10; none if the bytes do not look like a picture. Takes a second or less, whatever their
// number. Throws Cancelled, and what find_pixel_format throws.
std::vector<GeometryGuess> guess_geometry(std::span<const std::byte> bytes, const GuessHints& hints,
                                          Progress& progress);

}  // namespace byteprism
