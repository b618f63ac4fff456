#include "core/image/png_writer.hpp"

#include <exception>
#include <limits>
#include <string>
#include <utility>

#include <png.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t largest_side = std::numeric_limits<std::int32_t>::max();
constexpr int compression = 4;  // a third of the time of zlib's default, for files a few per cent larger

}  // namespace

// libpng tells of errors by a long jump, which must not cross a C++ frame with anything to destroy: it lands in
// attempt(), and an exception of the sink travels beside it.
struct PngWriter::State {
    Sink sink;
    std::exception_ptr thrown;
    std::string message;
    png_structp png = nullptr;
    png_infop info = nullptr;

    static State& of(png_structp png) { return *static_cast<State*>(png_get_error_ptr(png)); }

    static void write(png_structp png, png_bytep bytes, std::size_t size) {
        State& state = of(png);
        try {
            state.sink({reinterpret_cast<const std::byte*>(bytes), size});
        } catch (...) {
            state.thrown = std::current_exception();
        }
        if (state.thrown) png_error(png, "sink");
    }
    [[noreturn]] static void fail(png_structp png, png_const_charp message) {
        of(png).message = message;
        png_longjmp(png, 1);
    }

    template <typename Step>
    void attempt(const Step& step) {
        if (setjmp(png_jmpbuf(png)) == 0) {  // NOLINT(cert-err52-cpp): libpng's way
            step();
            return;
        }
        if (thrown) std::rethrow_exception(thrown);
        throw ValueError("PNG: " + message);
    }

    ~State() { png_destroy_write_struct(&png, &info); }
};

PngWriter::PngWriter(std::int64_t width, std::int64_t height, PngForm form, Sink sink)
    : state_(std::make_unique<State>()) {
    if (width < 1 || height < 1 || width > largest_side || height > largest_side) {
        throw ValueError("a PNG file cannot be " + std::to_string(width) + " x " + std::to_string(height) +
                         " pixels, at most " + std::to_string(largest_side) + " each way");
    }
    State& state = *state_;
    state.sink = std::move(sink);
    state.png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, State::fail, [](png_structp, png_const_charp) {});
    if (state.png != nullptr) state.info = png_create_info_struct(state.png);
    if (state.info == nullptr) throw std::bad_alloc();
    constexpr int types[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGBA};
    const int type = types[form.components - 1];
    state.attempt([&state, width, height, form, type] {
        png_set_user_limits(state.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
        png_set_write_fn(state.png, &state, State::write, [](png_structp) {});
        png_set_compression_level(state.png, compression);
        png_set_filter(state.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB | PNG_FILTER_UP);
        png_set_IHDR(state.png, state.info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height),
                     form.bits, type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_write_info(state.png, state.info);
        if (form.bits == 16) png_set_swap(state.png);
    });
}

PngWriter::~PngWriter() = default;

void PngWriter::write_row(std::span<const std::byte> pixels) {
    State& state = *state_;
    state.attempt([&] { png_write_row(state.png, reinterpret_cast<png_const_bytep>(pixels.data())); });
}

void PngWriter::finish() {
    State& state = *state_;
    state.attempt([&state] { png_write_end(state.png, nullptr); });
}

}  // namespace byteprism
