// What opening a file costs, however large it is.

#include <filesystem>

#include <fcntl.h>
#include <stdlib.h>

#include "app/model/document/document.hpp"
#include "tests/bench/pairs.hpp"

namespace byteprism::bench {
namespace {

// So many bytes, all of them a hole.
class SparseFile {
public:
    explicit SparseFile(std::int64_t size) {
        const PosixFile file(::mkstemp(path_.data()), path_);
        file.set_size(size);
    }
    SparseFile(const SparseFile&) = delete;
    SparseFile& operator=(const SparseFile&) = delete;
    ~SparseFile() { std::filesystem::remove(path_); }
    const std::string& path() const { return path_; }

private:
    std::string path_ = "byteprism-bench-XXXXXX";
};

// `ratio`: beside opening a file of 1 KB.
void OpenDocument(benchmark::State& state) {
    const SparseFile small(1000);
    const SparseFile file(state.range(0));
    const auto open = [](const SparseFile& which) {
        for (int i = 0; i < 100; ++i) Document::open(which.path(), Editing::Allowed);
    };
    run_pairs(
        state, [&] { open(small); }, [&] { open(file); });
}
BENCHMARK(OpenDocument)->Arg(1000)->Arg(1'000'000'000'000)->Iterations(15)->UseManualTime();

// Undoing a fill of 1 GiB, redone each time before. The limit: reading as many bytes from a file into memory.
// The time is that of redo and undo; `undo_s` of the undo alone. `history_mib`: what the history keeps in memory, of
// the 256 that it may.
void UndoFillOfAGibibyte(benchmark::State& state) {
    constexpr std::int64_t size = std::int64_t{1} << 30;
    const SparseFile file(size);
    const auto document = Document::open(file.path(), Editing::Allowed);
    const std::byte pattern[] = {std::byte{'a'}, std::byte{'b'}};
    document->fill({0, size}, pattern, Gesture::None);
    document->finish_work();
    const PosixFile source(::open(file.path().c_str(), O_RDONLY | O_CLOEXEC), file.path());
    std::vector<std::byte> memory(static_cast<std::size_t>(size), std::byte{1});
    double undo = 0;
    run_pairs(
        state, [&] { benchmark::DoNotOptimize(source.read(memory, 0)); },
        [&] {
            if (document->history().can_redo()) {
                document->redo();
                document->finish_work();
            }
            undo = seconds_of([&] {
                document->undo();
                document->finish_work();
            });
        });
    state.counters["undo_s"] = undo;
    state.counters["history_mib"] = static_cast<double>(document->history().memory()) / (1 << 20);
}
BENCHMARK(UndoFillOfAGibibyte)->Iterations(7)->UseManualTime();

}  // namespace
}  // namespace byteprism::bench
