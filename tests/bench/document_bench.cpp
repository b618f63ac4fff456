// What opening a file costs, however large it is.

#include <filesystem>

#include <fcntl.h>
#include <stdlib.h>

#include "app/model/document.hpp"
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

}  // namespace
}  // namespace byteprism::bench
