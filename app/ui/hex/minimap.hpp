// Minimap: the whole document in a strip beside the grid, one row of pixels for a run of bytes. Computed by a job, at
// its resolution: of long runs a sample is read.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <imgui.h>

#include "app/model/jobs/job.hpp"
#include "app/model/settings.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"
#include "core/analysis/byte_histogram.hpp"

namespace byteprism {

// What a run of bytes looks like.
struct MinimapRow {
    static constexpr std::size_t samples = 32;
    double entropy = 0;  // 0 to 1
    ByteClasses classes;
    std::array<std::byte, samples> bytes{};  // spread over the run
};

// How a document is cut into rows of pixels: `rows` runs of `run` bytes, the last one may be shorter.
struct MinimapScale {
    std::int64_t size = 0;
    std::int64_t run = 1;
    int rows = 0;
    // At most so many rows; runs of 16 bytes at least.
    static MinimapScale fitted(std::int64_t size, int most_rows);
    std::int64_t offset_of(double row) const;  // kept inside
    double row_of(std::int64_t offset) const;
    bool operator==(const MinimapScale&) const = default;
};

// Reads what is needed. Throws what JobReader does.
std::vector<MinimapRow> minimap_rows(JobReader& reader, const MinimapScale& scale);

class Minimap {
public:
    // Draws the strip. `shown`: the bytes in the grid. Gives where it was clicked or dragged: there the grid is to go.
    std::optional<std::int64_t> draw(const PanelContext& context, ImVec2 from, ImVec2 to, ByteRange shown);
    static float width(float glyph);

private:
    struct Wanted {
        DocumentId document;
        MinimapScale scale;
        bool operator==(const Wanted&) const = default;
    };
    struct Painted {
        std::uint64_t answer;
        MinimapKind kind;
        Theme theme;
        bool operator==(const Painted&) const = default;
    };

    void ask(const PanelContext& context, const Wanted& wanted);
    void take_answer();
    void paint(const PanelContext& context);
    void mark(const PanelContext& context, ImVec2 from, ImVec2 to, ByteRange shown) const;
    template <class At, class IndexFrom>
    void ticks(ImVec2 from, float right, ImU32 color, const At& at, const IndexFrom& index_from) const;
    void mark_found(const PanelContext& context, ImVec2 from, ImVec2 to) const;

    std::optional<Wanted> wanted_;
    std::vector<MinimapRow> rows_;
    MinimapScale scale_;  // of the rows
    std::uint64_t answers_ = 0;
    std::optional<Painted> painted_;
    TextureId texture_ = TextureId::None;
    int texture_rows_ = 0;
    std::shared_ptr<std::vector<MinimapRow>> answer_;  // of the job
    std::unique_ptr<Job> job_;
};

}  // namespace byteprism
