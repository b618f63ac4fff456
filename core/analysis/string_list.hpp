// StringList: strings of several encodings by offset, kept as the hits of a search are: a HitList for each encoding.
// Not to be used by two threads at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/analysis/hit_list.hpp"
#include "core/analysis/string_finder.hpp"

namespace byteprism {

struct ListedString {
    ByteRange range;
    StringEncoding encoding = StringEncoding::Ascii;
    bool operator==(const ListedString&) const = default;
};

class StringList {
public:
    // Behind `most_bytes` of memory, strings are only counted.
    explicit StringList(std::size_t most_bytes = std::size_t{128} << 20) : most_bytes_(most_bytes) {}

    // Requires an offset behind that of the last one of the same encoding.
    void add(const ListedString& found);

    // How many are kept.
    std::uint64_t size() const;
    // How many were added.
    std::uint64_t counted() const { return counted_; }
    std::size_t memory() const;

    // ---- by offset; where two begin, by encoding.
    // The strings from `first` on, as many as there is room for and there are. Gives how many.
    std::size_t read(std::uint64_t first, std::span<ListedString> to) const;
    // The number of strings that begin before `offset`: the index of the first one at or behind it.
    std::uint64_t index_from(std::int64_t offset) const;

private:
    using Places = std::array<std::uint64_t, string_encodings>;  // an index into each list
    Places places_of(std::uint64_t index) const;

    std::size_t most_bytes_;
    // Without a bound each: what is kept of all ends at about one place.
    std::array<HitList, string_encodings> lists_{HitList(SIZE_MAX), HitList(SIZE_MAX), HitList(SIZE_MAX),
                                                 HitList(SIZE_MAX)};
    std::uint64_t counted_ = 0;
    bool full_ = false;
};

}  // namespace byteprism
