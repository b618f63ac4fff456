#include "core/analysis/string_list.hpp"

#include <algorithm>
#include <vector>

namespace byteprism {

void StringList::add(const ListedString& found) {
    ++counted_;
    full_ = full_ || memory() >= most_bytes_;
    if (!full_) lists_[static_cast<std::size_t>(found.encoding)].add(found.range);
}

std::uint64_t StringList::size() const {
    std::uint64_t size = 0;
    for (const HitList& list : lists_) size += list.size();
    return size;
}

std::size_t StringList::memory() const {
    std::size_t bytes = 0;
    for (const HitList& list : lists_) bytes += list.memory();
    return bytes;
}

std::uint64_t StringList::index_from(std::int64_t offset) const {
    std::uint64_t index = 0;
    for (const HitList& list : lists_) index += list.index_from(offset);
    return index;
}

// Where each list goes on from the index on. Requires index < size(). The last offset that no more than `index` strings
// begin before is that of the string itself.
StringList::Places StringList::places_of(std::uint64_t index) const {
    std::int64_t low = 0, high = 0;
    for (const HitList& list : lists_) {
        if (list.size() > 0) high = std::max(high, list[list.size() - 1].offset);
    }
    while (low < high) {
        const std::int64_t middle = low + (high - low + 1) / 2;
        if (index_from(middle) <= index) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Places places{};
    std::uint64_t left = index;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        places[i] = lists_[i].index_from(low);
        left -= places[i];
    }
    for (std::size_t i = 0; i < lists_.size() && left > 0; ++i) {
        if (places[i] == lists_[i].size() || lists_[i][places[i]].offset != low) continue;
        ++places[i];
        --left;
    }
    return places;
}

std::size_t StringList::read(std::uint64_t first, std::span<ListedString> to) const {
    const std::uint64_t size = this->size();
    if (first >= size) return 0;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(to.size(), size - first));
    const Places places = places_of(first);
    std::array<std::vector<ByteRange>, string_encodings> next;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        next[i].resize(count);
        next[i].resize(lists_[i].read(places[i], next[i]));
    }
    std::array<std::size_t, string_encodings> taken{};
    for (std::size_t done = 0; done < count; ++done) {
        std::size_t nearest = string_encodings;
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (taken[i] == next[i].size()) continue;
            const bool nearer =
                nearest == string_encodings || next[i][taken[i]].offset < next[nearest][taken[nearest]].offset;
            if (nearer) nearest = i;
        }
        to[done] = {next[nearest][taken[nearest]++], static_cast<StringEncoding>(nearest)};
    }
    return count;
}

}  // namespace byteprism
