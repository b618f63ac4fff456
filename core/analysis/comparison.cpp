#include "core/analysis/comparison.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/analysis/difference.hpp"

namespace byteprism {
namespace {

bool compare_by_place(const AlignedBytes& first, const AlignedBytes& second, std::int64_t gap, const HunkSink& sink,
                      Progress& progress) {
    const std::int64_t common = std::min(first.range.length, second.range.length);
    const std::int64_t way = second.range.offset - first.range.offset;
    progress.expect(common);
    // The last run waits for what may belong to it behind the end of the shorter.
    std::optional<ByteRange> last;
    const auto give = [&] { return !last || sink({*last, {last->offset + way, last->length}}); };
    const auto keep = [&](ByteRange run) {
        const bool more = give();
        last = run;
        return more;
    };
    DifferenceFinder finder(gap);
    const auto look = [&](std::int64_t offset, std::span<const std::byte> a, std::span<const std::byte> b) {
        return finder.scan(a, b, offset, keep, progress);
    };
    if (!scan_pairs(first, second, look) || !finder.finish(keep)) return false;
    if (first.range.length == second.range.length) return give();
    const std::int64_t end = first.range.offset + common;
    const bool joins = last && end - last->end() < gap;
    if (!joins && !give()) return false;
    const std::int64_t from = joins ? last->offset : end;
    return sink({{from, first.range.end() - from}, {from + way, second.range.end() - from - way}});
}

}  // namespace

bool scan_pairs(const AlignedBytes& first, const AlignedBytes& second, const PairVisit& visit) {
    const std::int64_t common = std::min(first.range.length, second.range.length);
    std::vector<std::byte> others;
    bool more = true;
    scan_slices({first.range.offset, common}, first.read, [&](const SearchSlice& slice) {
        others.resize(slice.bytes.size());
        second.read(slice.offset - first.range.offset + second.range.offset, others);
        more = visit(slice.offset, slice.bytes, others);
        return more ? slice.offset + static_cast<std::int64_t>(slice.bytes.size()) : -1;
    });
    return more;
}

bool compare(const AlignedBytes& first, const AlignedBytes& second, const ComparisonRules& rules, const HunkSink& sink,
             Progress& progress) {
    if (!rules.aligned) return compare_by_place(first, second, rules.gap, sink, progress);
    AlignmentRules alignment;
    alignment.gap = rules.gap;
    return align(first, second, alignment, sink, progress);
}

}  // namespace byteprism
