// What opens, saves and closes.

#include <algorithm>
#include <filesystem>

#include "app/model/bytes/pasted_text.hpp"
#include "app/model/image/opening.hpp"
#include "app/model/number_text.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// A document without a file is saved under a name, which has to be asked for.
void ask_for_name(Workbench& bench, SheetId sheet) {
    bench.question = Question{Question::Kind::Argument, "file.save_as", sheet, ""};
}

const Sheet* sheet_of_file(const Workbench& bench, const std::string& file) {
    std::error_code error;
    for (const Sheet& sheet : bench.sheets) {
        const std::string& path = bench.document(sheet).path();
        if (!path.empty() && std::filesystem::equivalent(path, file, error)) return &sheet;
    }
    return nullptr;
}

// Unsaved ones, or one that is being made.
bool has_edits(const Document& document) { return document.modified() || document.busy(); }

bool last_sheet_of(const Workbench& bench, DocumentId document) {
    return std::ranges::count(bench.sheets, document, &Sheet::document) == 1;
}

void tell_notice(Workbench& bench, const Document& document) {
    if (!document.notice().empty()) bench.notify(Notice::Severity::Information, document.notice());
}

// Asks for the next one, if there is one.
void next_recoverable(Workbench& bench) {
    bench.recoverable.erase(bench.recoverable.begin());
    bench.question.reset();
    if (!bench.recoverable.empty()) bench.question = Question{Question::Kind::Recover, "", {}, ""};
}

}  // namespace

void apply(Workbench& bench, const NewFile& action) {
    bench.add(Document::untitled("untitled", Buffer::zeros(static_cast<std::size_t>(action.size))));
}

void apply(Workbench& bench, const NewFromClipboard&) {
    if (bench.clipboard == nullptr) return;
    try {
        bench.add(Document::untitled("untitled", Buffer::copy_of(parse_pasted(bench.clipboard->text()).bytes)));
    } catch (const ValueError& error) {
        throw ValueError(std::string("no bytes in the clipboard: ") + error.what());
    }
}

void apply(Workbench& bench, const OpenFile& action) {
    if (const Sheet* sheet = sheet_of_file(bench, action.path)) {
        bench.active_sheet = sheet->id;
        return;
    }
    Sheet& sheet = bench.add(open_document(FileSource{action.path}, bench.editing));
    show_what_it_is(bench, sheet);
    tell_notice(bench, bench.document(sheet));
}

void apply(Workbench& bench, const ActivateSheet& action) {
    if (bench.find(action.sheet) != nullptr) bench.active_sheet = action.sheet;
}

void apply(Workbench& bench, const ActivateNextSheet& action) {
    const auto count = static_cast<std::ptrdiff_t>(bench.sheets.size());
    const Sheet* active = bench.active();
    if (active == nullptr) return;
    const std::ptrdiff_t next = (active - bench.sheets.data() + action.steps % count + count) % count;
    bench.active_sheet = bench.sheets[static_cast<std::size_t>(next)].id;
}

void apply(Workbench& bench, const CloseSheet& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    const bool loses = has_edits(document) && last_sheet_of(bench, sheet->document);
    if (loses && action.edits == Edits::AskFirst && document.saving()) {
        bench.afterwards = action;
        return;
    }
    if (loses && action.edits == Edits::AskFirst) {
        if (bench.question) return;  // what is asked already comes first
        bench.question = Question{Question::Kind::CloseModified, "file.close", action.sheet, ""};
        return;
    }
    bench.question.reset();
    bench.remove(action.sheet);
}

void apply(Workbench& bench, const Save& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    if (document.busy()) {
        document.begin_save(bench.settings.verify);  // says why not
    } else if (document.path().empty()) {
        ask_for_name(bench, action.sheet);
    } else if (document.modified() && document.outside_change() == Outside::Gone) {
        document.keep_against_outside_change();
        document.begin_save();
    } else if (document.modified() && document.outside_change() != Outside::Same) {
        bench.question = Question{Question::Kind::ChangedOutside, "", action.sheet, ""};
    } else if (document.modified()) {
        document.begin_save(bench.settings.verify);
    }
}

void apply(Workbench& bench, const SaveAs& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Sheet* other = sheet_of_file(bench, action.path);
    if (other != nullptr && other->document != sheet->document) {
        throw ValueError(action.path + ": not saved: this file is open in another tab, close it first");
    }
    bench.document(*sheet).begin_save_as(action.path, bench.settings.verify);
}

void apply(Workbench& bench, const SaveCopy& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    document.begin_save_range({0, document.size()}, action.path, bench.settings.verify);
}

void apply(Workbench& bench, const SaveSelection& action) {
    const Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    const ByteRange range = intersection(sheet->cursor.target(), {0, document.size()});
    document.begin_save_range(range, action.path, bench.settings.verify);
}

void apply(Workbench& bench, const Reload& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    if (document.path().empty()) throw ValueError(document.name() + " has no file to read again");
    if (has_edits(document) && action.edits == Edits::AskFirst) {
        bench.question = Question{Question::Kind::ReloadModified, "file.reload", action.sheet, ""};
        return;
    }
    bench.question.reset();
    document.reload();
    tell_notice(bench, document);
}

void apply(Workbench& bench, const KeepEdits& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    bench.question.reset();
    bench.document(*sheet).keep_against_outside_change();
}

void apply(Workbench& bench, const Recover&) {
    if (bench.recoverable.empty()) return;
    const Recoverable found = bench.recoverable.front();
    // Whatever becomes of it, the question is answered; the edits stay in their file until they are made again.
    next_recoverable(bench);
    const bool untitled = found.path.empty();
    if (untitled) {
        bench.add(Document::untitled(found.name, Buffer::zeros(0)));
    } else {
        apply(bench, OpenFile{found.path});
    }
    Document& document = bench.document(*bench.find(bench.active_sheet));
    if (document.modified())
        throw ValueError(found.path + ": has edits already; those of before are kept in " + found.log);
    recover(found, document);
    std::filesystem::remove(found.log);
    const char* edits = found.edits == 1 ? " edit is back, not saved yet" : " edits are back, not saved yet";
    bench.notify(Notice::Severity::Information, document.name() + ": " + std::to_string(found.edits) + edits);
}

void apply(Workbench& bench, const ForgetRecoverable&) {
    if (bench.recoverable.empty()) return;
    std::filesystem::remove(bench.recoverable.front().log);
    next_recoverable(bench);
}

void apply(Workbench& bench, const Quit& action) {
    const bool loses =
        std::ranges::any_of(bench.documents, [](const auto& entry) { return has_edits(*entry.document); });
    const bool saving =
        std::ranges::any_of(bench.documents, [](const auto& entry) { return entry.document->saving(); });
    if (loses && action.edits == Edits::AskFirst && saving) {
        bench.afterwards = action;
        return;
    }
    if (loses && action.edits == Edits::AskFirst) {
        if (bench.question) return;
        bench.question = Question{Question::Kind::QuitModified, "file.quit", bench.active_sheet, ""};
        return;
    }
    bench.quitting = true;
}

void apply(Workbench& bench, const ToggleEditing& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    document.set_editing(document.editing() == Editing::Allowed ? Editing::Refused : Editing::Allowed);
}

}  // namespace byteprism
