// Programs that have one file open.

#include "app/model/sources/open_mark.hpp"

#include <csignal>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/model/workbench.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

class OpenMarkTest : public testing::Test {
protected:
    std::string marks() const { return (folder.path() / "open").string(); }
    bool no_marks() const { return std::filesystem::is_empty(marks()); }

    // Another process that marks the file until it is ended.
    pid_t start_other() {
        std::array<int, 2> ready{};
        EXPECT_EQ(::pipe(ready.data()), 0);
        const pid_t other = ::fork();
        if (other == 0) {
            const OpenMark mark(marks(), stamp_of(path));
            ::close(ready[1]);
            while (true) ::pause();
        }
        ::close(ready[1]);
        char none = 0;
        EXPECT_EQ(::read(ready[0], &none, 1), 0) << "it has marked the file";
        ::close(ready[0]);
        return other;
    }
    static void end(pid_t other) {
        ::kill(other, SIGKILL);
        ::waitpid(other, nullptr, 0);
    }

    TemporaryFolder folder;
    std::string path = folder.file("a", "some bytes");
};

TEST_F(OpenMarkTest, AFileThatNobodyElseHasOpenIsOurs) {
    {
        const OpenMark mark(marks(), stamp_of(path));
        EXPECT_EQ(mark.other(), std::nullopt);
        EXPECT_TRUE(mark.is_of(stamp_of(path)));
        EXPECT_FALSE(mark.is_of(stamp_of(folder.file("b", ""))));
    }
    EXPECT_TRUE(no_marks());
}

TEST_F(OpenMarkTest, AnotherProcessIsNoticedUntilItEnds) {
    const pid_t other = start_other();
    {
        const OpenMark mark(marks(), stamp_of(path));
        EXPECT_EQ(mark.other(), other);
        end(other);
        EXPECT_EQ(mark.other(), std::nullopt) << "even if it is killed";
    }
    EXPECT_TRUE(no_marks());
}

TEST_F(OpenMarkTest, AFolderThatCannotBeMadeMeansNoMark) {
    const OpenMark mark(path + "/open", stamp_of(path));
    EXPECT_EQ(mark.other(), std::nullopt);
    EXPECT_TRUE(mark.path().empty());
}

TEST_F(OpenMarkTest, TheUserIsToldOnceOfAProcessThatComesLater) {
    Workbench bench;
    bench.watch_files();
    bench.tell_others(marks());
    Actions actions;
    actions.push(OpenFile{path});
    bench.apply(actions);
    bench.refresh();
    EXPECT_TRUE(bench.notices.empty());
    const pid_t other = start_other();
    EXPECT_TRUE(bench.refresh());
    ASSERT_EQ(bench.notices.size(), 1u);
    EXPECT_NE(bench.notices[0].text.find("process " + std::to_string(other)), std::string::npos);
    bench.refresh();
    EXPECT_EQ(bench.notices.size(), 1u);
    end(other);
}

}  // namespace
}  // namespace byteprism
