#include "app/model/workspace/image_json.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace byteprism {
namespace {

// An enumerator that there is; its first one for any other number.
template <typename Enum>
Enum enum_in(const Json& object, const char* key, Enum last) {
    const int number = member_or<int>(object, key, 0);
    return number < 0 || number > static_cast<int>(last) ? Enum{} : static_cast<Enum>(number);
}

Json json_of(const Tiling& tiling) {
    return {{"width", tiling.width},
            {"height", tiling.height},
            {"tiles", static_cast<int>(tiling.tiles)},
            {"groups", static_cast<int>(tiling.groups)}};
}

Tiling tiling_in(const Json& object) {
    Tiling tiling{member<std::int64_t>(object, "width"), member<std::int64_t>(object, "height"), {}, {}};
    tiling.tiles = enum_in(object, "tiles", TileOrder::Columns);
    tiling.groups = enum_in(object, "groups", GroupOrder::Morton);
    return tiling;
}

void put(Json& object, const char* key, const std::optional<std::int64_t>& number) {
    if (number) object[key] = *number;
}
std::optional<std::int64_t> number_in(const Json& object, const char* key) {
    return object.contains(key) ? std::optional(member<std::int64_t>(object, key)) : std::nullopt;
}

Json json_of(const PlaneGeometry& plane) {
    Json object = Json::object();
    put(object, "offset", plane.offset);
    put(object, "row_stride", plane.row_stride);
    put(object, "pixel_stride", plane.pixel_stride);
    if (plane.tiling) object["tiling"] = json_of(*plane.tiling);
    return object;
}

PlaneGeometry plane_in(const Json& object) {
    PlaneGeometry plane{
        number_in(object, "offset"), number_in(object, "row_stride"), number_in(object, "pixel_stride"), {}};
    if (object.contains("tiling")) plane.tiling = tiling_in(object["tiling"]);
    return plane;
}

// Only what is not as at the beginning.
Json json_of(const Tone& tone) {
    const Tone plain;
    Json object = Json::object();
    if (tone.window) object["window"] = {tone.window->low, tone.window->high};
    if (tone.exposure != plain.exposure) object["exposure"] = tone.exposure;
    if (tone.gamma != plain.gamma) object["gamma"] = tone.gamma;
    if (tone.map != plain.map) object["map"] = static_cast<int>(tone.map);
    if (tone.isolate) object["isolate"] = std::string(1, static_cast<char>(*tone.isolate));
    if (tone.alpha) object["alpha"] = static_cast<int>(*tone.alpha);
    if (tone.swizzle != plain.swizzle) {
        for (const ColourSource source : tone.swizzle) object["swizzle"].push_back(static_cast<int>(source));
    }
    if (tone.chroma != plain.chroma) object["chroma"] = static_cast<int>(tone.chroma);
    if (tone.mosaic != plain.mosaic) object["mosaic"] = static_cast<int>(tone.mosaic);
    if (tone.marks) object["marks"] = true;
    return object;
}

Tone tone_in(const Json& object) {
    Tone tone;
    const Json window = member_or<Json>(object, "window", Json::array());
    if (window.is_array() && window.size() == 2 && window[0].is_number() && window[1].is_number()) {
        tone.window = Window{window[0].get<double>(), window[1].get<double>()};
    }
    tone.exposure = member_or<double>(object, "exposure", tone.exposure);
    tone.gamma = member_or<double>(object, "gamma", tone.gamma);
    tone.map = enum_in(object, "map", FalseColour::Diverging);
    const std::string isolate = member_or<std::string>(object, "isolate", "");
    if (isolate.size() == 1) tone.isolate = static_cast<Component>(isolate[0]);
    if (object.contains("alpha")) tone.alpha = enum_in(object, "alpha", AlphaMode::Ignored);
    const Json swizzle = member_or<Json>(object, "swizzle", Json::array());
    if (swizzle.is_array() && swizzle.size() == tone.swizzle.size()) {
        for (std::size_t i = 0; i < tone.swizzle.size(); ++i) {
            const int source = swizzle[i].is_number_integer() ? swizzle[i].get<int>() : 0;
            tone.swizzle[i] = static_cast<ColourSource>(std::clamp(source, 0, static_cast<int>(ColourSource::One)));
        }
    }
    tone.chroma = enum_in(object, "chroma", ChromaUpsampling::Linear);
    tone.mosaic = enum_in(object, "mosaic", MosaicView::MalvarHeCutler);
    tone.marks = member_or<bool>(object, "marks", false);
    return tone;
}

}  // namespace

Json json_of(const ImageSettings& image) {
    Json object{{"pixels", image.pixels}, {"width", image.width}, {"height", image.height}, {"offset", image.offset}};
    put(object, "row_stride", image.row_stride);
    put(object, "pixel_stride", image.pixel_stride);
    if (image.frame != 0) object["frame"] = image.frame;
    put(object, "frame_stride", image.frame_stride);
    if (image.mip != 0) object["mip"] = image.mip;
    if (image.tiling) object["tiling"] = json_of(*image.tiling);
    if (image.mosaic) object["mosaic"] = {{"slices", image.mosaic->slices}, {"columns", image.mosaic->columns}};
    for (const PlaneGeometry& plane : image.planes) object["planes"].push_back(json_of(plane));
    if (image.tone != Tone{}) object["tone"] = json_of(image.tone);
    object["zoom"] = image.zoom;
    object["pan"] = {image.pan_x, image.pan_y};
    return object;
}

ImageSettings image_in(const Json& object) {
    ImageSettings image;
    image.pixels = member<std::string>(object, "pixels");
    image.width = member<std::int64_t>(object, "width");
    image.height = member<std::int64_t>(object, "height");
    image.offset = member<std::int64_t>(object, "offset");
    image.row_stride = number_in(object, "row_stride");
    image.pixel_stride = number_in(object, "pixel_stride");
    image.frame = member_or<std::int64_t>(object, "frame", 0);
    image.mip = member_or<std::int64_t>(object, "mip", 0);
    image.frame_stride = number_in(object, "frame_stride");
    if (object.contains("tiling")) image.tiling = tiling_in(object["tiling"]);
    if (object.contains("mosaic")) {
        const Json& mosaic = object["mosaic"];
        image.mosaic = Mosaic{member<std::int64_t>(mosaic, "slices"), member<std::int64_t>(mosaic, "columns")};
    }
    for (const Json& plane : member_or<Json>(object, "planes", Json::array())) image.planes.push_back(plane_in(plane));
    if (object.contains("tone")) image.tone = tone_in(object["tone"]);
    image.zoom = member_or<double>(object, "zoom", 0);
    const Json pan = member_or<Json>(object, "pan", Json::array());
    if (pan.is_array() && pan.size() == 2 && pan[0].is_number() && pan[1].is_number()) {
        image.pan_x = pan[0].get<double>();
        image.pan_y = pan[1].get<double>();
    }
    if (image.width < 1 || image.height < 1) throw ValueError("image: no pixels");
    return finite(image);
}

}  // namespace byteprism
