#include "app/ui/image/image_tone_form.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/model/image/pixel_options.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr float label_glyphs = 12;
constexpr float field_glyphs = 22;

void label(const char* text, const Colors& colors) {
    form_label(text, glyphs(label_glyphs), colors);
    ImGui::SetNextItemWidth(glyphs(field_glyphs));
}

constexpr const char* map_names[] = {"gray", "inverted", "viridis", "cividis", "inferno", "diverging"};
constexpr const char* mosaic_names[] = {"as gray", "coloured", "bilinear", "Malvar-He-Cutler"};
constexpr const char* chroma_names[] = {"nearest", "linear"};
constexpr const char* alpha_names[] = {"straight", "premultiplied", "ignored"};
constexpr const char* source_names[] = {"R", "G", "B", "A", "0", "1"};
constexpr const char* matrix_names[] = {"BT.601", "BT.709", "BT.2020"};
constexpr const char* matrix_keys[] = {"601", "709", "2020"};
constexpr const char* range_names[] = {"limited", "full"};
constexpr const char* range_keys[] = {"lim", "full"};
constexpr const char* siting_names[] = {"left", "center", "top left"};
constexpr const char* siting_keys[] = {"left", "center", "topleft"};
constexpr const char* transfer_names[] = {"sRGB", "linear", "PQ", "HLG"};
constexpr const char* transfer_keys[] = {"srgb", "lin", "pq", "hlg"};
constexpr const char* cfa_names[] = {"RGGB", "BGGR", "GBRG", "GRBG"};

// One of the format's own options, written into its text.
template <typename Choice, std::size_t count>
void choose_option(const char* text, const char* key, Choice now, const char* const (&names)[count],
                   const char* const (&keys)[count], ImageSettings& settings, const Colors& colors) {
    label(text, colors);
    ImGui::PushID(key);
    if (choose("##option", now, names)) {
        settings.pixels = with_option(settings.pixels, key, keys[static_cast<std::size_t>(now)]);
    }
    ImGui::PopID();
}

bool is_mosaic(const PixelFormat& format) { return format.channel(Component::Cfa) != nullptr; }
bool is_ycbcr(const PixelFormat& format) {
    return format.channel(Component::Cb) != nullptr || format.channel(Component::Cr) != nullptr;
}

}  // namespace

AutoRange ImageToneForm::draw(ImageSettings& settings, const BoundImage& image, const Document& document,
                              std::optional<PixelRect> region, const Colors& colors) {
    Tone& tone = settings.tone;
    histogram_.draw(image, document, region, colors);
    const AutoRange range = draw_window(tone, image, colors);
    auto exposure = static_cast<float>(tone.exposure);
    label("exposure", colors);
    if (ImGui::SliderFloat("##exposure", &exposure, -12, 12, "%+.2f stops")) {
        tone.exposure = static_cast<double>(exposure);
    }
    auto gamma = static_cast<float>(tone.gamma);
    label("gamma", colors);
    if (ImGui::SliderFloat("##gamma", &gamma, 0.2f, 5, "%.2f", ImGuiSliderFlags_Logarithmic)) {
        tone.gamma = static_cast<double>(gamma);
    }
    label("colours", colors);
    choose("##map", tone.map, map_names);
    draw_components(tone, image, colors);
    ImGui::Checkbox("Mark NaN, infinities, and what is beyond the window", &tone.marks);
    ImGui::Separator();
    draw_format_options(settings, image, colors);
    ImGui::Separator();
    if (ImGui::Button("As it is")) tone = Tone{};
    hint("Without any of this");
    return range;
}

AutoRange ImageToneForm::draw_window(Tone& tone, const BoundImage& image, const Colors& colors) {
    AutoRange range = AutoRange::No;
    const Window window = tone.window.value_or(default_window(image.format, tone));
    Window typed = window;
    const auto speed = static_cast<float>(std::max(std::abs(window.high - window.low) / 500, 1e-6));
    label("black", colors);
    ImGui::DragScalar("##low", ImGuiDataType_Double, &typed.low, speed, nullptr, nullptr, "%.6g");
    hint("Drag, or double-click to type: what is shown black");
    label("white", colors);
    ImGui::DragScalar("##high", ImGuiDataType_Double, &typed.high, speed, nullptr, nullptr, "%.6g");
    hint("What is shown white; less than black shows the negative");
    if (typed != window) tone.window = typed;
    label("window", colors);
    if (ImGui::Button("min-max")) range = AutoRange::Everything;
    hint("From the least to the greatest value of the selected pixels, or of all");
    ImGui::SameLine();
    if (ImGui::Button("0.5-99.5 %")) range = AutoRange::Percentiles;
    hint("The same without the outermost half per cent");
    ImGui::SameLine();
    if (ImGui::Button("whole")) tone.window.reset();
    hint("All that the format can hold");
    return range;
}

void ImageToneForm::draw_components(Tone& tone, const BoundImage& image, const Colors& colors) {
    const std::string now = tone.isolate ? std::string(1, static_cast<char>(*tone.isolate)) : "all";
    label("show", colors);
    if (ImGui::BeginCombo("##isolate", now.c_str())) {
        if (ImGui::Selectable("all", !tone.isolate)) tone.isolate.reset();
        for (const Channel& channel : image.format.channels) {
            const std::string name(1, static_cast<char>(channel.component));
            if (ImGui::Selectable(name.c_str(), tone.isolate == channel.component)) tone.isolate = channel.component;
        }
        ImGui::EndCombo();
    }
    hint("One component alone");
    label("R G B A from", colors);
    for (std::size_t i = 0; i < tone.swizzle.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, 4);
        ImGui::PushID(static_cast<int>(i));
        ImGui::SetNextItemWidth(glyphs(4.5f));
        choose("##source", tone.swizzle[i], source_names);
        ImGui::PopID();
    }
    if (image.format.channel(Component::Alpha) != nullptr) {
        AlphaMode alpha = tone.alpha.value_or(image.format.options.alpha);
        label("alpha", colors);
        if (choose("##alpha", alpha, alpha_names)) tone.alpha = alpha;
    }
    if (is_mosaic(image.format)) {
        label("mosaic", colors);
        choose("##mosaic", tone.mosaic, mosaic_names);
    }
    if (is_ycbcr(image.format)) {
        label("chroma", colors);
        choose("##chroma", tone.chroma, chroma_names);
    }
}

// Part of the format's text, and shown there.
void ImageToneForm::draw_format_options(ImageSettings& settings, const BoundImage& image, const Colors& colors) {
    const PixelOptions& options = image.format.options;
    if (is_ycbcr(image.format)) {
        choose_option("matrix", "m", options.matrix, matrix_names, matrix_keys, settings, colors);
        choose_option("siting", "loc", options.siting, siting_names, siting_keys, settings, colors);
    }
    choose_option("range", "r", options.range, range_names, range_keys, settings, colors);
    choose_option("light", "t", options.transfer, transfer_names, transfer_keys, settings, colors);
    if (is_mosaic(image.format)) {
        const auto* const found =
            std::ranges::find(cfa_names, options.cfa, [](const char* name) { return std::string(name); });
        choose_option("filter", "cfa", found - std::begin(cfa_names), cfa_names, cfa_names, settings, colors);
    }
    if (image.format.channel(Component::PaletteIndex) == nullptr) return;
    std::string palette;
    if (options.palette.format) {
        palette = std::to_string(options.palette.offset) + "," + options.palette.format->layout;
    }
    label("palette", colors);
    if (const auto typed = palette_.enter("##palette", palette, glyphs(field_glyphs), colors)) {
        ImageSettings changed = settings;
        changed.pixels = with_option(settings.pixels, "pal", *typed);
        try {
            bind(changed);
            settings = changed;
        } catch (const Error& error) {
            palette_.refuse(error.what());
        }
    }
    hint("Where the colours are and what they are like: 1078,R8 G8 B8");
}

}  // namespace byteprism
