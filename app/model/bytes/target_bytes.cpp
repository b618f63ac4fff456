#include "app/model/bytes/target_bytes.hpp"

#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {

Layout bounded_target(const Sheet& sheet, const Document& document, const std::string& what, std::int64_t most) {
    Layout items = sheet.cursor.target_items(document.size());
    const std::int64_t count = byte_count(items);
    if (count > most) {
        throw ValueError(what + ": a selection of " + size_text(count) + " is too large, at most " + size_text(most) +
                         " are possible");
    }
    return items;
}

Bytes bytes_of(const Document& document, const Layout& items) {
    if (is_c_contiguous(items)) {
        const auto run = document.bytes().subspan(static_cast<std::size_t>(items.offset),
                                                  static_cast<std::size_t>(byte_count(items)));
        return {run.begin(), run.end()};
    }
    const Format opaque = Format::parse(std::to_string(items.itemsize) + "s");
    return document.view().as_strided(opaque, shape_of(items), strides_of(items), items.offset).tobytes();
}

std::string target_text(const Layout& items, const Document& document) {
    const std::int64_t count = byte_count(items);
    return grouped_text(count) + (count == 1 ? " byte" : " bytes") + (is_c_contiguous(items) ? "" : ", strided,") +
           (count == 1 ? " at " : " from ") +
           offset_text(items.offset + static_cast<std::int64_t>(document.base_address())) + (count == 1 ? "" : " on");
}

}  // namespace byteprism
