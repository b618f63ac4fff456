// Tables without a window: what their columns are, rows found and sorted by jobs, cells written, files written.
#include "app/model/table/table.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "app/model/commands/commands.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "app/model/table/table_actions.hpp"
#include "app/model/table/table_work.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

// id, w, h of six boxes, and one byte too many.
const std::vector<int> boxes{1, 0, 30, 5, 2, 0, 10, 6, 3, 0, 20, 5, 4, 0, 10, 7, 5, 0, 40, 5, 6, 0, 20, 1, 99};

class TableTest : public testing::Test {
protected:
    void given(const std::vector<int>& numbers, std::string text, std::int64_t count = 0) {
        std::vector<std::byte> bytes;
        for (const int number : numbers) bytes.push_back(static_cast<std::byte>(number));
        bench.add(Document::untitled("test", Buffer::copy_of(bytes)));
        StructureSettings settings = sheet().structure.settings;
        settings.text = std::move(text);
        settings.count = count;
        did(SetStructure{sheet().id, settings});
    }
    void given_boxes() { given(boxes, "T{<H:id:B:w:B:h:}"); }
    Sheet& sheet() { return *bench.find(bench.active_sheet); }
    Document& document() { return bench.document(sheet()); }
    template <class Did>
    void did(Did action) {
        Actions actions;
        actions.push(std::move(action));
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
        while (bench.jobs->running() || is_finding_rows(bench) || !bench.errands.empty()) {
            std::this_thread::yield();
            bench.refresh();
        }
    }
    Table table() { return bind_table(sheet(), document()); }
    std::string columns() {
        std::string text;
        for (const TableColumn& column : table().columns) {
            text += column.name + "@" + std::to_string(column.bytes.offset) + (column.numbers ? "" : "?") + " ";
        }
        return text;
    }
    // The values of a column, in the order in which they are shown.
    std::string shown(std::string_view column) {
        const Table now = table();
        const RowOrderPtr order = order_of(bench, sheet(), now);
        const FieldTree tree(*now.type, document().bytes(), now.offset);
        const RowSpan rows = all_rows(now, order.get());
        std::string text;
        for (std::int64_t i = 0; i < rows.count; ++i) {
            const DataNode node = now.cell(rows.row(i), now.columns[*now.find(column)]);
            text += value_text(tree, node, FieldDisplay::OfType, 40) + " ";
        }
        return text;
    }
    std::string refusal_of(std::string_view command, std::string_view argument) {
        Actions actions;
        try {
            invoke(*find_command(command), argument, bench, actions);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
    std::string path_of(const std::string& name) { return (folder.path() / name).string(); }
    std::string written(const std::string& name) {
        run("structure.export", path_of(name));
        std::ifstream file(path_of(name), std::ios::binary);
        return {std::istreambuf_iterator(file), {}};
    }

    TemporaryFolder folder;
    Workbench bench;
};

TEST_F(TableTest, RecordsAreRowsAndTheirMembersColumns) {
    given_boxes();
    run("structure.table");
    EXPECT_EQ(sheet().structure.settings.face, StructureFace::Table);
    EXPECT_EQ(columns(), "id@0 w@2 h@3 ");
    EXPECT_EQ(table().rows, 6);
    EXPECT_EQ(shown("w"), "30 10 20 10 40 20 ");
}

TEST_F(TableTest, MembersOfMembersSmallArraysAndBitFieldsAreColumnsOfTheirOwn) {
    given(std::vector<int>(64),
          "struct R { char name[3]; struct { uint8_t a; union { uint8_t b; int8_t c; }; } in; "
          "uint16_t box[2]; uint8_t raw[20]; uint32_t low : 3, high : 29; };",
          1);
    run("structure.table");
    EXPECT_EQ(columns(), "name@0? in.a@3 in.b@4 in.c@4 box[0]@6 box[1]@8 raw@10? low@28 high@32 ");
    EXPECT_EQ(table().rows, 1);
}

TEST_F(TableTest, NumbersAndArraysOfThemAreTablesToo) {
    given({1, 0, 2, 0, 3, 0, 4, 0}, "struct S { int16_t v[2][2]; };", 1);
    did(SetStructure{sheet().id, with_table(sheet().structure.settings, "v", StructureFace::Table)});
    EXPECT_EQ(columns(), "c0@0 c1@2 ");
    EXPECT_EQ(shown("c1"), "2 4 ");
    did(SetStructure{sheet().id, with_table(sheet().structure.settings, "v[1]", StructureFace::Table)});
    EXPECT_EQ(columns(), "value@0 ");
    EXPECT_EQ(shown("value"), "3 4 ");
    StructureSettings settings = sheet().structure.settings;
    settings.table.path = "v";
    settings.table.format = "<BBH";
    did(SetStructure{sheet().id, settings});
    EXPECT_EQ(columns(), "f0@0 f1@1 f2@2 ");
    EXPECT_EQ(shown("f2"), "2 4 ");
}

TEST_F(TableTest, AViewIsATableWhicheverWayItRuns) {
    given({1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0}, "B");
    did(SetLook{sheet().id, "m.cast('<h')[::-2]"});
    run("structure.table_of_view");
    EXPECT_EQ(shown("value"), "6 4 2 ");
    run("structure.sort", "value");
    EXPECT_EQ(shown("value"), "2 4 6 ");
    did(SetLook{sheet().id, "m.cast('<h', (3, 2))"});
    EXPECT_EQ(columns(), "c0@0 c1@2 ");
    EXPECT_EQ(shown("c1"), "2 4 6 ");
}

TEST_F(TableTest, SaysWhyThereIsNoTable) {
    given({2, 7, 7, 1, 7}, "struct V { uint8_t n; uint8_t d[n]; }; struct F { V v[]; };", 1);
    did(SetStructure{sheet().id, with_table(sheet().structure.settings, "v", StructureFace::Table)});
    BoundTable bound;
    EXPECT_EQ(bound.follow(sheet(), document()), nullptr);
    EXPECT_NE(bound.refusal().find("sizes of their own"), std::string::npos) << bound.refusal();
}

TEST_F(TableTest, RowsThatTheDataDoesNotHaveAreNotThere) {
    given({1, 2, 3}, "H", 100);
    run("structure.table");
    EXPECT_EQ(table().rows, 100);
    EXPECT_EQ(table().rows_there, 1);
    EXPECT_EQ(shown("value"), "513 ");
}

TEST_F(TableTest, TheBytesOfRowsAreReadInAnotherFormat) {
    given({1, 0, 255, 255, 2, 0, 254, 255, 9}, "T{(9)B:data:}");
    run("structure.table");
    EXPECT_EQ(columns(), "value@0 ");
    run("structure.rows", "T{<h:left:<h:right:}");
    EXPECT_EQ(columns(), "left@0 right@2 ");
    EXPECT_EQ(table().rows, 2);
    EXPECT_EQ(shown("right"), "-1 -2 ");
    EXPECT_NE(refusal_of("structure.rows", "T{<h:left").find("never closed"), std::string::npos);
    EXPECT_EQ(columns(), "left@0 right@2 ");
}

TEST_F(TableTest, RowsAreFilteredAndSorted) {
    given_boxes();
    run("structure.table");
    run("structure.filter", "w >= 20");
    EXPECT_EQ(shown("id"), "1 3 5 6 ");
    run("structure.sort", "w");
    EXPECT_EQ(shown("id"), "3 6 1 5 ");
    run("structure.sort", "-h");
    EXPECT_EQ(shown("id"), "1 3 5 6 ");
    run("structure.sort", "-w");
    EXPECT_EQ(shown("id"), "5 1 3 6 ");
    EXPECT_NE(refusal_of("structure.filter", "width > 1").find("no column"), std::string::npos);
    EXPECT_NE(refusal_of("structure.sort", "width").find("no column"), std::string::npos);
    EXPECT_EQ(sheet().structure.settings.table.filter, "w >= 20");
}

TEST_F(TableTest, TheOrderFollowsTheBytes) {
    given_boxes();
    run("structure.table");
    run("structure.sort", "w");
    EXPECT_EQ(shown("id"), "2 4 3 6 1 5 ");
    document().write(2, std::vector{std::byte{1}}, Gesture::None);
    settle();
    EXPECT_EQ(shown("id"), "1 2 4 3 6 5 ");
}

TEST_F(TableTest, SortsEveryKindOfNumber) {
    given({0xff, 0xff, 1, 0, 0, 0x80, 5, 0}, "<h");
    run("structure.table");
    run("structure.sort", "value");
    EXPECT_EQ(shown("value"), "-32768 -1 1 5 ");
    run("structure.sort", "-value");
    EXPECT_EQ(shown("value"), "5 1 -1 -32768 ");
    given({0, 0, 0x80, 0xbf, 0, 0, 0xc0, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0xc0}, "<f");
    run("structure.table");
    run("structure.sort", "-value");
    EXPECT_EQ(shown("value"), "0 -1 -2 nan ");
}

TEST_F(TableTest, TellsTheStatisticsOfAColumnAndOfTheRowsThatAreFound) {
    given_boxes();
    run("structure.table");
    run("structure.statistics", "w");
    const auto found = bench.table_work->statistics().answer;
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->summary.least, 10);
    EXPECT_EQ(found->summary.greatest, 40);
    EXPECT_NEAR(found->summary.mean, 130 / 6.0, 1e-12);
    EXPECT_EQ(found->distinct, 4U);
    EXPECT_EQ(found->histogram.counts()[0], 2U);
    run("structure.filter", "h == 5");
    const auto of_found = bench.table_work->statistics().answer;
    ASSERT_NE(of_found, nullptr);
    EXPECT_EQ(of_found->summary.count, 3U);
    EXPECT_EQ(of_found->summary.mean, 30);
}

TEST_F(TableTest, AColumnIsSelectedAsAStridedView) {
    given_boxes();
    run("structure.table");
    did(SelectColumn{sheet().id, "w"});
    ASSERT_TRUE(sheet().cursor.items);
    EXPECT_EQ(*sheet().cursor.items, (Layout{2, 1, {Axis{6, 4}}}));
    did(SelectCells{sheet().id, "h", 1, 2});
    EXPECT_EQ(*sheet().cursor.items, (Layout{7, 1, {Axis{2, 4}}}));
    did(SelectCells{sheet().id, "id", 1, 1});
    EXPECT_EQ(sheet().cursor.selection(), (ByteRange{4, 2}));
}

TEST_F(TableTest, AValueIsRepeatedOverRowsInOneUndoStep) {
    given_boxes();
    run("structure.table");
    did(WriteCells{sheet().id, "w", 1, 4, "0x63"});
    EXPECT_EQ(shown("w"), "30 99 99 99 99 20 ");
    did(Undo{sheet().id});
    EXPECT_EQ(shown("w"), "30 10 20 10 40 20 ");
    run("structure.sort", "w");
    did(WriteCells{sheet().id, "h", 0, 2, "1"});
    EXPECT_EQ(document().bytes()[7], std::byte{1});
    EXPECT_EQ(document().bytes()[15], std::byte{1});
    did(Undo{sheet().id});
    EXPECT_EQ(document().bytes()[7], std::byte{6});
    EXPECT_EQ(document().bytes()[15], std::byte{7});
    EXPECT_FALSE(document().modified());
    did(WriteCells{sheet().id, "w", 0, 1, "256"});
    EXPECT_FALSE(bench.notices.empty());
    EXPECT_FALSE(document().modified());
}

TEST_F(TableTest, IsWrittenAsCsvAndJson) {
    given_boxes();
    run("structure.table");
    run("structure.filter", "id < 3");
    EXPECT_EQ(written("t.csv"), "id,w,h\r\n1,30,5\r\n2,10,6\r\n");
    EXPECT_EQ(written("t.jsonl"), "{\"id\":1,\"w\":30,\"h\":5}\n{\"id\":2,\"w\":10,\"h\":6}\n");
    StructureSettings settings = sheet().structure.settings;
    settings.table.hidden = {"w"};
    did(SetStructure{sheet().id, settings});
    EXPECT_EQ(written("t.json"), "[\n{\"id\":1,\"h\":5},\n{\"id\":2,\"h\":6}\n]\n");
    EXPECT_NE(refusal_of("structure.export", "t.xls").find(".npy"), std::string::npos);
}

TEST_F(TableTest, TextAndFloatsAreWrittenAsTheOtherProgramReadsThem) {
    given({'a', '"', ',', 0, 0, 0, 0xc0, 0x7f, 'b', '\n', 0, 0, 0xcd, 0xcc, 0xcc, 0x3d},
          "struct R { char name[4]; float x; };");
    run("structure.table");
    EXPECT_EQ(written("t.csv"), "name,x\r\n\"a\"\",\",nan\r\n\"b\n\",0.1\r\n");
    EXPECT_EQ(written("t.jsonl"), "{\"name\":\"a\\\",\",\"x\":null}\n{\"name\":\"b\\n\",\"x\":0.1}\n");
}

TEST_F(TableTest, IsWrittenAsAnArrayOfNumPy) {
    given_boxes();
    run("structure.table");
    const std::string file = written("t.npy");
    ASSERT_EQ(file.substr(0, 8), std::string("\x93NUMPY\x02\0", 8));
    EXPECT_NE(
        file.find("{'descr': [('id', '<u2'), ('w', '|u1'), ('h', '|u1')], 'fortran_order': False, 'shape': (6,), }"),
        std::string::npos);
    EXPECT_EQ((file.size() - 24) % 64, 0U);
    EXPECT_EQ(file.substr(file.size() - 24, 4), std::string("\x01\0\x1e\x05", 4));
}

TEST_F(TableTest, NothingIsLeftOfAnExportThatFails) {
    given_boxes();
    run("structure.table");
    run("structure.export", "/nowhere/at/all.csv");
    ASSERT_FALSE(bench.notices.empty());
    EXPECT_NE(bench.notices.back().text.find("/nowhere/at/all.csv"), std::string::npos);
    StructureSettings settings = sheet().structure.settings;
    settings.table.hidden = {"id", "w", "h"};
    did(SetStructure{sheet().id, settings});
    run("structure.export", path_of("none.csv"));
    EXPECT_NE(bench.notices.back().text.find("hidden"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(path_of("none.csv")));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 0);
}

TEST_F(TableTest, TooManyRowsAreRefusedWithTheNumbers) {
    Table table;
    table.rows = table.rows_there = std::int64_t{5} << 30;
    table.stride = table.row_size = 8;
    EXPECT_THROW(check_order(table, {"w > 1", "", false}), ValueError);
    table.rows_there = std::int64_t{1} << 28;
    table.type = first_structure_type();
    table.columns.push_back(
        {"x", "x", "double", 0, DataNode::Kind::Value, {0, 8}, {}, 0, NumberColumn{NumberColumn::Kind::Float, 8}});
    try {
        check_order(table, {"", "x", false});
        FAIL();
    } catch (const ValueError& error) {
        EXPECT_NE(std::string(error.what()).find("268,435,456 rows"), std::string::npos) << error.what();
        EXPECT_NE(std::string(error.what()).find("89,478,485 are the most"), std::string::npos) << error.what();
    }
}

TEST_F(TableTest, ColumnsAreBookmarkedAsViews) {
    given_boxes();
    run("structure.table");
    did(BookmarkColumn{sheet().id, "id"});
    ASSERT_EQ(bench.bookmarks(sheet()).list().size(), 1U);
    EXPECT_EQ(bench.bookmarks(sheet()).list()[0].items, (Layout{0, 2, {Axis{6, 4}}}));
    EXPECT_EQ(bench.bookmarks(sheet()).list()[0].format, "<H");
}

}  // namespace
}  // namespace byteprism
