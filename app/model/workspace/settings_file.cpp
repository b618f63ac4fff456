#include "app/model/workspace/settings_file.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "app/model/commands/bindings.hpp"
#include "app/model/image/pixel_options.hpp"
#include "app/model/workspace/json_file.hpp"
#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

using Problems = std::vector<std::string>;

constexpr std::string_view themes[] = {"dark", "light"};                         // in the order of Theme
constexpr std::string_view minimaps[] = {"off", "entropy", "classes", "bytes"};  // in the order of MinimapKind
constexpr std::string_view verifying[] = {"never", "small", "always"};           // in the order of Verify

// The place of the text among the names.
std::size_t one_of(std::span<const std::string_view> names, const Json& object, const char* name) {
    const auto text = member<std::string>(object, name);
    const auto at = std::ranges::find(names, text);
    if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
    std::string all;
    for (const std::string_view each : names) all += (all.empty() ? "" : ", ") + std::string(each);
    throw ValueError(std::string(name) + ": '" + text + "' is none of " + all);
}

double number_in(double least, double most, const Json& object, const char* name) {
    const auto number = member<double>(object, name);
    if (number >= least && number <= most) return number;
    throw ValueError(std::string(name) + ": " + Json(number).dump() + " is not from " + Json(least).dump() + " to " +
                     Json(most).dump());
}

Keys keys_in(const Json& list) {
    if (!list.is_array() || list.size() > Keys{}.size()) throw ValueError("expected a list of at most 2 keys");
    Keys keys{};
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_string()) throw ValueError("expected keys as \"Ctrl+Z\", not " + list[i].dump().substr(0, 60));
        keys[i] = parse_key(list[i].get<std::string>());
    }
    return keys;
}

void read_keys(const Json& object, Settings& settings, Problems& problems) {
    const Json keys = member<Json>(object, "keys");
    if (!keys.is_object())
        throw ValueError("keys: expected commands with their keys, as {\"edit.undo\": [\"Ctrl+Z\"]}");
    for (const auto& [command, list] : keys.items()) {
        try {
            if (find_command(command) == nullptr) throw ValueError("there is no such command");
            settings.keys.push_back({command, keys_in(list)});
        } catch (const Error& error) {
            problems.push_back("keys: " + command + ": " + error.what());
        }
    }
    for (const std::string& conflict : conflicts(settings)) problems.push_back("keys: " + conflict);
}

Json keys_of(const Settings& settings) {
    Json keys = Json::object();
    for (const KeyBinding& binding : settings.keys) {
        Json list = Json::array();
        for (const Key key : binding.keys) {
            if (key) list.push_back(to_text(key));
        }
        keys[binding.command] = std::move(list);
    }
    return keys;
}

void read_formats(const Json& object, Settings& settings, Problems& problems) {
    const Json formats = member<Json>(object, "formats");
    if (!formats.is_object())
        throw ValueError("formats: expected names with layouts, as {\"mine\": \"l16{R5 G6 B5}\"}");
    for (const auto& [name, layout] : formats.items()) {
        try {
            if (!layout.is_string()) throw ValueError("expected a layout as text");
            check_format_name(name);
            find_pixel_format(layout.get<std::string>());
            settings.formats.push_back({name, layout.get<std::string>()});
        } catch (const Error& error) {
            problems.push_back("formats: " + name + ": " + error.what());
        }
    }
}

Json formats_of(const Settings& settings) {
    Json formats = Json::object();
    for (const NamedLayout& each : settings.formats) formats[each.name] = each.layout;
    return formats;
}

// A new setting is a new row.
struct Row {
    const char* name;
    void (*read)(const Json& object, const char* name, Settings& settings, Problems& problems);  // throws ValueError
    Json (*value)(const Settings& settings);
};

template <double Settings::*number, int least_percent, int most_percent>
constexpr Row number_row(const char* name) {
    return {name,
            [](const Json& object, const char* own, Settings& settings, Problems&) {
                settings.*number = number_in(least_percent / 100.0, most_percent / 100.0, object, own);
            },
            [](const Settings& settings) { return Json(settings.*number); }};
}

constexpr Row rows[] = {
    {"theme", [](const Json& o, const char* n, Settings& s, Problems&) { s.theme = Theme(one_of(themes, o, n)); },
     [](const Settings& s) { return Json(themes[static_cast<std::size_t>(s.theme)]); }},
    {"minimap",
     [](const Json& o, const char* n, Settings& s, Problems&) { s.minimap = MinimapKind(one_of(minimaps, o, n)); },
     [](const Settings& s) { return Json(minimaps[static_cast<std::size_t>(s.minimap)]); }},
    number_row<&Settings::text_scale, 50, 400>("text_scale"),
    number_row<&Settings::left_width, 12, 88>("left_width"),
    number_row<&Settings::hex_height, 12, 88>("hex_height"),
    number_row<&Settings::image_height, 12, 88>("image_height"),
    {"verify", [](const Json& o, const char* n, Settings& s, Problems&) { s.verify = Verify(one_of(verifying, o, n)); },
     [](const Settings& s) { return Json(verifying[static_cast<std::size_t>(s.verify)]); }},
    {"reopen", [](const Json& o, const char* n, Settings& s, Problems&) { s.reopen = member<bool>(o, n); },
     [](const Settings& s) { return Json(s.reopen); }},
    number_row<&Settings::live_rate, 10, 6000>("live_rate"),
    {"formats", [](const Json& o, const char*, Settings& s, Problems& problems) { read_formats(o, s, problems); },
     formats_of},
    {"keys", [](const Json& o, const char*, Settings& s, Problems& problems) { read_keys(o, s, problems); }, keys_of},
};

Settings settings_in(const Json& object, Problems& problems) {
    Settings settings;
    for (const auto& [name, value] : object.items()) {
        const auto* row = std::ranges::find_if(
            rows, [wanted = std::string_view(name)](const Row& each) { return each.name == wanted; });
        try {
            if (row == std::end(rows)) throw ValueError(name + ": there is no such setting");
            row->read(object, row->name, settings, problems);
        } catch (const Error& error) {
            problems.push_back(error.what());
        }
    }
    return settings;
}

}  // namespace

Settings SettingsFile::read(std::vector<std::string>& problems) {
    known_ = {};
    try {
        Problems found;
        if (const auto object = read_json_file(path_)) known_ = settings_in(*object, found);
        for (const std::string& problem : found) problems.push_back(path_ + ": " + problem);
    } catch (const Error& error) {
        problems.push_back(error.what());
    }
    return known_;
}

void SettingsFile::write(const Settings& settings) {
    const Settings before = std::exchange(known_, settings);
    const auto changed = [&](const Row& row) { return row.value(settings) != row.value(before); };
    if (settings == before || std::ranges::none_of(rows, changed)) return;
    Json object = Json::object();
    try {
        // As it is now: it may have been edited since.
        if (auto there = read_json_file(path_)) object = *std::move(there);
    } catch (const ValueError&) {
        keep_aside(path_);
    }
    for (const Row& row : rows) {
        if (changed(row)) object[row.name] = row.value(settings);
    }
    write_json_file(path_, object);
}

}  // namespace byteprism
