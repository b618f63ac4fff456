// Views: making one, reading an item, copying in every order. The figures are P4 to P6 of the goals.

#include <atomic>
#include <cstring>
#include <thread>

#include <benchmark/benchmark.h>

#include "core/view/strided_span.hpp"
#include "core/view/view.hpp"
#include "tests/bench/allocations.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

// ---- P4: slices and items

View array_of(std::initializer_list<std::int64_t> shape) {
    std::int64_t items = 1;
    for (const std::int64_t count : shape) items *= count;
    return View::of(Buffer::zeros(static_cast<std::size_t>(items))).cast("B", Shape(shape));
}

template <class Slicing>
void slices(benchmark::State& state, const Slicing& slicing) {
    const std::size_t before = allocations();
    std::int64_t made = 0;
    for (auto _ : state) {
        slicing(made++);
    }
    state.counters["allocations"] = static_cast<double>(allocations() - before) / static_cast<double>(made);
}

// The limit of a slice: a count that goes up for the new view and down when it is gone.
void ViewSliceLimit(benchmark::State& state) {
    std::atomic<std::uint64_t> count = 1;
    for (auto _ : state) {
        count.fetch_add(1, std::memory_order_relaxed);
        benchmark::DoNotOptimize(count.fetch_sub(1, std::memory_order_acq_rel));
    }
}
BENCHMARK(ViewSliceLimit);

void ViewSlice1D(benchmark::State& state) {
    const View view = array_of({1 << 20});
    slices(state, [&](std::int64_t i) {
        benchmark::DoNotOptimize(view.slice({i & 1023, 500'000, {}}).layout().offset);
    });
}
BENCHMARK(ViewSlice1D);

void ViewSlice3D(benchmark::State& state) {
    const View view = array_of({64, 64, 64});
    slices(state, [&](std::int64_t i) {
        benchmark::DoNotOptimize(
            view.slice({i & 15, 60, 1 + (i & 3)}, static_cast<std::size_t>(i) % 3).layout().offset);
    });
}
BENCHMARK(ViewSlice3D);

void ViewSlice4D(benchmark::State& state) {
    const View view = array_of({16, 16, 16, 16});
    slices(state, [&](std::int64_t i) {
        benchmark::DoNotOptimize(view.slice({i & 7, 15, 1 + (i & 3)}, static_cast<std::size_t>(i) & 3).layout().offset);
    });
}
BENCHMARK(ViewSlice4D);

template <std::size_t N>
void slices_of_span(benchmark::State& state, const strided_span<std::uint8_t, N>& span) {
    slices(state, [&](std::int64_t i) {
        auto sliced = span.slice(static_cast<std::size_t>(i) % N, i & 7, 15, 1 + (i & 3));
        benchmark::DoNotOptimize(sliced);
    });
}
void ViewSpanSlice2D(benchmark::State& state) { slices_of_span<2>(state, array_of({64, 64}).as<std::uint8_t, 2>()); }
void ViewSpanSlice4D(benchmark::State& state) {
    slices_of_span<4>(state, array_of({16, 16, 16, 16}).as<std::uint8_t, 4>());
}
BENCHMARK(ViewSpanSlice2D);
BENCHMARK(ViewSpanSlice4D);

void ViewItem(benchmark::State& state) {
    const View view = View::of(Buffer::zeros(1 << 16)).cast("I");
    std::int64_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(view.get({i++ & 16383}));
}
BENCHMARK(ViewItem);

constexpr std::int64_t samples = 1 << 20;

// The same sum by hand, over every second item.
void ViewSpanSum(benchmark::State& state) {
    const Buffer buffer = Buffer::zeros(static_cast<std::size_t>(samples) * 8);
    const auto span = View::of(buffer).cast("I").slice({{}, {}, 2}).as<const std::uint32_t>();
    const std::byte* by_hand = buffer.bytes().data();
    run_pairs(
        state,
        [&] {
            std::uint32_t sum = 0;
            for (std::int64_t i = 0; i < samples; ++i) {
                std::uint32_t item = 0;
                std::memcpy(&item, by_hand + 8 * i, sizeof item);
                sum += item;
            }
            benchmark::DoNotOptimize(sum);
        },
        [&] {
            std::uint32_t sum = 0;
            for (const std::uint32_t item : span) sum += item;
            benchmark::DoNotOptimize(sum);
        });
}
BENCHMARK(ViewSpanSum)->Iterations(51)->UseManualTime();

// ---- P5: copying a view beside memcpy of its output

struct Target {
    explicit Target(std::int64_t size) : bytes(static_cast<std::size_t>(size)), plain(bytes.size()) {
        std::memset(plain.data(), 1, plain.size());
    }
    Bytes bytes;
    Bytes plain;
};

void copies(benchmark::State& state, const ReadView& view) {
    Target target(view.nbytes());
    run_pairs(
        state,
        [&] {
            std::memcpy(target.bytes.data(), target.plain.data(), target.plain.size());
            benchmark::ClobberMemory();
        },
        [&] {
            view.copy_to(target.bytes);
            benchmark::ClobberMemory();
        });
    state.SetBytesProcessed(state.iterations() * view.nbytes());
}

// The other way: packed bytes into the view.
void assigns(benchmark::State& state, const View& view) {
    Buffer packed = Buffer::zeros(static_cast<std::size_t>(view.nbytes()));
    const View source = View::of(packed).reinterpret(view.format(), view.shape());
    Target target(view.nbytes());
    run_pairs(
        state,
        [&] {
            std::memcpy(target.bytes.data(), target.plain.data(), target.plain.size());
            benchmark::ClobberMemory();
        },
        [&] {
            view.assign(source);
            benchmark::ClobberMemory();
        });
    state.SetBytesProcessed(state.iterations() * view.nbytes());
}

Buffer noise(std::int64_t size) {
    Buffer buffer = Buffer::zeros(static_cast<std::size_t>(size));
    std::uint32_t seed = 1;
    for (std::byte& byte : buffer.mutable_bytes())
        byte = static_cast<std::byte>((seed = seed * 1664525 + 1013904223) >> 24);
    return buffer;
}

constexpr std::int64_t mega = 1 << 20;

View contiguous() { return View::of(noise(32 * mega)); }
// 4000 of every 4096 bytes of each row.
View rows() { return View::of(noise(32 * mega)).cast("B", {8 * 1024, 4096}).slice({0, 4000, {}}, 1); }
View every_fourth() { return View::of(noise(64 * mega)).slice({{}, {}, 4}); }
View column() { return View::of(noise(64 * mega)).cast("B", {mega, 64}).select({Slice{}, std::int64_t{3}}); }
View reversed() { return View::of(noise(32 * mega)).flip(); }
View reversed_rows() { return View::of(noise(32 * mega)).cast("B", {8 * 1024, 4096}).flip(0); }
View transposed_u8() { return View::of(noise(16 * mega)).cast("B", {4096, 4096}).transpose(); }
View transposed_f32() { return View::of(noise(64 * mega)).cast("f", {4096, 4096}).transpose(); }
View red_of_rgb() {
    return View::of(noise(48 * mega)).cast("B", {4096, 4096, 3}).select({Ellipsis{}, std::int64_t{0}});
}
View planes_of_rgb() {
    const std::int64_t order[] = {2, 0, 1};
    return View::of(noise(48 * mega)).cast("B", {4096, 4096, 3}).transpose(order);
}
View rgb_of_planes() {
    const std::int64_t order[] = {1, 2, 0};
    return View::of(noise(48 * mega)).cast("B", {3, 4096, 4096}).transpose(order);
}

#define BYTEPRISM_COPY(name)                                                    \
    void ViewCopy_##name(benchmark::State& state) { copies(state, name()); }    \
    BENCHMARK(ViewCopy_##name)->Iterations(15)->UseManualTime();                \
    void ViewAssign_##name(benchmark::State& state) { assigns(state, name()); } \
    BENCHMARK(ViewAssign_##name)->Iterations(15)->UseManualTime();

BYTEPRISM_COPY(contiguous)
BYTEPRISM_COPY(rows)
BYTEPRISM_COPY(every_fourth)
BYTEPRISM_COPY(column)
BYTEPRISM_COPY(reversed)
BYTEPRISM_COPY(reversed_rows)
BYTEPRISM_COPY(transposed_u8)
BYTEPRISM_COPY(transposed_f32)
BYTEPRISM_COPY(red_of_rgb)
BYTEPRISM_COPY(planes_of_rgb)
BYTEPRISM_COPY(rgb_of_planes)

// As ViewSlice3D once the process has had a second thread: the views are counted by atomic additions from then on,
// those of everything that runs after this.
void ViewSlice3DAmongThreads(benchmark::State& state) {
    std::thread([] {}).join();
    ViewSlice3D(state);
}
BENCHMARK(ViewSlice3DAmongThreads);

}  // namespace
}  // namespace byteprism::bench
