// The lines between the bar of a table and its rows: which rows these are, how far a job is, what one column holds.
#pragma once

#include <array>
#include <cstdint>

#include "app/model/table/table_work.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/theme.hpp"

namespace byteprism {

void statistics_strip(const PanelContext& context, const Table& table, const Colors& look);
// "finding 45 %" and a button; whether that was pressed.
bool job_line(const char* what, double part, const Colors& look);
// Into the box; the bin under the mouse says its numbers.
void draw_histogram(const ColumnHistogram& histogram, const char* id, ImVec2 from, ImVec2 size, const Colors& look);
// "640", "0.125": as long as it must be.
std::string shortest(double number);

}  // namespace byteprism
