// What the engines of searching share: which positions count, and what was asked to stop. Inside core/analysis only.
#pragma once

#include <limits>
#include <memory>
#include <utility>

#include "core/analysis/searcher.hpp"

namespace byteprism {

class SearchEngine {
public:
    explicit SearchEngine(const SearchPattern& pattern)
        : stride_(pattern.stride), offset_(pattern.offset), overlapping_(pattern.overlapping) {}
    SearchEngine(const SearchEngine&) = delete;
    SearchEngine& operator=(const SearchEngine&) = delete;
    virtual ~SearchEngine() = default;

    // See Searcher::scan.
    virtual std::int64_t scan(const SearchSlice& slice, const HitSink& sink, Progress& progress) = 0;
    bool stopped() const { return stopped_; }

protected:
    bool everywhere() const { return stride_ == 1 && offset_ <= 0; }
    std::int64_t stride() const { return stride_; }
    // The first position from `at` on that a hit may have.
    std::int64_t position_from(std::int64_t at) const {
        if (at <= offset_) return offset_;
        if (stride_ == 1) return at;
        const std::int64_t behind = (at - offset_) % stride_;
        if (behind == 0) return at;
        constexpr std::int64_t nowhere = std::numeric_limits<std::int64_t>::max();
        return stride_ - behind > nowhere - at ? nowhere : at + (stride_ - behind);
    }
    // Reports it; gives where the next one may begin, if there is to be any.
    std::int64_t report(ByteRange hit, const HitSink& sink) {
        if (!sink(hit)) stopped_ = true;
        next_ = overlapping_ ? hit.offset + 1 : hit.end();
        return next_;
    }

    // No hit begins before.
    std::int64_t next_ = 0;

private:
    std::int64_t stride_;
    std::int64_t offset_;
    bool overlapping_;
    bool stopped_ = false;
};

std::unique_ptr<SearchEngine> byte_search(const SearchPattern& pattern, const BytePattern& what);
std::unique_ptr<SearchEngine> number_search(const SearchPattern& pattern, const NumberPattern& what);
std::unique_ptr<SearchEngine> regular_search(const SearchPattern& pattern, const RegularExpression& what);

}  // namespace byteprism
