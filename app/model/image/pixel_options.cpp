#include "app/model/image/pixel_options.hpp"

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

}  // namespace byteprism
