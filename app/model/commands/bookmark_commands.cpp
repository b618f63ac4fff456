#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

bool has_bookmarks(const Workbench& bench) {
    return has_sheet(bench) && !bench.bookmarks(*bench.active()).list().empty();
}

const Bookmark* here(const Workbench& bench) {
    return has_sheet(bench) ? bench.bookmarks(*bench.active()).at(bench.active()->cursor.offset) : nullptr;
}

bool is_on_bookmark(const Workbench& bench) { return here(bench) != nullptr; }

// From the beginning of what is selected: going to a bookmark selects it.
std::int64_t standing(const Workbench& bench) {
    const Cursor& cursor = bench.active()->cursor;
    return cursor.items ? bounds(*cursor.items).offset : cursor.target().offset;
}

void go_to(Invocation& i, const Bookmark* bookmark) { i.actions.push(GoToBookmark{i.sheet, bookmark->id}); }

void go_to_named(Invocation& i) {
    const Bookmark* bookmark = i.bench.bookmarks(*i.bench.active()).named(i.argument);
    if (bookmark == nullptr) throw ValueError("there is no bookmark '" + std::string(i.argument) + "'");
    go_to(i, bookmark);
}

ChoiceList all(const Workbench& bench, const std::string&) {
    ChoiceList list;
    for (const Bookmark& bookmark : bench.bookmarks(*bench.active()).list()) {
        const std::string place = address_text(static_cast<std::uint64_t>(bookmark.offset()));
        list.choices.push_back({bookmark.name, place + "  " + bookmark.name + "  " + bookmark.comment});
    }
    return list;
}

void rename(Invocation& i) {
    Bookmark bookmark = *here(i.bench);
    bookmark.name = i.argument;
    i.actions.push(ChangeBookmark{i.sheet, bookmark});
}

void comment(Invocation& i) {
    Bookmark bookmark = *here(i.bench);
    bookmark.comment = i.argument;
    i.actions.push(ChangeBookmark{i.sheet, bookmark});
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr auto panels = Scope::Panels;
constexpr Key Ctrl = Key::Ctrl, Alt = Key::Alt;

// clang-format off
constexpr Command table[] = {
    {"bookmark.add", "Bookmark the selection", {Ctrl | 'B'}, panels, none, has_bytes, [](Invocation& i) { i.actions.push(AddBookmark{i.sheet, ""}); }},
    {"bookmark.add_named", "Bookmark the selection as...", {}, anywhere, Argument::Text, has_bytes, [](Invocation& i) { i.actions.push(AddBookmark{i.sheet, std::string(i.argument)}); }},
    {"bookmark.next", "Next bookmark", {Alt | Key::PageDown}, anywhere, none, has_bookmarks, [](Invocation& i) { go_to(i, i.bench.bookmarks(*i.bench.active()).next(standing(i.bench))); }},
    {"bookmark.previous", "Previous bookmark", {Alt | Key::PageUp}, anywhere, none, has_bookmarks, [](Invocation& i) { go_to(i, i.bench.bookmarks(*i.bench.active()).previous(standing(i.bench))); }},
    {"bookmark.go_to", "Go to a bookmark...", {}, anywhere, Argument::Text, has_bookmarks, go_to_named, nullptr, {}, all},
    {"bookmark.rename", "Rename the bookmark here...", {}, anywhere, Argument::Text, is_on_bookmark, rename},
    {"bookmark.comment", "Comment on the bookmark here...", {}, anywhere, Argument::Text, is_on_bookmark, comment},
    {"bookmark.remove", "Delete the bookmark here", {}, anywhere, none, is_on_bookmark, [](Invocation& i) { i.actions.push(RemoveBookmark{i.sheet, here(i.bench)->id}); }},
    {"bookmark.import", "Import bookmarks...", {}, anywhere, Argument::Path, has_sheet, [](Invocation& i) { i.actions.push(ImportBookmarks{i.sheet, std::string(i.argument)}); }},
    {"bookmark.export", "Export bookmarks...", {}, anywhere, Argument::SavePath, has_bookmarks, [](Invocation& i) { i.actions.push(ExportBookmarks{i.sheet, std::string(i.argument)}); }},
};
// clang-format on

}  // namespace

std::span<const Command> bookmark_commands() { return table; }

}  // namespace byteprism
