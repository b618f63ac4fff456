// The plot face of the structure panel: the numbers of a table as lines, as histograms, or one against another.
#pragma once

#include <optional>

#include "app/ui/panel.hpp"
#include "app/ui/structure/plot/line_plot.hpp"
#include "app/ui/structure/plot/point_plot.hpp"

namespace byteprism {

class PlotView {
public:
    // Fills the rest of the window. `arrives`: the keyboard is to be here from now on.
    void draw(const PanelContext& context, const TablePtr& table, const Colors& look, bool arrives);
    // The bytes of the samples that the mouse is over.
    const std::optional<ByteRange>& under_mouse() const { return lines_.under_mouse(); }

private:
    LinePlot lines_;
    PointPlot points_;
};

}  // namespace byteprism
