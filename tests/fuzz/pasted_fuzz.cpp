// Any text as it is pasted: as bytes in any dress, as base64, as a place and as a range.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/model/bytes/base64.hpp"
#include "app/model/bytes/pasted_text.hpp"
#include "app/model/place_text.hpp"
#include "core/error.hpp"

namespace {

template <class Parse>
void attempt(const Parse& parse) {
    try {
        parse();
    } catch (const byteprism::ValueError&) {
        // Refused with a reason.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace byteprism;
    const std::string_view text(static_cast<const char*>(static_cast<const void*>(data)), size);
    const OffsetContext context{100, 1000, 0x4000, [](std::string_view name) {
                                    return name == "name" ? std::optional<std::int64_t>(7) : std::nullopt;
                                }};
    attempt([&] {
        if (parse_pasted(text).bytes.empty()) std::abort();
    });
    attempt([&] {
        if (parse_base64(base64_text(parse_base64(text))) != parse_base64(text)) std::abort();
    });
    attempt([&] {
        const std::int64_t place = parse_offset(text, context);
        if (place < 0 || place > context.size) std::abort();
    });
    attempt([&] {
        const ByteRange range = bounds(parse_range(text, context));
        if (range.empty() || range.offset < 0 || range.end() > context.size) std::abort();
    });
    return 0;
}
