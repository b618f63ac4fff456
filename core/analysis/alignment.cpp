#include "core/analysis/alignment.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/analysis/anchors.hpp"
#include "core/analysis/difference.hpp"
#include "core/analysis/shortest_edit.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t window_size = std::int64_t{256} << 10;
// Boxes in boxes, each sampled more densely.
constexpr int deepest = 8;

// Bytes near a place, read once.
class Window {
public:
    enum class Ahead { Forwards, Backwards };

    Window(const AlignedBytes& of, Ahead ahead) : of_(of), ahead_(ahead) {}

    bool has(ByteRange range) const { return range.offset >= range_.offset && range.end() <= range_.end(); }

    // Valid until the next call. Requires a range inside of the bytes.
    std::span<const std::byte> bytes(ByteRange range) {
        if (!has(range)) {
            range_ = range;
            if (ahead_ == Ahead::Forwards) {
                range_.length = std::max(range.length, std::min(window_size, of_.range.end() - range.offset));
            } else {
                range_.offset = std::min(range.offset, std::max(of_.range.offset, range.end() - window_size));
                range_.length = range.end() - range_.offset;
            }
            bytes_.resize(std::max(bytes_.size(), static_cast<std::size_t>(range_.length)));
            of_.read(range_.offset, std::span(bytes_).first(static_cast<std::size_t>(range_.length)));
        }
        return std::span(bytes_).subspan(static_cast<std::size_t>(range.offset - range_.offset),
                                         static_cast<std::size_t>(range.length));
    }
    // From the offset on, as many as are there already, at least one and at most
    // so many.
    std::span<const std::byte> some(std::int64_t offset, std::int64_t most) {
        const bool inside = offset >= range_.offset && offset < range_.end();
        return bytes({offset, std::min(most, inside ? range_.end() - offset : window_size)});
    }

private:
    const AlignedBytes& of_;
    Ahead ahead_;
    ByteRange range_;
    std::vector<std::byte> bytes_;
};

// Puts edits together that lie too near to each other.
class EditJoiner {
public:
    EditJoiner(std::int64_t gap, const HunkSink& sink) : gap_(gap), sink_(sink) {}

    bool add(const Hunk& edit) {
        if (edit.first.empty() && edit.second.empty()) return true;
        if (last_ && edit.first.offset - last_->first.end() < gap_) {
            last_->first.length = edit.first.end() - last_->first.offset;
            last_->second.length = edit.second.end() - last_->second.offset;
            return true;
        }
        if (!finish()) return false;
        last_ = edit;
        return true;
    }
    bool finish() {
        const auto edit = std::exchange(last_, std::nullopt);
        return !edit || sink_(*edit);
    }

private:
    std::int64_t gap_;
    const HunkSink& sink_;
    std::optional<Hunk> last_;
};

class Aligner {
public:
    Aligner(const AlignedBytes& first, const AlignedBytes& second, const AlignmentRules& rules, const HunkSink& sink,
            Progress& progress)
        : first_(first),
          second_(second),
          rules_(rules),
          progress_(progress),
          ahead_{Window(first, Window::Ahead::Forwards), Window(second, Window::Ahead::Forwards)},
          behind_{Window(first, Window::Ahead::Backwards), Window(second, Window::Ahead::Backwards)},
          shortest_(static_cast<std::size_t>(rules.most_edits)),
          joiner_(rules.gap, sink) {}

    bool align() {
        progress_.expect(first_.range.length + second_.range.length);
        return align({first_.range, second_.range}, 0) && joiner_.finish();
    }

private:
    bool align(Hunk box, int depth) {
        skip_equal(box);
        const std::int64_t left = strip_equal_end(box);
        if (!align_core(box, depth)) return false;
        tell(box.first.end() + left, box.second.end() + left);
        return true;
    }

    bool align_core(const Hunk& box, int depth) {
        const std::int64_t length = box.first.length + box.second.length;
        if (box.first.empty() || box.second.empty()) return joiner_.add(box);
        if (length <= rules_.small) return by_script_or_place(box);
        if (depth < deepest) {
            const std::vector<AnchorPair> anchors = anchors_of(box);
            if (!anchors.empty()) return between(anchors, box, depth);
        }
        return length <= rules_.compared ? by_script_or_place(box) : by_place(box);
    }

    bool by_script_or_place(const Hunk& box) { return by_script(box) ? go_on_ : by_place(box); }

    std::vector<AnchorPair> anchors_of(const Hunk& box) {
        const int window = box.first.length + box.second.length <= rules_.compared ? 16 : 64;
        return find_anchors({box.first, first_.read}, {box.second, second_.read}, rules_.samples, window, progress_);
    }

    // What lies between the anchors, and before the first and behind the last.
    bool between(const std::vector<AnchorPair>& anchors, const Hunk& box, int depth) {
        Hunk rest = box;
        for (const AnchorPair& anchor : anchors) {
            skip_equal(rest);
            if (anchor.first < rest.first.offset || anchor.second < rest.second.offset) continue;
            if (!align({{rest.first.offset, anchor.first - rest.first.offset},
                        {rest.second.offset, anchor.second - rest.second.offset}},
                       depth + 1)) {
                return false;
            }
            rest.first = {anchor.first, box.first.end() - anchor.first};
            rest.second = {anchor.second, box.second.end() - anchor.second};
        }
        return align(rest, depth + 1);
    }

    // Moves the begin of the box behind the bytes that are equal there.
    void skip_equal(Hunk& box) {
        while (!box.first.empty() && !box.second.empty()) {
            const std::int64_t most = std::min(box.first.length, box.second.length);
            auto a = ahead_[0].some(box.first.offset, most);
            auto b = ahead_[1].some(box.second.offset, most);
            a = a.first(std::min(a.size(), b.size()));
            const std::size_t equal = first_difference(a, b.first(a.size()), 0);
            move_begin(box, static_cast<std::int64_t>(equal));
            tell(box.first.offset, box.second.offset);
            if (equal < a.size()) return;
        }
    }
    static void move_begin(Hunk& box, std::int64_t by) {
        box.first = {box.first.offset + by, box.first.length - by};
        box.second = {box.second.offset + by, box.second.length - by};
    }

    // Takes off the bytes that are equal at the end. Gives how many.
    std::int64_t strip_equal_end(Hunk& box) {
        std::int64_t all = 0;
        for (std::int64_t step = 64; !box.first.empty() && !box.second.empty();
             step = std::min(2 * step, window_size)) {
            const std::int64_t length = std::min({step, box.first.length, box.second.length});
            const auto a = at_end(0, {box.first.end() - length, length});
            const auto b = at_end(1, {box.second.end() - length, length});
            std::size_t equal = 0;
            while (equal < a.size() && a[a.size() - 1 - equal] == b[b.size() - 1 - equal]) ++equal;
            box.first.length -= static_cast<std::int64_t>(equal);
            box.second.length -= static_cast<std::int64_t>(equal);
            all += static_cast<std::int64_t>(equal);
            progress_.add(0);
            if (equal < a.size()) break;
        }
        return all;
    }
    std::span<const std::byte> at_end(std::size_t side, ByteRange range) {
        return ahead_[side].has(range) ? ahead_[side].bytes(range) : behind_[side].bytes(range);
    }

    // By Myers's script. False: it is too long.
    bool by_script(const Hunk& box) {
        const auto a = ahead_[0].bytes(box.first), b = ahead_[1].bytes(box.second);
        return shortest_.find(a, b, [&](std::size_t from, std::size_t end, std::size_t b_from, std::size_t b_end) {
            go_on_ = go_on_ && joiner_.add({{box.first.offset + static_cast<std::int64_t>(from),
                                             static_cast<std::int64_t>(end - from)},
                                            {box.second.offset + static_cast<std::int64_t>(b_from),
                                             static_cast<std::int64_t>(b_end - b_from)}});
        });
    }

    // Byte by byte, if the box is as long on both sides and much of it is equal;
    // else as one edit.
    bool by_place(const Hunk& box) {
        std::int64_t differing = 0;
        if (box.first.length != box.second.length) return joiner_.add(box);
        each_difference(box, [&](ByteRange run) { return differing += run.length, true; });
        if (differing > box.first.length / 4 * 3) return joiner_.add(box);
        return each_difference(box, [&](ByteRange run) {
            return joiner_.add({run, {run.offset - box.first.offset + box.second.offset, run.length}});
        });
    }
    bool each_difference(const Hunk& box, const DifferenceFinder::Sink& sink) {
        DifferenceFinder finder;
        Progress inner;
        for (std::int64_t done = 0; done < box.first.length;) {
            const std::int64_t length = std::min(window_size / 2, box.first.length - done);
            const std::int64_t at = box.first.offset + done;
            if (!finder.scan(ahead_[0].bytes({at, length}), ahead_[1].bytes({box.second.offset + done, length}), at,
                             sink, inner)) {
                return false;
            }
            done += length;
            progress_.add(0);
        }
        return finder.finish(sink);
    }

    // All before is done.
    void tell(std::int64_t first, std::int64_t second) {
        const std::int64_t done = first - first_.range.offset + second - second_.range.offset;
        progress_.add(std::max<std::int64_t>(0, done - told_));
        told_ = std::max(told_, done);
    }

    const AlignedBytes& first_;
    const AlignedBytes& second_;
    const AlignmentRules& rules_;
    Progress& progress_;
    Window ahead_[2], behind_[2];
    ShortestEdit shortest_;
    EditJoiner joiner_;
    std::int64_t told_ = 0;
    bool go_on_ = true;  // the sink wants more
};

}  // namespace

bool align(const AlignedBytes& first, const AlignedBytes& second, const AlignmentRules& rules, const HunkSink& sink,
           Progress& progress) {
    return Aligner(first, second, rules, sink, progress).align();
}

}  // namespace byteprism
