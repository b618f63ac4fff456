// P7, P8, P9, P10, P22: whole pictures to RGBA, beside memcpy of the output and, where they are installed, libswscale
// (one thread, nearest) and libyuv. `ratio` is how many times as fast as the one it is named after we are.
//   byteprism-bench --benchmark_filter='Decode/.*/4096'

#include <cstring>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

#ifdef BYTEPRISM_SWSCALE
extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}
#endif
#ifdef BYTEPRISM_YUV
#include <libyuv.h>
#endif

#include <benchmark/benchmark.h>
#include <glad/gl.h>

#include "app/platform/gl_textures.hpp"
#include "app/platform/offscreen.hpp"
#include "core/image/decode.hpp"
#include "core/image/pixel_format_table.hpp"
#include "core/memory/bytes.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

struct Size {
    int width;
    int height;
};

// Aligned to lines of the caches.
class Pixels {
public:
    void resize(std::size_t count) { lines_.resize((count - 1) / per_line + 1); }
    Rgba8* data() { return lines_.front().pixels; }
    std::size_t size() const { return lines_.size() * per_line; }
    std::span<Rgba8> all() { return {data(), size()}; }

private:
    static constexpr std::size_t per_line = 16;
    struct alignas(64) Line {
        Rgba8 pixels[per_line];
    };
    std::vector<Line> lines_;
};

// What is read, where it is written, and as many bytes to copy as are written.
struct Picture {
    std::string name;
    Size size;
    PixelFormat format;
    ImageLayout layout;
    Bytes source;
    Pixels pixels;
    Pixels copied;

    // `gap`: bytes between the pixels of a row.
    Picture(const std::string& pixels_name, Size of, std::int64_t padding = 0, std::int64_t gap = 0)
        : name(pixels_name), size(of) {
        format = find_pixel_format(name);
        const std::int64_t stride = tight_row_stride(format, size.width) + padding + gap * size.width;
        ImageGeometry geometry{.width = size.width, .height = size.height, .offset = 0, .row_stride = stride};
        if (gap != 0) geometry.pixel_stride = format.planes[0].bytes + gap;
        layout = layout_of(format, geometry);
        const std::int64_t picture = layout.frame_bytes;
        if (format.channel(Component::PaletteIndex) != nullptr && format.channels[0].bits == 8) {
            format = parse_pixel_format(format.layout + ";pal=" + std::to_string(picture) + ",B8 G8 R8 x8");
        }
        source.resize(static_cast<std::size_t>(picture) + 1024);
        std::minstd_rand random(1);
        for (std::byte& byte : source) byte = static_cast<std::byte>(random() >> 8);
        if (format.channels[0].type == SampleType::Float) {
            auto* const floats = static_cast<float*>(static_cast<void*>(source.data()));
            for (std::size_t i = 0; i < source.size() / 4; ++i) floats[i] = static_cast<float>(random() % 1000) / 999;
        }
        pixels.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
        copied = pixels;
    }

    void decode() {
        byteprism::decode(format, layout, source, {{0, 0, size.width, size.height}, 1},
                          {pixels.all(), static_cast<std::size_t>(size.width), {}});
        benchmark::ClobberMemory();
    }
    void copy() {
        std::memcpy(copied.data(), pixels.data(), pixels.size() * sizeof(Rgba8));
        benchmark::ClobberMemory();
    }
    std::uint8_t* plane(std::size_t index) {
        return static_cast<std::uint8_t*>(static_cast<void*>(source.data())) + layout.planes[index].offset;
    }
    int stride(std::size_t index) const { return static_cast<int>(layout.planes[index].y[0].stride); }
    std::uint8_t* target() { return static_cast<std::uint8_t*>(static_cast<void*>(copied.data())); }
};

#ifdef BYTEPRISM_SWSCALE
class Scaler {
public:
    explicit Scaler(Picture& picture) : picture_(picture) {
        context_.reset(sws_getContext(picture.size.width, picture.size.height, av_get_pix_fmt(picture.name.c_str()),
                                      picture.size.width, picture.size.height, AV_PIX_FMT_RGBA, SWS_POINT, nullptr,
                                      nullptr, nullptr));
        for (std::size_t i = 0; i < picture.format.planes.size() && i < 4; ++i) {
            planes_[i] = picture.plane(i);
            strides_[i] = picture.stride(i);
        }
        if (picture.name == "pal8") planes_[1] = picture.plane(0) + picture.layout.frame_bytes;
    }
    bool works() const { return context_ != nullptr; }
    void run() {
        std::uint8_t* const targets[4] = {picture_.target()};
        const int target_strides[4] = {picture_.size.width * 4};
        sws_scale(context_.get(), planes_, strides_, 0, picture_.size.height, targets, target_strides);
    }

private:
    Picture& picture_;
    std::unique_ptr<SwsContext, decltype(&sws_freeContext)> context_{nullptr, &sws_freeContext};
    const std::uint8_t* planes_[4] = {};
    int strides_[4] = {};
};
#endif

#ifdef BYTEPRISM_YUV
// False if it has nothing of the kind. Where it has ARGB only (bytes B G R A), that is as much work.
bool run_libyuv(Picture& p) {
    const auto [width, height] = p.size;
    const int row = width * 4;
    if (p.name == "gray") return libyuv::J400ToARGB(p.plane(0), p.stride(0), p.target(), row, width, height) == 0;
    if (p.name == "rgb565le") return libyuv::RGB565ToARGB(p.plane(0), p.stride(0), p.target(), row, width, height) == 0;
    if (p.name == "rgb24") return libyuv::RGB24ToARGB(p.plane(0), p.stride(0), p.target(), row, width, height) == 0;
    if (p.name == "bgr24") return libyuv::RAWToARGB(p.plane(0), p.stride(0), p.target(), row, width, height) == 0;
    if (p.name == "bgra") return libyuv::ARGBToABGR(p.plane(0), p.stride(0), p.target(), row, width, height) == 0;
    if (p.name == "yuyv422") return libyuv::YUY2ToARGB(p.plane(0), p.stride(0), p.target(), row, width, height) == 0;
    if (p.name == "nv12") {
        return libyuv::NV12ToABGR(p.plane(0), p.stride(0), p.plane(1), p.stride(1), p.target(), row, width, height) ==
               0;
    }
    if (p.name == "yuv420p") {
        return libyuv::I420ToABGR(p.plane(0), p.stride(0), p.plane(1), p.stride(1), p.plane(2), p.stride(2), p.target(),
                                  row, width, height) == 0;
    }
    return false;
}
#endif

void add(const std::string& name, const std::string& format, Size size) {
    const std::string prefix = "Decode/" + name + "/" + std::to_string(size.width) + "/";
    benchmark::RegisterBenchmark((prefix + "memcpy").c_str(),
                                 [=](benchmark::State& state) {
                                     Picture picture(format, size);
                                     run_pairs(
                                         state, [&] { picture.copy(); }, [&] { picture.decode(); });
                                 })
        ->Iterations(11)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
#ifdef BYTEPRISM_SWSCALE
    benchmark::RegisterBenchmark((prefix + "swscale").c_str(),
                                 [=](benchmark::State& state) {
                                     Picture picture(format, size);
                                     Scaler scaler(picture);
                                     if (!scaler.works()) return state.SkipWithError("not among its formats");
                                     run_pairs(
                                         state, [&] { scaler.run(); }, [&] { picture.decode(); });
                                 })
        ->Iterations(7)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
#endif
#ifdef BYTEPRISM_YUV
    benchmark::RegisterBenchmark((prefix + "libyuv").c_str(),
                                 [=](benchmark::State& state) {
                                     Picture picture(format, size);
                                     if (!run_libyuv(picture)) return state.SkipWithError("not among its formats");
                                     run_pairs(
                                         state, [&] { run_libyuv(picture); }, [&] { picture.decode(); });
                                 })
        ->Iterations(7)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
#endif
}

// A part of wider rows beside the same pixels without gaps.
void add_windowed(const std::string& format) {
    benchmark::RegisterBenchmark(("DecodeWindow/" + format).c_str(),
                                 [=](benchmark::State& state) {
                                     Picture tight(format, {2048, 2048});
                                     Picture window(format, {2048, 2048}, 2080);
                                     run_pairs(
                                         state, [&] { tight.decode(); }, [&] { window.decode(); });
                                 })
        ->Iterations(11)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

// Pixels with as many bytes between them beside the same pixels without.
void add_strided(const std::string& format, std::int64_t gap) {
    benchmark::RegisterBenchmark(("DecodeStrided/" + format + "/gap:" + std::to_string(gap)).c_str(),
                                 [=](benchmark::State& state) {
                                     Picture tight(format, {2048, 2048});
                                     Picture strided(format, {2048, 2048}, 0, gap);
                                     run_pairs(
                                         state, [&] { tight.decode(); }, [&] { strided.decode(); });
                                 })
        ->Iterations(11)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

// Decoded and brought into a texture that is there already.
void DecodeAndUpload(benchmark::State& state) {
    const Offscreen offscreen({64, 64});
    GlTextures textures;
    Picture picture("rgb565le", {4096, 4096});
    const TextureId texture = textures.create(picture.size.width, picture.size.height);
    run_pairs(
        state, [&] { picture.copy(); },
        [&] {
            picture.decode();
            textures.update(texture, 0, 0, picture.size.width, picture.size.height,
                            std::as_bytes(picture.pixels.all()));
            glFinish();
        });
    textures.destroy(texture);
}
BENCHMARK(DecodeAndUpload)->Iterations(11)->UseManualTime()->Unit(benchmark::kMillisecond);

const bool added = [] {
    for (const Size size : {Size{4096, 4096}, Size{1920, 1080}}) {
        for (const char* const format :
             {"gray", "gray16le", "rgb565le", "rgb24", "bgr24", "bgra", "yuv420p", "nv12", "yuyv422", "bayer_rggb8",
              "rgb48le", "gbrpf32le", "pal8", "monob", "yuv420p10le", "x2rgb10le"}) {
            add(format, format, size);
        }
    }
    for (const char* const format : {"gray", "rgb565le", "bgr24", "nv12", "monob", "bayer_rggb10p", "v210", "gameboy"})
        add_windowed(format);
    add_strided("gray", 1);
    add_strided("gray", 3);
    add_strided("rgb565le", 2);
    add_strided("bgr24", 1);
    add_strided("bgra", 4);
    return true;
}();

}  // namespace
}  // namespace byteprism::bench
