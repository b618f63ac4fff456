#include "app/model/bookmarks/bookmark_json.hpp"

#include <array>
#include <cstdio>
#include <limits>

#include "core/error.hpp"
#include "core/view/format.hpp"

namespace byteprism {
namespace {

Json json_of(const BookmarkColor& color) {
    if (!color.rgb) return color.field;
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "#%06x", static_cast<unsigned>(*color.rgb & 0xffffff));
    return text.data();
}

BookmarkColor color_in(const Json& object) {
    const Json color = member_or<Json>(object, "color", 0);
    if (color.is_number()) return {member<int>(object, "color"), std::nullopt};
    const std::string text = color.is_string() ? color.get<std::string>() : "";
    const bool hex = text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
    if (text.size() != 7 || text[0] != '#' || !hex) throw ValueError("color: expected a number or \"#rrggbb\"");
    return {0, static_cast<std::uint32_t>(std::stoul(text.substr(1), nullptr, 16))};
}

Json json_of(const Bookmark& bookmark) {
    Json object{{"name", bookmark.name}, {"comment", bookmark.comment}, {"color", json_of(bookmark.color)}};
    object["format"] = bookmark.format;
    object["offset"] = bookmark.items.offset;
    object["shape"] = Json::array();
    object["strides"] = Json::array();
    for (const Axis& axis : bookmark.items.axes) {
        object["shape"].push_back(axis.count);
        object["strides"].push_back(axis.stride);
    }
    return object;
}

std::vector<std::int64_t> numbers_in(const Json& object, const char* name) {
    const Json list = member<Json>(object, name);
    if (!list.is_array()) throw ValueError(std::string(name) + ": expected a list of whole numbers");
    std::vector<std::int64_t> numbers;
    for (const Json& each : list) numbers.push_back(member<std::int64_t>(Json{{name, each}}, name));
    return numbers;
}

Bookmark bookmark_in(const Json& object) {
    if (!object.is_object()) throw ValueError("expected an object, { ... }");
    Bookmark bookmark;
    bookmark.name = member<std::string>(object, "name");
    bookmark.comment = member_or<std::string>(object, "comment", "");
    bookmark.color = color_in(object);
    bookmark.format = member_or<std::string>(object, "format", "B");
    const std::int64_t itemsize = Format::parse(bookmark.format).itemsize();
    const auto offset = member<std::int64_t>(object, "offset");
    std::vector<std::int64_t> shape;
    if (object.contains("shape")) shape = numbers_in(object, "shape");
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    bookmark.items = c_order(shape, itemsize);
    const auto tight = strides_of(bookmark.items);
    const auto strides = object.contains("strides") ? numbers_in(object, "strides")
                                                    : std::vector<std::int64_t>(tight.begin(), tight.end());
    bookmark.items = checked_layout(shape, strides, itemsize, offset, most);
    return bookmark;
}

}  // namespace

Json json_of(const std::vector<Bookmark>& bookmarks) {
    Json list = Json::array();
    for (const Bookmark& bookmark : bookmarks) list.push_back(json_of(bookmark));
    return list;
}

std::vector<Bookmark> bookmarks_in(const Json& list) {
    if (!list.is_array()) throw ValueError("bookmarks: expected a list, [ ... ]");
    std::vector<Bookmark> bookmarks;
    for (const Json& each : list) {
        try {
            bookmarks.push_back(bookmark_in(each));
        } catch (const Error& error) {
            throw ValueError("bookmark " + std::to_string(bookmarks.size() + 1) + ": " + error.what());
        }
    }
    return bookmarks;
}

}  // namespace byteprism
