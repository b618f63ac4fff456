#include <utility>

#include "app/model/commands/tables.hpp"
#include "app/model/hex_text.hpp"
#include "app/model/search/finding.hpp"
#include "core/analysis/searcher.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_selected = 4096;  // bytes that are searched for

bool has_query(const Workbench& bench) {
    return has_bytes(bench) && bench.finding != nullptr && !bench.finding->settings.text.empty();
}

bool can_replace(const Workbench& bench) { return has_query(bench) && !bench.document(*bench.active()).refusal(); }

FindSettings settings_now(const Workbench& bench) {
    return bench.finding == nullptr ? FindSettings{} : bench.finding->settings;
}

template <FindKind kind>
void find(Invocation& i) {
    FindSettings settings = settings_now(i.bench);
    if (std::exchange(settings.kind, kind) != kind) settings.replacement.clear();  // it was in another notation
    settings.text = i.argument;
    Searcher{pattern_of(settings)};  // throws what is wrong with it
    i.actions.push(Find{i.sheet, std::move(settings)});
}

void replace_with(Invocation& i) {
    FindSettings settings = settings_now(i.bench);
    settings.replacement = i.argument;
    replacement_of(settings);
    i.actions.push(Find{i.sheet, std::move(settings)});
    i.actions.push(ReplaceHits{i.sheet});
}

void find_selection(Invocation& i) {
    const ByteRange selected = i.bench.active()->cursor.selection();
    if (selected.length > most_selected) {
        throw ValueError(std::to_string(selected.length) + " bytes are selected: at most " +
                         std::to_string(most_selected) + " are searched for");
    }
    FindSettings settings = settings_now(i.bench);
    settings.kind = FindKind::Hex;
    settings.text =
        hex_text(i.bench.document(*i.bench.active())
                     .bytes()
                     .subspan(static_cast<std::size_t>(selected.offset), static_cast<std::size_t>(selected.length)));
    settings.within.reset();
    i.actions.push(Find{i.sheet, std::move(settings)});
    i.actions.push(FindAgain{i.sheet, false});
}

void show_panel(Invocation& i) { i.actions.push(FocusPanel{Panel::Find}); }

template <bool backwards>
void again(Invocation& i) {
    if (!has_query(i.bench)) return show_panel(i);
    i.actions.push(FindAgain{i.sheet, backwards});
}

constexpr auto none = Argument::None;
constexpr auto text = Argument::Text;
constexpr auto anywhere = Scope::Anywhere;
constexpr auto panels = Scope::Panels;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift;

// clang-format off
constexpr Command table[] = {
    {"search.find", "Find...", {Ctrl | 'F'}, anywhere, none, has_sheet, show_panel},
    {"search.next", "Next hit", {Key::F(3)}, anywhere, none, has_bytes, again<false>},
    {"search.previous", "Previous hit", {Shift | Key::F(3)}, anywhere, none, has_bytes, again<true>},
    {"search.selection", "Find the selected bytes", {Ctrl | Shift | 'F'}, panels, none, has_run, find_selection},
    {"search.hex", "Find bytes...", {}, anywhere, text, has_bytes, find<FindKind::Hex>, nullptr, "DE AD ?? E?"},
    {"search.text", "Find text...", {}, anywhere, text, has_bytes, find<FindKind::Text>, nullptr, "words, in the encoding of the find panel"},
    {"search.number", "Find a number...", {}, anywhere, text, has_bytes, find<FindKind::Number>, nullptr, "<I=640, <f=[0, 1], H=512 +- 2"},
    {"search.regex", "Find a regular expression...", {}, anywhere, text, has_bytes, find<FindKind::Regex>, nullptr, "PNG\\r\\n.{4}"},
    {"search.replace", "Replace...", {Ctrl | 'H'}, anywhere, none, has_sheet, show_panel},
    {"search.replace_hit", "Replace this hit", {}, anywhere, none, can_replace, [](Invocation& i) { i.actions.push(ReplaceHit{i.sheet}); }},
    {"search.replace_all", "Replace all hits with...", {}, anywhere, text, can_replace, replace_with, nullptr, "as what was searched for is written"},
    {"search.end", "Forget what was found", {}, anywhere, none, has_query, [](Invocation& i) { i.actions.push(EndFinding{}); }},
};
// clang-format on

}  // namespace

std::span<const Command> search_commands() { return table; }

}  // namespace byteprism
