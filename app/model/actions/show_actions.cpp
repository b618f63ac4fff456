// What changes how things are shown, and what the program is asking or saying.

#include <algorithm>
#include <utility>

#include "app/model/actions/steps.hpp"
#include "app/model/image/image_guess.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"
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

bool same_geometry(const ImageSettings& a, const ImageSettings& b) {
    return a.pixels == b.pixels && a.width == b.width && a.height == b.height && a.offset == b.offset && a.mip == b.mip &&
           a.row_stride == b.row_stride && a.pixel_stride == b.pixel_stride && a.planes == b.planes &&
           a.frame_stride == b.frame_stride && a.tiling == b.tiling && a.mosaic == b.mosaic;
}

// Whether two formats have the same components of the same types. One that is none is like any.
bool same_samples(const std::string& a, const std::string& b) {
    if (a == b) return true;
    try {
        const PixelFormat one = find_pixel_format(a), other = find_pixel_format(b);
        return std::ranges::equal(one.channels, other.channels, [](const Channel& x, const Channel& y) {
            return x.component == y.component && x.type == y.type && x.bits == y.bits;
        });
    } catch (const Error&) {
        return true;
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
        show_in_structure(*sheet, *view);
    }
}

void apply(Workbench& bench, const SetImage& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const ImageSettings before = std::exchange(sheet->image, finite(action.settings));
    if (!same_geometry(before, sheet->image)) sheet->hand.region.reset();
    const bool tone_kept = before.tone == sheet->image.tone;
    if (tone_kept && !same_samples(before.pixels, sheet->image.pixels)) {
        // Numbers of other samples.
        sheet->image.tone.window.reset();
        sheet->image.tone.isolate.reset();
    }
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
