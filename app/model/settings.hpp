// Settings: what belongs to the program and not to a file, as plain data; and the questions it may be asking.
#pragma once

#include <optional>
#include <string>

#include "app/model/saving/saving.hpp"
#include "app/model/sheet.hpp"

namespace byteprism {

enum class Theme { Dark, Light };
enum class Panel { Hex, Inspector, Image, Structure, History, Lists };

struct Settings {
    Theme theme = Theme::Dark;
    double text_scale = 1.0;
    double left_width = 0.56;    // of the window: hex and inspector; the rest is image and structure
    double hex_height = 0.70;    // of the left side
    double image_height = 0.60;  // of the right side
    std::optional<Panel> maximised;
    Verify verify = Verify::SmallFiles;  // what is saved
    bool operator==(const Settings&) const = default;
};

// A question that stands before everything else until it is answered or dismissed. An argument for a command is asked
// for by the command's kind of argument (an offset: a field; a path: the file dialog).
struct Question {
    enum class Kind {
        Argument,
        CloseModified,
        ReloadModified,
        QuitModified,
        ChangedOutside,
        Recover,
        Palette
    } kind = Kind::Argument;
    std::string command;  // Argument: the id of the command that wants one
    SheetId sheet{};
    std::string refused;     // why the last answer was not taken
    std::string given = {};  // Argument: its first word, where that was answered before
};

}  // namespace byteprism
