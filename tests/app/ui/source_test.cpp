// What the window says of bytes that live elsewhere.
#include "app/model/sources/source.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/app/ui/window_test.hpp"

namespace byteprism {
namespace {

// A live source, parts of which are missing.
class Holey final : public Storage {
public:
    std::span<std::byte> bytes() noexcept override { return bytes_; }
    bool live() const noexcept override { return true; }
    std::uint64_t base_address() const noexcept override { return 0x7f0012340000; }
    std::vector<ByteRange> missing() override { return {{2, 2}}; }
    std::vector<ByteRange> refresh() override { return {{5, 1}}; }

private:
    std::vector<std::byte> bytes_ = std::vector<std::byte>(8, std::byte{0x41});
};

class SourceWindowTest : public WindowTest {
protected:
    void given_holey() {
        bench.add(Document::of_live_source("holey", "holey memory", Buffer(std::make_unique<Holey>())));
        ui.settle();
    }
};

TEST_F(SourceWindowTest, ALiveDocumentSaysSo) {
    given_holey();
    EXPECT_SHOWS("LIVE");
    given("00 |11");
    EXPECT_HIDES("LIVE");
}

TEST_F(SourceWindowTest, OffsetsAreAddressesAndCanBeGoneTo) {
    given_holey();
    EXPECT_SHOWS("7F0012340000");
    ui.press("Ctrl+G");
    ui.type("0x7f0012340006");
    ui.press("Enter");
    EXPECT_EQ(sheet().cursor.offset, 6);
    EXPECT_SHOWS("0x7F0012340006 (+6)");
    ui.press("Ctrl+G");
    ui.type("1");
    ui.press("Enter");
    EXPECT_EQ(sheet().cursor.offset, 1);
}

TEST_F(SourceWindowTest, MissingBytesAreNoDigitsAndRefuseEditsWithTheReason) {
    given_holey();
    EXPECT_SHOWS("--");
    sheet().cursor.offset = 2;
    ui.type("4");
    EXPECT_SHOWS("not readable");
    EXPECT_EQ(document().bytes()[2], std::byte{0x41});
}

TEST_F(SourceWindowTest, WhatOthersChangedIsMarkedInTheGrid) {
    given_holey();
    ui.press("F5");
    ASSERT_EQ(document().changed_outside().size(), 1u);
    std::vector<CellLook> cells(8);
    const HexLook look(sheet(), document(), colors(bench.settings.theme));
    look.look_at({0, 8}, cells);
    EXPECT_TRUE(cells[5].has(Mark::ChangedOutside));
    EXPECT_NE(cells[5].background, 0u);
    EXPECT_FALSE(cells[4].has(Mark::ChangedOutside));
    EXPECT_TRUE(cells[3].has(Mark::Missing));
}

TEST_F(SourceWindowTest, ARegionIsFoundByTypingAndOpened) {
    const std::string process = std::to_string(::getpid());
    Actions actions;
    actions.push(OpenSource{ProcessMemory{::getpid(), std::nullopt}});
    bench.apply(actions);
    ui.settle();
    EXPECT_SHOWS("addresses");
    ui.type("[stack]");
    EXPECT_SHOWS("rw-p  [stack]");
    ui.press("Enter");
    ASSERT_EQ(bench.sheets.size(), 1u);
    EXPECT_TRUE(document().name().starts_with("process " + process)) << document().name();
    EXPECT_FALSE(bench.question.has_value());
}

TEST_F(SourceWindowTest, AChoiceThatIsRefusedStaysWithItsReason) {
    ui.press("Ctrl+Shift+P");
    ui.type("open the memory of a process");
    ui.press("Enter");
    ui.type("##nothing");
    ui.press("Enter");
    EXPECT_TRUE(bench.question.has_value());
    EXPECT_SHOWS("is not a number");
}

TEST_F(SourceWindowTest, ASourceThatIsNotThereIsTold) {
    ui.press("Ctrl+Shift+P");
    ui.type("open shared memory");
    ui.press("Enter");
    ui.type("no such block here");
    ui.press("Enter");
    EXPECT_TRUE(bench.sheets.empty());
    EXPECT_SHOWS("no such block here");
    EXPECT_TRUE(ui.shows_error());
}

TEST_F(SourceWindowTest, AStreamSaysHowMuchHasArrived) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    bench.add(Document::of_stream("pipe", Stream(Descriptor(ends[0]), "pipe"), 1000));
    ASSERT_EQ(::write(ends[1], "abc", 3), 3);
    ui.settle();
    EXPECT_SHOWS("reading, 3 bytes so far");
    ui.type("4");
    EXPECT_SHOWS("still arriving");
    ::close(ends[1]);
    ui.settle();
    EXPECT_HIDES("reading,");
}

}  // namespace
}  // namespace byteprism
