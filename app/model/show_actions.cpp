// What changes how things are shown, and what the program is asking or saying.

#include "app/model/apply.hpp"
#include "core/error.hpp"

namespace byteprism {

void apply(Workbench& bench, const SetStructure& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    Structure& structure = sheet->structure;
    structure.settings.offset = action.settings.offset;
    try {
        structure.format = Format::parse(action.settings.format);
        structure.settings.format = action.settings.format;
        structure.refusal.reset();
    } catch (const StructError& error) {
        structure.refusal = Refusal{action.settings.format, error.what(), error.column};
    }
}

void apply(Workbench& bench, const SetImage& action) {
    if (Sheet* sheet = bench.find(action.sheet)) sheet->image = action.settings;
}

void apply(Workbench& bench, const Hover& action) {
    if (Sheet* sheet = bench.find(action.sheet)) sheet->hover = action.bytes;
}

void apply(Workbench& bench, const Configure& action) { bench.settings = action.settings; }

void apply(Workbench& bench, const FocusPanel& action) { bench.focused_panel = action.panel; }

void apply(Workbench& bench, const Ask& action) { bench.question = action.question; }

void apply(Workbench& bench, const Dismiss&) { bench.question.reset(); }

void apply(Workbench& bench, const DismissNotices&) { bench.notices.clear(); }

}  // namespace byteprism
