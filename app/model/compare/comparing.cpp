#include "app/model/compare/comparing.hpp"

#include <algorithm>
#include <utility>

#include "app/model/actions/steps.hpp"
#include "app/model/follow_splice.hpp"
#include "app/model/number_text.hpp"
#include "app/model/saving/open_file.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

const Document& document_of(const Workbench& bench, std::size_t side) {
    return bench.document(*bench.find(bench.pair->sheets[side]));
}

// That of the pair, in sight or not.
Comparison* comparison_of(const Workbench& bench) { return bench.pair ? bench.pair->comparison.get() : nullptr; }

Comparison& shown_comparison_or_refuse(const Workbench& bench) {
    if (shown_comparison(bench) == nullptr) throw ValueError("nothing is compared");
    return *bench.pair->comparison;
}

ByteRange part_of(const Comparison& comparison, const Document& document, std::size_t side) {
    const std::int64_t from = comparison.settings.from[side], size = document.size();
    if (from > size) {
        throw ValueError(offset_text(from) + " is behind the end of " + document.name() + ", " + size_text(size));
    }
    return {from, std::min(size - from, comparison.settings.length.value_or(size))};
}

void begin(Workbench& bench, Comparison& comparison) {
    comparison.job.reset();
    comparison.refusal.clear();
    const Document &left = document_of(bench, 0), &right = document_of(bench, 1);
    try {
        if (comparison.settings.rules.gap < 1) throw ValueError("gap: at least 1");
        const CompareJob::Part parts[] = {{left, part_of(comparison, left, 0)}, {right, part_of(comparison, right, 1)}};
        comparison.job =
            std::make_unique<CompareJob>(bench.jobs, std::array{parts[0], parts[1]}, comparison.settings.rules);
    } catch (const Error& error) {
        comparison.refusal = error.what();
        comparison.wanted.reset();
    }
}

bool is_of_now(const Workbench& bench, const CompareJob& job) {
    return job.versions() == std::array{document_of(bench, 0).version(), document_of(bench, 1).version()};
}

std::size_t active_side(const Workbench& bench) { return bench.active_sheet == bench.pair->sheets[1] ? 1 : 0; }

// The next hunk from the cursor of the active side on; nothing: it is not known yet, or there is none.
std::optional<std::uint64_t> wanted_index(const Workbench& bench, const Comparison& comparison) {
    const CompareJob& job = *comparison.job;
    const bool all = job.ended();  // before the counts, which grow meanwhile
    const std::size_t side = active_side(bench);
    const std::int64_t here = bench.active()->cursor.target().offset;
    const auto at = difference_at_cursor(bench);
    if (*comparison.wanted) {
        const std::uint64_t before = at.value_or(job.index_from(side, here));
        if (before > 0) return before - 1;
        return all && job.kept() > 0 ? std::optional(job.kept() - 1) : std::nullopt;
    }
    // One that was never gone to is the next one itself.
    const std::uint64_t next = at ? *at + (comparison.shown ? 1 : 0) : job.index_from(side, here);
    if (next < job.kept()) return next;
    return all && job.kept() > 0 ? std::optional<std::uint64_t>(0) : std::nullopt;
}

// The rows of the other side begin so that the hunk stands in the same columns on both.
void line_up(Workbench& bench, const Hunk& hunk) {
    const std::size_t lead = active_side(bench);
    const Sheet& sheet = *bench.find(bench.pair->sheets[lead]);
    Sheet& other = *bench.find(bench.pair->sheets[1 - lead]);
    const HexRows rows = rows_of(sheet.hex, bench.document(sheet).size());
    const HexRows others = rows_of(other.hex, bench.document(other).size());
    if (rows.columns != others.columns || rows.stride != others.stride) return;
    const std::int64_t way = side_of(hunk, 1 - lead).offset - side_of(hunk, lead).offset;
    const std::int64_t top = others.nearest_offset(other.hex.first_row, 0);
    other.hex.start = ((rows.first + way) % rows.stride + rows.stride) % rows.stride;
    other.hex.first_row = rows_of(other.hex, bench.document(other).size()).row_of(top);
}

void select_hunk(Workbench& bench, SheetId sheet, ByteRange range) {
    if (!range.empty()) return apply(bench, Select{sheet, range});
    apply(bench, PlaceCursor{sheet, range.offset, Extend::No});
}

void show(Workbench& bench, Comparison& comparison, std::uint64_t index) {
    const auto hunk = comparison.job->hunk(index);
    if (!hunk) return;
    comparison.shown = index;
    if (comparison.settings.rules.aligned && bench.pair->link) line_up(bench, *hunk);
    const std::size_t lead = active_side(bench);
    for (const std::size_t side : {1 - lead, lead}) select_hunk(bench, bench.pair->sheets[side], side_of(*hunk, side));
    bench.tell(*bench.active(), "difference " + std::to_string(index + 1) + " of " +
                                    std::to_string(comparison.job->counted()) +
                                    (comparison.job->ended() ? "" : " so far"));
}

// Shows it beside the sheet and compares both, in the whole.
void compare_with(Workbench& bench, SheetId sheet, std::unique_ptr<Document> other) {
    const SheetId id = bench.add(std::move(other)).id;
    apply(bench, Compare{sheet, id, {}});
}

}  // namespace

void apply(Workbench& bench, const Compare& action) {
    if (action.sheet == action.other || !bench.find(action.sheet) || !bench.find(action.other)) return;
    apply(bench, EndComparison{});
    if (!bench.pair || bench.pair->sheets != std::array{action.sheet, action.other}) {
        apply(bench, ShowBeside{action.sheet, action.other});
    }
    bench.active_sheet = action.sheet;
    bench.pair->comparison = std::make_shared<Comparison>();
    Comparison& comparison = *bench.pair->comparison;
    comparison.settings = action.settings;
    comparison.wanted = false;
    for (const std::size_t side : {0u, 1u}) {
        comparison.starts_before[side] = bench.find(bench.pair->sheets[side])->hex.start;
    }
    bench.focused_panel = Panel::Compare;
}

void apply(Workbench& bench, const CompareWithFile& action) {
    if (bench.find(action.sheet) == nullptr) return;
    apply(bench, OpenFile{action.path});
    if (bench.active_sheet == action.sheet) throw ValueError(action.path + ": is this file itself");
    apply(bench, Compare{action.sheet, bench.active_sheet, {}});
}

void apply(Workbench& bench, const CompareWithSaved& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    if (document.path().empty()) throw ValueError(document.name() + " was never saved");
    auto saved = Document::untitled(document.name() + " as saved", open_file(document.path(), Access::ReadOnly).buffer);
    saved->set_editing(Editing::Refused);
    compare_with(bench, action.sheet, std::move(saved));
}

void apply(Workbench& bench, const CompareWithPlace& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Cursor& cursor = sheet->cursor;
    const ByteRange here = cursor.anchor ? cursor.selection() : ByteRange{cursor.offset, 0};
    CompareSettings settings;
    settings.from = {here.offset, action.offset};
    if (!here.empty()) settings.length = here.length;
    apply(bench, ShowSecondPlace{action.sheet});
    const SheetId second = bench.pair->sheets[1];
    apply(bench, PlaceCursor{action.sheet, here.offset, Extend::No});
    apply(bench, PlaceCursor{second, action.offset, Extend::No});
    apply(bench, Compare{action.sheet, second, settings});
    line_up(bench, {{here.offset, 0}, {action.offset, 0}});
    for (const SheetId id : {action.sheet, second}) {
        Sheet& side = *bench.find(id);
        const Document& document = bench.document(side);
        scroll_to(side, document, rows_of(side.hex, document.size()).row_of(side.cursor.offset));
    }
    link_sides(bench);
}

void apply(Workbench& bench, const SetComparison& action) {
    Comparison& comparison = shown_comparison_or_refuse(bench);
    if (comparison.settings == action.settings) return;
    comparison.settings = action.settings;
    comparison.shown.reset();
    begin(bench, comparison);
}

void apply(Workbench& bench, const GoToDifference& action) {
    Comparison& comparison = shown_comparison_or_refuse(bench);
    comparison.wanted.reset();
    if (differences_of(bench) != nullptr) show(bench, comparison, action.index);
}

void apply(Workbench& bench, const GoToNextDifference& action) {
    shown_comparison_or_refuse(bench).wanted = action.backwards;
    follow_comparison(bench);
}

void apply(Workbench& bench, const EndComparison&) {
    Comparison* const comparison = comparison_of(bench);
    if (comparison == nullptr) return;
    for (const std::size_t side : {0u, 1u}) {
        bench.find(bench.pair->sheets[side])->hex.start = comparison->starts_before[side];
    }
    bench.pair->comparison.reset();
}

const Comparison* shown_comparison(const Workbench& bench) {
    const SideBySide* const pair = shown_pair(bench);
    return pair == nullptr ? nullptr : pair->comparison.get();
}

const CompareJob* differences_of(const Workbench& bench) {
    const Comparison* const comparison = shown_comparison(bench);
    if (comparison == nullptr || comparison->job == nullptr) return nullptr;
    return is_of_now(bench, *comparison->job) ? comparison->job.get() : nullptr;
}

SideDifferences differences_of(const Workbench& bench, const Sheet& sheet) {
    const CompareJob* const job = differences_of(bench);
    if (job == nullptr || !bench.pair->has(sheet.id)) return {};
    return {job, sheet.id == bench.pair->sheets[1] ? std::size_t{1} : std::size_t{0}};
}

std::optional<std::uint64_t> difference_at_cursor(const Workbench& bench) {
    const CompareJob* const job = differences_of(bench);
    if (job == nullptr) return std::nullopt;
    const std::size_t side = active_side(bench);
    const ByteRange here = bench.active()->cursor.target();
    if (const auto shown = shown_comparison(bench)->shown) {
        const auto hunk = job->hunk(*shown);
        if (hunk && side_of(*hunk, side).offset == here.offset) return shown;
    }
    const std::uint64_t behind = job->index_from(side, here.offset + 1);
    const auto hunk = behind == 0 ? std::nullopt : job->hunk(behind - 1);
    return hunk && side_of(*hunk, side).contains(here.offset) ? std::optional(behind - 1) : std::nullopt;
}

std::optional<std::int64_t> place_beside(const Workbench& bench, std::size_t side, std::int64_t offset) {
    const CompareJob* const job = differences_of(bench);
    if (job == nullptr || !shown_comparison(bench)->settings.rules.aligned) return std::nullopt;
    const std::uint64_t behind = job->index_from(side, offset + 1);
    const auto hunk = behind == 0 ? std::nullopt : job->hunk(behind - 1);
    if (!hunk) {
        const auto& from = shown_comparison(bench)->settings.from;
        return from[1 - side] + (offset - from[side]);
    }
    const ByteRange here = side_of(*hunk, side), there = side_of(*hunk, 1 - side);
    return here.contains(offset) ? there.offset + std::min(offset - here.offset, there.length)
                                 : there.end() + (offset - here.end());
}

bool follow_comparison(Workbench& bench) {
    Comparison* const comparison = comparison_of(bench);
    if (comparison == nullptr) return false;
    if (comparison->job == nullptr || !is_of_now(bench, *comparison->job)) {
        const auto on_the_move = [&](std::size_t side) {
            return document_of(bench, side).busy() || document_of(bench, side).arriving();
        };
        if (!comparison->refusal.empty() || on_the_move(0) || on_the_move(1)) return false;
        begin(bench, *comparison);
        return true;
    }
    if (!comparison->wanted || shown_comparison(bench) == nullptr) return !comparison->job->ended();
    const auto index = wanted_index(bench, *comparison);
    if (!index && !comparison->job->ended()) return true;
    comparison->wanted.reset();
    if (index) {
        show(bench, *comparison, *index);
    } else {
        const std::string& failure = comparison->job->failure();
        bench.tell(*bench.active(), failure.empty() ? "no difference" : failure);
    }
    return true;
}

void follow_comparison(Workbench& bench, DocumentId document, const Splice& splice) {
    Comparison* const comparison = comparison_of(bench);
    if (comparison == nullptr) return;
    for (const std::size_t side : {0u, 1u}) {
        std::int64_t& from = comparison->settings.from[side];
        // What comes to stand at the begin itself is compared, too.
        if (bench.find(bench.pair->sheets[side])->document == document && from > splice.offset) {
            from = moved(from, splice);
        }
    }
    comparison->refusal.clear();
}

bool is_comparing(const Workbench& bench) {
    const Comparison* const comparison = comparison_of(bench);
    return comparison != nullptr && comparison->refusal.empty() &&
           (comparison->job == nullptr || !comparison->job->ended());
}

}  // namespace byteprism
