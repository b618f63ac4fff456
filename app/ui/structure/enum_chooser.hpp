// A list of an enum's names under its field: one of them is chosen, or typed; of flags each is a box to click.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/model/structure/field_tree.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

class EnumChooser {
public:
    static bool suits(const FieldTree& tree, const DataNode& node);

    // Opens in the window that draws it next, for the node of that path.
    void open(std::string path, std::string value);
    bool is_open_for(const std::string& path) const { return open_ && path == path_; }
    // What was chosen, as typed; flags stay open. Requires is_open_for() the node.
    std::optional<std::string> draw(const FieldTree& tree, const DataNode& node, const Colors& look);
    void close() { open_ = false; }
    void refuse(std::string reason);

private:
    void choose(const std::vector<const Enumerator*>& listed, WideInteger now);

    std::string path_;
    EagerField field_;
    std::string refusal_;
    std::optional<std::size_t> chosen_;  // with the arrow keys
    bool open_ = false;
    bool appearing_ = false;
    bool typed_ = false;
    bool was_active_ = false;
};

}  // namespace byteprism
