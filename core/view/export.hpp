// Export: memory handed to an outside consumer on request, as CPython's Py_buffer is.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/memory/buffer.hpp"
#include "core/view/inline_vector.hpp"

namespace byteprism {

// What a consumer asks for, or-ed together; CPython's values.
namespace request_flag {
inline constexpr unsigned simple = 0;
inline constexpr unsigned writable = 1;
inline constexpr unsigned format = 4;
inline constexpr unsigned nd = 8;
inline constexpr unsigned strides = 0x10 | nd;
inline constexpr unsigned c_contiguous = 0x20 | strides;
inline constexpr unsigned f_contiguous = 0x40 | strides;
inline constexpr unsigned any_contiguous = 0x80 | strides;
inline constexpr unsigned indirect = 0x100 | strides;
}  // namespace request_flag

// How many exports of one view live. A copy of a view is another view, of which nobody holds an export yet.
class ExportCount {
public:
    ExportCount() = default;
    ExportCount(const ExportCount&) noexcept {}
    ExportCount(ExportCount&&) noexcept = default;
    ExportCount& operator=(const ExportCount&) noexcept { return *this; }
    ExportCount& operator=(ExportCount&&) noexcept = default;
    ~ExportCount() = default;

    long count() const noexcept { return token_.use_count() > 0 ? token_.use_count() - 1 : 0; }
    std::shared_ptr<void> take() const {
        if (token_ == nullptr) token_ = std::make_shared<char>();
        return token_;
    }

private:
    mutable std::shared_ptr<void> token_;
};

// While it lives, the view it came from cannot be released, and the buffer stays alive at its size. What the request
// left out is empty.
struct Export {
    BufferPin pin;
    std::shared_ptr<void> token;
    std::byte* data = nullptr;
    std::int64_t length = 0;  // bytes
    std::int64_t itemsize = 1;
    bool readonly = false;
    std::int64_t ndim = 0;
    std::optional<std::string> format;
    std::optional<Shape> shape;
    std::optional<Strides> strides;
    std::optional<Strides> suboffsets;
};

}  // namespace byteprism
