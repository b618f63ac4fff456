// P6: every permutation of four axes, for items of 1 to 8 bytes, and matrices turned over. The peer is NumPy, the limit
// memcpy; numpy_permutations.py runs them all.
//
// ViewPermute copies into memory that is there already (NumPy: copyto), ViewToBytes into a fresh result each time
// (ascontiguousarray): both sides then pay for their allocation, and for its page faults where there are any.

#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <string>

#include <benchmark/benchmark.h>

#include "core/view/view.hpp"

namespace byteprism::bench {
namespace {

// Pages that were never written are all the same page of zeros, which a cache holds.
Buffer noise(std::int64_t size) {
    Buffer buffer = Buffer::zeros(static_cast<std::size_t>(size));
    std::minstd_rand random(1);
    for (std::byte& byte : buffer.mutable_bytes()) byte = static_cast<std::byte>(random() >> 8);
    return buffer;
}

View array_of(const Shape& shape, std::int64_t itemsize) {
    std::int64_t bytes = itemsize;
    for (const std::int64_t count : shape) bytes *= count;
    const Format format = Format::parse(itemsize == 1 ? "B" : itemsize == 2 ? "H" : itemsize == 4 ? "I" : "Q");
    return View::of(noise(bytes)).reinterpret(format, shape);
}

template <class Copy>
void add(const std::string& name, const Shape& shape, std::int64_t itemsize, const Index& order, const Copy& copy) {
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        const View view = array_of(shape, itemsize).transpose(order);
        Bytes target = view.tobytes();
        // The heap learns only from blocks that are freed to keep such large ones.
        for (int i = 0; i < 3; ++i) copy(view, target);
        for (auto _ : state) {
            copy(view, target);
            benchmark::ClobberMemory();
        }
        state.SetBytesProcessed(state.iterations() * view.nbytes());
    });
}

void permute(const std::string& name, const Shape& shape, std::int64_t itemsize, const Index& order) {
    add("ViewPermute/" + name, shape, itemsize, order, [](const View& view, Bytes& target) { view.copy_to(target); });
    add("ViewToBytes/" + name, shape, itemsize, order,
        [](const View& view, Bytes&) { benchmark::DoNotOptimize(view.tobytes().data()); });
}

void limit(const std::string& name, const Shape& shape, std::int64_t itemsize) {
    add("ViewMemcpy/" + name, shape, itemsize, shape.size() == 2 ? Index{0, 1} : Index{0, 1, 2, 3},
        [](const View& view, Bytes& target) { std::memcpy(target.data(), view.bytes().data(), target.size()); });
}

const bool registered = [] {
    for (const std::int64_t itemsize : {1, 2, 4, 8}) {
        const std::string size = std::to_string(itemsize) + "/";
        const Shape shape = {24, 60, 32, 48};
        limit(size + "0123", shape, itemsize);
        std::array<std::int64_t, 4> order = {0, 1, 2, 3};
        while (std::ranges::next_permutation(order).found) {
            std::string axes;
            for (const std::int64_t axis : order) axes += std::to_string(axis);
            permute(size + axes, shape, itemsize, Index(std::span<const std::int64_t>(order)));
        }
        for (const auto& [rows, columns] : {std::pair{1024, 1024}, {4096, 4096}, {1000, 777}}) {
            const std::string matrix = size + std::to_string(rows) + "x" + std::to_string(columns);
            limit(matrix, {rows, columns}, itemsize);
            permute(matrix, {rows, columns}, itemsize, {1, 0});
        }
    }
    return true;
}();

}  // namespace
}  // namespace byteprism::bench
