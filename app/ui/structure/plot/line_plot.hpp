// Numbers of columns as lines over the rows: panned and zoomed, a sample is a click away from its bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/model/table/plot_work.hpp"
#include "app/ui/panel.hpp"
#include "app/ui/structure/plot/line_picture.hpp"
#include "app/ui/structure/plot/plot_frame.hpp"

namespace byteprism {

// What every kind of plot draws from.
struct PlotSubject {
    TablePtr table;
    RowOrderPtr order;
    const PlotWork* work = nullptr;
    std::vector<std::size_t> columns;
};

ImU32 series_color(std::size_t series, const Colors& look);

class LinePlot {
public:
    void draw(const PanelContext& context, const PlotSubject& subject, ImVec2 from, ImVec2 room, bool focused,
              const Colors& look);
    // The bytes of the samples that the mouse is over.
    const std::optional<ByteRange>& under_mouse() const { return under_mouse_; }

private:
    struct Sight {
        double first = 0, count = 1;
    };
    void draw_lane(const PanelContext& context, const PlotSubject& subject, PlotFrame& lane, std::size_t first,
                   std::size_t end, bool lowest, const Colors& look) const;
    void draw_series(const PlotFrame& frame, const LinePicture& picture, ImU32 color) const;
    void draw_cursor(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame,
                     const Colors& look) const;
    void mouse(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame, const Colors& look);
    void keys(const PanelContext& context, const Sight& sight) const;
    void tell(const PanelContext& context, const PlotSubject& subject, const PlotFrame& frame, std::int64_t sample,
              std::int64_t count, const Colors& look) const;
    std::size_t nearest(const PanelContext& context, const PlotSubject& subject, std::int64_t sample) const;
    Sight sight_of(const PanelContext& context, std::int64_t samples) const;
    void show(const PanelContext& context, double first, double count) const;

    std::vector<LinePicture> pictures_;
    std::vector<PlotFrame> lanes_;
    std::int64_t samples_ = 0;
    std::optional<double> grabbed_;  // what lay under the mouse when it went down
    bool moved_ = false;             // since then
    std::optional<ByteRange> under_mouse_;
};

}  // namespace byteprism
