// A combo box for pixel formats: all names, searched by any synonym, or a layout written out.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/settings.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/theme.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {

class PixelFormatCombo {
public:
    // The format that was chosen or typed: a name of the table, or a layout that parses. `shown` is the one in use,
    // `own` are those that the user gave names.
    std::optional<std::string> draw(const char* id, const std::string& shown, std::span<const NamedLayout> own,
                                    float width, const Colors& colors);

private:
    struct Row {
        std::string name, layout;
        const NamedPixelFormat* known;  // null: the user's own
        std::string chosen() const { return known != nullptr ? name : layout; }
    };

    void open(const std::string& shown, std::span<const NamedLayout> own);
    void find(std::span<const NamedLayout> own);
    void move();
    std::optional<std::size_t> draw_list(const Colors& colors);
    std::optional<std::string> entered(std::span<const NamedLayout> own);

    EagerField field_;
    std::vector<Row> found_;
    std::size_t chosen_ = 0;
    bool moved_ = false;   // the chosen row is to be scrolled into sight
    bool walked_ = false;  // the arrow keys chose it
    bool open_ = false;
    std::string refusal_;
};

}  // namespace byteprism
