// HitList: where something was found, kept in about two bytes a hit, and less where hits follow each other evenly.
//
// Hits are kept in blocks: the first one of a block as it is, the others as what they are behind the one before, or
// only the step if that is always the same. The k-th hit and the hits of a range are found through the table of blocks.
// Not to be used by two threads at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "core/memory/byte_range.hpp"

namespace byteprism {

class HitList {
public:
    // Behind `most_bytes` of memory, hits are only counted.
    explicit HitList(std::size_t most_bytes = std::size_t{256} << 20) : most_bytes_(most_bytes) {}

    // Requires an offset behind that of the last one, and a length that is not negative.
    void add(ByteRange hit);

    // How many are kept.
    std::uint64_t size() const { return size_; }
    // How many were added.
    std::uint64_t counted() const { return counted_; }
    std::size_t memory() const { return codes_.size() + blocks_.size() * sizeof(Block); }

    // Requires index < size().
    ByteRange operator[](std::uint64_t index) const;
    // The hits from `first` on, as many as there is room for and there are. Gives how many.
    std::size_t read(std::uint64_t first, std::span<ByteRange> to) const;
    // The number of hits that begin before `offset`: the index of the first one at or behind it.
    std::uint64_t index_from(std::int64_t offset) const;
    // First and end index of the hits that lie in the range, in part or whole. Requires hits that do not overlap, so
    // that of those that begin before the range the last alone can reach into it.
    std::pair<std::uint64_t, std::uint64_t> indices_in(ByteRange range) const;

private:
    static constexpr std::size_t in_block = 128;
    struct Block {
        ByteRange first;
        std::int64_t step = 0;  // not 0: all hits of the block lie so far apart and are as long as the first
        std::size_t codes = 0;  // where the others' begin
    };
    class Cursor;

    bool even(const Block& block, ByteRange hit) const;
    void spell_out(Block& block);
    void write(ByteRange before, ByteRange hit);
    void write_code(std::uint64_t code);

    std::size_t most_bytes_;
    std::vector<Block> blocks_;
    std::deque<std::uint8_t> codes_;
    ByteRange last_;
    std::uint64_t size_ = 0;
    std::uint64_t counted_ = 0;
};

}  // namespace byteprism
