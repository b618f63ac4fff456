// A benchmark and its twin, the limit it is held against, run in turns: what disturbs the one disturbs the other.
#pragma once

#include <algorithm>
#include <vector>

#include <benchmark/benchmark.h>
#include <time.h>

namespace byteprism::bench {

inline double seconds_on(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Work>
double seconds_of(const Work& work, clockid_t clock = CLOCK_THREAD_CPUTIME_ID) {
    const double start = seconds_on(clock);
    work();
    return seconds_on(clock) - start;
}

inline double median(std::vector<double> numbers) {
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

// Reports the time of `ours` and, as `ratio`, how fast it is beside `limit` (1: as fast; 2: twice as fast), the median
// over all pairs; CPU time of this thread, or of the process where others take part. Run with Iterations(n), n >= 7,
// and UseManualTime().
template <class Limit, class Ours>
void run_pairs(benchmark::State& state, const Limit& limit, const Ours& ours,
               clockid_t clock = CLOCK_THREAD_CPUTIME_ID) {
    limit();
    ours();
    std::vector<double> ratios;
    for (auto _ : state) {
        const double peer = seconds_of(limit, clock);
        const double mine = seconds_of(ours, clock);
        ratios.push_back(peer / mine);
        state.SetIterationTime(mine);
    }
    state.counters["ratio"] = median(ratios);
}

}  // namespace byteprism::bench
