// What is done to bookmarks. None of it touches bytes, so none of it is a step of the history.

#include <algorithm>

#include "app/model/actions/steps.hpp"
#include "app/model/bookmarks/bookmark_json.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// A look at more than bytes keeps its format with its items.
std::string format_of(const Sheet& sheet, const Layout& items) {
    const Recipe& look = sheet.look.recipe;
    const bool looked_at =
        items.itemsize > 1 && items.offset == look.offset && Format::parse(look.format).itemsize() == items.itemsize;
    if (looked_at) return look.format;
    return items.itemsize == 1 ? "B" : std::to_string(items.itemsize) + "s";
}

bool same(const Bookmark& a, const Bookmark& b) { return a.name == b.name && a.items == b.items; }

}  // namespace

void apply(Workbench& bench, const AddBookmark& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Bookmarks& bookmarks = bench.bookmarks(*sheet);
    Bookmark bookmark;
    bookmark.name = action.name.empty() ? new_name(bookmarks) : action.name;
    if (bookmarks.named(bookmark.name) != nullptr) {
        throw ValueError("there is a bookmark '" + bookmark.name + "' already: names lead to one place");
    }
    bookmark.items = sheet->cursor.target_items(bench.document(*sheet).size());
    bookmark.format = format_of(*sheet, bookmark.items);
    // Neighbours differ.
    bookmark.color.field = static_cast<int>(bookmarks.list().size());
    bookmarks.add(std::move(bookmark));
}

void apply(Workbench& bench, const ChangeBookmark& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Bookmarks& bookmarks = bench.bookmarks(*sheet);
    const Bookmark* other = bookmarks.named(action.bookmark.name);
    if (action.bookmark.name.empty()) throw ValueError("a bookmark needs a name");
    if (other != nullptr && other->id != action.bookmark.id) {
        throw ValueError("there is a bookmark '" + other->name + "' already, at " + offset_text(other->offset()));
    }
    bookmarks.change(action.bookmark);
}

void apply(Workbench& bench, const RemoveBookmark& action) {
    if (const Sheet* sheet = bench.find(action.sheet)) bench.bookmarks(*sheet).remove(action.bookmark);
}

void apply(Workbench& bench, const GoToBookmark& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    const Bookmark* bookmark = bench.bookmarks(*sheet).find(action.bookmark);
    if (bookmark == nullptr) return;
    if (!fits(*bookmark, document.size())) {
        throw ValueError("bookmark '" + bookmark->name + "': its " + size_text(byte_count(bookmark->items)) + " at " +
                         offset_text(bookmark->offset()) + " are outside of the " + size_text(document.size()) +
                         " of " + document.name());
    }
    if (byte_count(bookmark->items) > 1) return apply(bench, SelectItems{action.sheet, bookmark->items});
    place_cursor(*sheet, document, bookmark->offset(), Extend::No);
}

void apply(Workbench& bench, const ImportBookmarks& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const auto object = read_json_file(action.path);
    if (!object) throw IoError(action.path + ": there is no such file");
    Bookmarks& bookmarks = bench.bookmarks(*sheet);
    std::size_t added = 0, known = 0;
    try {
        for (Bookmark& bookmark : bookmarks_in(member<Json>(*object, "bookmarks"))) {
            const auto here = [&](const Bookmark& other) { return same(other, bookmark); };
            if (std::ranges::any_of(bookmarks.list(), here)) {
                ++known;
                continue;
            }
            bookmarks.add(std::move(bookmark));
            ++added;
        }
    } catch (const Error& error) {
        throw ValueError(action.path + ": " + error.what());
    }
    std::string text =
        action.path + ": " + std::to_string(added) + (added == 1 ? " bookmark" : " bookmarks") + " added";
    if (known > 0) text += ", " + std::to_string(known) + " were there already";
    bench.notify(Notice::Severity::Information, text);
}

void apply(Workbench& bench, const ExportBookmarks& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const std::vector<Bookmark>& list = bench.bookmarks(*sheet).list();
    write_json_file(action.path, Json{{"bookmarks", json_of(list)}});
    bench.notify(Notice::Severity::Information,
                 action.path + ": " + std::to_string(list.size()) + (list.size() == 1 ? " bookmark" : " bookmarks"));
}

}  // namespace byteprism
