// The file dialog: chooses a file to open, or a name to save under.
//
// One field takes everything that is typed: a filter while opening, the name while saving, and in both any path. A
// path's folders are gone into as soon as they are typed. Up and Down choose a row, Enter takes it, Backspace in an
// empty field goes to the parent, Left in an empty field to the places at the side, Tab completes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/workspace/recent_files.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/folder_listing.hpp"
#include "app/ui/widgets.hpp"

namespace byteprism {

class FileDialog {
public:
    enum class Purpose { Open, Save };

    // Starts over, in the folder of `path`: the file that is open, its name being offered when saving. Without a path,
    // in the folder where the dialog was last.
    void start(Purpose purpose, const std::string& path, const RecentFiles& recent);
    // Draws into the current window. The path that was chosen in this frame; it exists if it is to be opened, and may
    // be replaced if it is to be saved.
    std::optional<std::string> draw(std::string_view title, const Colors& look);
    // Shows why the path was not taken.
    void refuse(std::string reason) { refusal_ = std::move(reason); }
    // It asks whether to replace a file: Escape takes back that question alone.
    bool replacing() const { return replacing_.has_value(); }

private:
    struct Place {
        std::string label, path;
        bool folder;
    };

    void go(const std::string& folder);
    void edited();
    void keys(bool was_empty);
    void move(std::ptrdiff_t rows);
    void complete();
    std::optional<std::string> enter();
    std::optional<std::string> take(const std::string& path);
    std::optional<std::string> ask_to_replace(const Colors& look);
    std::optional<std::string> draw_places(const Colors& look, float height);
    std::optional<std::string> draw_list(const Colors& look, float height);
    void draw_foot(const Colors& look);

    Purpose purpose_ = Purpose::Open;
    FolderListing listing_;
    EagerField field_;
    Hidden hidden_ = Hidden::Left;
    std::vector<Place> places_;
    std::optional<std::size_t> row_;    // the chosen one
    std::optional<std::size_t> place_;  // the chosen one, while the arrow keys are there
    bool moved_ = false;                // by keys: the chosen row has to be in sight
    std::string refusal_;
    std::optional<std::string> replacing_;
    Choices replace_;
};

}  // namespace byteprism
