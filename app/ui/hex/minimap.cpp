#include "app/ui/hex/minimap.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/model/compare/comparing.hpp"
#include "app/model/search/finding.hpp"
#include "app/ui/imgui_glue.hpp"

namespace byteprism {
namespace {

constexpr int columns = static_cast<int>(MinimapRow::samples);

struct Rgba {
    std::uint8_t red, green, blue, alpha;
};

Rgba color_of(ImU32 color) {
    return {static_cast<std::uint8_t>(color >> IM_COL32_R_SHIFT), static_cast<std::uint8_t>(color >> IM_COL32_G_SHIFT),
            static_cast<std::uint8_t>(color >> IM_COL32_B_SHIFT), 255};
}

// Part of the way from one colour to another.
Rgba mixed(Rgba from, Rgba to, double part) {
    const auto mix = [part](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + (b - a) * part));
    };
    return {mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue), 255};
}

// A bar as long as the entropy, and the brighter.
void paint_entropy(const MinimapRow& row, const Colors& look, std::span<Rgba, columns> pixels) {
    const Rgba ground = color_of(look.panel);
    const Rgba bar = mixed(color_of(look.zero), color_of(look.accent), row.entropy);
    const int length = static_cast<int>(std::lround(row.entropy * columns));
    for (int x = 0; x < columns; ++x) pixels[static_cast<std::size_t>(x)] = x < length ? bar : ground;
}

// The classes side by side, as long as their shares; muted, for the grid is what is read.
void paint_classes(const MinimapRow& row, const Colors& look, std::span<Rgba, columns> pixels) {
    const std::array<std::pair<double, ImU32>, 4> parts{{{row.classes.printable, look.printable},
                                                         {row.classes.control, look.control},
                                                         {row.classes.high, look.high},
                                                         {row.classes.zero, look.panel}}};
    double end = 0;
    std::size_t x = 0;
    for (const auto& [share, color] : parts) {
        end += share * columns;
        const Rgba muted = mixed(color_of(look.panel), color_of(color), 0.6);
        for (; x < pixels.size() && static_cast<double>(x) + 0.5 < end; ++x) pixels[x] = muted;
    }
    for (; x < pixels.size(); ++x) pixels[x] = color_of(look.panel);
}

void paint_bytes(const MinimapRow& row, std::span<Rgba, columns> pixels) {
    for (std::size_t x = 0; x < pixels.size(); ++x) {
        const auto gray = std::to_integer<std::uint8_t>(row.bytes[x]);
        pixels[x] = {gray, gray, gray, 255};
    }
}

}  // namespace

MinimapScale MinimapScale::fitted(std::int64_t size, int most_rows) {
    constexpr std::int64_t least_run = 16;
    if (size <= 0 || most_rows <= 0) return {};
    const std::int64_t run = std::max(least_run, size / most_rows + (size % most_rows != 0 ? 1 : 0));
    return {size, run, static_cast<int>((size - 1) / run + 1)};
}

std::int64_t MinimapScale::offset_of(double row) const {
    const double whole = std::clamp(std::floor(row), 0.0, static_cast<double>(rows));
    const std::int64_t begin = static_cast<std::int64_t>(whole) * run;
    const auto rest = static_cast<std::int64_t>((row - whole) * static_cast<double>(run));
    return std::clamp<std::int64_t>(begin + rest, 0, std::max<std::int64_t>(0, size - 1));
}

double MinimapScale::row_of(std::int64_t offset) const {
    return static_cast<double>(offset / run) + static_cast<double>(offset % run) / static_cast<double>(run);
}

std::vector<MinimapRow> minimap_rows(JobReader& reader, const MinimapScale& scale) {
    // Of a longer run so many pieces are read, spread evenly.
    constexpr std::int64_t piece = 512;
    constexpr std::int64_t pieces = 8;
    std::vector<MinimapRow> rows(static_cast<std::size_t>(scale.rows));
    std::vector<std::byte> bytes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t begin = static_cast<std::int64_t>(i) * scale.run;
        const std::int64_t length = std::min(scale.run, scale.size - begin);
        const bool whole = length <= piece * pieces;
        bytes.resize(static_cast<std::size_t>(whole ? length : piece * pieces));
        if (whole) {
            reader.read(begin, bytes);
        } else {
            for (std::int64_t at = 0; at < pieces; ++at) {
                const std::int64_t offset = begin + (length - piece) / (pieces - 1) * at;
                reader.read(offset, std::span(bytes).subspan(static_cast<std::size_t>(at * piece), piece));
            }
        }
        ByteHistogram counts{};
        count_bytes(bytes, counts);
        // So few bytes cannot have more.
        const double most = std::min(8.0, std::log2(std::max(2.0, static_cast<double>(bytes.size()))));
        rows[i].entropy = std::min(1.0, entropy(counts) / most);
        rows[i].classes = classes(counts);
        for (std::size_t x = 0; x < MinimapRow::samples; ++x) {
            rows[i].bytes[x] = bytes[x * bytes.size() / MinimapRow::samples];
        }
    }
    return rows;
}

float Minimap::width(float glyph) { return std::floor(glyph * 5); }

void Minimap::ask(const PanelContext& context, const Wanted& wanted) {
    const bool same = wanted_ == wanted && job_ != nullptr && job_->version() == context.document.version();
    if (same && (!job_->ended() || job_->completed() || !job_->failure().empty())) return;
    wanted_ = wanted;
    answer_ = std::make_shared<std::vector<MinimapRow>>();
    job_ = std::make_unique<Job>(
        context.bench.jobs, context.document,
        [answer = answer_, scale = wanted.scale](JobReader& reader) { *answer = minimap_rows(reader, scale); });
}

void Minimap::take_answer() {
    if (job_ == nullptr || answer_ == nullptr || !job_->ended()) return;
    if (job_->completed()) {
        rows_ = std::move(*answer_);
        scale_ = wanted_->scale;
        ++answers_;
    }
    answer_.reset();
}

void Minimap::paint(const PanelContext& context) {
    const Painted wanted{answers_, context.bench.settings.minimap, context.bench.settings.theme};
    const int rows = static_cast<int>(rows_.size());
    if (painted_ == wanted || rows == 0) return;
    painted_ = wanted;
    if (texture_ == TextureId::None || texture_rows_ < rows) {
        if (texture_ != TextureId::None) context.textures.destroy(texture_);
        texture_rows_ = rows;
        texture_ = context.textures.create(columns, rows);
    }
    const Colors& look = colors(wanted.theme);
    std::vector<Rgba> pixels(static_cast<std::size_t>(columns) * rows_.size());
    for (std::size_t y = 0; y < rows_.size(); ++y) {
        const std::span<Rgba, columns> line(pixels.data() + y * static_cast<std::size_t>(columns), columns);
        switch (wanted.kind) {
            case MinimapKind::Entropy:
                paint_entropy(rows_[y], look, line);
                break;
            case MinimapKind::Classes:
                paint_classes(rows_[y], look, line);
                break;
            case MinimapKind::Bytes:
                paint_bytes(rows_[y], line);
                break;
            case MinimapKind::Off:
                break;
        }
    }
    context.textures.update(texture_, 0, 0, columns, rows, std::as_bytes(std::span(pixels)));
}

// A tick for each row of pixels in which something begins: where the k-th of them does (nothing: so many are not
// known), and how many do before an offset.
template <class At, class IndexFrom>
void Minimap::ticks(ImVec2 from, float right, ImU32 color, const At& at, const IndexFrom& index_from) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::uint64_t index = 0;;) {
        const std::optional<std::int64_t> offset = at(index);
        if (!offset) return;
        const double row = std::floor(scale_.row_of(*offset));
        const float y = from.y + static_cast<float>(row);
        list.AddRectFilled({from.x, y}, {right, y + 1}, color);
        if (row + 1 >= scale_.rows) return;
        index = std::max(index + 1, index_from(scale_.offset_of(row + 1)));
    }
}

// Hits of the search at the right, differences from the other side at the left.
void Minimap::mark_found(const PanelContext& context, ImVec2 from, ImVec2 to) const {
    const Colors& look = colors(context.bench.settings.theme);
    const float tick = std::floor((to.x - from.x) / 5);
    if (const FindJob* const job = hits_of(context.bench, context.sheet)) {
        const auto at = [&](std::uint64_t index) -> std::optional<std::int64_t> {
            const auto hit = job->hit(index);
            return hit ? std::optional(hit->offset) : std::nullopt;
        };
        ticks({to.x - tick, from.y}, to.x, look.ok, at, [&](std::int64_t offset) { return job->index_from(offset); });
    }
    if (const SideDifferences differences = differences_of(context.bench, context.sheet); differences.job != nullptr) {
        const auto at = [&](std::uint64_t index) -> std::optional<std::int64_t> {
            const auto hunk = differences.job->hunk(index);
            return hunk ? std::optional(side_of(*hunk, differences.side).offset) : std::nullopt;
        };
        ticks(from, from.x + tick, look.error, at,
              [&](std::int64_t offset) { return differences.job->index_from(differences.side, offset); });
    }
}

// What the grid shows, as a frame, and the cursor, as a line.
void Minimap::mark(const PanelContext& context, ImVec2 from, ImVec2 to, ByteRange shown) const {
    const Colors& look = colors(context.bench.settings.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto y_of = [&](std::int64_t offset) { return from.y + static_cast<float>(scale_.row_of(offset)); };
    const float top = std::floor(y_of(shown.offset));
    const float bottom = std::max(top + 3, std::ceil(y_of(shown.end())));
    list.AddRect({from.x, top}, {to.x, std::min(bottom, to.y)}, look.text);
    const float cursor = std::floor(y_of(context.sheet.cursor.offset));
    list.AddRectFilled({from.x, cursor}, {to.x, cursor + 1}, look.accent);
}

std::optional<std::int64_t> Minimap::draw(const PanelContext& context, ImVec2 from, ImVec2 to, ByteRange shown) {
    if (to.y - from.y < 8 || context.document.size() == 0) return std::nullopt;
    const auto scale = MinimapScale::fitted(context.document.size(), static_cast<int>(to.y - from.y));
    if (!context.document.busy()) ask(context, {context.sheet.document, scale});
    take_answer();
    ImGui::SetCursorScreenPos(from);
    ImGui::InvisibleButton("minimap", {to.x - from.x, to.y - from.y});
    std::optional<std::int64_t> wanted;
    if (ImGui::IsItemActive() && (ImGui::IsItemActivated() || ImGui::GetIO().MouseDelta.y != 0)) {
        wanted = scale.offset_of(static_cast<double>(ImGui::GetIO().MousePos.y - from.y));
    }
    if (rows_.empty()) return wanted;
    paint(context);
    const float end = static_cast<float>(rows_.size()) / static_cast<float>(texture_rows_);
    const float height = static_cast<float>(rows_.size());
    ImGui::GetWindowDrawList()->AddImage(glue::texture_id(texture_), from, {to.x, std::min(to.y, from.y + height)},
                                         {0, 0}, {1, end});
    mark_found(context, from, to);
    mark(context, from, to, shown);
    return wanted;
}

}  // namespace byteprism
