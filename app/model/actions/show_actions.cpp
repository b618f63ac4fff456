// What changes how things are shown, and what the program is asking or saying.

#include "app/model/actions/steps.hpp"
#include "app/model/image/image_guess.hpp"
#include "core/error.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

Look look_of(const ReadView& view, std::string_view text) {
    Look look;
    look.recipe = recipe_of(view, text);
    look.description = description(look.recipe);
    return look;
}

// The view that the expression gives; nothing if it gives a value, or fails: the look then says so.
std::optional<ReadView> look_through(Look& look, const std::string& expression, const Document& document) {
    try {
        const Evaluated evaluated = Expression::parse(expression).evaluate(document.view());
        if (const auto* value = std::get_if<Value>(&evaluated.result)) {
            look.recipe.text = expression;
            look.description = repr(*value).substr(0, 200);
            look.refusal.reset();
            return std::nullopt;
        }
        const auto& view = std::get<ReadView>(evaluated.result);
        look = look_of(view, expression);
        return view;
    } catch (const ExpressionError& error) {
        look.refusal = Refusal{expression, error.what(), error.column};
        return std::nullopt;
    }
}

}  // namespace

Look look_at_everything(const Document& document) { return look_of(document.view(), "m"); }

void look_again(Sheet& sheet, const Document& document) {
    const std::string expression = sheet.look.recipe.text;
    look_through(sheet.look, expression, document);
}

void apply(Workbench& bench, const SetLook& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    if (const auto view = look_through(sheet->look, action.expression, bench.document(*sheet))) {
        // The structure panel shows the view's first item.
        sheet->structure = Structure{{view->format().text(), view->offset()}, view->format(), std::nullopt};
    }
}

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
    if (Sheet* sheet = bench.find(action.sheet)) sheet->image = finite(action.settings);
}

void apply(Workbench& bench, const GuessImage& action) {
    const Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    bench.guess = std::make_shared<ImageGuess>(bench, *sheet);
    bench.tell(*sheet, "looking for rows of a picture");
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
