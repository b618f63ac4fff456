#include "app/ui/image/image_probe.hpp"

#include <algorithm>
#include <cstdarg>
#include <cstdio>

#include <imgui.h>

#include "app/ui/widgets.hpp"
#include "core/image/sample_value.hpp"

namespace byteprism {
namespace {

class Writer {
public:
    explicit Writer(ProbeText& text) : text_(text) {}

    void add(const char* format, ...) IM_FMTARGS(2) {
        std::va_list arguments;
        va_start(arguments, format);
        const int written = std::vsnprintf(text_.data() + used_, text_.size() - used_, format, arguments);
        va_end(arguments);
        used_ = std::min(used_ + static_cast<std::size_t>(std::max(written, 0)), text_.size() - 1);
    }

private:
    ProbeText& text_;
    std::size_t used_ = 0;
};

}  // namespace

std::string code_text(const Channel& channel, std::uint64_t code) {
    switch (channel.type) {
        case SampleType::Unorm:
        case SampleType::Uint:
            return std::to_string(code);
        case SampleType::Snorm:
        case SampleType::Sint: {
            const int unused = 64 - channel.bits;
            return std::to_string(static_cast<std::int64_t>(code << unused) >> unused);
        }
        case SampleType::Float:
        case SampleType::UnsignedFloat:
        case SampleType::BFloat:
            break;
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value_of(channel.type, channel.bits, code));
    return text.data();
}

std::string sample_text(const Channel& channel, std::uint64_t code) {
    return std::string(1, static_cast<char>(channel.component)) + " " + code_text(channel, code);
}

ProbeText probe_text(const BoundImage& image, const DecodedPixel& pixel, std::int64_t x, std::int64_t y) {
    ProbeText text{};
    Writer writer(text);
    writer.add("x %lld  y %lld", static_cast<long long>(x), static_cast<long long>(y));
    const PixelBytes bytes = pixel_bytes(image.format, image.layout, x, y);
    if (pixel.inside) {
        for (std::size_t i = 0; i < image.format.channels.size(); ++i) {
            writer.add("  %s", sample_text(image.format.channels[i], pixel.stored.codes[i]).c_str());
        }
        writer.add("  #%02X%02X%02X", pixel.colour.red, pixel.colour.green, pixel.colour.blue);
        if (pixel.colour.alpha != 255) writer.add("%02X", pixel.colour.alpha);
    } else {
        writer.add("  outside of the buffer");
    }
    const std::size_t shown = std::min<std::size_t>(bytes.ranges.size(), 4);
    for (std::size_t i = 0; i < shown; ++i) {
        const ByteRange range = bytes.ranges[i];
        writer.add(i == 0 ? "  at 0x%llX (%lld)" : "  0x%llX (%lld)", static_cast<unsigned long long>(range.offset),
                   static_cast<long long>(range.offset));
        if (range.length > 1) writer.add(" +%lld", static_cast<long long>(range.length));
    }
    if (shown < bytes.ranges.size()) writer.add(" ..");
    return text;
}

void draw_probe(const BoundImage& image, std::span<const std::byte> bytes, std::int64_t x, std::int64_t y,
                const Colors& colors) {
    const DecodedPixel pixel = decode_pixel(image.format, image.layout, bytes, x, y, image.settings.tone);
    const float side = ImGui::GetTextLineHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({side, side});
    if (pixel.inside) {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(at, {at.x + side, at.y + side},
                           IM_COL32(pixel.colour.red, pixel.colour.green, pixel.colour.blue, 255), 2);
        list.AddRect(at, {at.x + side, at.y + side}, colors.line, 2);
    }
    ImGui::SameLine();
    const ProbeText text = probe_text(image, pixel, x, y);
    text_in(pixel.inside ? colors.text : colors.modified, text.data());
}

}  // namespace byteprism
