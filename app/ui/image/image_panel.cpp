// The image panel: the document's bytes as a picture, or two of them compared.
#include <algorithm>
#include <optional>

#include <imgui.h>

#include "app/model/commands/bindings.hpp"
#include "app/model/image/image_actions.hpp"
#include "app/model/image/playback.hpp"
#include "app/model/side_by_side.hpp"
#include "app/ui/image/image_canvas.hpp"
#include "app/ui/image/image_toolbar.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {
namespace {

class ImagePanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    void pictures(const PanelContext& context, float foot);
    void beside(const PanelContext& context, const PanelContext& other, float foot);
    void compare_bar(const PanelContext& context);
    void scrubber(const PanelContext& context, std::int64_t frames);

    ImageSettings settings_;  // of the sheet, with what was done to them in this frame
    ImageToolbar toolbar_;
    ImageCanvas canvas_, other_;
    ImagePatterns patterns_;
};

// The sheet that the active one is compared with: the other side of the pair. Null: there is none.
const Sheet* compared_with(const PanelContext& context) {
    const SideBySide* const pair = shown_pair(context.bench);
    return pair == nullptr ? nullptr : context.bench.find(pair->other(context.sheet.id));
}

void look_alike(const ImageSettings& from, ImageSettings& to) {
    to.zoom = from.zoom;
    to.pan_x = from.pan_x;
    to.pan_y = from.pan_y;
}

void ImagePanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    canvas_.follow(context.sheet);
    const BoundImage* const image = canvas_.binding().image();
    settings_ = context.sheet.image;
    patterns_.prepare(context.textures, context.bench.settings.theme, look);
    const ImageWishes wishes = toolbar_.draw(settings_, image, canvas_.zoom(), context, look);
    if (wishes.guess) context.actions.push(GuessImage{context.sheet.id});
    if (!canvas_.binding().refusal().empty()) error_text(look, canvas_.binding().refusal());
    if (image != nullptr) {
        canvas_.draw_tools(context, look);
        if (compared_with(context) != nullptr) compare_bar(context);
        const std::int64_t frames = frame_count(*image, context.document.size());
        const bool scrubs =
            frames > 1 && (settings_.frame != 0 || settings_.frame_stride || context.sheet.hand.next_frame);
        pictures(context, ImGui::GetTextLineHeightWithSpacing() + ImGui::GetStyle().ItemSpacing.y +
                              (scrubs ? ImGui::GetFrameHeightWithSpacing() : 0));
        if (scrubs) scrubber(context, frames);
        canvas_.draw_probe(context);
    }
    if (settings_ != context.sheet.image) context.actions.push(SetImage{context.sheet.id, settings_});
    if (wishes.range != AutoRange::No) {
        context.actions.push(FitWindow{context.sheet.id, wishes.range == AutoRange::Percentiles ? 0.005 : 0});
    }
}

void ImagePanel::pictures(const PanelContext& context, float foot) {
    const Sheet* const other = compared_with(context);
    if (other != nullptr) other_.follow(*other);
    const ImageComparison compare = other != nullptr ? shown_pair(context.bench)->pictures : ImageComparison{};
    if (compare.how == ImageCompare::Off || other_.binding().image() == nullptr) {
        return canvas_.draw("picture", {0, -foot}, context, nullptr, patterns_, settings_);
    }
    const Document& other_document = context.bench.document(*other);
    const PanelContext there{context.bench, *other, other_document, context.textures, context.actions, context.dropped};
    if (compare.how == ImageCompare::SideBySide) return beside(context, there, foot);
    if (compare.how == ImageCompare::Difference) {
        const Compared compared{{*other_.binding().image(), other->document, other_document}, compare.scale};
        return canvas_.draw("picture", {0, -foot}, context, &compared, patterns_, settings_);
    }
    if (!compare.shows_other) return canvas_.draw("picture", {0, -foot}, context, nullptr, patterns_, settings_);
    ImageSettings shown = other->image;
    look_alike(settings_, shown);
    other_.draw("picture", {0, -foot}, there, nullptr, patterns_, shown);
    look_alike(shown, settings_);
}

// Zoom and pan are those of the active sheet, whichever is dragged.
void ImagePanel::beside(const PanelContext& context, const PanelContext& other, float foot) {
    const float gap = ImGui::GetStyle().ItemSpacing.x;
    const float width = (ImGui::GetContentRegionAvail().x - gap) / 2;
    const bool swapped = shown_pair(context.bench)->sheets[0] != context.sheet.id;
    ImageSettings shown = other.sheet.image;
    const auto draw_other = [&] {
        look_alike(settings_, shown);
        const ImageSettings before = shown;
        other_.draw("other", {width, -foot}, other, nullptr, patterns_, shown);
        if (shown == before) return;
        look_alike(shown, settings_);
        if (shown.width != before.width) {
            ImageSettings changed = other.sheet.image;
            changed.width = shown.width;
            context.actions.push(SetImage{other.sheet.id, changed});
        }
    };
    if (swapped) draw_other();
    if (swapped) ImGui::SameLine();
    canvas_.draw("picture", {width, -foot}, context, nullptr, patterns_, settings_);
    if (swapped) return;
    ImGui::SameLine();
    draw_other();
}

// How the two pictures are compared.
void ImagePanel::compare_bar(const PanelContext& context) {
    static constexpr std::pair<ImageCompare, const char*> ways[] = {{ImageCompare::Off, "Alone"},
                                                                    {ImageCompare::SideBySide, "Beside"},
                                                                    {ImageCompare::Blink, "Blink"},
                                                                    {ImageCompare::Difference, "Difference"}};
    const Colors& look = colors(context.bench.settings.theme);
    const ImageComparison& compare = shown_pair(context.bench)->pictures;
    for (const auto& [way, label] : ways) {
        if (way != ImageCompare::Off) ImGui::SameLine();
        ImGui::PushStyleColor(ImGuiCol_Text, compare.how == way ? look.accent : look.text);
        if (ImGui::Button(label)) context.actions.push(ComparePictures{context.sheet.id, way, compare.scale});
        ImGui::PopStyleColor();
    }
    hint("With the picture of the other side");
    if (compare.how == ImageCompare::Off) return;
    ImGui::SameLine();
    if (ImGui::Button("Next difference")) context.actions.push(NextDifference{context.sheet.id});
    if (ImGui::IsItemHovered())
        hint("The next pixel, from the cursor on, that differs in what it shows (" +
             shortcut_text("image.next_difference", context.bench.settings) + ")");
    if (compare.how != ImageCompare::Difference) return;
    ImGui::SameLine();
    ImGui::SetNextItemWidth(ImGui::CalcTextSize("0").x * 10);
    auto scale = static_cast<float>(compare.scale);
    if (ImGui::SliderFloat("##scale", &scale, 1, 256, "x %.0f", ImGuiSliderFlags_Logarithmic)) {
        context.actions.push(ComparePictures{context.sheet.id, compare.how, static_cast<double>(scale)});
    }
    hint("How many times the difference is shown");
}

// Where among the frames the picture is.
void ImagePanel::scrubber(const PanelContext& context, std::int64_t frames) {
    const bool playing = context.sheet.hand.next_frame.has_value();
    if (ImGui::Button(playing ? "Stop##play" : "Play##play")) context.actions.push(Play{context.sheet.id});
    if (ImGui::IsItemHovered())
        hint("Frames one after the other (" + shortcut_text("image.play", context.bench.settings) + ")");
    ImGui::SameLine();
    ImGui::SetNextItemWidth(-1);
    const std::int64_t first = 0, last = frames - 1;
    std::int64_t frame = std::clamp(settings_.frame, first, last);
    if (ImGui::SliderScalar("##frames", ImGuiDataType_S64, &frame, &first, &last, "frame %lld"))
        settings_.frame = frame;
}

}  // namespace

std::unique_ptr<PanelDrawer> make_image_panel() { return std::make_unique<ImagePanel>(); }

}  // namespace byteprism
