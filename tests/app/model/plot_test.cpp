// Plots without a window: which columns they are of, and what a job finds for them.
#include <thread>

#include <gtest/gtest.h>

#include "app/model/commands/commands.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "app/model/table/plot_work.hpp"
#include "app/model/table/table_work.hpp"
#include "app/model/workbench.hpp"

namespace byteprism {
namespace {

class PlotTest : public testing::Test {
protected:
    // Frames of sound: left goes up, right goes down.
    void given_sound(int frames) {
        std::vector<std::byte> bytes;
        const auto add = [&](int number) {
            bytes.push_back(static_cast<std::byte>(number & 255));
            bytes.push_back(static_cast<std::byte>(number >> 8 & 255));
        };
        for (int i = 0; i < frames; ++i) {
            add(i);
            add(-i);
        }
        bench.add(Document::untitled("sound", Buffer::copy_of(bytes)));
        change([](StructureSettings& settings) {
            settings.text = "T{<h:left:<h:right:}";
            settings.count = 0;
        });
        run("structure.plot");
    }
    Sheet& sheet() { return *bench.find(bench.active_sheet); }
    Document& document() { return bench.document(sheet()); }
    template <class Change>
    void change(const Change& how) {
        StructureSettings settings = sheet().structure.settings;
        how(settings);
        Actions actions;
        actions.push(SetStructure{sheet().id, settings});
        bench.apply(actions);
        settle();
    }
    void run(std::string_view command, std::string_view argument = "") {
        Actions actions;
        if (argument.empty()) invoke(*find_command(command), bench, actions);
        if (!argument.empty()) invoke(*find_command(command), argument, bench, actions);
        bench.apply(actions);
        settle();
    }
    void settle() {
        bench.refresh();
        while (bench.jobs->running() || is_finding_rows(bench)) {
            std::this_thread::yield();
            bench.refresh();
        }
    }
    const PlotWork& plot() { return bench.table_work->plot(); }
    std::string columns() {
        const Table table = bind_table(sheet(), document());
        std::string names;
        for (const std::size_t column : plotted_columns(table, sheet().structure.settings.plot)) {
            names += table.columns[column].name + " ";
        }
        return names;
    }

    Workbench bench;
};

TEST_F(PlotTest, ChannelsOfSoundAreTwoLines) {
    given_sound(3000);
    EXPECT_EQ(columns(), "left right ");
    ASSERT_EQ(plot().envelopes().size(), 2U);
    EXPECT_EQ(plot().envelopes()[0]->of(0, 3000), (Extremes{0, 2999}));
    EXPECT_EQ(plot().envelopes()[1]->of(0, 3000), (Extremes{-2999, 0}));
    EXPECT_EQ(plot().envelopes()[0]->of(1024, 512), (Extremes{1024, 1535}));
}

TEST_F(PlotTest, FollowsTheBytes) {
    given_sound(3000);
    const std::vector<std::byte> high{std::byte{0xff}, std::byte{0x7f}};
    document().write(4 * 2000, high, Gesture::None);
    settle();
    EXPECT_EQ(plot().envelopes()[0]->of(0, 3000), (Extremes{0, 32767}));
}

TEST_F(PlotTest, FollowsTheFilterAndTheSorting) {
    given_sound(3000);
    run("structure.filter", "left >= 1000");
    EXPECT_EQ(plot().envelopes()[0]->samples(), 2000);
    EXPECT_EQ(plot().envelopes()[0]->of(0, 2000), (Extremes{1000, 2999}));
    run("structure.sort", "-left");
    EXPECT_EQ(plot().envelopes()[0]->of(0, 512), (Extremes{2488, 2999}));
}

TEST_F(PlotTest, ChosenColumnsArePlottedThoseThatAreNoneAreNot) {
    given_sound(10);
    change([](StructureSettings& settings) { settings.plot.columns = {"right", "middle"}; });
    EXPECT_EQ(columns(), "right ");
    EXPECT_EQ(plot().envelopes().size(), 1U);
}

TEST_F(PlotTest, AHistogramForEachColumn) {
    given_sound(1000);
    change([](StructureSettings& settings) { settings.plot.kind = PlotKind::Histogram; });
    ASSERT_NE(plot().histograms(), nullptr);
    ASSERT_EQ(plot().histograms()->size(), 2U);
    EXPECT_EQ((*plot().histograms())[1].column, "right");
    EXPECT_EQ((*plot().histograms())[1].summary.least, -999);
}

TEST_F(PlotTest, PointsOfOneColumnOverAnother) {
    given_sound(1000);
    change([](StructureSettings& settings) { settings.plot.kind = PlotKind::Points; });
    auto points = plot().points();
    ASSERT_NE(points, nullptr);
    EXPECT_EQ(points->across(), (Extremes{0, 999}));
    EXPECT_EQ(points->up(), (Extremes{-999, 0}));
    EXPECT_EQ(points->inside(), 1000U);
    EXPECT_EQ(points->first(0, PointDensity::side - 1), 0);
    // A window of the plane.
    change([](StructureSettings& settings) { settings.plot.window = {Extremes{100, 199}, Extremes{-150, 0}}; });
    points = plot().points();
    ASSERT_NE(points, nullptr);
    EXPECT_EQ(points->inside(), 51U);
    EXPECT_EQ(points->first(0, PointDensity::side * 50 / 150), 100);
}

TEST_F(PlotTest, SaysWhenThereIsNothingToPlot) {
    bench.add(Document::untitled("text", Buffer::copy_of(std::vector<std::byte>(40, std::byte{'a'}))));
    change([](StructureSettings& settings) {
        settings.text = "4s";
        settings.count = 0;
    });
    run("structure.plot");
    EXPECT_EQ(plot().refusal(), "the table has no numbers to plot");
}

TEST_F(PlotTest, ThePlotIsKeptWithTheSheet) {
    given_sound(10);
    EXPECT_EQ(sheet().structure.settings.face, StructureFace::Plot);
    run("structure.table");
    EXPECT_EQ(sheet().structure.settings.face, StructureFace::Table);
    EXPECT_TRUE(plot().envelopes().empty());
    run("structure.plot_of_view");
    EXPECT_TRUE(sheet().structure.settings.table.of_view);
    EXPECT_EQ(columns(), "value ");
}

}  // namespace
}  // namespace byteprism
