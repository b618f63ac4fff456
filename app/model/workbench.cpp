#include "app/model/workbench.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <exception>
#include <new>
#include <utility>

#include "app/model/actions/steps.hpp"
#include "app/model/compare/comparing.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {

void Workbench::apply(Actions& actions) {
    for (const Action& action : actions.take()) {
        try {
            action.apply_to(*this);
        } catch (const std::bad_alloc&) {
            notify(Notice::Severity::Error, "not enough memory for that");
        } catch (const std::exception& error) {  // ours, or of the file system
            notify(Notice::Severity::Error, error.what());
        }
        follow_documents();
        follow_link(*this);
    }
    if (const Sheet* sheet = active()) recent.put_first({document(*sheet).path()});
}

Sheet* Workbench::find_settled(SheetId id) {
    const Sheet* sheet = find(id);
    if (sheet == nullptr) return nullptr;
    entry(*sheet).editor = id;
    Document& document = this->document(*sheet);
    if (!document.in_background() || document.saving()) return find(id);
    document.advance(std::chrono::milliseconds(1000));
    if (document.in_background()) throw ValueError(document.name() + ": a long edit is going on");
    follow_documents();
    return find(id);
}

// A document that became shorter takes its sheets' places along, and a look is one at the bytes of now.
void Workbench::follow_documents() {
    for (Entry& entry : documents) {
        Document& document = *entry.document;
        for (const Splice& splice : document.take_splices()) {
            entry.bookmarks.follow(splice);
            follow_comparison(*this, entry.id, splice);
            for (Sheet& sheet : sheets) {
                if (sheet.document == entry.id && sheet.id != entry.editor) follow_in_pair(*this, sheet, splice);
            }
        }
        if (std::exchange(entry.followed, document.version()) == document.version()) continue;
        const std::int64_t last = std::max<std::int64_t>(document.size() - 1, 0);
        for (Sheet& sheet : sheets) {
            if (sheet.document != entry.id) continue;
            Cursor& cursor = sheet.cursor;
            if (sheet.id != entry.editor) cursor.nibble = 0;  // half a byte was typed into others
            if (cursor.offset > last_place(sheet, document) || cursor.anchor.value_or(0) > last ||
                (cursor.items && bounds(*cursor.items).end() > document.size())) {
                place_cursor(sheet, document, cursor.offset, Extend::No);
            }
            scroll_to(sheet, document, sheet.hex.first_row);  // there may be fewer rows
            look_again(sheet, document);
        }
    }
}

const Sheet* Workbench::find(SheetId id) const {
    const auto at = std::ranges::find(sheets, id, &Sheet::id);
    return at == sheets.end() ? nullptr : &*at;
}

Sheet* Workbench::find(SheetId id) { return const_cast<Sheet*>(std::as_const(*this).find(id)); }

const Workbench::Entry& Workbench::entry(const Sheet& sheet) const {
    const auto at = std::ranges::find(documents, sheet.document, &Entry::id);
    assert(at != documents.end() && "every sheet's document is in the list");
    return *at;
}

const Document& Workbench::document(const Sheet& sheet) const { return *entry(sheet).document; }

Workbench::Entry& Workbench::entry(const Sheet& sheet) { return const_cast<Entry&>(std::as_const(*this).entry(sheet)); }

Document& Workbench::document(const Sheet& sheet) { return *entry(sheet).document; }

void Workbench::take_up_bookmarks(Entry& entry) {
    const auto known = closed_bookmarks.extract(entry.document->path());
    if (known.empty()) return;
    for (Bookmark& bookmark : known.mapped()) entry.bookmarks.add(std::move(bookmark));
}

Sheet& Workbench::add(std::unique_ptr<Document> document) {
    const DocumentId id{++last_id_};
    if (!recovery_folder.empty()) document->keep_for_recovery(recovery_folder);
    const std::uint64_t version = document->version();
    recent.put_first({document->path()});
    documents.push_back(Entry{id, std::move(document), version});
    take_up_bookmarks(documents.back());
    Sheet& sheet = sheets.emplace_back();
    sheet.id = SheetId{++last_id_};
    sheet.document = id;
    sheet.look = look_at_everything(this->document(sheet));
    active_sheet = sheet.id;
    return sheet;
}

Sheet& Workbench::add_copy(const Sheet& of) {
    Sheet copy = of;
    copy.id = SheetId{++last_id_};
    copy.cursor.nibble = 0;
    const auto at = std::ranges::find(sheets, of.id, &Sheet::id);
    return *sheets.insert(std::next(at), std::move(copy));
}

void Workbench::keep_for_recovery(const std::string& folder) {
    recovery_folder = folder;
    recoverable = find_recoverable(folder);
    if (!recoverable.empty()) question = Question{Question::Kind::Recover, "", {}, ""};
}

void Workbench::leave() {
    for (const Entry& entry : documents) entry.document->forget_recovery();
}

void Workbench::remove(SheetId id) {
    const auto at = std::ranges::find(sheets, id, &Sheet::id);
    if (at == sheets.end()) return;
    const DocumentId document = at->document;
    const auto next = sheets.erase(at);
    if (pair && pair->has(id)) {
        if (active_sheet == id) active_sheet = pair->other(id);
        pair.reset();
    }
    if (std::ranges::find(sheets, document, &Sheet::document) == sheets.end()) {
        std::erase_if(documents, [&](const Entry& entry) {
            if (entry.id != document) return false;
            entry.document->forget_recovery();
            if (const std::string& path = entry.document->path(); !path.empty()) {
                closed_bookmarks[path] = entry.bookmarks.list();
            }
            return true;
        });
    }
    if (active_sheet != id) return;
    // The neighbour to the right takes its place, else the one to the left.
    active_sheet = sheets.empty() ? SheetId{} : next != sheets.end() ? next->id : sheets.back().id;
}

void Workbench::tell(const Sheet& sheet, std::string text) {
    report = {sheet.document, document(sheet).version(), std::move(text)};
}

void Workbench::notify(Notice::Severity severity, std::string text) {
    // A key that repeats repeats its refusal: once is enough.
    if (!notices.empty() && notices.back().text == text) return;
    notices.push_back(Notice{severity, std::move(text)});
    ++notices_given;
}

}  // namespace byteprism
