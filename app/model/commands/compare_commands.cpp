#include "app/model/commands/tables.hpp"
#include "app/model/compare/comparing.hpp"
#include "app/model/patch/patch.hpp"

namespace byteprism {
namespace {

bool compares(const Workbench& bench) { return shown_comparison(bench) != nullptr; }

bool on_difference(const Workbench& bench) { return difference_at_cursor(bench).has_value(); }

bool can_patch(const Workbench& bench) { return has_bytes(bench) && !bench.document(*bench.active()).refusal(); }

// What stands beside each other already is compared; a sheet that stands alone asks for what it is compared with.
void compare(Invocation& i) {
    i.actions.push(FocusPanel{Panel::Compare});
    const SideBySide* const pair = shown_pair(i.bench);
    if (pair != nullptr && pair->comparison == nullptr) i.actions.push(Compare{pair->sheets[0], pair->sheets[1], {}});
}

void compare_with_tab(Invocation& i) { i.actions.push(Compare{i.sheet, other_sheet_argument(i), {}}); }

void export_patch(Invocation& i) {
    const std::string path(i.argument);
    patch_kind_of_name(path);  // refused at the field
    i.actions.push(ExportPatch{path});
}

template <class Change>
void set(Invocation& i, const Change& change) {
    CompareSettings settings = shown_comparison(i.bench)->settings;
    change(settings);
    i.actions.push(SetComparison{settings});
}

void switch_aligned(Invocation& i) {
    set(i, [](CompareSettings& settings) { settings.rules = rules_of(!settings.rules.aligned); });
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift;

// clang-format off
constexpr Command table[] = {
    {"compare.compare", "Compare", {Ctrl | 'K'}, anywhere, none, has_sheet, compare},
    {"compare.file", "Compare with a file...", {}, anywhere, Argument::Path, has_sheet, [](Invocation& i) { i.actions.push(CompareWithFile{i.sheet, std::string(i.argument)}); }},
    {"compare.tab", "Compare with another tab...", {}, anywhere, Argument::Text, has_several, compare_with_tab, nullptr, {}, other_sheets},
    {"compare.saved", "Compare with the saved file", {}, anywhere, none, has_file, [](Invocation& i) { i.actions.push(CompareWithSaved{i.sheet}); }},
    {"compare.place", "Compare with another place of the file...", {}, anywhere, Argument::Offset, has_bytes, [](Invocation& i) { i.actions.push(CompareWithPlace{i.sheet, offset_argument(i)}); }, nullptr, "from here on, or as much as is selected"},
    {"compare.aligned", "Find insertions and deletions, or compare byte by byte", {}, anywhere, none, compares, switch_aligned},
    {"compare.next", "Next difference", {Key::F(7)}, anywhere, none, compares, [](Invocation& i) { i.actions.push(GoToNextDifference{false}); }},
    {"compare.previous", "Previous difference", {Shift | Key::F(7)}, anywhere, none, compares, [](Invocation& i) { i.actions.push(GoToNextDifference{true}); }},
    {"compare.copy_right", "Copy this difference to the right", {Key::F(9)}, anywhere, none, on_difference, [](Invocation& i) { i.actions.push(CopyDifference{CopyTo::Right}); }},
    {"compare.copy_left", "Copy this difference to the left", {Shift | Key::F(9)}, anywhere, none, on_difference, [](Invocation& i) { i.actions.push(CopyDifference{CopyTo::Left}); }},
    {"compare.copy_all_right", "Copy all differences to the right", {}, anywhere, none, compares, [](Invocation& i) { i.actions.push(CopyDifferences{CopyTo::Right}); }},
    {"compare.copy_all_left", "Copy all differences to the left", {}, anywhere, none, compares, [](Invocation& i) { i.actions.push(CopyDifferences{CopyTo::Left}); }},
    {"compare.export_patch", "Write the differences as a patch...", {}, anywhere, Argument::SavePath, compares, export_patch, nullptr, "that makes the left into the right: .json, .ips or .bps"},
    {"compare.apply_patch", "Apply a patch...", {}, anywhere, Argument::Path, can_patch, [](Invocation& i) { i.actions.push(ApplyPatch{i.sheet, std::string(i.argument)}); }, nullptr, "JSON, IPS or BPS"},
    {"compare.end", "End comparing", {}, anywhere, none, compares, [](Invocation& i) { i.actions.push(EndComparison{}); }},
};
// clang-format on

}  // namespace

std::span<const Command> compare_commands() { return table; }

}  // namespace byteprism
