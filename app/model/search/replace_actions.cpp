// What is put in the place of what was found.

#include <algorithm>
#include <vector>

#include "app/model/number_text.hpp"
#include "app/model/search/finding.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::uint64_t most_single = 1 << 16;                // hits that are overwritten one by one
constexpr std::int64_t most_bytes = std::int64_t{256} << 20;  // from the first hit to the last, made anew
constexpr std::size_t hits_at_once = 4096;

const FindJob& settled_hits(const Workbench& bench, const Sheet& sheet) {
    const FindJob* const job = hits_of(bench, sheet);
    if (job == nullptr) throw ValueError("nothing was searched for yet");
    if (!job->ended())
        throw ValueError("the search is still going on: " + std::to_string(job->counted()) + " hits so far");
    if (job->counted() == 0) throw ValueError("nothing was found: there is nothing to replace");
    if (job->kept() < job->counted()) {
        throw ValueError(std::to_string(job->counted()) + " hits are too many: " + std::to_string(job->kept()) +
                         " are kept");
    }
    return *job;
}

template <class Visit>
void for_each_hit(const FindJob& job, const Visit& visit) {
    std::vector<ByteRange> hits(hits_at_once);
    for (std::uint64_t first = 0; first < job.kept();) {
        const std::size_t count = job.read(first, hits);
        for (std::size_t i = 0; i < count; ++i) visit(hits[i]);
        first += count;
    }
}

// All bytes from the first hit to the last one, as they become.
std::vector<std::byte> made_anew(const FindJob& job, std::span<const std::byte> bytes, ByteRange reach,
                                 std::span<const std::byte> replacement) {
    std::vector<std::byte> made;
    made.reserve(static_cast<std::size_t>(reach.length));
    std::int64_t done = reach.offset;
    const auto copy_to = [&](std::int64_t end) {
        const auto part = bytes.subspan(static_cast<std::size_t>(done), static_cast<std::size_t>(end - done));
        made.insert(made.end(), part.begin(), part.end());
    };
    for_each_hit(job, [&](ByteRange hit) {
        copy_to(hit.offset);
        made.insert(made.end(), replacement.begin(), replacement.end());
        done = hit.end();
    });
    return made;
}

}  // namespace

void apply(Workbench& bench, const ReplaceHit& action) {
    Sheet* const sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    const FindJob* const job = hits_of(bench, *sheet);
    if (job == nullptr) throw ValueError("nothing was searched for yet");
    const ByteRange selected = sheet->cursor.selection();
    const auto hit = job->hit(job->index_from(selected.offset));
    if (hit && sheet->cursor.anchor && *hit == selected) {
        const std::vector<std::byte> bytes = replacement_of(bench.finding->settings);
        Document& document = bench.document(*sheet);
        document.replace(selected, bytes, document.new_gesture());
        const std::int64_t behind = selected.offset + std::ssize(bytes);
        sheet->cursor.anchor.reset();
        sheet->cursor.offset = std::min(behind, std::max<std::int64_t>(document.size() - 1, 0));
        // At the end that is behind the cursor: what was put there is no next hit.
        bench.finding->wanted = Finding::Wanted{behind, false, true};
    } else {
        apply(bench, FindAgain{action.sheet, false});
    }
}

void apply(Workbench& bench, const ReplaceHits& action) {
    Sheet* const sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    const FindJob& job = settled_hits(bench, *sheet);
    const std::vector<std::byte> replacement = replacement_of(bench.finding->settings);
    Document& document = bench.document(*sheet);
    if (const auto refusal = document.refusal()) throw TypeError(document.name() + ": " + *refusal);
    const std::uint64_t count = job.kept();
    const ByteRange first = *job.hit(0), last = *job.hit(count - 1);
    const ByteRange reach{first.offset, last.end() - first.offset};
    bool same_length = count <= most_single;
    std::int64_t replaced = 0, put = 0;  // bytes
    for_each_hit(job, [&](ByteRange hit) {
        same_length = same_length && hit.length == std::ssize(replacement);
        replaced += hit.length;
    });
    if (__builtin_mul_overflow(static_cast<std::int64_t>(count), std::ssize(replacement), &put)) {
        throw ValueError(std::to_string(count) + " hits and " + size_text(std::ssize(replacement)) +
                         " for each are more than a file can hold");
    }
    const Gesture gesture = document.new_gesture();
    if (same_length) {
        std::vector<ByteRange> hits(static_cast<std::size_t>(count));
        job.read(0, hits);
        for (const ByteRange hit : hits) document.write(hit.offset, replacement, gesture);
    } else if (reach.length <= most_bytes && put <= most_bytes - (reach.length - replaced)) {
        const std::vector<std::byte> bytes = made_anew(job, document.bytes(), reach, replacement);
        document.replace(reach, bytes, gesture);
    } else {
        throw ValueError(std::to_string(count) + " hits lie over " + size_text(reach.length) + ", and " +
                         size_text(put) + " are put there: at most " + size_text(most_bytes) +
                         " are made anew in one step; search in a selection");
    }
    bench.finding->shown.reset();
    bench.tell(*sheet, std::to_string(count) + (count == 1 ? " hit" : " hits") + " replaced");
}

}  // namespace byteprism
