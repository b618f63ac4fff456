#include "core/analysis/hit_list.hpp"

#include <algorithm>
#include <cassert>

namespace byteprism {
namespace {

constexpr unsigned more = 0x80;  // another seven bits follow

}  // namespace

// Goes through the hits of a block. A code is the distance, times two, and one more if a length follows: only one that
// is not that of the hit before does.
class HitList::Cursor {
public:
    Cursor(const HitList& list, const Block& block) : list_(list), block_(block), at_(block.codes), hit_(block.first) {}

    ByteRange hit() const { return hit_; }
    void advance() {
        if (block_.step != 0) {
            hit_.offset += block_.step;
            return;
        }
        const std::uint64_t code = read();
        hit_.offset += static_cast<std::int64_t>(code >> 1);
        if ((code & 1) != 0) hit_.length = static_cast<std::int64_t>(read());
    }

private:
    std::uint64_t read() {
        std::uint64_t code = 0;
        for (unsigned shift = 0;; shift += 7) {
            const unsigned byte = list_.codes_[at_++];
            code |= static_cast<std::uint64_t>(byte & ~more) << shift;
            if ((byte & more) == 0) return code;
        }
    }

    const HitList& list_;
    const Block& block_;
    std::size_t at_;
    ByteRange hit_;
};

bool HitList::even(const Block& block, ByteRange hit) const {
    return hit.length == block.first.length && (size_ % in_block == 1 || hit.offset - last_.offset == block.step);
}

void HitList::add(ByteRange hit) {
    assert(counted_ == 0 || hit.offset > last_.offset);
    ++counted_;
    if (size_ + 1 != counted_ || memory() >= most_bytes_) return;
    if (size_ % in_block == 0) {
        blocks_.push_back({hit, 1, codes_.size()});
    } else {
        Block& block = blocks_.back();
        if (block.step != 0 && even(block, hit)) {
            block.step = hit.offset - last_.offset;
        } else {
            if (block.step != 0) spell_out(block);
            write(last_, hit);
        }
    }
    last_ = hit;
    ++size_;
}

// A block that was even so far is no more.
void HitList::spell_out(Block& block) {
    const std::size_t count = size_ % in_block;
    ByteRange before = block.first;
    for (std::size_t i = 1; i < count; ++i) {
        const ByteRange hit{before.offset + block.step, before.length};
        write(before, hit);
        before = hit;
    }
    block.step = 0;
}

void HitList::write(ByteRange before, ByteRange hit) {
    const auto distance = static_cast<std::uint64_t>(hit.offset - before.offset);
    const bool other = hit.length != before.length;
    write_code(distance << 1 | (other ? 1u : 0u));
    if (other) write_code(static_cast<std::uint64_t>(hit.length));
}

void HitList::write_code(std::uint64_t code) {
    for (; code >= more; code >>= 7) codes_.push_back(static_cast<std::uint8_t>((code & (more - 1)) | more));
    codes_.push_back(static_cast<std::uint8_t>(code));
}

ByteRange HitList::operator[](std::uint64_t index) const {
    assert(index < size_);
    Cursor cursor(*this, blocks_[index / in_block]);
    for (std::uint64_t i = index % in_block; i > 0; --i) cursor.advance();
    return cursor.hit();
}

std::size_t HitList::read(std::uint64_t first, std::span<ByteRange> to) const {
    if (first >= size_) return 0;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(to.size(), size_ - first));
    std::uint64_t index = first - first % in_block;
    for (std::size_t done = 0; done < count;) {
        Cursor cursor(*this, blocks_[index / in_block]);
        for (const std::uint64_t end = std::min(size_, index + in_block); done < count; cursor.advance()) {
            if (index >= first) to[done++] = cursor.hit();
            if (++index == end) break;
        }
    }
    return count;
}

std::uint64_t HitList::index_from(std::int64_t offset) const {
    const auto behind =
        std::ranges::partition_point(blocks_, [&](const Block& block) { return block.first.offset < offset; });
    if (behind == blocks_.begin()) return 0;
    const auto number = static_cast<std::uint64_t>(behind - blocks_.begin()) - 1;
    std::uint64_t index = number * in_block;
    Cursor cursor(*this, blocks_[number]);
    for (const std::uint64_t end = std::min(size_, index + in_block); index < end && cursor.hit().offset < offset;) {
        if (++index < end) cursor.advance();
    }
    return index;
}

std::pair<std::uint64_t, std::uint64_t> HitList::indices_in(ByteRange range) const {
    std::uint64_t first = index_from(range.offset);
    if (first > 0 && (*this)[first - 1].end() > range.offset) --first;
    return {first, std::max(first, index_from(range.end()))};
}

}  // namespace byteprism
