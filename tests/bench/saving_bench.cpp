// Saving beside what the disk takes for the same bytes. The figure is P23 of the goals: `ratio` is how fast a save is
// beside its limit. By the clock on the wall: most of the time is the disk's.

#include <chrono>
#include <filesystem>
#include <random>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/model/saving/open_file.hpp"
#include "app/model/saving/saving.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

constexpr std::int64_t page = 4096;
constexpr std::int64_t megabyte = 1 << 20;

// A folder on the disk that the benchmark is started from: a file system in memory would say nothing.
class Folder {
public:
    Folder() { ::mkdtemp(path_.data()); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_ = "byteprism-bench-XXXXXX";
};

double wall_seconds_of(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void run_wall_pairs(benchmark::State& state, const auto& limit, const auto& ours) {
    limit();
    ours();
    std::vector<double> ratios;
    for (auto _ : state) {
        const double peer = wall_seconds_of(limit);
        const double mine = wall_seconds_of(ours);
        ratios.push_back(peer / mine);
        state.SetIterationTime(mine);
    }
    state.counters["ratio"] = median(ratios);
}

std::vector<std::byte> noise(std::int64_t size) {
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    std::mt19937_64 random(1);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    return bytes;
}

PosixFile open_to_write(const std::string& path) {
    return {::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), path};
}

// k bytes far apart in a file of 256 MiB: the limit writes and syncs the k pages they are in.
void SaveScatteredBytes(benchmark::State& state) {
    const Folder folder;
    const std::string path = folder.file("large");
    std::vector<std::byte> bytes = noise(256 * megabyte);
    const std::int64_t distance = static_cast<std::int64_t>(bytes.size()) / state.range(0) / page * page;
    std::vector<ByteRange> changed;
    for (std::int64_t at = 0; at < state.range(0); ++at) changed.push_back({at * distance + 100, 1});
    for (const std::string name : {"large", "limit"}) {
        const PosixFile file = open_to_write(folder.file(name));
        file.write(bytes, 0);
        file.sync();
    }
    const auto change = [&] {
        for (const ByteRange& range : changed) bytes[static_cast<std::size_t>(range.offset)] ^= std::byte{1};
    };
    const auto limit = [&] {
        change();
        const PosixFile file(::open(folder.file("limit").c_str(), O_RDWR | O_CLOEXEC), "limit");
        for (const ByteRange& range : changed) {
            const std::int64_t begin = range.offset / page * page;
            file.write(std::span(bytes).subspan(static_cast<std::size_t>(begin), page), begin);
        }
        file.sync();
    };
    const auto ours = [&] {
        change();
        save_file(path, stamp_of(path), std::span(std::as_const(bytes)), changed);
    };
    run_wall_pairs(state, limit, ours);
}
BENCHMARK(SaveScatteredBytes)->Arg(1)->Arg(10)->Arg(100)->Arg(1000)->Arg(10'000)->Iterations(9)->UseManualTime();

// All bytes to a new file, from memory: the limit is write and fsync.
void SaveAs(benchmark::State& state) {
    const Folder folder;
    const std::vector<std::byte> bytes = noise(state.range(0) * megabyte);
    const auto limit = [&] {
        std::filesystem::remove(folder.file("limit"));
        const PosixFile file = open_to_write(folder.file("limit"));
        file.write(bytes, 0);
        file.sync();
    };
    const auto ours = [&] {
        std::filesystem::remove(folder.file("ours"));
        write_new_file(folder.file("ours"), std::span(bytes), Verify::Never);
    };
    run_wall_pairs(state, limit, ours);
    state.SetBytesProcessed(state.iterations() * state.range(0) * megabyte);
}
BENCHMARK(SaveAs)->Arg(16)->Arg(512)->Iterations(7)->UseManualTime();

// A thousand edits in a sparse file of 10 GB: the time is the edits', and the memory stays small.
void SaveInSparseFile(benchmark::State& state) {
    const Folder folder;
    const std::string path = folder.file("sparse");
    open_to_write(path).set_size(10'000'000'000);
    for (auto _ : state) {
        const OpenedFile file = open_file(path, Access::ReadWrite);
        const std::span<std::byte> bytes = file.buffer.mutable_bytes();
        std::vector<ByteRange> changed;
        for (std::int64_t at = 0; at < state.range(0); ++at) {
            changed.push_back({at * (10'000'000'000 / state.range(0)), 3});
            bytes[static_cast<std::size_t>(changed.back().offset)] ^= std::byte{1};
        }
        state.SetIterationTime(wall_seconds_of([&] { save_file(path, file.stamp, file.buffer.bytes(), changed); }));
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    state.counters["largest_rss_mb"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(SaveInSparseFile)->Arg(10)->Arg(100)->Arg(1000)->Iterations(7)->UseManualTime();

}  // namespace
}  // namespace byteprism::bench
