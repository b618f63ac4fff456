#include "app/model/document/content.hpp"

#include <algorithm>

namespace byteprism {

Content::Content(std::vector<std::span<const std::byte>> runs, Progress* progress)
    : runs_(std::move(runs)), begins_{0}, progress_(progress) {
    for (const auto& run : runs_) begins_.push_back(begins_.back() + static_cast<std::int64_t>(run.size()));
}

void Content::visit(ByteRange range, const Visit& visit) const {
    constexpr std::int64_t most = std::int64_t{4} << 20;
    // The last run that begins at or before the range; empty runs before it begin there too.
    auto run = static_cast<std::size_t>(std::ranges::upper_bound(begins_, range.offset) - begins_.begin()) - 1;
    for (std::int64_t at = range.offset; at < range.end(); ++run) {
        const std::int64_t end = std::min(range.end(), begins_[run + 1]);
        while (at < end) {
            const std::int64_t length = std::min(most, end - at);
            visit(at,
                  runs_[run].subspan(static_cast<std::size_t>(at - begins_[run]), static_cast<std::size_t>(length)));
            at += length;
            add(length);
        }
    }
}

void Content::expect(std::int64_t amount) const {
    if (progress_ != nullptr) progress_->expect(amount);
}

void Content::add(std::int64_t amount) const {
    if (progress_ != nullptr) progress_->add(amount);
}

void Content::commit() const {
    if (progress_ != nullptr) progress_->commit();
}

}  // namespace byteprism
