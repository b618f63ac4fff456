// Searcher: goes through bytes in slices and reports where a pattern stands.
//
// It holds no bytes and starts no threads. Whoever reads the bytes gives them slice by slice; what the next slice must
// begin with is what scan() returns, so that no hit is lost between two of them. search() does that for one who can
// read bytes anywhere:
//
//     Searcher searcher(SearchPattern{parse_hex_pattern("DE AD ?? EF")});
//     search(searcher, {0, size}, read, [&](ByteRange hit) { list.add(hit); return true; }, progress);
//
// Which hits: those of Python's re.finditer without the empty ones, the leftmost first, each beginning where the one
// before has ended or later; with SearchPattern::overlapping all places where the pattern stands, as a loop of
// bytes.find from one behind the hit before gives them. Never two at one offset.
#pragma once

#include <functional>
#include <memory>

#include "core/analysis/search_pattern.hpp"
#include "core/analysis/slices.hpp"
#include "core/memory/byte_range.hpp"
#include "core/progress.hpp"

namespace byteprism {

// Called with every hit, in order. False: the search is over.
using HitSink = std::function<bool(ByteRange hit)>;

class SearchEngine;

class Searcher {
public:
    // Throws PatternError if a regular expression is none. Requires a pattern of parsed parts, stride >= 1.
    explicit Searcher(const SearchPattern& pattern);
    Searcher(Searcher&&) noexcept;
    Searcher& operator=(Searcher&&) noexcept;
    ~Searcher();

    // Gives the offset that the next slice begins at, or before; nothing before is looked at any more. If it is that of
    // this slice, a longer one is needed. May be behind the slice. Adds what it looked through to the progress, and
    // throws Cancelled and SearchLimitError. The first slice begins where the search does.
    std::int64_t scan(const SearchSlice& slice, const HitSink& sink, Progress& progress);
    // The sink wanted no more.
    bool stopped() const;

private:
    std::unique_ptr<SearchEngine> engine_;
};

// Searches the range through one small buffer, which grows for nothing but long regular matches. Adds the range's
// length to what the progress expects.
void search(Searcher& searcher, ByteRange range, const ReadBytes& read, const HitSink& sink, Progress& progress);

}  // namespace byteprism
