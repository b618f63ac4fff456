// What opens, saves and closes.

#include <algorithm>
#include <filesystem>

#include "app/model/apply.hpp"
#include "app/model/number_text.hpp"
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

bool last_sheet_of(const Workbench& bench, DocumentId document) {
    return std::ranges::count(bench.sheets, document, &Sheet::document) == 1;
}

void tell_notice(Workbench& bench, const Document& document) {
    if (!document.notice().empty()) bench.notify(Notice::Severity::Information, document.notice());
}

}  // namespace

void apply(Workbench& bench, const NewFile&) { bench.add(Document::untitled("untitled", Buffer::zeros(256))); }

void apply(Workbench& bench, const OpenFile& action) {
    if (const Sheet* sheet = sheet_of_file(bench, action.path)) {
        bench.active_sheet = sheet->id;
        return;
    }
    tell_notice(bench, bench.document(bench.add(Document::open(action.path, bench.editing))));
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
    const bool loses = bench.document(*sheet).modified() && last_sheet_of(bench, sheet->document);
    if (loses && action.edits == Edits::AskFirst) {
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
    if (document.path().empty()) {
        ask_for_name(bench, action.sheet);
    } else if (document.modified() && document.outside_change() != Outside::Same) {
        bench.question = Question{Question::Kind::ChangedOutside, "", action.sheet, ""};
    } else if (document.modified()) {
        document.save();
    }
}

void apply(Workbench& bench, const SaveAs& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const Sheet* other = sheet_of_file(bench, action.path);
    if (other != nullptr && other->document != sheet->document) {
        throw ValueError(action.path + ": not saved: this file is open in another tab, close it first");
    }
    bench.document(*sheet).save_as(action.path);
}

void apply(Workbench& bench, const Reload& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Document& document = bench.document(*sheet);
    if (document.path().empty()) throw ValueError(document.name() + " has no file to read again");
    if (document.modified() && action.edits == Edits::AskFirst) {
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

void apply(Workbench& bench, const Quit& action) {
    const bool loses =
        std::ranges::any_of(bench.documents, [](const auto& entry) { return entry.document->modified(); });
    if (loses && action.edits == Edits::AskFirst) {
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
