// The search for what has one length: bytes and numbers.

#include <algorithm>
#include <array>
#include <cstring>

#include "core/analysis/byte_histogram.hpp"
#include "core/analysis/search_engine.hpp"
#include "core/analysis/search_kernels.hpp"

namespace byteprism {
namespace {

// So much is looked through before the wish to cancel is looked at.
constexpr std::size_t piece = std::size_t{1} << 20;
// Candidates are looked for so far ahead: their bytes are still in the nearest cache when they are looked at.
constexpr std::size_t near = std::size_t{16} << 10;
// From this stride on every position is looked at by itself: of bytes, and of numbers, which stand by chance more
// often.
constexpr std::int64_t sparse_bytes = 32;
constexpr std::int64_t sparse_numbers = 4;

class FixedSearch : public SearchEngine {
public:
    FixedSearch(const SearchPattern& pattern, std::size_t length) : SearchEngine(pattern), length_(length) {}

    std::int64_t scan(const SearchSlice& slice, const HitSink& sink, Progress& progress) override {
        const std::size_t size = slice.bytes.size();
        const std::size_t limit = size < length_ ? 0 : size - length_ + 1;  // positions before it can be told
        next_ = std::max(next_, slice.offset);
        std::size_t at = index(slice, next_);
        std::size_t told = std::min(at, limit);
        while (at < limit && !stopped()) {
            const std::size_t end = std::min(limit, at + piece);
            at = scan_piece(slice, at, end, sink);
            progress.add(static_cast<std::int64_t>(std::min(at, limit) - told));
            told = std::min(at, limit);
        }
        next_ = std::max(next_, slice.offset + static_cast<std::int64_t>(std::max(at, limit)));
        progress.add(slice.last ? static_cast<std::int64_t>(size - std::min(told, size)) : 0);
        return next_;
    }

protected:
    // Other bytes than before are looked at from now on.
    virtual void begin_piece(std::size_t /*from*/) {}
    // The first position in [from, end) where it stands; `end` if nowhere. Bytes behind the pattern are not looked at.
    // Within a piece `from` rises and the rest stays.
    virtual std::size_t find(std::span<const std::byte> bytes, std::size_t from, std::size_t end) = 0;
    // The same of the positions that are a stride apart, from one that counts on.
    virtual std::size_t find_at_stride(std::span<const std::byte> bytes, std::size_t from, std::size_t end) = 0;
    virtual std::int64_t sparse() const = 0;
    std::size_t length() const { return length_; }

private:
    // Of the first position that counts, from an offset on; may be behind the slice.
    std::size_t index(const SearchSlice& slice, std::int64_t from) const {
        return static_cast<std::size_t>(position_from(from) - slice.offset);
    }

    std::size_t scan_piece(const SearchSlice& slice, std::size_t at, std::size_t end, const HitSink& sink) {
        if (stride() >= sparse()) return scan_sparse_piece(slice, at, end, sink);
        begin_piece(at);
        while (at < end) {
            at = find(slice.bytes, at, end);
            if (at >= end) break;
            const std::int64_t offset = slice.offset + static_cast<std::int64_t>(at);
            if (!everywhere() && position_from(offset) != offset) {
                at = index(slice, offset);
                continue;
            }
            at = index(slice, report({offset, static_cast<std::int64_t>(length_)}, sink));
            if (stopped()) break;
        }
        return at;
    }

    std::size_t scan_sparse_piece(const SearchSlice& slice, std::size_t at, std::size_t end, const HitSink& sink) {
        at = index(slice, slice.offset + static_cast<std::int64_t>(at));
        while (at < end) {
            at = find_at_stride(slice.bytes, at, end);
            if (at >= end) break;
            const std::int64_t offset = slice.offset + static_cast<std::int64_t>(at);
            const std::int64_t next = report({offset, static_cast<std::int64_t>(length_)}, sink);
            if (stopped() || next - offset > stride()) {
                at = index(slice, next);
            } else {
                at += std::min(end - at, static_cast<std::size_t>(stride()));
            }
            if (stopped()) break;
        }
        return at;
    }

    std::size_t length_;
};

// How common a byte is in files of any kind, roughly: the less, the better as an anchor.
ByteHistogram usual_bytes() {
    ByteHistogram counts;
    counts.fill(20);
    for (std::size_t c = 0x20; c < 0x7f; ++c) counts[c] = 40;
    for (const char c : std::string_view("etaoinsrhld\n")) counts[static_cast<unsigned char>(c)] = 120;
    for (std::size_t c = 1; c < 5; ++c) counts[c] = 60;
    counts[' '] = 200;
    counts[0xff] = 200;
    counts[0] = 1000;
    return counts;
}

class ByteSearch final : public FixedSearch {
public:
    ByteSearch(const SearchPattern& pattern, const BytePattern& what)
        : FixedSearch(pattern, what.value.size()),
          what_(what),
          exact_(what.choices.empty() &&
                 std::ranges::all_of(what.mask, [](std::byte m) { return m == std::byte{0xff}; })) {
        choose_anchors(usual_bytes());
    }

private:
    void begin_piece(std::size_t from) override {
        candidates_.count = tried_ = 0;
        searched_ = from;
    }

    std::size_t find(std::span<const std::byte> bytes, std::size_t from, std::size_t end) override {
        while (true) {
            while (tried_ < candidates_.count) {
                const std::size_t at = candidates_.at[tried_++];
                if (at < from) continue;
                if (stands(bytes.data() + at)) return at;
                if (++misses_ < patience) continue;
                learn(bytes, at);
                begin_piece(at + 1);
            }
            from = std::max(from, searched_);
            if (from >= end) return end;
            begin_piece(from);
            searched_ = find_anchors(bytes.data(), from, std::min(end, from + near), first_, second_, candidates_);
        }
    }

    std::size_t find_at_stride(std::span<const std::byte> bytes, std::size_t from, std::size_t end) override {
        while (from < end && !stands(bytes.data() + from)) from += static_cast<std::size_t>(stride());
        return std::min(from, end);
    }
    std::int64_t sparse() const override { return sparse_bytes; }

    bool stands(const std::byte* bytes) const {
        if (exact_) return std::memcmp(bytes, what_.value.data(), length()) == 0;
        for (std::size_t i = 0; i < length(); ++i) {
            if ((bytes[i] & what_.mask[i]) != what_.value[i]) return false;
        }
        return std::ranges::all_of(what_.choices, [&](const BytePattern::Choice& choice) {
            return std::ranges::any_of(choice.forms, [&](const std::vector<std::byte>& form) {
                return std::memcmp(bytes + choice.at, form.data(), form.size()) == 0;
            });
        });
    }

    // The anchors were seen too often without the rest: others are chosen by the bytes that come.
    void learn(std::span<const std::byte> bytes, std::size_t at) {
        constexpr std::size_t sample = 4096;
        misses_ = 0;
        ByteHistogram counts{};
        count_bytes(bytes.subspan(at, std::min(sample, bytes.size() - at)), counts);
        choose_anchors(counts);
    }

    // Sums over the values that a mask lets through; nothing is rarer than a byte that does not occur.
    static std::uint64_t frequency(const ByteHistogram& counts, std::byte value, std::byte mask) {
        std::uint64_t sum = 0;
        for (std::size_t c = 0; c < counts.size(); ++c) {
            if ((static_cast<std::byte>(c) & mask) == value) sum += counts[c];
        }
        return sum;
    }

    void choose_anchors(const ByteHistogram& counts) {
        // Of a long pattern the begin is enough.
        const std::size_t looked_at = std::min<std::size_t>(length(), 256);
        std::array<std::uint64_t, 256> of{};
        for (std::size_t i = 0; i < looked_at; ++i) of[i] = frequency(counts, what_.value[i], what_.mask[i]);
        const auto rarest_but = [&](std::size_t other) {
            std::size_t best = other == 0 && looked_at > 1 ? 1 : 0;
            for (std::size_t i = 0; i < looked_at; ++i) {
                if (i != other && of[i] < of[best]) best = i;
            }
            return best;
        };
        const std::size_t first = rarest_but(looked_at);
        const std::size_t second = rarest_but(first);
        first_ = anchor(first);
        second_ = anchor(second);
    }

    Anchor anchor(std::size_t at) const {
        return {at, std::to_integer<std::uint8_t>(what_.value[at]), std::to_integer<std::uint8_t>(what_.mask[at])};
    }

    static constexpr int patience = 1024;
    BytePattern what_;
    bool exact_;
    Anchor first_, second_;
    int misses_ = 0;
    Candidates candidates_;
    std::size_t tried_ = 0;     // of the candidates
    std::size_t searched_ = 0;  // all before were looked at
};

class NumberSearchEngine final : public FixedSearch {
public:
    NumberSearchEngine(const SearchPattern& pattern, const NumberPattern& what)
        : FixedSearch(pattern, static_cast<std::size_t>(what.size)), what_(what) {}

private:
    std::size_t find(std::span<const std::byte> bytes, std::size_t from, std::size_t end) override {
        return find_number(bytes.data(), from, end, what_);
    }
    std::size_t find_at_stride(std::span<const std::byte> bytes, std::size_t from, std::size_t end) override {
        return find_number_at_stride(bytes.data(), from, end, static_cast<std::size_t>(stride()), what_);
    }
    std::int64_t sparse() const override { return sparse_numbers; }

    NumberPattern what_;
};

}  // namespace

std::unique_ptr<SearchEngine> byte_search(const SearchPattern& pattern, const BytePattern& what) {
    return std::make_unique<ByteSearch>(pattern, what);
}

std::unique_ptr<SearchEngine> number_search(const SearchPattern& pattern, const NumberPattern& what) {
    return std::make_unique<NumberSearchEngine>(pattern, what);
}

}  // namespace byteprism
