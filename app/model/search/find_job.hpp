// FindJob: a search through a document's bytes in a thread of its own, and what it has found so far.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/document/document.hpp"
#include "app/model/jobs/job.hpp"
#include "core/analysis/search_pattern.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

struct FoundHits;

class FindJob {
public:
    // Begins. Throws PatternError if a regular expression is none.
    FindJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const SearchPattern& pattern, ByteRange range);

    // Of the document, when the search began: hits are places of then.
    std::uint64_t version() const { return job_.version(); }
    double progress() const { return job_.progress(); }
    bool ended() const { return job_.ended(); }
    // Requires ended(). The bytes changed meanwhile.
    bool outdated() const { return !job_.completed() && job_.failure().empty(); }
    // Requires ended(). Why it gave up, with what it had found kept; empty: it did not.
    const std::string& failure() const { return job_.failure(); }

    // ---- found so far, by offset. Those beyond kept() are counted alone.
    std::uint64_t counted() const;
    std::uint64_t kept() const;
    // How far everything is found.
    std::int64_t searched_to() const;
    // Nothing if so many are not kept.
    std::optional<ByteRange> hit(std::uint64_t index) const;
    // The number of hits before the offset: the index of the first one at or behind it.
    std::uint64_t index_from(std::int64_t offset) const;
    // Replaces `to` with the hits that reach into the range, as many as it has bytes at most.
    void hits_in(ByteRange range, std::vector<ByteRange>& to) const;
    // As many hits from the index on as `to` has room for; gives how many.
    std::size_t read(std::uint64_t first, std::span<ByteRange> to) const;

private:
    FindJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const SearchPattern& pattern, ByteRange range,
            std::shared_ptr<FoundHits> found);

    std::shared_ptr<FoundHits> found_;
    Job job_;
};

}  // namespace byteprism
