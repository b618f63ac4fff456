#include "core/analysis/slices.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace byteprism {
namespace {

// Few enough to stay in a core's own cache between being read and being searched.
constexpr std::size_t slice_size = std::size_t{256} << 10;
constexpr std::size_t longest_slice = std::size_t{32} << 20;

// The bytes of a range, as far as they are read. What was read is moved to the front rather than read again.
class SliceWindow {
public:
    SliceWindow(ByteRange range, const ReadBytes& read) : range_(range), read_(read), begin_(range.offset) {}

    bool at_end() const { return end() >= range_.end(); }

    SearchSlice from(std::int64_t offset) {
        offset = std::min(offset, range_.end());
        const bool longer = offset == begin_ && filled_ == buffer_.size();  // than the one before
        if (offset < end()) {
            const auto keep = static_cast<std::size_t>(end() - offset);
            std::memmove(buffer_.data(), buffer_.data() + (filled_ - keep), keep);
            filled_ = keep;
        } else {
            filled_ = 0;
        }
        begin_ = offset;
        if (longer) grow();
        const std::size_t wanted = std::min(buffer_.size(), static_cast<std::size_t>(range_.end() - begin_));
        if (wanted > filled_) read_(end(), std::span(buffer_).subspan(filled_, wanted - filled_));
        filled_ = std::max(filled_, wanted);
        return {std::span(buffer_).first(filled_), begin_, at_end()};
    }

private:
    std::int64_t end() const { return begin_ + static_cast<std::int64_t>(filled_); }

    void grow() {
        if (buffer_.size() >= longest_slice) {
            throw SearchLimitError("the match at byte " + std::to_string(begin_) +
                                   ", or soon behind, goes on for more than " + std::to_string(longest_slice >> 20) +
                                   " MiB; a lazy .*? or a {0,1000} would end it");
        }
        buffer_.resize(buffer_.empty() ? slice_size : 2 * buffer_.size());
    }

    ByteRange range_;
    const ReadBytes& read_;
    std::vector<std::byte> buffer_;
    std::size_t filled_ = 0;
    std::int64_t begin_;
};

}  // namespace

void scan_slices(ByteRange range, const ReadBytes& read,
                 const std::function<std::int64_t(const SearchSlice& slice)>& scan) {
    SliceWindow window(range, read);
    for (std::int64_t next = range.offset; next >= 0;) {
        const SearchSlice slice = window.from(next);
        next = scan(slice);
        if (slice.last) return;
    }
}

}  // namespace byteprism
