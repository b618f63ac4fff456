// Any lines as requests to the driver: every one gets an answer of one line.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/conformance/oracle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace byteprism::oracle;
    std::string_view text(static_cast<const char*>(static_cast<const void*>(data)), size);
    // Small enough that a run stays fast; the program's own limit is larger.
    Oracle oracle(std::int64_t{1} << 20);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string answer = oracle.answer(text.substr(0, end));
        const Json json = parse_json(answer);
        if (json.find("ok") == nullptr && json.find("err") == nullptr) std::abort();
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return 0;
}
