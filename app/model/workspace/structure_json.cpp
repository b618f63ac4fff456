#include "app/model/workspace/structure_json.hpp"

#include <algorithm>
#include <iterator>

#include "app/model/structure/node_text.hpp"
#include "core/structure/basic_types.hpp"

namespace byteprism {
namespace {

constexpr const char* face_names[] = {"tree", "table", "plot"};
constexpr const char* kind_names[] = {"line", "histogram", "points"};

template <std::size_t count>
std::uint8_t index_in(const char* const (&names)[count], const std::string& name) {
    const auto at = std::ranges::find(names, name);
    return at == std::end(names) ? std::uint8_t{0} : static_cast<std::uint8_t>(at - std::begin(names));
}

std::vector<std::string> texts_in(const Json& object, const char* name) {
    std::vector<std::string> texts;
    for (const Json& one : member_or<Json>(object, name, Json::array())) {
        if (one.is_string()) texts.push_back(one.get<std::string>());
    }
    return texts;
}

Json json_of(const TableSettings& table) {
    Json object = Json::object();
    if (table.of_view) object["of_view"] = true;
    if (!table.path.empty()) object["path"] = table.path;
    if (!table.format.empty()) object["format"] = table.format;
    if (!table.hidden.empty()) object["hidden"] = table.hidden;
    if (!table.sorted_by.empty()) object["sorted_by"] = table.sorted_by;
    if (table.descending) object["descending"] = true;
    if (!table.filter.empty()) object["filter"] = table.filter;
    if (table.statistics) object["statistics"] = true;
    if (!table.column.empty()) object["column"] = table.column;
    return object;
}

TableSettings table_in(const Json& object) {
    TableSettings table;
    table.of_view = member_or<bool>(object, "of_view", false);
    table.path = member_or<std::string>(object, "path", "");
    table.format = member_or<std::string>(object, "format", "");
    table.hidden = texts_in(object, "hidden");
    table.sorted_by = member_or<std::string>(object, "sorted_by", "");
    table.descending = member_or<bool>(object, "descending", false);
    table.filter = member_or<std::string>(object, "filter", "");
    table.statistics = member_or<bool>(object, "statistics", false);
    table.column = member_or<std::string>(object, "column", "");
    return table;
}

// Where in a plot one looks is not kept.
Json json_of(const PlotSettings& plot) {
    Json object = Json::object();
    if (plot.kind != PlotKind::Line) object["kind"] = kind_names[static_cast<std::size_t>(plot.kind)];
    if (!plot.columns.empty()) object["columns"] = plot.columns;
    if (!plot.across.empty()) object["across"] = plot.across;
    if (plot.overlaid) object["overlaid"] = true;
    return object;
}

PlotSettings plot_in(const Json& object) {
    PlotSettings plot;
    plot.kind = static_cast<PlotKind>(index_in(kind_names, member_or<std::string>(object, "kind", "")));
    plot.columns = texts_in(object, "columns");
    plot.across = member_or<std::string>(object, "across", "");
    plot.overlaid = member_or<bool>(object, "overlaid", false);
    return plot;
}

}  // namespace

// Only what is not as at the beginning.
Json json_of(const StructureSettings& structure) {
    Json object{{"format", structure.text}, {"offset", structure.offset}};
    if (structure.count != 1) object["count"] = structure.count;
    if (structure.follows_cursor) object["follows_cursor"] = true;
    if (!structure.definition.empty()) object["definition"] = structure.definition;
    if (!structure.type.empty()) object["type"] = structure.type;
    if (structure.order == ByteOrder::Big) object["order"] = "big";
    if (structure.model != DataModel{}) object["model"] = static_cast<int>(structure.model);
    if (!structure.turned.empty()) object["turned"] = structure.turned;
    for (const ChosenDisplay& one : structure.displays)
        object["displays"][one.field] = std::string(name_of(one.display));
    if (structure.face != StructureFace::Tree) object["face"] = face_names[static_cast<std::size_t>(structure.face)];
    if (const Json table = json_of(structure.table); !table.empty()) object["table"] = table;
    if (const Json plot = json_of(structure.plot); !plot.empty()) object["plot"] = plot;
    return object;
}

StructureSettings structure_in(const Json& object) {
    StructureSettings structure;
    structure.text = member<std::string>(object, "format");
    structure.offset = std::max<std::int64_t>(0, member<std::int64_t>(object, "offset"));
    structure.count = std::max<std::int64_t>(0, member_or<std::int64_t>(object, "count", 1));
    structure.follows_cursor = member_or<bool>(object, "follows_cursor", false);
    structure.definition = member_or<std::string>(object, "definition", "");
    structure.type = member_or<std::string>(object, "type", "");
    if (member_or<std::string>(object, "order", "") == "big") structure.order = ByteOrder::Big;
    const int model = member_or<int>(object, "model", 0);
    structure.model = static_cast<DataModel>(std::clamp(model, 0, static_cast<int>(DataModel::Ilp32)));
    structure.turned = texts_in(object, "turned");
    const Json displays = member_or<Json>(object, "displays", Json::object());
    for (const auto& [field, name] : displays.items()) {
        const auto display = name.is_string() ? find_display(name.get<std::string>()) : std::nullopt;
        if (display) structure.displays.push_back({field, *display});
    }
    structure.face = static_cast<StructureFace>(index_in(face_names, member_or<std::string>(object, "face", "")));
    structure.table = table_in(member_or<Json>(object, "table", Json::object()));
    structure.plot = plot_in(member_or<Json>(object, "plot", Json::object()));
    return structure;
}

}  // namespace byteprism
