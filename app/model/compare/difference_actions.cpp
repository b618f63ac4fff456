// What copies differences from one side to the other.

#include <algorithm>
#include <vector>

#include "app/model/compare/comparing.hpp"
#include "app/model/compare/put_bytes.hpp"
#include "app/model/number_text.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_bytes = std::int64_t{256} << 20;  // on either side, from the first to the last

std::size_t side_of(CopyTo to) { return to == CopyTo::Left ? 0 : 1; }

// Hunks are places in the bytes of now: an edit of them that is being prepared is waited for first.
const CompareJob& settled_differences(Workbench& bench, CopyTo to) {
    if (shown_comparison(bench) == nullptr) throw ValueError("nothing is compared");
    bench.find_settled(bench.pair->sheets[side_of(to)]);
    const CompareJob* const job = differences_of(bench);
    if (job == nullptr) throw ValueError("the bytes have changed: they are being compared again");
    return *job;
}

// Puts what one side has into the place of what the other has there.
void copy_over(Workbench& bench, const Hunk& hunk, std::size_t to) {
    const ByteRange from = side_of(hunk, 1 - to), range = side_of(hunk, to);
    if (std::max(from.length, range.length) > most_bytes) {
        throw ValueError(size_text(std::max(from.length, range.length)) + " are too many to copy at once: at most " +
                         size_text(most_bytes));
    }
    const Document& source = bench.document(*bench.find(bench.pair->sheets[1 - to]));
    // A copy: both may be places of one document.
    const auto there =
        source.bytes().subspan(static_cast<std::size_t>(from.offset), static_cast<std::size_t>(from.length));
    const std::vector<std::byte> bytes(there.begin(), there.end());
    put_bytes(bench.document(*bench.find(bench.pair->sheets[to])), range, bytes);
}

}  // namespace

void apply(Workbench& bench, const CopyDifference& action) {
    const CompareJob& job = settled_differences(bench, action.to);
    const auto index = difference_at_cursor(bench);
    if (!index) throw ValueError("the cursor is on no difference");
    const Hunk hunk = *job.hunk(*index);
    Comparison& comparison = *bench.pair->comparison;
    copy_over(bench, hunk, side_of(action.to));
    // Both sides are equal here now: the next one is behind.
    comparison.shown.reset();
    comparison.wanted = false;
}

void apply(Workbench& bench, const CopyDifferences& action) {
    const CompareJob& job = settled_differences(bench, action.to);
    if (!job.ended()) {
        throw ValueError("still comparing: " + std::to_string(job.counted()) + " differences so far");
    }
    if (!job.completed()) throw ValueError(job.failure());
    const std::uint64_t count = job.counted();
    if (count == 0) throw ValueError("nothing differs");
    if (job.kept() < count) {
        throw ValueError(std::to_string(count) + " differences are too many: " + std::to_string(job.kept()) +
                         " are kept");
    }
    const Hunk first = *job.hunk(0), last = *job.hunk(count - 1);
    const Hunk reach{{first.first.offset, last.first.end() - first.first.offset},
                     {first.second.offset, last.second.end() - first.second.offset}};
    copy_over(bench, reach, side_of(action.to));
    bench.pair->comparison->shown.reset();
    bench.tell(*bench.find(bench.pair->sheets[side_of(action.to)]),
               std::to_string(count) + (count == 1 ? " difference" : " differences") + " copied");
}

}  // namespace byteprism
