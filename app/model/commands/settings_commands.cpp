#include <algorithm>
#include <filesystem>

#include "app/model/commands/bindings.hpp"
#include "app/model/commands/tables.hpp"
#include "app/model/paths.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// A value that a setting can be given. A new one is a new row.
struct Value {
    std::string_view answer, text;
    bool (*is_now)(const Settings& settings);
    void (*set)(Settings& settings);
};

// clang-format off
constexpr Value values[] = {
    {"theme=dark", "Theme: dark", [](const Settings& s) { return s.theme == Theme::Dark; }, [](Settings& s) { s.theme = Theme::Dark; }},
    {"theme=light", "Theme: light", [](const Settings& s) { return s.theme == Theme::Light; }, [](Settings& s) { s.theme = Theme::Light; }},
    {"reopen=no", "At the start: open nothing", [](const Settings& s) { return !s.reopen; }, [](Settings& s) { s.reopen = false; }},
    {"reopen=yes", "At the start: open what was open at the end, as it was", [](const Settings& s) { return s.reopen; }, [](Settings& s) { s.reopen = true; }},
    {"live_rate=1", "Live sources: look once a second", [](const Settings& s) { return s.live_rate == 1; }, [](Settings& s) { s.live_rate = 1; }},
    {"live_rate=4", "Live sources: look 4 times a second", [](const Settings& s) { return s.live_rate == 4; }, [](Settings& s) { s.live_rate = 4; }},
    {"live_rate=15", "Live sources: look 15 times a second", [](const Settings& s) { return s.live_rate == 15; }, [](Settings& s) { s.live_rate = 15; }},
    {"live_rate=60", "Live sources: look 60 times a second", [](const Settings& s) { return s.live_rate == 60; }, [](Settings& s) { s.live_rate = 60; }},
    {"verify=never", "Read back what was saved: never", [](const Settings& s) { return s.verify == Verify::Never; }, [](Settings& s) { s.verify = Verify::Never; }},
    {"verify=small", "Read back what was saved: of files below 64 MiB", [](const Settings& s) { return s.verify == Verify::SmallFiles; }, [](Settings& s) { s.verify = Verify::SmallFiles; }},
    {"verify=always", "Read back what was saved: always", [](const Settings& s) { return s.verify == Verify::Always; }, [](Settings& s) { s.verify = Verify::Always; }},
};
// clang-format on

ChoiceList setting_choices(const Workbench& bench, const std::string&) {
    ChoiceList list;
    for (const Value& value : values) {
        const char* mark = value.is_now(bench.settings) ? "* " : "  ";
        list.choices.push_back({std::string(value.answer), mark + std::string(value.text)});
    }
    return list;
}

void set(Invocation& i) {
    const auto* value = std::ranges::find(values, i.argument, &Value::answer);
    if (value == std::end(values)) throw ValueError("'" + std::string(i.argument) + "': no setting has this value");
    configure(i, value->set);
}

std::string settings_path() { return settings_folder() + "/settings.json"; }

// What is there is a file that people edit, so it is opened as one.
void open_file(Invocation& i) { i.actions.push(OpenFile{settings_path()}); }

// It is made when a setting is changed.
bool has_file_of_settings(const Workbench&) {
    std::error_code error;
    return std::filesystem::exists(settings_path(), error);
}

// ---- keys

const Command& command_named(const std::string& id) {
    const Command* command = find_command(id);
    if (command == nullptr) throw ValueError("there is no command '" + id + "'");
    return *command;
}

// First the command, then its keys.
ChoiceList key_choices(const Workbench& bench, const std::string& given) {
    ChoiceList list;
    if (given.empty()) {
        for (const Command& command : commands()) {
            std::string text(command.id);
            text.resize(std::max<std::size_t>(text.size() + 1, 26), ' ');
            text += command.title;
            text.resize(std::max<std::size_t>(text.size() + 1, 62), ' ');
            list.choices.push_back({std::string(command.id), text + to_text(keys_of(command, bench.settings))});
        }
        return list;
    }
    const Command& command = command_named(given);
    const std::string now = to_text(keys_of(command, bench.settings)), own = to_text(command.keys);
    list.heading = std::string(command.title) + ": " + (now.empty() ? "no key" : now) + ". Others as Ctrl+U, F2";
    list.choices = {{given + " default", "As the program brings it: " + (own.empty() ? "no key" : own)},
                    {given + " none", "No key"}};
    return list;
}

void refuse_taken(const Command& command, const Keys& keys, const Settings& settings) {
    for (const Command& other : commands()) {
        for (const Key key : keys_of(other, settings)) {
            if (&other == &command || !key || std::ranges::count(keys, key) == 0) continue;
            throw ValueError(to_text(key) + " is the key of " + std::string(other.id) +
                             ": give that another one first");
        }
    }
}

void set_keys(Invocation& i) {
    const std::size_t space = i.argument.find(' ');
    const Command& command = command_named(std::string(i.argument.substr(0, space)));
    if (space == std::string_view::npos) {
        const std::string given(command.id);
        return i.actions.push(Ask{{Question::Kind::Argument, "tools.keys", i.sheet, "", given}});
    }
    const std::string_view text = i.argument.substr(space + 1);
    Settings settings = i.bench.settings;
    std::erase_if(settings.keys, [&](const KeyBinding& binding) { return binding.command == command.id; });
    const bool own = text == "default";
    const Keys keys = own ? command.keys : text == "none" ? Keys{} : parse_keys(text);
    refuse_taken(command, keys, settings);
    if (!own) settings.keys.push_back({std::string(command.id), keys});
    i.actions.push(Configure{settings});
}

constexpr auto anywhere = Scope::Anywhere;

// clang-format off
constexpr Command table[] = {
    {"tools.settings", "Settings...", {Key::Ctrl | ','}, anywhere, Argument::Text, always, set, nullptr, {}, setting_choices},
    {"tools.keys", "Keys of a command...", {}, anywhere, Argument::Text, always, set_keys, nullptr, {}, key_choices},
    {"tools.settings_file", "Open the settings file", {}, anywhere, Argument::None, has_file_of_settings, open_file},
};
// clang-format on

}  // namespace

std::span<const Command> settings_commands() { return table; }

}  // namespace byteprism
