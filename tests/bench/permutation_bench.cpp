// P6: every permutation of four axes, for items of 1 to 8 bytes. The peer is NumPy; numpy_permutations.py runs both.

#include <algorithm>
#include <array>
#include <string>

#include <benchmark/benchmark.h>

#include "core/view/view.hpp"

namespace byteprism::bench {
namespace {

constexpr std::array<std::int64_t, 4> shape = {24, 60, 32, 48};

void permute(benchmark::State& state, std::array<std::int64_t, 4> order, std::int64_t itemsize) {
    std::int64_t bytes = itemsize;
    for (const std::int64_t count : shape) bytes *= count;
    const Format format = Format::parse(itemsize == 1 ? "B" : itemsize == 2 ? "H" : itemsize == 4 ? "I" : "Q");
    const View view =
        View::of(Buffer::zeros(static_cast<std::size_t>(bytes))).reinterpret(format, shape).transpose(order);
    Bytes target(static_cast<std::size_t>(bytes));
    for (auto _ : state) {
        view.copy_to(target);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * bytes);
}

const bool registered = [] {
    for (const std::int64_t itemsize : {1, 2, 4, 8}) {
        std::array<std::int64_t, 4> order = {0, 1, 2, 3};
        while (std::ranges::next_permutation(order).found) {
            std::string name = "ViewPermute/" + std::to_string(itemsize) + "/";
            for (const std::int64_t axis : order) name += std::to_string(axis);
            benchmark::RegisterBenchmark(
                name.c_str(), [order, itemsize](benchmark::State& state) { permute(state, order, itemsize); });
        }
    }
    return true;
}();

}  // namespace
}  // namespace byteprism::bench
