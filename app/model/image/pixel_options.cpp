#include "app/model/image/pixel_options.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string with_option(std::string_view pixels, std::string_view key, std::string_view value) {
    std::string text;
    for (bool first = true;; first = false) {
        const std::size_t end = pixels.find(';');
        const std::string_view part = trimmed(pixels.substr(0, end));
        const bool replaced = !first && trimmed(part.substr(0, part.find('='))) == key;
        if (!replaced) text += (first ? "" : ";") + std::string(part);
        if (end == std::string_view::npos) break;
        pixels.remove_prefix(end + 1);
    }
    if (!value.empty()) text += ";" + std::string(key) + "=" + std::string(value);
    return text;
}

std::string layout_named(std::span<const NamedLayout> formats, std::string_view text) {
    const auto at = std::ranges::find(formats, text, &NamedLayout::name);
    return at != formats.end() ? at->layout : std::string(text);
}

void check_format_name(std::string_view name) {
    if (trimmed(name) != name || name.empty()) throw ValueError("a name has letters, and no spaces around them");
    constexpr std::string_view in_layouts = "{};";
    if (name.find_first_of(in_layouts) != std::string_view::npos) {
        throw ValueError("'" + std::string(name) + "': braces and semicolons belong to layouts");
    }
    const NamedPixelFormat* const known = find_named_pixel_format(name);
    if (known != nullptr) throw ValueError("'" + std::string(name) + "' is " + std::string(known->layout) + " already");
}

}  // namespace byteprism
