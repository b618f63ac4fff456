// The envelope that a plot of very many samples is drawn from: finding it, beside a plain read of the same bytes, and
// asking it for every pixel of a window.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/analysis/envelope.hpp"
#include "tests/bench/limits.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

std::vector<std::byte> noise(std::size_t size) {
    std::vector<std::byte> bytes(size);
    std::uint64_t state = 1;
    for (std::size_t i = 0; i + 8 <= size; i += 8) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        std::memcpy(bytes.data() + i, &state, 8);
    }
    return bytes;
}

// 10^9 bytes as numbers of one kind.
void EnvelopeOf(benchmark::State& state, NumberColumn column) {
    const std::vector<std::byte> bytes = noise(1'000'000'000);
    const auto size = static_cast<std::size_t>(column.size);
    const std::size_t samples = bytes.size() / size;
    run_pairs(
        state, [&] { benchmark::DoNotOptimize(plain_read(bytes)); },
        [&] {
            Envelope envelope(static_cast<std::int64_t>(samples));
            constexpr std::size_t slice = std::size_t{256} << 10;
            for (std::size_t at = 0; at < samples; at += slice / size) {
                envelope.add(column, bytes.data() + at * size, column.size, std::min(slice / size, samples - at));
            }
        });
}

// What a plot 1500 pixels wide asks for in a frame, of so many samples.
void EnvelopeInAFrame(benchmark::State& state) {
    const std::int64_t samples = state.range(0);
    const std::vector<std::byte> bytes = noise(static_cast<std::size_t>(samples));
    Envelope envelope(samples);
    envelope.add({}, bytes.data(), 1, bytes.size());
    constexpr std::int64_t pixels = 1500;
    for (auto _ : state) {
        for (std::int64_t i = 0; i < pixels; ++i) {
            benchmark::DoNotOptimize(envelope.of(samples * i / pixels, samples / pixels));
        }
    }
}

constexpr auto u8 = NumberColumn{};
constexpr auto i16 = NumberColumn{NumberColumn::Kind::Signed, 2};
constexpr auto f32 = NumberColumn{NumberColumn::Kind::Float, 4};

BENCHMARK_CAPTURE(EnvelopeOf, u8, u8)->Iterations(7)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(EnvelopeOf, i16, i16)->Iterations(7)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(EnvelopeOf, f32, f32)->Iterations(7)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(EnvelopeInAFrame)->Arg(1'000'000)->Arg(1'000'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace byteprism::bench
