#include "core/analysis/searcher.hpp"

#include "core/analysis/search_engine.hpp"

namespace byteprism {
namespace {

std::unique_ptr<SearchEngine> engine_for(const SearchPattern& pattern) {
    if (const auto* bytes = std::get_if<BytePattern>(&pattern.what)) return byte_search(pattern, *bytes);
    if (const auto* number = std::get_if<NumberPattern>(&pattern.what)) return number_search(pattern, *number);
    return regular_search(pattern, std::get<RegularExpression>(pattern.what));
}

}  // namespace

Searcher::Searcher(const SearchPattern& pattern) : engine_(engine_for(pattern)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

std::int64_t Searcher::scan(const SearchSlice& slice, const HitSink& sink, Progress& progress) {
    return engine_->scan(slice, sink, progress);
}

bool Searcher::stopped() const { return engine_->stopped(); }

void search(Searcher& searcher, ByteRange range, const ReadBytes& read, const HitSink& sink, Progress& progress) {
    progress.expect(range.length);
    scan_slices(range, read, [&](const SearchSlice& slice) {
        const std::int64_t next = searcher.scan(slice, sink, progress);
        return searcher.stopped() ? -1 : next;
    });
}

}  // namespace byteprism
