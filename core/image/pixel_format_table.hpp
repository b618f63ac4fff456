// Names of pixel formats, in four worlds. A new format is one row.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/image/pixel_format.hpp"

namespace byteprism {

// The synonyms of one world are names with one space between them, without prefixes such as DRM_FORMAT_.
struct NamedPixelFormat {
    std::string_view name;  // ours: ffmpeg's where it has one
    std::string_view layout;
    std::string_view drm = {};
    std::string_view vulkan = {};
    std::string_view ffmpeg = {};
    std::string_view v4l2 = {};
};

std::span<const NamedPixelFormat> named_pixel_formats();

// The row that a name means: ours, "drm:RGB888" and its like, or any synonym that only one row has; upper and lower
// case are the same. Nothing if it is no name. Throws ValueError, with what it could mean, if it is ambiguous.
const NamedPixelFormat* find_named_pixel_format(std::string_view name);

// The format that a user means: a name, or else a layout; options may follow either ("yuv420p;m=709").
// Throws ValueError for an ambiguous name, StructError with the column otherwise.
PixelFormat find_pixel_format(std::string_view text);

// The row whose layout the format has; null if it has no name.
const NamedPixelFormat* name_of(const PixelFormat& format);

// Whether a part of any of the names, or of the layout, is the text; upper and lower case are the same.
bool matches(const NamedPixelFormat& row, std::string_view text);

}  // namespace byteprism
