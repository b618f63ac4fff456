// One column against another: how many rows there are at each place of the plane.
#pragma once

#include <optional>

#include "app/ui/structure/plot/line_plot.hpp"

namespace byteprism {

class PointPlot {
public:
    void draw(const PanelContext& context, const PlotSubject& subject, ImVec2 from, ImVec2 room, const Colors& look);

private:
    void cells(const PlotFrame& frame, const PointDensity& density) const;
    void mouse(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame,
               const PointDensity& density);

    std::optional<Extremes> grabbed_across_, grabbed_up_;  // what was in sight when the mouse went down
    bool moved_ = false;
};

}  // namespace byteprism
