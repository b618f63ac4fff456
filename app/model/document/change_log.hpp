// ChangeLog: which bytes the last changes of a document touched, so that what was made of them can be mended where it
// has to be. A version that it does not know of may have changed anything.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/memory/byte_range.hpp"

namespace byteprism {

class ChangeLog {
public:
    // Between the two versions these bytes were overwritten, and nothing else happened.
    void add(std::uint64_t from, std::uint64_t to, std::vector<ByteRange> ranges) {
        if (ranges.size() > most_ranges) return;
        if (entries_.size() == most_entries) entries_.pop_front();
        entries_.push_back({from, to, std::move(ranges)});
    }

    // What may differ between a version and `now`, in any order; nothing: everything may.
    std::optional<std::vector<ByteRange>> since(std::uint64_t version, std::uint64_t now) const {
        std::vector<ByteRange> changed;
        for (auto entry = entries_.rbegin(); now != version; ++entry) {
            if (entry == entries_.rend() || entry->to != now || entry->from < version) return std::nullopt;
            changed.insert(changed.end(), entry->ranges.begin(), entry->ranges.end());
            now = entry->from;
        }
        return changed;
    }

private:
    static constexpr std::size_t most_entries = 64;
    static constexpr std::size_t most_ranges = 4096;  // of one change

    struct Entry {
        std::uint64_t from, to;
        std::vector<ByteRange> ranges;
    };
    std::deque<Entry> entries_;
};

}  // namespace byteprism
