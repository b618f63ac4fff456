#include "app/model/recipe.hpp"

#include "app/model/number_text.hpp"

namespace byteprism {

Recipe recipe_of(const ReadView& view, std::string_view text) {
    const auto shape = view.shape();
    const auto strides = view.strides();
    return Recipe{std::string(text),
                  view.format().text(),
                  view.offset(),
                  {shape.begin(), shape.end()},
                  {strides.begin(), strides.end()}};
}

ReadView bind(const Recipe& recipe, const ReadView& m) {
    return m.as_strided(Format::parse(recipe.format), recipe.shape, recipe.strides, recipe.offset - m.offset());
}

Layout layout_of(const Recipe& recipe) {
    Layout layout{recipe.offset, Format::parse(recipe.format).itemsize(), {}};
    for (std::size_t i = 0; i < recipe.shape.size(); ++i) layout.axes.push_back({recipe.shape[i], recipe.strides[i]});
    return layout;
}

std::string description(const Recipe& recipe) {
    std::int64_t bytes = Format::parse(recipe.format).itemsize();
    for (const std::int64_t count : recipe.shape) bytes *= count;
    return shape_text(recipe.shape) + "  '" + recipe.format + "'  " + short_size_text(bytes);
}

}  // namespace byteprism
