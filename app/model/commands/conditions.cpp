#include "app/model/commands/conditions.hpp"

#include "app/model/number_text.hpp"
#include "app/model/places.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// What the memory of a machine may hold at most; more than it has is refused when it is asked for.
constexpr std::int64_t most_bytes = std::int64_t{1} << 46;

// Two files may have one name: a tab is named by its place, too.
std::string tab_name(const Workbench& bench, const Sheet& sheet) {
    return "tab " + std::to_string(&sheet - bench.sheets.data() + 1);
}

}  // namespace

bool always(const Workbench&) { return true; }
bool has_sheet(const Workbench& bench) { return bench.active() != nullptr; }
bool has_several(const Workbench& bench) { return bench.sheets.size() > 1; }
bool has_bytes(const Workbench& bench) { return has_sheet(bench) && bench.document(*bench.active()).size() > 0; }
bool has_selection(const Workbench& bench) { return has_sheet(bench) && bench.active()->cursor.selects(); }
bool has_run(const Workbench& bench) { return has_sheet(bench) && bench.active()->cursor.anchor.has_value(); }
bool has_file(const Workbench& bench) { return has_sheet(bench) && !bench.document(*bench.active()).path().empty(); }
bool is_live(const Workbench& bench) { return has_sheet(bench) && bench.document(*bench.active()).live(); }
bool can_reload(const Workbench& bench) { return has_file(bench) || is_live(bench); }
bool can_read_more(const Workbench& bench) {
    return has_sheet(bench) && bench.document(*bench.active()).stopped_at_limit();
}
bool can_save(const Workbench& bench) {
    return has_sheet(bench) && !is_live(bench) && (bench.document(*bench.active()).modified() || !has_file(bench));
}
bool has_gone(const Workbench& bench) { return has_bytes(bench) && !bench.active()->journey.went_to.empty(); }
bool can_go_back(const Workbench& bench) { return has_sheet(bench) && !bench.active()->journey.back.empty(); }
bool can_go_forward(const Workbench& bench) { return has_sheet(bench) && !bench.active()->journey.forward.empty(); }
bool can_undo(const Workbench& bench) {
    return has_sheet(bench) && bench.document(*bench.active()).history().can_undo();
}
bool can_redo(const Workbench& bench) {
    return has_sheet(bench) && bench.document(*bench.active()).history().can_redo();
}
bool is_busy(const Workbench& bench) { return has_sheet(bench) && bench.document(*bench.active()).busy(); }
bool has_steps(const Workbench& bench) {
    return has_sheet(bench) && !bench.document(*bench.active()).history().steps().empty();
}
bool can_grow(const Workbench& bench) {
    return has_sheet(bench) && !bench.document(*bench.active()).length_refusal().has_value();
}
bool can_change_length(const Workbench& bench) { return has_bytes(bench) && can_grow(bench); }
bool has_notices(const Workbench& bench) { return !bench.notices.empty(); }

std::int64_t offset_argument(const Invocation& i) {
    return parse_offset(i.argument, place_context(i.bench, *i.bench.active()));
}

ChoiceList other_sheets(const Workbench& bench, const std::string&) {
    ChoiceList list;
    for (const Sheet& sheet : bench.sheets) {
        if (sheet.id == bench.active_sheet) continue;
        const std::string tab = tab_name(bench, sheet);
        list.choices.push_back({tab, tab + "  " + title_of(bench, sheet) + "  " + bench.document(sheet).path()});
    }
    return list;
}

SheetId other_sheet_argument(const Invocation& i) {
    std::vector<SheetId> meant;
    for (const Sheet& sheet : i.bench.sheets) {
        const bool named = title_of(i.bench, sheet) == i.argument || tab_name(i.bench, sheet) == i.argument;
        if (named && sheet.id != i.sheet) meant.push_back(sheet.id);
    }
    const std::string name = "'" + std::string(i.argument) + "'";
    if (meant.empty()) throw ValueError(name + " is not another open tab");
    if (meant.size() > 1) {
        throw ValueError(name + " names " + std::to_string(meant.size()) + " tabs: say which, as 'tab 2'");
    }
    return meant.front();
}

std::int64_t count_argument(const Invocation& i) {
    const std::int64_t count = parse_number(i.argument);
    if (count < 0 || count > most_bytes) {
        throw ValueError(std::string(i.argument) + " bytes: 0 to " + std::to_string(most_bytes) + " are possible");
    }
    return count;
}

void configure(Invocation& i, void (*change)(Settings&)) {
    Settings settings = i.bench.settings;
    change(settings);
    i.actions.push(Configure{settings});
}

}  // namespace byteprism
