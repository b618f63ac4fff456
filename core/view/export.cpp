#include "core/view/export.hpp"

#include "core/error.hpp"
#include "core/view/exporter.hpp"
#include "core/view/view.hpp"

namespace byteprism {

// The tests in CPython's order.
Export ReadView::request(unsigned flags) const {
    checked();
    const auto asks = [&](unsigned bits) { return (flags & bits) == bits; };
    const auto refuse = [](const char* what) {
        throw BufferError(std::string("memoryview: underlying buffer ") + what);
    };
    if (asks(request_flag::writable) && readonly_) refuse("is not writable");
    if (asks(request_flag::c_contiguous) && !c_contiguous()) refuse("is not C-contiguous");
    if (asks(request_flag::f_contiguous) && !f_contiguous()) refuse("is not Fortran contiguous");
    if (asks(request_flag::any_contiguous) && !contiguous()) refuse("is not contiguous");
    if (!asks(request_flag::indirect) && suboffsets_ != nullptr) refuse("requires suboffsets");
    if (!asks(request_flag::strides) && !c_contiguous()) refuse("is not C-contiguous");
    if (!asks(request_flag::nd) && asks(request_flag::format)) {
        throw BufferError("memoryview: cannot cast to unsigned bytes if the format flag is present");
    }
    Export taken{.pin = pin_,
                 .token = exports_.take(),
                 .data = first(),
                 .length = byte_count(layout_),
                 .itemsize = layout_.itemsize,
                 .readonly = readonly_,
                 .ndim = 1,
                 .format = {},
                 .shape = {},
                 .strides = {},
                 .suboffsets = {}};
    if (asks(request_flag::format)) taken.format = format_.text();
    if (!asks(request_flag::nd)) return taken;
    taken.ndim = static_cast<std::int64_t>(layout_.ndim());
    if (taken.ndim == 0) return taken;
    taken.shape = shape();
    if (asks(request_flag::strides)) taken.strides = strides();
    if (suboffsets_ != nullptr) taken.suboffsets = *suboffsets_;
    return taken;
}

Export request(const Buffer& buffer, unsigned flags) {
    if (buffer.description() != nullptr) return ReadView::of(buffer).request(flags);
    const auto asks = [&](unsigned bits) { return (flags & bits) == bits; };
    if (asks(request_flag::writable) && buffer.readonly()) throw BufferError("Object is not writable.");
    BufferPin pin(buffer);
    std::byte* data = pin.data();
    const auto size = static_cast<std::int64_t>(pin.size());
    Export taken{.pin = std::move(pin),
                 .token = nullptr,
                 .data = data,
                 .length = size,
                 .itemsize = 1,
                 .readonly = buffer.readonly(),
                 .ndim = 1,
                 .format = {},
                 .shape = {},
                 .strides = {},
                 .suboffsets = {}};
    if (asks(request_flag::format)) taken.format = "B";
    if (asks(request_flag::nd)) taken.shape = Shape{size};
    if (asks(request_flag::strides)) taken.strides = Strides{1};
    return taken;
}

}  // namespace byteprism
