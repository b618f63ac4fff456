// How a sheet shows its bytes as a picture, and what is in the hand that paints it: plain data.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/document/history.hpp"
#include "core/image/colour.hpp"
#include "core/image/geometry.hpp"
#include "core/image/pixel_shapes.hpp"
#include "core/image/tone.hpp"

namespace byteprism {

// A picture in the document's bytes. Offsets and strides in bytes, sizes in pixels.
struct ImageSettings {
    std::string pixels = "gray";
    std::int64_t width = 256;
    std::int64_t height = 256;
    std::int64_t offset = 0;                        // of the first byte of the top row
    std::optional<std::int64_t> row_stride;         // nothing: rows follow each other; negative: upwards
    std::optional<std::int64_t> pixel_stride = {};  // from one group of pixels to the next; nothing: no gap
    std::vector<PlaneGeometry> planes = {};
    std::int64_t frame = 0;
    std::optional<std::int64_t> frame_stride = {};  // nothing: frames follow each other
    std::int64_t mip = 0;                           // level of the chain that begins with this picture
    std::optional<Tiling> tiling = {};
    std::optional<Mosaic> mosaic = {};
    Tone tone = {};
    double zoom = 0;              // screen pixels for one pixel; 0: fitted to the panel
    double pan_x = 0, pan_y = 0;  // the pixel at the panel's top left corner
    bool operator==(const ImageSettings&) const = default;
};

// With what is not finite left out: a NaN is not even equal to itself, and settings are compared.
ImageSettings finite(ImageSettings settings);

// Throws ValueError if they mean no picture.
ImageGeometry geometry_of(const ImageSettings& settings, const PixelFormat& format);

// What a drag of the mouse does in the picture.
enum class ImageTool { Select, Pencil, Line, Rectangle, Fill, Pick, Ruler };

// How a picture is compared with that of the other side.
enum class ImageCompare { Off, SideBySide, Blink, Difference };

// Between the two sides of a pair. Not saved.
struct ImageComparison {
    ImageCompare how = ImageCompare::Off;
    double scale = 1;          // of a difference: 1 to 256
    bool shows_other = false;  // while the two blink
    std::optional<std::chrono::steady_clock::time_point> next_blink;
    // Where the next difference is looked for as long as the cursor stays there: pixels may share their bytes.
    struct LookedTo {
        std::int64_t cursor;
        PixelPlace next;
    };
    std::optional<LookedTo> looked_to;
};

// What is done to a picture by hand. Not saved.
struct ImageHand {
    ImageTool tool = ImageTool::Select;
    Rgba8 colour{255, 255, 255, 255};
    std::optional<PixelCodes> codes;  // picked from a pixel: painted exactly, as long as the format is the same
    std::string codes_layout;         // the layout of the format that they are of
    std::optional<PixelRect> region;  // that is selected: what is filled, measured, cleared, written out
    Gesture stroke = Gesture::None;   // the undo step of the stroke that is being painted
    // When the next frame is due, while frames are played one after the other.
    std::optional<std::chrono::steady_clock::time_point> next_frame;
};

}  // namespace byteprism
