#include "app/model/search/finding.hpp"

#include <algorithm>

#include "app/model/number_text.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

ByteRange range_of(const Finding& finding, const Document& document) {
    const ByteRange whole{0, document.size()};
    return finding.settings.within ? intersection(*finding.settings.within, whole) : whole;
}

void begin(Workbench& bench, Finding& finding) {
    finding.job.reset();
    finding.refusal.clear();
    const Sheet* const sheet = bench.find(finding.sheet);
    if (sheet == nullptr || finding.settings.text.empty()) return;
    try {
        const Document& document = bench.document(*sheet);
        finding.job =
            std::make_unique<FindJob>(bench.jobs, document, pattern_of(finding.settings), range_of(finding, document));
    } catch (const Error& error) {
        finding.refusal = error.what();
        finding.wanted.reset();
    }
}

bool is_shown(const Finding& finding, const Sheet& sheet) {
    return finding.shown && sheet.cursor.anchor && sheet.cursor.selection() == *finding.shown;
}

// The index of the hit that is wanted, as soon as it is known; nothing: not yet, or there is none.
std::optional<std::uint64_t> wanted_index(const FindJob& job, const Finding::Wanted& wanted) {
    // In this order: the search goes on meanwhile, and what was told before the index holds for it too.
    const bool all = job.ended();
    const bool passed = all || job.searched_to() >= wanted.from;
    const std::uint64_t kept = job.kept();
    const std::uint64_t from = job.index_from(wanted.from);
    if (!wanted.backwards && from < kept) return from;
    if (wanted.backwards && from > 0 && passed) return from - 1;
    if (!all || kept == 0) return std::nullopt;
    return wanted.backwards ? kept - 1 : 0;
}

std::string place_text(const FindJob& job, std::uint64_t index) {
    return "hit " + std::to_string(index + 1) + " of " + std::to_string(job.counted()) + (job.ended() ? "" : " so far");
}

void show(Workbench& bench, Finding& finding, const Sheet& sheet, std::uint64_t index) {
    const auto hit = finding.job->hit(index);
    if (!hit) return;
    finding.shown = *hit;
    apply(bench, Select{sheet.id, *hit});
    bench.tell(sheet, place_text(*finding.job, index));
}

// A part of one file is none of another.
bool was_elsewhere(const Workbench& bench, const Finding& finding, const Sheet& sheet) {
    const Sheet* const before = bench.find(finding.sheet);
    return before == nullptr || before->document != sheet.document;
}

// The finding of this sheet; ValueError where there is none.
Finding& finding_of(Workbench& bench, SheetId sheet) {
    if (bench.finding == nullptr || bench.finding->settings.text.empty()) {
        throw ValueError("nothing was searched for yet");
    }
    Finding& finding = *bench.finding;
    if (!finding.refusal.empty()) throw ValueError(finding.refusal);
    if (finding.sheet != sheet || finding.job == nullptr) {
        if (was_elsewhere(bench, finding, *bench.find(sheet))) finding.settings.within.reset();
        finding.sheet = sheet;
        finding.shown.reset();
        begin(bench, finding);
    }
    return finding;
}

}  // namespace

void apply(Workbench& bench, const Find& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    if (bench.finding == nullptr) bench.finding = std::make_shared<Finding>();
    Finding& finding = *bench.finding;
    if (finding.sheet != action.sheet || !is_shown(finding, *sheet)) finding.origin = sheet->cursor.target().offset;
    FindSettings before = std::exchange(finding.settings, action.settings);
    if (before.within == action.settings.within && was_elsewhere(bench, finding, *sheet)) {
        finding.settings.within.reset();
    }
    before.replacement = action.settings.replacement;
    if (finding.sheet == action.sheet && before == action.settings && finding.job != nullptr) return;
    finding.sheet = action.sheet;
    finding.wanted = Finding::Wanted{finding.origin, false, false};
    begin(bench, finding);
}

void apply(Workbench& bench, const FindAgain& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Finding& finding = finding_of(bench, action.sheet);
    const std::int64_t here = sheet->cursor.target().offset;
    finding.wanted =
        Finding::Wanted{here + (!action.backwards && sheet->cursor.anchor ? 1 : 0), action.backwards, true};
    follow_finding(bench);
}

void apply(Workbench& bench, const GoToHit& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Finding& finding = finding_of(bench, action.sheet);
    finding.wanted.reset();
    if (finding.job != nullptr) show(bench, finding, *sheet, action.index);
}

void apply(Workbench& bench, const EndFinding&) { bench.finding.reset(); }

const FindJob* hits_of(const Workbench& bench, const Sheet& sheet) {
    if (bench.finding == nullptr || bench.finding->job == nullptr) return nullptr;
    const Sheet* const searched = bench.find(bench.finding->sheet);
    if (searched == nullptr || searched->document != sheet.document) return nullptr;
    return bench.finding->job->version() == bench.document(sheet).version() ? bench.finding->job.get() : nullptr;
}

bool is_searching(const Workbench& bench) {
    return bench.finding != nullptr && bench.finding->job != nullptr && !bench.finding->job->ended();
}

bool follow_finding(Workbench& bench) {
    if (bench.finding == nullptr || bench.finding->job == nullptr) return false;
    Finding& finding = *bench.finding;
    const Sheet* const sheet = bench.find(finding.sheet);
    if (sheet == nullptr) {
        bench.finding.reset();
        return true;
    }
    const Document& document = bench.document(*sheet);
    if (finding.job->version() != document.version()) {
        if (document.busy() || document.arriving()) return false;
        begin(bench, finding);
        return true;
    }
    const std::int64_t here = sheet->cursor.target().offset;
    if (finding.wanted && finding.wanted->asked_at.value_or(here) != here) finding.wanted.reset();
    if (!finding.wanted) return !finding.job->ended();
    finding.wanted->asked_at = here;
    const auto index = wanted_index(*finding.job, *finding.wanted);
    if (!index && !finding.job->ended()) return true;
    const bool moves_on = finding.wanted->moves_on;
    finding.wanted.reset();
    if (index) {
        show(bench, finding, *sheet, *index);
        if (moves_on && finding.shown) finding.origin = finding.shown->offset;
    } else {
        finding.shown.reset();
        const std::string& failure = finding.job->failure();
        bench.tell(*sheet, failure.empty() ? "not found" : failure);
    }
    return true;
}

}  // namespace byteprism
