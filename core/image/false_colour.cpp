// The colours of the maps between published points: viridis, cividis and inferno at ten even steps, and the eleven
// colours of the diverging scheme RdBu, turned so that blue is low.
#include <span>

#include "core/image/tone.hpp"

namespace byteprism {
namespace {

using Table = std::array<FalseColourEntry, 256>;

constexpr std::uint32_t gray[] = {0x000000, 0xffffff};
constexpr std::uint32_t gray_inverted[] = {0xffffff, 0x000000};
constexpr std::uint32_t viridis[] = {0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e,
                                     0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c, 0xfde725};
constexpr std::uint32_t cividis[] = {0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173,
                                     0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b, 0xffea46};
constexpr std::uint32_t inferno[] = {0x000004, 0x1b0c42, 0x4b0c6b, 0x781c6d, 0xa52c60,
                                     0xcf4446, 0xed6925, 0xfb9a06, 0xf7d03c, 0xfcffa4};
constexpr std::uint32_t diverging[] = {0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7,
                                       0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b, 0x67001f};

// Straight lines between the points, rounded to nearest.
constexpr Table between(std::span<const std::uint32_t> points) {
    Table table{};
    const std::size_t steps = points.size() - 1;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::size_t point = i * steps / 255;
        const auto part = static_cast<std::uint32_t>(i * steps % 255);
        const std::uint32_t from = points[point];
        const std::uint32_t to = points[point < steps ? point + 1 : point];
        const auto mixed = [&](int shift) {
            const std::uint32_t a = from >> shift & 255;
            const std::uint32_t b = to >> shift & 255;
            return static_cast<std::uint8_t>((a * (255 - part) + b * part + 127) / 255);
        };
        table[i] = {mixed(16), mixed(8), mixed(0)};
    }
    return table;
}

constexpr Table tables[] = {between(gray),    between(gray_inverted), between(viridis),
                            between(cividis), between(inferno),       between(diverging)};

}  // namespace

const std::array<FalseColourEntry, 256>& colours_of(FalseColour map) { return tables[static_cast<std::size_t>(map)]; }

}  // namespace byteprism
