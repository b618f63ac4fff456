// The C++ side of the oracle protocol: decodes one request, calls the library, encodes the answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/memory/buffer.hpp"
#include "core/view/export.hpp"
#include "core/view/view.hpp"
#include "tests/conformance/json.hpp"

namespace byteprism::oracle {

// What a name is bound to. Views carry the name their buffer was created under.
struct NamedBuffer {
    Buffer buffer;
    std::vector<Buffer> blocks;  // of a pointer table
    std::string created_as;
};
struct NamedView {
    View view;
    std::string created_as;
};
using Named = std::variant<NamedBuffer, NamedView, Export>;

class Oracle {
public:
    // Answers, and buffers, of more than `max_bytes` would only exhaust the machine that runs the tests: they are
    // refused as "MemoryError".
    explicit Oracle(std::int64_t max_bytes = std::int64_t{1} << 28) : max_bytes_(max_bytes) {}

    // One line of JSON for one line of JSON, whatever it says.
    std::string answer(std::string_view line);

private:
    std::int64_t max_bytes_;
    std::unordered_map<std::string, Named> names_;
};

}  // namespace byteprism::oracle
