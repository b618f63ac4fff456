// LongList: rows of one line each, any number of them, of which only those in sight are drawn, with a scroll bar.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "app/ui/theme.hpp"

namespace byteprism {

class LongList {
public:
    // Draws `count` rows from `first` on, from the cursor downwards, each a line with its spacing high.
    using DrawRows = std::function<void(std::int64_t first, std::int64_t count)>;

    // Fills what is left of the window. Rows may become fewer: when there are as many again, the place is the same.
    void draw(const char* id, std::int64_t rows, const Colors& look, const DrawRows& draw_rows);
    // So many rows on, as the arrow keys, Page Up and Down, Home and End go while the list has the keyboard.
    void step(std::int64_t rows) { steps_ += rows; }
    bool stepping() const { return steps_ != 0; }
    // The row that these steps lead to, once, from row `from`, or from the edge before it. Nothing: there were none.
    std::optional<std::int64_t> stepped(std::int64_t from, bool on_it);
    // The row is in sight when they are drawn next.
    void show(std::int64_t row) { shown_ = row; }
    void show_first() { first_row_ = 0; }

private:
    void read_keys(std::int64_t visible);

    std::int64_t first_row_ = 0;
    std::int64_t rows_ = 0;
    std::int64_t steps_ = 0;
    std::optional<std::int64_t> shown_;
    float grabbed_at_ = 0;
};

}  // namespace byteprism
