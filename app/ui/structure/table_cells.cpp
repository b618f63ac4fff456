#include "app/ui/structure/table_cells.hpp"

#include <algorithm>

#include <imgui.h>

#include "app/model/structure/node_text.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_characters = 64;  // of a cell
constexpr float widest = 28;                 // in characters, of a column that nobody has drawn wider
constexpr std::int64_t rows_looked_at = 24;  // for the first width

float text_width(const std::string& text) { return ImGui::CalcTextSize(text.c_str()).x; }

}  // namespace

TableCells::Cell TableCells::made(const PanelContext& context, const Sight& sight, std::int64_t row,
                                  std::size_t shown) const {
    const Table& table = *sight.table;
    const TableColumn& column = table.columns[columns_[shown]];
    const DataNode node = table.cell(RowSpan{sight.order.get(), row, 1}.row(0), column);
    Cell cell;
    cell.number = column.numbers.has_value();
    cell.outside = node.bytes.offset < 0 || node.bytes.end() > context.document.size();
    if (cell.outside) return cell;
    const FieldTree tree(*table.type, context.document.bytes(), table.offset,
                         -static_cast<std::int64_t>(context.document.base_address()));
    cell.text = value_text(tree, node, display_of(context.sheet.structure.settings, column.path), most_characters);
    return cell;
}

void TableCells::follow(const PanelContext& context, const TablePtr& table, const RowOrderPtr& order) {
    const std::vector<std::string>& hidden = context.sheet.structure.settings.table.hidden;
    if (origin_ == table->origin && source_ == table->source && offset_ == table->offset && hidden_ == hidden &&
        all_ == table->columns.size())
        return;
    origin_ = table->origin;
    source_ = table->source;
    offset_ = table->offset;
    hidden_ = hidden;
    all_ = table->columns.size();
    columns_.clear();
    lefts_.assign(1, 0);
    const float glyph = text_width("0");
    Sight sight{table, order, {}, 0, std::min(rows_looked_at, all_rows(*table, order.get()).count), 0, 0};
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
        const TableColumn& column = table->columns[i];
        if (std::ranges::count(hidden, column.name) > 0) continue;
        columns_.push_back(i);
        float width = std::max(text_width(column.name) + glyph, 4 * glyph);
        for (std::int64_t row = 0; row < sight.rows; ++row) {
            width = std::max(width, text_width(made(context, sight, row, columns_.size() - 1).text));
        }
        width = std::min(width, std::max(widest * glyph, text_width(column.name))) + 2 * glyph;
        lefts_.push_back(lefts_.back() + width);
    }
    sight_ = {};
}

std::optional<std::size_t> TableCells::column_at(float left) const {
    if (left < 0 || left >= lefts_.back()) return std::nullopt;
    return static_cast<std::size_t>(std::ranges::upper_bound(lefts_, left) - lefts_.begin()) - 1;
}

void TableCells::set_width(std::size_t shown, float width) {
    const float wider = width - this->width(shown);
    for (std::size_t i = shown + 1; i < lefts_.size(); ++i) lefts_[i] += wider;
}

void TableCells::look(const PanelContext& context, Sight sight) {
    if (sight_ == sight) return;
    sight_ = std::move(sight);
    cells_.clear();
    const float glyph = text_width("0");
    for (std::int64_t row = sight_.first; row < sight_.first + sight_.rows; ++row) {
        for (std::size_t shown = sight_.left; shown < sight_.right; ++shown) {
            cells_.push_back(made(context, sight_, row, shown));
            // Numbers are seen whole.
            if (!cells_.back().number) continue;
            const float wanted = std::min(text_width(cells_.back().text), widest * glyph) + 2 * glyph;
            if (wanted > width(shown)) set_width(shown, wanted);
        }
    }
}

}  // namespace byteprism
