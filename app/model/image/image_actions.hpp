// What the user did to a picture: actions, as those of actions.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/model/image/image_settings.hpp"
#include "app/model/sheet.hpp"
#include "core/image/orientation.hpp"
#include "core/image/picture_export.hpp"
#include "core/image/pixel_shapes.hpp"

namespace byteprism {

class Workbench;

// clang-format off
struct TakeTool { SheetId sheet; ImageTool tool; friend void apply(Workbench&, const TakeTool&); };
struct TakeColour { SheetId sheet; Rgba8 colour; friend void apply(Workbench&, const TakeColour&); };
struct PickPixel { SheetId sheet; PixelPlace place; friend void apply(Workbench&, const PickPixel&); };  // what is stored there is painted with from now on

struct StepFrame { SheetId sheet; std::int64_t steps; friend void apply(Workbench&, const StepFrame&); };
struct Play { SheetId sheet; friend void apply(Workbench&, const Play&); };  // or stop

// With what is in the hand. All strokes from one that begins to the next one that does are one undo step.
enum class Stroke { Begins, GoesOn };
struct PaintLine { SheetId sheet; PixelPlace from, to; Stroke stroke; friend void apply(Workbench&, const PaintLine&); };
struct PaintRect { SheetId sheet; PixelRect rect; friend void apply(Workbench&, const PaintRect&); };
struct PaintFlood { SheetId sheet; PixelPlace seed; friend void apply(Workbench&, const PaintFlood&); };

struct SelectPixels { SheetId sheet; std::optional<PixelRect> rect; friend void apply(Workbench&, const SelectPixels&); };  // and the bytes of its rows in plane 0
struct FillRegion { SheetId sheet; friend void apply(Workbench&, const FillRegion&); };  // the selected pixels, or all
struct ClearChannel { SheetId sheet; std::string component; friend void apply(Workbench&, const ClearChannel&); };  // code 0, in the selected pixels, or in all; the component's letter

struct Reorient { SheetId sheet; Reorientation how; friend void apply(Workbench&, const Reorient&); };  // shows the same bytes so
struct Crop { SheetId sheet; friend void apply(Workbench&, const Crop&); };  // shows the selected pixels alone
struct ShowView { SheetId sheet; friend void apply(Workbench&, const ShowView&); };  // the view of the view bar as a picture
struct SayView { SheetId sheet; friend void apply(Workbench&, const SayView&); };  // the picture as a view, in the view bar
struct FitWindow { SheetId sheet; double left_out; friend void apply(Workbench&, const FitWindow&); };  // the tone's window to the values of the selected pixels, or of all, without this part of them at either end
struct DrawOn { friend void apply(Workbench&, const DrawOn&) {} };  // nothing was done, but another frame is to follow
struct ComparePictures { SheetId sheet; ImageCompare how; double scale; friend void apply(Workbench&, const ComparePictures&); };  // with that of the other side
struct NextDifference { SheetId sheet; friend void apply(Workbench&, const NextDifference&); };  // from the pixel of the cursor on
struct DecodePicture { SheetId sheet; friend void apply(Workbench&, const DecodePicture&); };  // the encoded file in the selected bytes, or in all: into a new document
struct ExportPicture { SheetId sheet; std::string path; PictureContent content; friend void apply(Workbench&, const ExportPicture&); };  // the selected pixels, or all; the kind of file by the path's end
struct PastePicture { SheetId sheet; std::string path; std::optional<PixelPlace> at = {}; friend void apply(Workbench&, const PastePicture&); };  // an encoded file's pixels; nowhere said: at the region's corner or at 0, 0
struct DropOnPicture { SheetId sheet; std::string path; PixelPlace at; friend void apply(Workbench&, const DropOnPicture&); };  // opens the file; if it is an encoded picture, asks whether its pixels are meant
// clang-format on

}  // namespace byteprism
