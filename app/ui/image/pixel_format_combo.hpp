// A combo box for pixel formats: all names, searched by any synonym, or a layout written out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/fields.hpp"
#include "app/ui/theme.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {

class PixelFormatCombo {
public:
    // The format that was chosen or typed: a name or a layout that parses. `shown` is the one in use.
    std::optional<std::string> draw(const char* id, const std::string& shown, float width, const Colors& colors);

private:
    void open(const std::string& shown);
    void find();
    void move();
    std::optional<std::size_t> draw_list(const Colors& colors);
    std::optional<std::string> entered();

    EagerField field_;
    std::vector<const NamedPixelFormat*> found_;
    std::size_t chosen_ = 0;
    bool moved_ = false;   // the chosen row is to be scrolled into sight
    bool walked_ = false;  // the arrow keys chose it
    bool open_ = false;
    std::string refusal_;
};

}  // namespace byteprism
