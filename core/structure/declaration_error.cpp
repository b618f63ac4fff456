#include "core/structure/declaration_error.hpp"

#include <algorithm>

namespace byteprism {

TextPlace place_of(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return {1 + lines, 1 + before.size() - line_start};
}

}  // namespace byteprism
