// The structure panel without a window: what text compiles to, rows of open nodes, paths, copies, edits, colours.
#include "app/model/structure/structure_rows.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "app/model/structure/definition_library.hpp"
#include "app/model/structure/field_ranges.hpp"
#include "app/model/structure/node_forms.hpp"
#include "app/model/structure/node_text.hpp"
#include "app/model/structure/structure_actions.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"
#include "tests/app/model/text_clipboard.hpp"

namespace byteprism {
namespace {

class StructureTest : public testing::Test {
protected:
    void given(std::vector<int> numbers) {
        std::vector<std::byte> bytes;
        for (const int number : numbers) bytes.push_back(static_cast<std::byte>(number));
        given(Buffer::copy_of(bytes));
    }
    void given(Buffer buffer) { bench.add(Document::untitled("test", std::move(buffer))); }
    Sheet& sheet() { return *bench.find(bench.active_sheet); }
    const Document& document() { return bench.document(sheet()); }
    StructureSettings settings(std::string text) {
        StructureSettings wanted = sheet().structure.settings;
        wanted.text = std::move(text);
        return wanted;
    }
    template <class Did>
    void did(Did action) {
        Actions actions;
        actions.push(std::move(action));
        bench.apply(actions);
    }
    void show(std::string text) { did(SetStructure{bench.active_sheet, settings(std::move(text))}); }
    void turn(const std::string& path) { did(TurnNode{bench.active_sheet, path}); }
    // "path = value" of each row.
    std::string rows(std::int64_t first = 0, std::int64_t count = 100) {
        list.follow(sheet(), document());
        std::string text;
        for (const StructureRow& row : list.rows(first, count, sheet(), document())) {
            text += row.path + " = " + row.value + row.node.error + "\n";
        }
        return text;
    }
    std::string copied(const std::string& path, const std::string& form) {
        did(CopyNode{bench.active_sheet, path, form});
        return clipboard.text();
    }
    std::byte byte(std::size_t at) { return document().bytes()[at]; }

    TextClipboard clipboard;
    Workbench bench{&clipboard};
    StructureRows list;
};

TEST_F(StructureTest, RecordsInRecordsBeginOpenAndArraysClosed) {
    given({1, 2, 0, 3, 0, 4, 5, 6});
    show("T{<B:kind:T{<H:x:<H:y:}:at:(3)B:rest:}");
    EXPECT_EQ(rows(), "kind = 1\nat = \nat.x = 2\nat.y = 3\nrest = {4, 5, 6}\n");
    turn("at");
    turn("rest");
    EXPECT_EQ(rows(), "kind = 1\nat = {2, 3}\nrest = \nrest[0] = 4\nrest[1] = 5\nrest[2] = 6\n");
    EXPECT_EQ(rows(3, 1), "rest[0] = 4\n");
}

TEST_F(StructureTest, CTypesAreDeclaredAndChosen) {
    given({1, 0, 2, 3});
    show(
        "struct A { uint16_t a; }; struct B { struct A first; enum E : uint8_t { ONE = 2 } e; uint8_t low : 4, high : "
        "4; };");
    EXPECT_EQ(rows(), "first = \nfirst.a = 1\ne = ONE (2)\nlow = 3\nhigh = 0\n");
    StructureSettings wanted = sheet().structure.settings;
    wanted.type = "struct A";
    did(SetStructure{bench.active_sheet, wanted});
    EXPECT_EQ(rows(), "a = 1\n") << sheet().structure.type->record.name;
    wanted.order = ByteOrder::Big;
    did(SetStructure{bench.active_sheet, wanted});
    EXPECT_EQ(rows(), "a = 256\n");
}

TEST_F(StructureTest, WhatDoesNotCompileSaysLineAndColumnAndKeepsTheLastGoodOne) {
    given({1, 2, 3, 4});
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        StructureSettings wanted = settings("struct A {\n  strange x;\n};");
        wanted.order = order;
        did(SetStructure{bench.active_sheet, wanted});
        ASSERT_TRUE(sheet().structure.refusal.has_value());
        EXPECT_TRUE(sheet().structure.refusal->message.starts_with("line 2, column 3: "))
            << sheet().structure.refusal->message;
        EXPECT_EQ(sheet().structure.settings.text, "<IHH");
        EXPECT_EQ(sheet().structure.settings.order, ByteOrder::Little);
    }
    show("<B");
    EXPECT_FALSE(sheet().structure.refusal.has_value());
}

TEST_F(StructureTest, AHundredMillionRecordsCostNothingUntilTheyAreLookedAt) {
    given(Buffer::zeros(1 << 20));
    StructureSettings wanted = settings("struct P { uint32_t x, y; };");
    wanted.count = 100'000'000;
    did(SetStructure{bench.active_sheet, wanted});
    rows(0, 1);
    EXPECT_EQ(list.count(), 100'000'002);  // the first one begins open
    EXPECT_EQ(rows(60'000'002, 2).substr(0, 12), "[60000000] =");
    turn("[50000000]");
    rows(0, 1);
    EXPECT_EQ(list.count(), 100'000'004);
    EXPECT_EQ(list.row_of("[50000000].y", sheet(), document()), 50'000'004);
    EXPECT_EQ(list.row_of("[50000001]", sheet(), document()), 50'000'005);
    EXPECT_EQ(list.row_with(12, sheet(), document()), 3);
}

TEST_F(StructureTest, ElementsOfVaryingSizeAreGoneThroughInPortions) {
    given(Buffer::zeros(40'000));
    show("struct S { uint8_t n; char text[n]; }; struct All { struct S all[]; };");
    turn("all");
    rows(0, 1);
    EXPECT_EQ(list.count(), 1 + FieldTree::most_looked_through + 1);
    list.look_further("all");
    rows(0, 1);
    EXPECT_EQ(list.count(), 1 + 40'000);
}

TEST_F(StructureTest, SeveralRecordsThatVaryAreOneAfterTheOther) {
    given({1, 1, 'a', 2, 2, 'b', 'c', 0, 0, 1, 9, 'x'});
    StructureSettings wanted =
        settings("struct Part { uint8_t n; char text[n]; }; struct S { uint8_t n; struct Part parts[n]; };");
    wanted.count = 4;
    did(SetStructure{bench.active_sheet, wanted});
    turn("[0].parts");
    turn("[1]");
    EXPECT_EQ(rows(),
              "[0] = \n[0].n = 1\n[0].parts = \n[0].parts[0] = {1, 'a'}\n"
              "[1] = \n[1].n = 2\n[1].parts = {{…}, {…}}\n"
              "[2] = {0, {…}}\n"
              "[3] = {1, {…}}damaged inside\n");
    EXPECT_EQ(list.row(0, sheet(), document()).size, "3");
    EXPECT_EQ(list.row(4, sheet(), document()).size, "5");
    EXPECT_EQ(list.row_with(6, sheet(), document()), 6);
}

TEST_F(StructureTest, DamageStandsInItsRowAndTheRestIsShown) {
    given({200, 7, 8});
    show("struct A { uint8_t n; uint8_t next; uint8_t data[n]; };");
    const std::string text = rows();
    EXPECT_NE(text.find("n = 200\nnext = 7\ndata = "), std::string::npos) << text;
    EXPECT_NE(text.find("200 elements"), std::string::npos) << text;
}

TEST_F(StructureTest, APointerIsFollowedWhenItIsOpened) {
    given({2, 0, 0, 0, 0, 0, 0, 0});
    show("struct L { uint16_t *at; };");
    EXPECT_EQ(rows(), "at = 0x2\n");
    turn("at");
    EXPECT_EQ(rows(), "at = 0x2\nat* = 0\n");
}

TEST_F(StructureTest, ValuesAreWrittenAsTypedAndShownAsChosen) {
    given({192, 168, 0, 1, 0, 0, 0, 0});
    show("struct A { uint32_t ip; enum E : uint8_t { NO, YES } e; uint8_t low : 4, high : 4; };");
    const SheetId id = bench.active_sheet;
    did(WriteNode{id, "e", "YES"});
    did(WriteNode{id, "high", "0xF"});
    EXPECT_EQ(byte(4), std::byte{1});
    EXPECT_EQ(byte(5), std::byte{0xF0});
    did(SetDisplay{id, "ip", FieldDisplay::Address});
    EXPECT_NE(rows().find("ip = 192.168.0.1\n"), std::string::npos) << rows();
    did(WriteNode{id, "ip", "10.0.0.255"});
    EXPECT_EQ(byte(3), std::byte{255});
    did(SetDisplay{id, "ip", FieldDisplay::Time});
    did(WriteNode{id, "ip", "2001-09-09 01:46:40"});
    EXPECT_NE(rows().find("ip = 2001-09-09 01:46:40\n"), std::string::npos) << rows();
    did(SetDisplay{id, "ip", FieldDisplay::Hexadecimal});
    EXPECT_NE(rows().find("ip = 0x3B9ACA00\n"), std::string::npos) << rows();
    did(WriteNode{id, "high", "16"});
    EXPECT_EQ(byte(5), std::byte{0xF0});
    ASSERT_FALSE(bench.notices.empty());
    EXPECT_NE(bench.notices.back().text.find("0 to 15"), std::string::npos) << bench.notices.back().text;
    did(Undo{id});
    EXPECT_EQ(byte(0), std::byte{10}) << "one step each";
}

TEST_F(StructureTest, IsCopiedInTheFormsOfOtherPrograms) {
    given({'h', 'i', 0, 0, 1, 0, 2, 0});
    show("struct A { char name[4]; struct { uint16_t x, y; } at; };");
    EXPECT_EQ(copied("name", "value"), "hi");
    EXPECT_EQ(copied("at", "python"), "{'x': 1, 'y': 2}");
    EXPECT_EQ(copied("at", "c"), "{.x = 1, .y = 2}");
    EXPECT_EQ(copied("at.y", "path"), "at.y");
    EXPECT_EQ(copied("at.y", "offset"), "0x6");
    EXPECT_NE(copied("at", "numpy").find("<u2"), std::string::npos) << clipboard.text();
    did(BookmarkNode{bench.active_sheet, "at"});
    ASSERT_EQ(bench.bookmarks(sheet()).list().size(), 1u);
    EXPECT_EQ(bench.bookmarks(sheet()).list()[0].offset(), 4);
}

TEST_F(StructureTest, EveryFieldHasAPathOfItsOwnWhateverItsName) {
    given({1, 2, 3, 4, 5, 6, 7});
    show("T{<B:a.b:B:x:T{B:b:B:x:}:a:B:[0]:B:#1:B:say \"\\:}");
    EXPECT_EQ(rows(),
              "[\"a.b\"] = 1\nx = 2\na = \na.b = 3\na.x = 4\n[\"[0]\"] = 5\n[\"#1\"] = 6\n"
              "[\"say \\\"\\\\\"] = 7\n");
    const FieldTree tree(sheet(), document());
    for (std::int64_t i = 0; i < list.count(); ++i) {
        const StructureRow row = list.row(i, sheet(), document());
        const auto found = tree.find(row.path);
        ASSERT_TRUE(found.has_value()) << row.path;
        EXPECT_EQ(found->bytes.offset, row.bytes.offset) << row.path;
        EXPECT_EQ(list.row_of(row.path, sheet(), document()), i) << row.path;
        std::string again;
        for (const std::string_view part : parts_of(row.path)) again = joined(again, part);
        EXPECT_EQ(again, row.path);
        EXPECT_EQ(without_indices(row.path), row.path);
        if (!row.opens) {
            EXPECT_EQ(tree.path_at(row.bytes.offset), row.path);
        }
    }
    EXPECT_EQ(list.row(0, sheet(), document()).name, "a.b");
    did(SetDisplay{bench.active_sheet, "[\"a.b\"]", FieldDisplay::Hexadecimal});
    did(WriteNode{bench.active_sheet, "[\"#1\"]", "80"});
    did(BookmarkNode{bench.active_sheet, "[\"[0]\"]"});
    EXPECT_TRUE(rows().starts_with("[\"a.b\"] = 0x01\nx = 2\na = \na.b = 3\n")) << rows();
    EXPECT_EQ(byte(5), std::byte{80});
    EXPECT_EQ(bench.bookmarks(sheet()).list().at(0).name, "[\"[0]\"]");
    EXPECT_EQ(bench.bookmarks(sheet()).list().at(0).offset(), 4);
    for (const char* path : {"a.b.c", "[\"a.b", "[\"a.b\"", "x#0", "x#5", "x#", "[\"\"]", "a.#", "[\"\\", "[", "#"}) {
        EXPECT_FALSE(tree.find(path).has_value()) << path;
    }
}

TEST_F(StructureTest, MembersOfOneNameThatAreThereTogetherAreNumbered) {
    given({2, 7, 1, 1, 9, 0});
    show("struct A { uint8_t n; if (n > 0) uint8_t x; if (n > 1) uint16_t x; uint8_t y; };");
    EXPECT_EQ(rows(), "n = 2\nx = 7\nx#2 = 257\ny = 9\n#4 = \n");
    EXPECT_EQ(list.row(2, sheet(), document()).name, "x");
    did(SetDisplay{bench.active_sheet, "x#2", FieldDisplay::Hexadecimal});
    did(WriteNode{bench.active_sheet, "x#2", "5"});
    did(BookmarkNode{bench.active_sheet, "x#2"});
    EXPECT_EQ(rows(), "n = 2\nx = 7\nx#2 = 0x0005\ny = 9\n#4 = \n");
    EXPECT_EQ(bench.bookmarks(sheet()).list().at(0).name, "x#2");
    EXPECT_EQ(bench.bookmarks(sheet()).list().at(0).offset(), 2);
}

TEST_F(StructureTest, NumbersOf128BitsAreShownWhole) {
    std::vector<int> numbers(32, 255);
    numbers[0] = 254;
    given(numbers);
    show("struct A { unsigned __int128 u; __int128 s; };");
    EXPECT_EQ(rows(), "u = 340282366920938463463374607431768211454\ns = -1\n");
    did(SetDisplay{bench.active_sheet, "u", FieldDisplay::Decimal});
    did(SetDisplay{bench.active_sheet, "s", FieldDisplay::Hexadecimal});
    EXPECT_EQ(rows(), "u = 340282366920938463463374607431768211454\ns = 0x" + std::string(32, 'F') + "\n");
    did(SetDisplay{bench.active_sheet, "u", FieldDisplay::Time});
    EXPECT_EQ(rows().substr(0, 45), "u = 340282366920938463463374607431768211454 s");
}

TEST_F(StructureTest, AnArrayInTwoDimensionsIsShownAsAPicture) {
    given(Buffer::zeros(64));
    show("struct A { uint32_t n; uint8_t rows[5][12]; };");
    did(ShowNodeAsImage{bench.active_sheet, "rows"});
    EXPECT_EQ(sheet().image.width, 12) << (bench.notices.empty() ? "" : bench.notices.back().text);
    EXPECT_EQ(sheet().image.height, 5);
    EXPECT_EQ(sheet().image.offset, 4);
}

TEST_F(StructureTest, TheFieldOfTheCursorIsOpened) {
    given(Buffer::zeros(64));
    show("struct A { uint32_t n; struct { uint8_t x, y; } at[20]; };");
    sheet().cursor.offset = 9;
    did(OpenToCursor{bench.active_sheet});
    rows(0, 1);
    const auto row = list.row_with(9, sheet(), document());
    ASSERT_TRUE(row.has_value());
    EXPECT_EQ(list.row(*row, sheet(), document()).path, "at[2].y");
}

TEST_F(StructureTest, FieldsColourTheBytesInSight) {
    given(Buffer::zeros(64));
    show("struct A { uint8_t a; uint16_t b; struct { uint8_t x, y; } at[20]; };");
    FieldRanges ranges;
    std::string text;
    for (const FieldRange& one : ranges.in({0, 8}, sheet(), document())) {
        text += std::to_string(one.bytes.offset) + "+" + std::to_string(one.bytes.length) + " ";
    }
    EXPECT_EQ(text, "0+1 2+2 4+1 5+1 6+1 7+1 ");
}

TEST(DefinitionLibrary, OffersTheBundledOnesAndFollowsTheUsersFiles) {
    const TemporaryFolder folder;
    const std::filesystem::path own = std::filesystem::path(folder.path()) / "byteprism" / "structures";
    std::filesystem::create_directories(own);
    ASSERT_EQ(setenv("XDG_DATA_HOME", folder.path().c_str(), 1), 0);
    const auto write = [&](const char* text) { std::ofstream(own / "mine.h") << text; };
    DefinitionLibrary library;
    EXPECT_TRUE(library.look());
    EXPECT_NE(library.find("bmp"), nullptr);
    EXPECT_FALSE(library.look());
    write("#pragma magic 0 \"MINE\"\nstruct Mine { char magic[4]; };");
    EXPECT_TRUE(library.look());
    ASSERT_NE(library.find("mine"), nullptr);
    const std::string file = "MINE....";
    EXPECT_EQ(find_definition(library.all(), std::as_bytes(std::span(file))), library.find("mine"));
    write("#pragma magic 0 \"MINE\"\nstruct Mine { char magic[4]; int more; };");
    EXPECT_TRUE(library.look());
    EXPECT_NE(library.find("mine")->text.find("more"), std::string::npos);
    EXPECT_EQ(compile(shown_by(*library.find("mine"), {}))->record.name, "struct Mine");
    unsetenv("XDG_DATA_HOME");
}

}  // namespace
}  // namespace byteprism
