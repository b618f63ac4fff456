#include "core/image/chroma.hpp"

#include <algorithm>

namespace byteprism {

LinearChroma::Mix LinearChroma::mix_at(std::int64_t pixel, int cell, bool centred, std::int64_t count) {
    // In units of half a pixel: sample k stands at 2 k cell, plus cell - 1 if it is centred.
    const std::int64_t at = 2 * pixel - (centred ? cell - 1 : 0);
    const std::int64_t unit = std::int64_t{2} * cell;
    const std::int64_t first = at >= 0 ? at / unit : -1;
    return {.first = std::clamp<std::int64_t>(first, 0, count - 1),
            .second = std::clamp<std::int64_t>(first + 1, 0, count - 1),
            .part = static_cast<double>(at - first * unit) / static_cast<double>(unit),
            .nearest = pixel / cell};
}

void LinearChroma::read_row(std::size_t part, std::int64_t row, std::int64_t first_column, std::int64_t count,
                            std::size_t slot) {
    const Channel& channel = format_.channels[static_cast<std::size_t>(colours_.colour_channels()[part])];
    codes_[slot].resize(static_cast<std::size_t>(count));
    outside_[slot].assign(static_cast<std::size_t>(count), 0);
    const PixelRun run{first_column * channel.cell_width, row * channel.cell_height, channel.cell_width,
                       static_cast<std::size_t>(count)};
    read_run(format_, layout_, source_, channel, run, codes_[slot].data(), outside_[slot].data());
    const std::uint64_t inversion = colours_.inversion(static_cast<std::size_t>(colours_.colour_channels()[part]));
    for (std::uint64_t& code : codes_[slot]) {
        code ^= inversion;
    }
}

void LinearChroma::read(std::size_t part, const PixelRun& run, double* values) {
    const Channel& channel = format_.channels[static_cast<std::size_t>(colours_.colour_channels()[part])];
    const ChromaSiting siting = format_.options.siting;
    const std::int64_t columns = (layout_.width - 1) / channel.cell_width + 1;
    const std::int64_t rows = (layout_.height - 1) / channel.cell_height + 1;
    const Mix down = mix_at(run.y, channel.cell_height, siting != ChromaSiting::TopLeft, rows);
    const auto across = [&](std::int64_t x) {
        return mix_at(x, channel.cell_width, siting == ChromaSiting::Center, columns);
    };
    // Pixels far apart have no samples in common: then each is a run of its own.
    constexpr std::int64_t near = 8;
    const std::size_t together = run.step <= near ? run.count : 1;
    for (std::size_t done = 0; done < run.count; done += together) {
        const std::int64_t from_x = run.x + static_cast<std::int64_t>(done) * run.step;
        const std::int64_t to_x = from_x + static_cast<std::int64_t>(together - 1) * run.step;
        const std::int64_t first = across(from_x).first;
        const std::int64_t count = std::max(across(to_x).second, to_x / channel.cell_width) - first + 1;
        read_row(part, down.first, first, count, 0);
        read_row(part, down.second, first, count, 1);
        const std::size_t nearest_row = down.nearest == down.second ? 1 : 0;
        for (std::size_t i = 0; i < together; ++i) {
            const Mix mix = across(from_x + static_cast<std::int64_t>(i) * run.step);
            const auto own = static_cast<std::size_t>(mix.nearest - first);
            const auto sample = [&](std::size_t row, std::int64_t column) {
                auto index = static_cast<std::size_t>(column - first);
                if (outside_[row][index] != 0) {
                    row = nearest_row;
                    index = own;
                }
                return colours_.ycbcr_part(part, codes_[row][index]);
            };
            const auto mixed = [&](std::size_t row) {
                const double a = sample(row, mix.first);
                return a + (sample(row, mix.second) - a) * mix.part;
            };
            const double top = mixed(0);
            values[done + i] = top + (mixed(1) - top) * down.part;
        }
    }
}

}  // namespace byteprism
