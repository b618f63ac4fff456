// What the program remembers from one start to the next. Each Workbench here is one run of the program.
#include "app/model/workspace/saved_state.hpp"

#include <gtest/gtest.h>

#include "app/model/commands/bindings.hpp"
#include "core/error.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

class SavedStateTest : public testing::Test {
protected:
    std::string settings_path() const { return (folder.path() / "config" / "settings.json").string(); }
    std::string workspace_path() const { return (folder.path() / "state" / "workspace.json").string(); }
    void given_settings(const std::string& text) {
        std::filesystem::create_directories(folder.path() / "config");
        std::ofstream(settings_path()) << text;
    }
    SavedState saved() const { return {(folder.path() / "config").string(), (folder.path() / "state").string()}; }
    Settings read() {
        Workbench bench;
        saved().restore(bench);
        for (const Notice& notice : bench.notices) told += notice.text + "\n";
        return bench.settings;
    }
    static void run(Workbench& bench, Action action) {
        Actions actions;
        actions.push(std::move(action));
        bench.apply(actions);
    }

    TemporaryFolder folder;
    std::string told;  // the notices of the last read()
};

TEST_F(SavedStateTest, WithoutFilesEverythingIsAsTheProgramBringsIt) {
    EXPECT_EQ(read(), Settings{});
    EXPECT_EQ(told, "");
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "reading makes nothing";
}

TEST_F(SavedStateTest, SettingsComeBack) {
    Workbench bench;
    SavedState state = saved();
    state.restore(bench);
    bench.settings.theme = Theme::Light;
    bench.settings.text_scale = 1.25;
    bench.settings.verify = Verify::Always;
    bench.settings.reopen = true;
    bench.settings.keys = {{"edit.undo", {Key::Alt | 'U', Key{}}}};
    state.keep(bench);
    EXPECT_EQ(read(), bench.settings) << contents_of(settings_path());
    EXPECT_EQ(told, "");
}

TEST_F(SavedStateTest, ThePairComesBackWithBothPlacesOfTheFile) {
    const std::string path = (folder.path() / "file.bin").string();
    std::ofstream(path) << std::string(4096, 'x');
    {
        Workbench bench;
        SavedState state = saved();
        state.restore(bench);
        run(bench, OpenFile{path});
        run(bench, ShowSecondPlace{bench.active_sheet});
        run(bench, PlaceCursor{bench.active_sheet, 77, Extend::No});
        run(bench, SetScrolling{Scrolling::Together});
        state.keep_all(bench);
    }
    Workbench bench;
    saved().reopen(bench);
    ASSERT_EQ(bench.sheets.size(), 2u);
    EXPECT_EQ(bench.documents.size(), 1u);
    ASSERT_TRUE(bench.pair);
    EXPECT_EQ(bench.pair->sheets[0], bench.sheets[0].id);
    EXPECT_TRUE(bench.pair->link);
    EXPECT_EQ(bench.active_sheet, bench.pair->sheets[1]);
    EXPECT_EQ(bench.active()->cursor.offset, 77);
    EXPECT_EQ(bench.find(bench.pair->sheets[0])->cursor.offset, 0);
}

TEST_F(SavedStateTest, EachLineThatCannotBeTakenIsToldAndTheRestIsTaken) {
    given_settings(R"({"theme": "pink", "text_scale": 9, "hex_height": "half", "colour": 1, "reopen": true,
                       "keys": {"edit.undoo": ["Ctrl+U"], "edit.undo": ["Hyper+U"], "edit.redo": ["R"],
                                "file.new": "Ctrl+N", "file.save": ["alt+s"]}})");
    const Settings settings = read();
    EXPECT_EQ(settings.theme, Theme::Dark);
    EXPECT_EQ(settings.text_scale, 1);
    EXPECT_TRUE(settings.reopen);
    EXPECT_EQ(settings.keys, (std::vector<KeyBinding>{{"file.save", {Key::Alt | 'S', Key{}}}}));
    for (const char* word : {"pink", "9.0 is not from 0.5 to 4.0", "half", "colour: there is no such setting",
                             "edit.undoo", "Hyper+U", "R is for typing", "file.new", "settings.json"}) {
        EXPECT_NE(told.find(word), std::string::npos) << word << "\n" << told;
    }
}

TEST_F(SavedStateTest, WritingLeavesWhatPeopleWroteThere) {
    given_settings(R"({"colour": 1, "theme": "pink", "text_scale": 2})");
    Workbench bench;
    SavedState state = saved();
    state.restore(bench);
    bench.settings.left_width = 0.25;
    state.keep(bench);
    const std::string text = contents_of(settings_path());
    for (const char* kept : {"\"colour\": 1", "\"pink\"", "\"text_scale\": 2", "0.25"}) {
        EXPECT_NE(text.find(kept), std::string::npos) << kept << "\n" << text;
    }
    EXPECT_EQ(text.find("verify"), std::string::npos) << "what is as the program brings it is not written";
}

TEST_F(SavedStateTest, SettingsThatAreNotChangedAreNotWritten) {
    given_settings("{}");
    const auto before = std::filesystem::last_write_time(settings_path());
    Workbench bench;
    SavedState state = saved();
    state.restore(bench);
    state.keep(bench);
    state.keep_all(bench);
    EXPECT_EQ(std::filesystem::last_write_time(settings_path()), before);
}

TEST_F(SavedStateTest, AFileThatIsNoJsonIsToldWithItsLineAndKeptAside) {
    given_settings("{\n  \"theme\": \"light\",\n}");
    Workbench bench;
    SavedState state = saved();
    state.restore(bench);
    ASSERT_EQ(bench.notices.size(), 1u);
    EXPECT_NE(bench.notices[0].text.find("line 3"), std::string::npos) << bench.notices[0].text;
    EXPECT_EQ(contents_of(settings_path()), "{\n  \"theme\": \"light\",\n}") << "nothing is lost by a start";
    bench.settings.reopen = true;
    state.keep(bench);
    EXPECT_EQ(contents_of(settings_path() + ".broken"), "{\n  \"theme\": \"light\",\n}");
    EXPECT_TRUE(read().reopen);
}

TEST_F(SavedStateTest, AForeignWorkspaceNeverStopsTheStart) {
    std::filesystem::create_directories(folder.path() / "state");
    for (const char* text : {"", "[]", "7", "{\"recent\": 7}", "{\"recent\": [{}]}", "{\"bookmarks\": {\"/a\": [{}]}}",
                             "{\"open\": [1]}", "{\"open\": [{\"path\": \"/nowhere\"}]}", "\xff\xfe"}) {
        std::ofstream(workspace_path()) << text;
        Workbench bench;
        SavedState state = saved();
        state.restore(bench);
        state.reopen(bench);
        EXPECT_FALSE(bench.notices.empty()) << text;
        state.keep_all(bench);
    }
    EXPECT_TRUE(std::filesystem::exists(workspace_path() + ".broken"));
}

TEST_F(SavedStateTest, RecentFilesComeBackLiveOnesToo) {
    const std::string file = folder.file("a.bin", "1234");
    {
        Workbench bench;
        SavedState state = saved();
        state.restore(bench);
        run(bench, OpenFile{file});
        run(bench, OpenSource{LiveFile{file}});
        state.keep(bench);
    }
    Workbench bench;
    saved().restore(bench);
    ASSERT_EQ(bench.recent.files().size(), 2u);
    EXPECT_EQ(bench.recent.files()[0], (RecentFile{file, RecentFile::Opened::Live}));
    EXPECT_EQ(bench.recent.files()[1], (RecentFile{file}));
}

TEST_F(SavedStateTest, WhatWasOpenIsOpenedAgainAsItWas) {
    const std::string a = folder.file("a.bin", std::string(4096, 'a'));
    const std::string b = folder.file("b.bin", std::string(4096, 'b'));
    {
        Workbench bench;
        SavedState state = saved();
        state.restore(bench);
        run(bench, OpenFile{a});
        const SheetId sheet = bench.active_sheet;
        HexSettings hex;
        hex.columns = 24;
        hex.encoding = "CP437";
        hex.offsets_from = 16;
        run(bench, SetHex{sheet, hex});
        run(bench, PlaceCursor{sheet, 100, Extend::No});
        run(bench, PlaceCursor{sheet, 120, Extend::Yes});
        run(bench, SetLook{sheet, "m[8:].cast('<H')"});
        run(bench, SetStructure{sheet, {"<I", 12}});
        ImageSettings image;
        image.pixels = "rgb24";
        image.row_stride = -30;
        image.zoom = 2;
        run(bench, SetImage{sheet, image});
        run(bench, OpenFile{b});
        run(bench, ActivateSheet{sheet});
        state.keep_all(bench);
    }
    Workbench bench;
    SavedState state = saved();
    state.restore(bench);
    state.reopen(bench);
    ASSERT_EQ(bench.sheets.size(), 2u);
    EXPECT_TRUE(bench.notices.empty()) << bench.notices[0].text;
    const Sheet& sheet = *bench.active();
    EXPECT_EQ(bench.document(sheet).path(), a);
    EXPECT_EQ(sheet.cursor.selection(), (ByteRange{100, 21}));
    EXPECT_EQ(sheet.hex.columns, 24);
    EXPECT_EQ(sheet.hex.encoding, "CP437");
    EXPECT_EQ(sheet.hex.offsets_from, 16);
    EXPECT_EQ(sheet.look.recipe.text, "m[8:].cast('<H')");
    EXPECT_EQ(sheet.structure.settings, (StructureSettings{"<I", 12}));
    EXPECT_EQ(sheet.image.pixels, "rgb24");
    EXPECT_EQ(sheet.image.row_stride, -30);
}

TEST_F(SavedStateTest, EachPlaceOfAFileComesBackWithItsOwnGrid) {
    const std::string file = folder.file("a.bin", std::string(4096, 'a'));
    Workbench before;
    SavedState state = saved();
    run(before, OpenFile{file});
    const SheetId left = before.active_sheet;
    run(before, ShowSecondPlace{left});
    HexSettings hex;
    hex.columns = 16;
    hex.row_stride = 20;
    hex.offsets_from = 8;
    run(before, SetHex{left, hex});
    state.keep_all(before);
    Workbench bench;
    saved().reopen(bench);
    ASSERT_EQ(bench.sheets.size(), 2u);
    EXPECT_EQ(bench.sheets[0].hex, hex);
    EXPECT_EQ(bench.sheets[1].hex, HexSettings{});
}

TEST_F(SavedStateTest, TheRowsInSightComeBackWhereverTheCursorIs) {
    const std::string file = folder.file("a.bin", std::string(65536, 'a'));
    for (const std::int64_t cursor : {0, 1087 * 24, 1090 * 24, 1126 * 24, 65535}) {
        Workbench before;
        SavedState state = saved();
        run(before, OpenFile{file});
        const SheetId sheet = before.active_sheet;
        run(before, ReportGrid{sheet, 40, 24});
        run(before, PlaceCursor{sheet, cursor, Extend::No});
        run(before, ScrollToRow{sheet, 1087});
        state.keep_all(before);
        Workbench bench;
        saved().reopen(bench);
        ASSERT_NE(bench.active(), nullptr);
        EXPECT_EQ(bench.active()->hex, before.active()->hex) << cursor;
        EXPECT_EQ(bench.active()->cursor.offset, cursor);
        EXPECT_TRUE(bench.active()->journey.back.empty()) << "there is no place to go back to";
        run(bench, ReportGrid{bench.active_sheet, 30, 12});  // the window is another
        run(before, ReportGrid{sheet, 30, 12});
        EXPECT_EQ(bench.active()->hex, before.active()->hex) << cursor;
    }
}

TEST_F(SavedStateTest, LinkedSidesComeBackWithTheirDistance) {
    const std::string file = folder.file("a.bin", std::string(65536, 'a'));
    Workbench before;
    SavedState state = saved();
    run(before, OpenFile{file});
    const SheetId left = before.active_sheet;
    run(before, ShowSecondPlace{left});
    run(before, ScrollToRow{left, 10});
    run(before, ScrollToRow{before.active_sheet, 1045});
    run(before, SetScrolling{Scrolling::Together});
    run(before, ScrollToRow{left, 4000});  // the other one reaches its end
    state.keep_all(before);
    Workbench bench;
    saved().reopen(bench);
    ASSERT_TRUE(bench.pair && bench.pair->link);
    EXPECT_EQ(bench.sheets[0].hex.first_row, 4000);
    EXPECT_EQ(bench.sheets[1].hex.first_row, 4080);
    run(bench, ScrollToRow{bench.pair->sheets[0], 10});
    EXPECT_EQ(bench.sheets[1].hex.first_row, 1045);
}

TEST_F(SavedStateTest, ThePlacesOfAFileKeepTheirOrder) {
    const std::string file = folder.file("a.bin", std::string(4096, 'a'));
    Workbench before;
    SavedState state = saved();
    run(before, OpenFile{file});
    for (int n = 0; n < 3; ++n) before.add_copy(Sheet(before.sheets.back()));
    for (Sheet& sheet : before.sheets) run(before, PlaceCursor{sheet.id, &sheet - before.sheets.data(), Extend::No});
    state.keep_all(before);
    Workbench bench;
    saved().reopen(bench);
    std::string order;
    for (const Sheet& sheet : bench.sheets) order += std::to_string(sheet.cursor.offset);
    EXPECT_EQ(order, "0123");
}

TEST_F(SavedStateTest, AFileThatBecameShorterIsOpenedAtItsEnd) {
    const std::string file = folder.file("a.bin", std::string(4096, 'a'));
    {
        Workbench bench;
        SavedState state = saved();
        run(bench, OpenFile{file});
        run(bench, PlaceCursor{bench.active_sheet, 4000, Extend::No});
        state.keep_all(bench);
    }
    folder.file("a.bin", "12");
    Workbench bench;
    saved().reopen(bench);
    ASSERT_NE(bench.active(), nullptr);
    EXPECT_EQ(bench.active()->cursor.offset, 1);
}

TEST_F(SavedStateTest, BookmarksComeBackWithTheirFile) {
    const std::string file = folder.file("a.bin", "0123456789");
    {
        Workbench bench;
        SavedState state = saved();
        state.restore(bench);
        run(bench, OpenFile{file});
        run(bench, Select{bench.active_sheet, {2, 3}});
        run(bench, AddBookmark{bench.active_sheet, "digits"});
        state.keep(bench);
    }
    Workbench bench;
    saved().restore(bench);
    run(bench, OpenFile{file});
    const Bookmark* bookmark = bench.bookmarks(*bench.active()).named("digits");
    ASSERT_NE(bookmark, nullptr);
    EXPECT_EQ(bounds(bookmark->items), (ByteRange{2, 3}));
}

TEST_F(SavedStateTest, TwoProgramsKeepEachOthersBookmarks) {
    const std::string a = folder.file("a.bin", "0123"), b = folder.file("b.bin", "0123");
    Workbench first, second;
    SavedState state_of_first = saved(), state_of_second = saved();
    state_of_first.restore(first);
    state_of_second.restore(second);
    run(first, OpenFile{a});
    run(first, AddBookmark{first.active_sheet, "one"});
    state_of_first.keep_all(first);
    run(second, OpenFile{b});
    run(second, AddBookmark{second.active_sheet, "two"});
    state_of_second.keep_all(second);
    Workbench bench;
    saved().restore(bench);
    EXPECT_EQ(bench.closed_bookmarks.size(), 2u);
    EXPECT_EQ(bench.recent.files().size(), 2u);
}

TEST_F(SavedStateTest, AFolderThatCannotBeWrittenIsToldOnce) {
    folder.file("config", "no folder");
    Workbench bench;
    SavedState state = saved();
    state.restore(bench);
    bench.notices.clear();
    bench.settings.reopen = true;
    for (int n = 0; n < 3; ++n) state.keep(bench);
    EXPECT_EQ(bench.notices.size(), 1u);
}

// ---- keys

TEST(Bindings, AKeyGivenToAnotherCommandIsTakenFromItsOwner) {
    Workbench bench;
    bench.settings.keys = {{"file.open", {Key::Ctrl | 'N', Key{}}}};
    EXPECT_EQ(to_text(keys_of(*find_command("file.open"), bench.settings)), "Ctrl+N");
    EXPECT_EQ(to_text(keys_of(*find_command("file.new"), bench.settings)), "");
    Actions actions;
    EXPECT_TRUE(invoke_key(Key::Ctrl | 'N', Scope::Panels, bench, actions));
    EXPECT_FALSE(invoke_key(Key::Ctrl | 'O', Scope::Panels, bench, actions));
    bench.apply(actions);
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->command, "file.open");
    const auto told = conflicts(bench.settings);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_NE(told[0].find("file.new"), std::string::npos) << told[0];
}

TEST(Bindings, AreChangedByACommand) {
    Workbench bench;
    const auto run = [&](const char* argument) {
        Actions actions;
        invoke(*find_command("tools.keys"), argument, bench, actions);
        bench.apply(actions);
    };
    run("file.open");
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->given, "file.open") << "its keys are asked for next";
    const auto keys = [&] { return to_text(keys_of(*find_command("file.open"), bench.settings)); };
    run("file.open Ctrl+U, F2");
    EXPECT_EQ(keys(), "Ctrl+U, F2");
    run("file.open none");
    EXPECT_EQ(keys(), "");
    run("file.open default");
    EXPECT_EQ(keys(), "Ctrl+O");
    EXPECT_EQ(bench.settings, Settings{});
    EXPECT_THROW(run("file.open Ctrl+N"), ValueError) << "it is that of another command";
    EXPECT_THROW(run("file.open Q"), ValueError);
    EXPECT_THROW(run("file.opem F2"), ValueError);
}

TEST(Bindings, SettingsAreChosenFromAList) {
    Workbench bench;
    const Command& command = *find_command("tools.settings");
    EXPECT_EQ(to_text(command.keys), "Ctrl+,");
    for (const Choice& choice : command.choices(bench, "").choices) {
        Actions actions;
        invoke(command, choice.answer, bench, actions);
        bench.apply(actions);
        const ChoiceList now = command.choices(bench, "");
        const auto same = std::ranges::find(now.choices, choice.answer, &Choice::answer);
        EXPECT_TRUE(same->text.starts_with("* ")) << choice.text;
    }
    EXPECT_EQ(bench.settings.theme, Theme::Light);
    EXPECT_TRUE(bench.settings.reopen);
    EXPECT_EQ(bench.settings.verify, Verify::Always);
}

TEST(Bindings, AnEmptyListTakesTheKeysAway) {
    Settings settings;
    settings.keys = {{"edit.redo", {}}};
    EXPECT_EQ(to_text(keys_of(*find_command("edit.redo"), settings)), "");
    EXPECT_TRUE(conflicts(settings).empty());
}

TEST(Bindings, TwoCommandsWithOneKeyAreAConflictThatIsToldOnce) {
    Settings settings;
    settings.keys = {{"file.open", {Key::F(12), Key{}}}, {"file.new", {Key::F(12), Key{}}}};
    EXPECT_EQ(conflicts(settings).size(), 1u);
}

TEST(Bindings, KeysAreReadAsPeopleWriteThem) {
    EXPECT_EQ(parse_keys("ctrl+shift+z, F3"), (Keys{Key::Ctrl | Key::Shift | 'Z', Key::F(3)}));
    EXPECT_EQ(parse_keys("Alt+PgDn"), (Keys{Key::Alt | Key::PageDown, Key{}}));
    EXPECT_EQ(parse_keys("Ctrl+,"), (Keys{Key::Ctrl | ',', Key{}}));
    EXPECT_EQ(parse_keys(" "), Keys{});
    for (const char* wrong : {"Ctrl+", "A", "Shift+7", "Ctrl+Ctrl", "F13", "Ctrl+A, F1, F2"}) {
        EXPECT_ANY_THROW(parse_keys(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace byteprism
