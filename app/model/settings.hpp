// Settings: what belongs to the program and not to a file, as plain data; and the questions it may be asking.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/commands/key.hpp"
#include "app/model/saving/saving.hpp"
#include "app/model/sheet.hpp"

namespace byteprism {

enum class Theme { Dark, Light };
// What the strip beside the hex grid shows of the whole document.
enum class MinimapKind { Off, Entropy, Classes, Bytes };
enum class Panel {
    Hex,
    Inspector,
    Image,
    Structure,
    Find,
    Compare,
    Statistics,
    Checksums,
    Strings,
    Bookmarks,
    History,
    Lists
};

// The keys that the user gave to a command, in the place of its own.
struct KeyBinding {
    std::string command;
    Keys keys;
    bool operator==(const KeyBinding&) const = default;
};

// A pixel format that the user gave a name of their own.
struct NamedLayout {
    std::string name;
    std::string layout;
    bool operator==(const NamedLayout&) const = default;
};

struct Settings {
    Theme theme = Theme::Dark;
    MinimapKind minimap = MinimapKind::Classes;
    double text_scale = 1.0;
    double left_width = 0.56;    // of the window: hex and inspector; the rest is image and structure
    double hex_height = 0.70;    // of the left side
    double image_height = 0.60;  // of the right side
    std::optional<Panel> maximised;
    Verify verify = Verify::SmallFiles;  // what is saved
    bool reopen = false;                 // at the start, what was open at the end
    double live_rate = 4;                // how many times a second a live source is looked at
    std::vector<NamedLayout> formats;    // one of a name
    std::vector<KeyBinding> keys;        // one for a command at most
    bool operator==(const Settings&) const = default;
};

// What the clipboard's text is when it is pasted: hex in any dress, or text on the text side.
enum class PasteForm { OfSide, Base64 };

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
        PasteOverhang,
        Palette
    } kind = Kind::Argument;
    std::string command;  // Argument: the id of the command that wants one
    SheetId sheet{};
    std::string refused;                 // why the last answer was not taken
    std::string given = {};              // Argument: its first word, where that was answered before
    std::string about = {};              // PasteOverhang: the numbers, in a sentence
    PasteForm form = PasteForm::OfSide;  // PasteOverhang
    std::int64_t count = 0;              // PasteOverhang: of bytes to be pasted
};

}  // namespace byteprism
