#include "app/model/workspace/structure_json.hpp"

#include <algorithm>

#include "app/model/structure/node_text.hpp"
#include "core/structure/basic_types.hpp"

namespace byteprism {

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
    for (const Json& path : member_or<Json>(object, "turned", Json::array())) {
        if (path.is_string()) structure.turned.push_back(path.get<std::string>());
    }
    const Json displays = member_or<Json>(object, "displays", Json::object());
    for (const auto& [field, name] : displays.items()) {
        const auto display = name.is_string() ? find_display(name.get<std::string>()) : std::nullopt;
        if (display) structure.displays.push_back({field, *display});
    }
    return structure;
}

}  // namespace byteprism
