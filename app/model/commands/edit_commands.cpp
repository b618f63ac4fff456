#include <algorithm>

#include "app/model/bytes/copy_forms.hpp"
#include "app/model/bytes/target_bytes.hpp"
#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"
#include "app/model/places.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

void insert(Invocation& i) { i.actions.push(Insert{i.sheet, count_argument(i)}); }

void go_to_step(Invocation& i) {
    const std::int64_t position = parse_number(i.argument);
    const std::size_t steps = i.bench.document(*i.bench.active()).history().steps().size();
    if (position < 0 || static_cast<std::uint64_t>(position) > steps) {
        throw ValueError("step " + std::string(i.argument) + ": the history has 0 to " + std::to_string(steps));
    }
    i.actions.push(GoToStep{i.sheet, static_cast<std::size_t>(position)});
}

template <PasteForm form, PasteWay way>
void paste(Invocation& i) {
    i.actions.push(Paste{i.sheet, form, way, Overhang::Ask});
}

void switch_entry(Invocation& i) {
    const Entry now = i.bench.active()->entry;
    i.actions.push(SetEntry{i.sheet, now == Entry::Insert ? Entry::Overwrite : Entry::Insert});
}

Layout range_argument(const Invocation& i) {
    return parse_range(i.argument, place_context(i.bench, *i.bench.active()));
}

bool has_something_to_clear(const Workbench& bench) { return has_selection(bench) || has_notices(bench); }

void clear(Invocation& i) {
    if (has_selection(i.bench)) {
        i.actions.push(ClearSelection{i.sheet});
    } else {
        i.actions.push(DismissNotices{});
    }
}

void select_range(Invocation& i) { i.actions.push(SelectItems{i.sheet, range_argument(i)}); }

std::string range_preview(const Invocation& i) {
    return target_text(range_argument(i), i.bench.document(*i.bench.active()));
}

void copy_as(Invocation& i) { i.actions.push(CopyAs{i.sheet, std::string(copy_form(i.argument).name)}); }

// How the first bytes look in a form, in one line.
std::string sample_of(const CopyForm& form, const Copied& copied) {
    constexpr std::size_t longest = 40;
    std::string line;
    try {
        for (const char c : form.write(copied)) {
            const bool blank = c == '\n' || c == ' ';
            if (blank && (line.empty() || line.back() == ' ')) continue;
            line += blank                                                                          ? ' '
                    : static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e ? '.'
                                                                                                   : c;
        }
    } catch (const Error&) {
        return "not possible for this selection";
    }
    return line.size() > longest ? line.substr(0, longest) + "..." : line;
}

ChoiceList copy_choices(const Workbench& bench, const std::string&) {
    constexpr std::int64_t most_sampled = std::int64_t{1} << 20;
    constexpr std::size_t bytes_shown = 8, title_width = 30;
    const Sheet& sheet = *bench.active();
    const Document& document = bench.document(sheet);
    const Layout items = sheet.cursor.target_items(document.size());
    Bytes bytes;
    if (byte_count(items) <= most_sampled) bytes = bytes_of(document, items);
    bytes.resize(std::min(bytes.size(), bytes_shown));
    ChoiceList list{target_text(items, document), {}};
    for (const CopyForm& form : copy_forms()) {
        std::string title(form.title);
        title.resize(title_width, ' ');
        list.choices.push_back({std::string(form.name), title + sample_of(form, copied_of(sheet, items, bytes))});
    }
    return list;
}

std::string insert_preview(const Invocation& i) {
    const Sheet& sheet = *i.bench.active();
    const std::int64_t size = i.bench.document(sheet).size();
    return "at " + offset_text(sheet.cursor.target().offset) + ": " + size_text(size) + " become " +
           size_text(size + count_argument(i));
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr auto panels = Scope::Panels;
constexpr Key Ctrl = Key::Ctrl, Shift = Key::Shift;

// clang-format off
constexpr Command table[] = {
    {"edit.cancel", "Cancel the long edit or save", {Shift | Key::Escape}, anywhere, none, is_busy, [](Invocation& i) { i.actions.push(CancelEdit{i.sheet}); }},
    {"edit.undo", "Undo", {Ctrl | 'Z'}, panels, none, can_undo, [](Invocation& i) { i.actions.push(Undo{i.sheet}); }},
    {"edit.redo", "Redo", {Ctrl | 'Y', Ctrl | Shift | 'Z'}, panels, none, can_redo, [](Invocation& i) { i.actions.push(Redo{i.sheet}); }},
    {"edit.go_to_step", "Undo or redo to step N...", {}, anywhere, Argument::Number, has_steps, go_to_step},
    {"edit.cut", "Cut", {Ctrl | 'X'}, panels, none, can_change_length, [](Invocation& i) { i.actions.push(Cut{i.sheet}); }},
    {"edit.copy", "Copy", {Ctrl | 'C'}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(Copy{i.sheet}); }},
    {"edit.copy_as", "Copy as...", {Ctrl | Shift | 'C'}, panels, Argument::Text, has_bytes, copy_as, nullptr, {}, copy_choices},
    {"edit.paste", "Paste", {Ctrl | 'V'}, panels, none, has_sheet, paste<PasteForm::OfSide, PasteWay::OfEntry>},
    {"edit.paste_over", "Paste over", {Ctrl | Shift | 'V'}, panels, none, has_sheet, paste<PasteForm::OfSide, PasteWay::Over>},
    {"edit.paste_insert", "Paste between the bytes", {}, panels, none, can_grow, paste<PasteForm::OfSide, PasteWay::Between>},
    {"edit.paste_base64", "Paste base64", {}, panels, none, has_sheet, paste<PasteForm::Base64, PasteWay::OfEntry>},
    {"edit.delete", "Delete", {Key::Delete}, panels, none, can_change_length, [](Invocation& i) { i.actions.push(Delete{i.sheet}); }},
    {"edit.delete_back", "Delete the byte before", {Key::Backspace}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(DeleteBack{i.sheet}); }},
    {"edit.entry", "Insert or overwrite", {Key::Insert}, panels, none, has_sheet, switch_entry},
    {"edit.insert", "Insert N zeros...", {}, anywhere, Argument::Number, can_grow, insert, insert_preview},
    {"edit.select_all", "Select all", {Ctrl | 'A'}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(SelectAll{i.sheet}); }},
    {"edit.select_range", "Select range...", {Ctrl | 'E'}, anywhere, Argument::Text, has_bytes, select_range, range_preview, "0x10:0x40, 0x10:0x40:4, 0x10+48"},
    {"edit.select_view", "Select this view", {}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(SelectItems{i.sheet, layout_of(i.bench.active()->look.recipe)}); }},
    {"edit.swap_ends", "Swap cursor and anchor", {Ctrl | 'T'}, panels, none, has_run, [](Invocation& i) { i.actions.push(SwapEnds{i.sheet}); }},
    {"edit.select_none", "Clear selection, or messages", {Key::Escape}, panels, none, has_something_to_clear, clear},
};
// clang-format on

}  // namespace

std::span<const Command> edit_commands() { return table; }

}  // namespace byteprism
