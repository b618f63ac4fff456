#include "core/analysis/difference.hpp"

#include <algorithm>

#include "core/analysis/difference_kernels.hpp"

namespace byteprism {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10;  // looked through before the wish to cancel is looked at

}  // namespace

std::size_t first_difference(std::span<const std::byte> a, std::span<const std::byte> b, std::size_t from) {
    return find_difference(a.data(), b.data(), from, a.size());
}

std::size_t first_equal(std::span<const std::byte> a, std::span<const std::byte> b, std::size_t from) {
    return find_equal(a.data(), b.data(), from, a.size());
}

bool DifferenceFinder::scan(std::span<const std::byte> a, std::span<const std::byte> b, std::int64_t offset,
                            const Sink& sink, Progress& progress) {
    std::size_t told = 0;
    for (std::size_t at = 0; at < a.size();) {
        const std::size_t end = std::min(a.size(), told + piece);
        const std::size_t from = first_difference(a.first(end), b.first(end), at);
        at = first_equal(a.first(end), b.first(end), from);
        if (from < at) {
            const ByteRange run{offset + static_cast<std::int64_t>(from), static_cast<std::int64_t>(at - from)};
            if (run_ && run.offset - run_->end() < gap_) {
                run_->length = run.end() - run_->offset;
            } else {
                if (!finish(sink)) return false;
                run_ = run;
            }
        }
        if (at == end) {
            progress.add(static_cast<std::int64_t>(end - told));
            told = end;
        }
    }
    return true;
}

bool DifferenceFinder::finish(const Sink& sink) {
    if (!run_) return true;
    const ByteRange run = *run_;
    run_.reset();
    return sink(run);
}

}  // namespace byteprism
