// byteprism commands [--json]

#include <nlohmann/json.hpp>

#include "app/cli/output.hpp"
#include "app/cli/verb.hpp"
#include "app/model/commands/bindings.hpp"
#include "app/model/paths.hpp"
#include "app/model/workspace/settings_file.hpp"

namespace byteprism {
namespace {

const char* name_of(Argument argument) {
    switch (argument) {
        case Argument::None:
            return nullptr;
        case Argument::Offset:
            return "offset";
        case Argument::Number:
            return "number";
        case Argument::Text:
            return "text";
        case Argument::Path:
        case Argument::SavePath:
            return "path";
        case Argument::SharedMemory:
            return "name";
        case Argument::Process:
            return "process";
    }
    return nullptr;
}

// What is wrong in their file is told where they are used.
Settings settings_now() {
    std::vector<std::string> problems;
    const std::string folder = settings_folder();
    return folder.empty() ? Settings{} : SettingsFile(folder + "/settings.json").read(problems);
}

void write_json(const Settings& settings, Output& output) {
    auto list = nlohmann::ordered_json::array();
    for (const Command& command : commands()) {
        nlohmann::ordered_json keys = nlohmann::ordered_json::array();
        for (const Key key : keys_of(command, settings)) {
            if (key) keys.push_back(to_text(key));
        }
        nlohmann::ordered_json row{{"id", command.id}, {"title", command.title}, {"keys", keys}, {"argument", nullptr}};
        if (const char* argument = name_of(command.argument)) row["argument"] = argument;
        list.push_back(std::move(row));
    }
    output.write(list.dump(1) + "\n");
}

void write_text(const Settings& settings, Output& output) {
    for (const Command& command : commands()) {
        std::string line(command.id);
        line.resize(std::max<std::size_t>(line.size() + 1, 24), ' ');
        line += command.title;
        line.resize(std::max<std::size_t>(line.size() + 1, 56), ' ');
        line += to_text(keys_of(command, settings));
        line.erase(line.find_last_not_of(' ') + 1);
        output.write(line + "\n");
    }
}

}  // namespace

VerbAction declare_commands(CLI::App& app) {
    auto json = std::make_shared<bool>(false);
    app.add_flag("--json", *json, "As JSON");
    return [json] {
        const Settings settings = settings_now();
        Output output;
        *json ? write_json(settings, output) : write_text(settings, output);
        output.flush();
        return 0;
    };
}

}  // namespace byteprism
