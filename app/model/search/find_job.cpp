#include "app/model/search/find_job.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "core/analysis/hit_list.hpp"
#include "core/analysis/searcher.hpp"

namespace byteprism {
namespace {

constexpr std::size_t hits_at_once = 1024;  // handed over under one lock

}  // namespace

// Shared by the thread that finds and the one that shows.
struct FoundHits {
    std::mutex mutex;
    HitList hits;
    std::int64_t searched_to = 0;
};

namespace {

// Hands what was found over, many at a time.
class Collector {
public:
    explicit Collector(FoundHits& found) : found_(found) { waiting_.reserve(hits_at_once); }
    void add(ByteRange hit) {
        waiting_.push_back(hit);
        if (waiting_.size() == hits_at_once) hand_over(hit.offset);
    }
    void hand_over(std::int64_t searched_to) {
        const std::scoped_lock lock(found_.mutex);
        for (const ByteRange hit : waiting_) found_.hits.add(hit);
        found_.searched_to = std::max(found_.searched_to, searched_to);
        waiting_.clear();
    }

private:
    FoundHits& found_;
    std::vector<ByteRange> waiting_;
};

}  // namespace

FindJob::FindJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const SearchPattern& pattern,
                 ByteRange range)
    : FindJob(jobs, document, pattern, range, std::make_shared<FoundHits>()) {}

FindJob::FindJob(const std::shared_ptr<Jobs>& jobs, const Document& document, const SearchPattern& pattern,
                 ByteRange range, std::shared_ptr<FoundHits> found)
    : found_(found),
      job_(jobs, document, [range, found, searcher = std::make_shared<Searcher>(pattern)](JobReader& reader) {
          Collector collector(*found);
          std::int64_t read_to = range.offset;  // everything before the last slice was looked through
          const auto read = [&](std::int64_t offset, std::span<std::byte> to) {
              collector.hand_over(std::exchange(read_to, offset));
              reader.read(offset, to);
          };
          const auto sink = [&](ByteRange hit) {
              collector.add(hit);
              return true;
          };
          try {
              search(*searcher, range, read, sink, reader.progress());
          } catch (const SearchLimitError&) {
              collector.hand_over(read_to);
              throw;
          }
          collector.hand_over(range.end());
      }) {}

std::uint64_t FindJob::counted() const {
    const std::scoped_lock lock(found_->mutex);
    return found_->hits.counted();
}

std::uint64_t FindJob::kept() const {
    const std::scoped_lock lock(found_->mutex);
    return found_->hits.size();
}

std::int64_t FindJob::searched_to() const {
    const std::scoped_lock lock(found_->mutex);
    return found_->searched_to;
}

std::optional<ByteRange> FindJob::hit(std::uint64_t index) const {
    const std::scoped_lock lock(found_->mutex);
    return index < found_->hits.size() ? std::optional(found_->hits[index]) : std::nullopt;
}

std::uint64_t FindJob::index_from(std::int64_t offset) const {
    const std::scoped_lock lock(found_->mutex);
    return found_->hits.index_from(offset);
}

void FindJob::hits_in(ByteRange range, std::vector<ByteRange>& to) const {
    const std::scoped_lock lock(found_->mutex);
    const auto [first, end] = found_->hits.indices_in(range);
    to.resize(std::min<std::uint64_t>(end - first, static_cast<std::uint64_t>(range.length)));
    to.resize(found_->hits.read(first, to));
}

std::size_t FindJob::read(std::uint64_t first, std::span<ByteRange> to) const {
    const std::scoped_lock lock(found_->mutex);
    return found_->hits.read(first, to);
}

}  // namespace byteprism
