// How the bytes of the file, the view or the selection are distributed: how often each occurs, the entropy along them,
// and which follows which. Everything leads to the bytes: a value and a pair to those that are found, a part to its
// place.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <imgui.h>

#include "app/model/number_text.hpp"
#include "app/model/search/finding.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/survey.hpp"
#include "app/ui/widgets.hpp"
#include "core/image/tone.hpp"

namespace byteprism {
namespace {

constexpr int side = 256;  // of the picture of pairs

std::string share_text(std::uint64_t count, std::uint64_t all) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%.2f %%", 100 * static_cast<double>(count) / static_cast<double>(all));
    return text.data();
}

std::string hex_byte(std::size_t byte) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%02x", static_cast<unsigned>(byte));
    return text.data();
}

std::string bits_text(double bits) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%.3f bits per byte", bits);
    return text.data();
}

class StatisticsPanel final : public PanelDrawer {
public:
    void draw(const PanelContext& context) override;

private:
    void summary(const ByteStatistics& of, const Colors& look) const;
    void histogram(const PanelContext& context, const ByteStatistics& of, ImVec2 from, ImVec2 size, const Colors& look);
    void entropies(const PanelContext& context, const ByteStatistics& of, ImVec2 from, ImVec2 size, const Colors& look);
    void pairs(const PanelContext& context, const ByteStatistics& of, ImVec2 from, float size, const Colors& look);
    void paint_pairs(const PanelContext& context, const ByteStatistics& of);
    static void find(const PanelContext& context, const std::string& hex);

    ExtentBar extent_;
    Survey<Layout, std::optional<ByteStatistics>> survey_;
    std::optional<Layout> of_;  // what the answer is about
    TextureId texture_ = TextureId::None;
    const void* painted_ = nullptr;
};

void StatisticsPanel::find(const PanelContext& context, const std::string& hex) {
    FindSettings settings;
    settings.text = hex;
    context.actions.push(Find{context.sheet.id, settings});
}

void StatisticsPanel::summary(const ByteStatistics& of, const Colors& look) const {
    const ByteHistogram& counts = of.counts();
    const auto all = static_cast<std::uint64_t>(of.size());
    const auto most = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
    const auto different = 256 - std::ranges::count(counts, std::uint64_t{0});
    const ByteClasses shares = classes(counts);
    const auto percent = [](double share) { return std::to_string(static_cast<int>(std::lround(share * 100))) + " %"; };
    const std::string parts[] = {bits_text(entropy(counts)), std::to_string(different) + " different values",
                                 "most often " + hex_byte(most) + " (" + share_text(counts[most], all) + ")",
                                 "zero " + percent(shares.zero) + ", control " + percent(shares.control) +
                                     ", printable " + percent(shares.printable) + ", high " + percent(shares.high)};
    for (std::size_t i = 0; i < std::size(parts); ++i) {
        if (i > 0) flow(ImGui::CalcTextSize(parts[i].c_str()).x);
        text_in(i == 0 ? look.text : look.dim, parts[i]);
    }
}

// By the root, so that what is rare is seen beside what is common.
void StatisticsPanel::histogram(const PanelContext& context, const ByteStatistics& of, ImVec2 from, ImVec2 size,
                                const Colors& look) {
    ImGui::SetCursorScreenPos(from);
    const bool clicked = ImGui::InvisibleButton("##histogram", size);
    const bool hovered = ImGui::IsItemHovered();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, {from.x + size.x, from.y + size.y}, look.window);
    const ByteHistogram& counts = of.counts();
    const auto most = static_cast<double>(std::max<std::uint64_t>(1, *std::ranges::max_element(counts)));
    const float width = size.x / 256;
    const float at = (ImGui::GetMousePos().x - from.x) / width;
    const auto under = static_cast<std::size_t>(std::clamp(at, 0.0f, 255.0f));
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        const float x = from.x + width * static_cast<float>(i);
        const auto height = static_cast<float>(std::sqrt(static_cast<double>(counts[i]) / most));
        const ImU32 color = hovered && i == under ? look.text
                            : i == 0              ? look.zero
                            : i < 0x20            ? look.control
                            : i < 0x7f            ? look.printable
                                                  : look.high;
        list.AddRectFilled({std::floor(x), from.y + size.y * (1 - height)},
                           {std::max(std::floor(x) + 1, std::floor(x + width)), from.y + size.y}, color);
    }
    if (!hovered) return;
    hint(hex_byte(under) + " (" + std::to_string(under) +
         "): " + grouped_text(static_cast<std::int64_t>(counts[under])) + " times, " +
         share_text(counts[under], static_cast<std::uint64_t>(of.size())) + ". A click finds them");
    if (clicked && counts[under] > 0) find(context, hex_byte(under));
}

void StatisticsPanel::entropies(const PanelContext& context, const ByteStatistics& of, ImVec2 from, ImVec2 size,
                                const Colors& look) {
    ImGui::SetCursorScreenPos(from);
    const bool clicked = ImGui::InvisibleButton("##entropy", size);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, {from.x + size.x, from.y + size.y}, look.window);
    const std::vector<double>& parts = of.parts();
    if (parts.empty()) return;
    const float each = size.x / static_cast<float>(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const float x = std::floor(from.x + each * static_cast<float>(i));
        const float right = std::max(x + 1, std::floor(from.x + each * static_cast<float>(i + 1)));
        const float y = from.y + size.y * static_cast<float>(1 - parts[i] / 8);
        list.AddRectFilled({x, std::min(y, from.y + size.y - 1)}, {right, from.y + size.y}, look.accent);
    }
    if (!ImGui::IsItemHovered()) return;
    const float at = (ImGui::GetMousePos().x - from.x) / each;
    const auto part = std::min(parts.size() - 1, static_cast<std::size_t>(std::max(0.0f, at)));
    const std::int64_t first = static_cast<std::int64_t>(part) * of.part_size();
    // Of items that lie apart a place in their order is no offset.
    const bool run = of_ && is_c_contiguous(*of_);
    hint((run ? "at " + offset_text(of_->offset + first) : "byte " + grouped_text(first)) + ": " +
         bits_text(parts[part]) + " in " + grouped_text(std::min(of.part_size(), of.size() - first)) + " bytes" +
         (run ? ". A click goes there" : ""));
    if (clicked && run) context.actions.push(Jump{context.sheet.id, of_->offset + first});
}

// The first byte of a pair downwards, the second one to the right.
void StatisticsPanel::paint_pairs(const PanelContext& context, const ByteStatistics& of) {
    if (painted_ == survey_.identity()) return;
    painted_ = survey_.identity();
    if (texture_ == TextureId::None) texture_ = context.textures.create(side, side);
    const auto& map = colours_of(FalseColour::Viridis);
    const std::vector<std::uint64_t>& counts = of.pairs();
    const double most = std::log1p(static_cast<double>(*std::ranges::max_element(counts)));
    std::vector<std::uint8_t> pixels;
    pixels.reserve(counts.size() * 4);
    for (const std::uint64_t count : counts) {
        const double share = count == 0 ? 0 : std::log1p(static_cast<double>(count)) / most;
        const auto [red, green, blue] = map[static_cast<std::size_t>(40 + 215 * share)];
        const bool none = count == 0;
        pixels.insert(pixels.end(), {none ? std::uint8_t{0} : red, none ? std::uint8_t{0} : green,
                                     none ? std::uint8_t{0} : blue, std::uint8_t{255}});
    }
    context.textures.update(texture_, 0, 0, side, side, std::as_bytes(std::span(pixels)));
}

void StatisticsPanel::pairs(const PanelContext& context, const ByteStatistics& of, ImVec2 from, float size,
                            const Colors& look) {
    paint_pairs(context, of);
    ImGui::SetCursorScreenPos(from);
    const bool clicked = ImGui::InvisibleButton("##pairs", {size, size});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddImage(glue::texture_id(texture_), from, {from.x + size, from.y + size});
    list.AddRect({from.x - 1, from.y - 1}, {from.x + size + 1, from.y + size + 1}, look.line);
    if (!ImGui::IsItemHovered()) return;
    const auto byte_at = [&](float at) {
        return static_cast<std::size_t>(std::clamp(at * side / size, 0.0f, static_cast<float>(side - 1)));
    };
    const std::size_t first = byte_at(ImGui::GetMousePos().y - from.y);
    const std::size_t second = byte_at(ImGui::GetMousePos().x - from.x);
    const std::uint64_t count = of.pairs()[first * side + second];
    const std::string both = hex_byte(first) + " " + hex_byte(second);
    hint(both + ": " + grouped_text(static_cast<std::int64_t>(count)) + " times. A click finds them");
    if (clicked && count > 0) find(context, both);
}

void StatisticsPanel::draw(const PanelContext& context) {
    const Colors& look = colors(context.bench.settings.theme);
    ImGui::AlignTextToFramePadding();
    const auto items = extent_.draw(context, look);
    progress_text(survey_.progress(), survey_.running(), look);
    if (!items) return;
    survey_.follow(context, *items, [](const Layout& of, const ReadBytes& read, Progress& progress) {
        return std::optional(find_byte_statistics(of, read, progress));
    });
    if (!survey_.refusal().empty()) error_text(look, survey_.refusal());
    if (survey_.answer() == nullptr || !*survey_.answer()) return;
    if (!survey_.running()) of_ = items;
    const ByteStatistics& of = **survey_.answer();
    summary(of, look);
    const ImVec2 from = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
    const float gap = ImGui::GetStyle().ItemSpacing.x;
    const float least = 4 * ImGui::GetTextLineHeight();
    if (room.y < least / 2) return;
    const float square = std::floor(std::min(room.y, room.x / 2) - 1);
    const ImVec2 chart{std::max(1.0f, room.x - square - 2 * gap), std::floor((room.y - gap) / 2)};
    histogram(context, of, from, chart, look);
    entropies(context, of, {from.x, from.y + chart.y + gap}, chart, look);
    pairs(context, of, {from.x + chart.x + gap, from.y + 1}, square, look);
}

}  // namespace

std::unique_ptr<PanelDrawer> make_statistics_panel() { return std::make_unique<StatisticsPanel>(); }

}  // namespace byteprism
