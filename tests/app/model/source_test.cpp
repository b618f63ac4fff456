#include "app/model/sources/source.hpp"

#include <chrono>
#include <cstdlib>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/model/launch.hpp"
#include "app/model/sources/choices.hpp"
#include "core/error.hpp"
#include "core/memory/fault_guard.hpp"
#include "core/memory/pages.hpp"
#include "tests/app/model/temporary_folder.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string text(const Document& document) {
    return {reinterpret_cast<const char*>(document.bytes().data()), document.bytes().size()};
}

std::vector<ByteRange> warm(const Document& document) {
    return {document.changed_outside().begin(), document.changed_outside().end()};
}

// A block of shared memory of a test's own, as another program sees it.
class Block {
public:
    explicit Block(std::size_t size) : name_("byteprism-test-" + std::to_string(::getpid())), size_(size) {
        const int file = ::shm_open(("/" + name_).c_str(), O_RDWR | O_CREAT | O_EXCL, 0600);
        EXPECT_GE(file, 0) << name_;
        EXPECT_EQ(::ftruncate(file, static_cast<off_t>(size)), 0);
        bytes_ = static_cast<char*>(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
        ::close(file);
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
    ~Block() {
        ::munmap(bytes_, size_);
        ::shm_unlink(("/" + name_).c_str());
    }
    const std::string& name() const { return name_; }
    char* data() { return bytes_; }

private:
    std::string name_;
    std::size_t size_;
    char* bytes_ = nullptr;
};

// Two pages of our own memory, seen as another process's.
class Pages {
public:
    Pages() : file_(::memfd_create("pages", MFD_CLOEXEC)) {
        if (::ftruncate(file_, static_cast<off_t>(2 * page_size())) != 0) std::abort();
        bytes_ = static_cast<char*>(::mmap(nullptr, 2 * page_size(), PROT_READ | PROT_WRITE, MAP_SHARED, file_, 0));
    }
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;
    ~Pages() {
        ::munmap(bytes_, 2 * page_size());
        ::close(file_);
    }
    char* data() { return bytes_; }
    std::uint64_t address() const { return reinterpret_cast<std::uintptr_t>(bytes_); }
    ProcessMemory source() const { return {::getpid(), address()}; }
    // Of the second page nothing can be read or written any more. It stays mapped: nobody else gets its place.
    void lose_the_second() const {
        if (::ftruncate(file_, static_cast<off_t>(page_size())) != 0) std::abort();
    }

private:
    int file_;
    char* bytes_;
};

// ---- live sources

TEST(Source, ALiveFileIsEditedAtOnceAndFollowsOthers) {
    const TemporaryFolder folder;
    const std::string path = folder.file("a", "hello");
    const auto document = open_document(LiveFile{path}, Editing::Allowed);
    EXPECT_TRUE(document->live());
    EXPECT_EQ(document->name(), "a");
    document->write(0, bytes("J"), Gesture::None);
    EXPECT_EQ(contents_of(path), "Jello");
    EXPECT_FALSE(document->modified());
    document->undo();
    EXPECT_EQ(contents_of(path), "hello");

    const int file = ::open(path.c_str(), O_RDWR);
    EXPECT_EQ(::pwrite(file, "y", 1, 4), 1);
    ::close(file);
    EXPECT_EQ(text(*document), "helly");
}

TEST(Source, SharedMemoryIsReadAndWrittenLive) {
    Block block(4096);
    std::copy_n("abc", 3, block.data());
    const auto document = open_document(SharedMemory{block.name()}, Editing::Allowed);
    document->refresh({0, 64});
    EXPECT_TRUE(warm(*document).empty());
    block.data()[1] = 'X';
    document->write(2, bytes("Z"), Gesture::None);
    EXPECT_EQ(std::string(block.data(), 3), "aXZ");
    document->refresh({0, 64});
    EXPECT_EQ(warm(*document), (std::vector<ByteRange>{{1, 1}})) << "what others changed, and not what we did";
    document->refresh({0, 64});
    EXPECT_EQ(warm(*document), (std::vector<ByteRange>{{1, 1}})) << "it stays until something else changes";
    block.data()[7] = 'X';
    document->refresh({0, 64});
    EXPECT_EQ(warm(*document), (std::vector<ByteRange>{{7, 1}}));
}

TEST(Source, AProcessIsSeenByItsAddresses) {
    Pages pages;
    std::copy_n("abc", 3, pages.data());
    const auto document = open_document(pages.source(), Editing::Allowed);
    EXPECT_TRUE(document->live());
    const auto at = static_cast<std::int64_t>(pages.address() - document->base_address());
    document->write(at, bytes("J"), Gesture::None);
    EXPECT_EQ(std::string(pages.data(), 3), "Jbc");
    pages.data()[2] = 'X';
    document->refresh({0, 0});
    EXPECT_EQ(document->bytes()[static_cast<std::size_t>(at) + 2], std::byte{'X'});
    EXPECT_EQ(warm(*document), (std::vector<ByteRange>{{at + 2, 1}}));
}

TEST(Source, ADigitTypedAfterAnotherIsUndoneWithIt) {
    const TemporaryFolder folder;
    const std::string path = folder.file("a", "hello");
    const auto document = open_document(LiveFile{path}, Editing::Allowed);
    const Gesture typing = document->new_gesture();
    document->write(0, bytes("1"), typing);
    document->write(0, bytes("2"), typing);
    document->undo();
    EXPECT_EQ(contents_of(path), "hello");
    EXPECT_FALSE(document->modified());
    EXPECT_TRUE(document->modified_ranges().empty());
}

TEST(Source, AnEditThatTheSourceRefusesChangesNothing) {
    Pages pages;
    std::copy_n("abc", 3, pages.data());
    const auto document = open_document(pages.source(), Editing::Allowed);
    const auto at = static_cast<std::int64_t>(pages.address() - document->base_address());
    pages.lose_the_second();  // since it was copied
    const std::vector<std::byte> before(document->bytes().begin(), document->bytes().end());
    const std::string over(page_size() + 1, '!');
    EXPECT_THROW(document->write(at, bytes(over), Gesture::None), IoError);
    EXPECT_TRUE(std::ranges::equal(document->bytes(), before));
    EXPECT_TRUE(document->history().steps().empty());
    EXPECT_EQ(std::string(pages.data(), 3), "abc");

    document->refresh({0, 0});
    ASSERT_EQ(document->missing().size(), 1u);
    EXPECT_EQ(document->missing()[0].offset, at + static_cast<std::int64_t>(page_size()));
    try {
        document->write(document->missing()[0].offset, bytes("x"), Gesture::None);
        ADD_FAILURE() << "a byte that is not there was written";
    } catch (const TypeError& error) {
        EXPECT_NE(std::string(error.what()).find("readable"), std::string::npos) << error.what();
    }
}

TEST(Source, ALiveFileThatIsCutOffSaysWhatIsMissing) {
    install_fault_guard();
    const TemporaryFolder folder;
    const std::string path = folder.file("a", std::string(4 * page_size(), 'a'));
    const auto document = open_document(LiveFile{path}, Editing::Allowed);
    ASSERT_EQ(::truncate(path.c_str(), static_cast<off_t>(page_size())), 0);
    document->refresh({static_cast<std::int64_t>(2 * page_size()), 64});
    ASSERT_FALSE(document->missing().empty());
    EXPECT_THROW(document->write(document->missing()[0].offset, bytes("x"), Gesture::None), TypeError);
    EXPECT_NO_THROW(document->write(0, bytes("x"), Gesture::None));
}

TEST(Source, ReadOnlyIsReadOnly) {
    const TemporaryFolder folder;
    const auto document = open_document(LiveFile{folder.file("a", "hello")}, Editing::Refused);
    EXPECT_THROW(document->write(0, bytes("J"), Gesture::None), TypeError);
}

// ---- streams

class StreamTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0); }
    void TearDown() override {
        if (ends[1] >= 0) ::close(ends[1]);
    }
    void send(std::string_view part) {
        ASSERT_EQ(::write(ends[1], part.data(), part.size()), static_cast<ssize_t>(part.size()));
    }
    void end() { ::close(std::exchange(ends[1], -1)); }
    std::unique_ptr<Document> document(std::size_t limit = default_stream_limit) {
        return Document::of_stream("pipe", Stream(Descriptor(std::exchange(ends[0], -1)), "pipe"), limit);
    }

    int ends[2]{};
};

TEST_F(StreamTest, GrowsWhileItArrivesAndIsEditedAfterwards) {
    const auto document = this->document();
    EXPECT_FALSE(document->arrive(Stream::Waiting::No)) << "nothing has come yet";
    EXPECT_TRUE(document->arriving());
    send("abc");
    EXPECT_TRUE(document->arrive(Stream::Waiting::No));
    EXPECT_EQ(text(*document), "abc");
    EXPECT_EQ(document->refusal(), "still arriving");
    EXPECT_THROW(document->write(0, bytes("x"), Gesture::None), TypeError);
    EXPECT_THROW(document->save_as("somewhere"), ValueError);
    send("def");
    end();
    while (document->arrive(Stream::Waiting::No)) {
    }
    EXPECT_FALSE(document->arriving());
    EXPECT_EQ(document->arrival_descriptor(), -1);
    document->write(0, bytes("x"), Gesture::None);
    document->replace({1, 1}, bytes("12"), Gesture::None);
    EXPECT_EQ(text(*document), "x12cdef");
}

TEST_F(StreamTest, StopsAtItsLimitAndReadsAsMuchAgainWhenAsked) {
    const auto document = this->document(4);
    send("0123456789");
    while (document->arrive(Stream::Waiting::No)) {
    }
    EXPECT_EQ(text(*document), "0123");
    EXPECT_TRUE(document->stopped_at_limit());
    EXPECT_NE(document->notice().find("4 bytes"), std::string::npos) << document->notice();
    document->read_more();
    while (document->arrive(Stream::Waiting::No)) {
    }
    EXPECT_EQ(text(*document), "01234567");
    document->write(0, bytes("x"), Gesture::None);
    EXPECT_THROW(document->read_more(), ValueError);
}

TEST_F(StreamTest, TheWorkbenchReadsASliceForEachFrame) {
    Workbench bench;
    bench.add(document());
    EXPECT_EQ(bench.news().size(), 1u);
    send("abc");
    EXPECT_TRUE(bench.refresh());
    EXPECT_EQ(bench.document(*bench.active()).size(), 3);
    EXPECT_FALSE(bench.refresh());
    end();
    EXPECT_TRUE(bench.refresh());
    EXPECT_TRUE(bench.news().empty());
}

TEST(Source, AFileWithoutASizeIsReadUpToALimit) {
    const auto maps = open_document(FileSource{"/proc/self/maps"}, Editing::Allowed);
    while (maps->arrive(Stream::Waiting::Yes)) {
    }
    EXPECT_NE(text(*maps).find("[stack]"), std::string::npos);
    const auto zeros = open_document(FileSource{"/dev/zero"}, Editing::Allowed);
    EXPECT_TRUE(zeros->arrive(Stream::Waiting::No));
    EXPECT_LE(zeros->size(), std::int64_t{4} << 20) << "a slice of a frame";
    EXPECT_TRUE(zeros->arriving());
}

// ---- asking

TEST(Source, AProcessAndAnAddressAreParsed) {
    EXPECT_EQ(parse_process("12").process, 12);
    EXPECT_FALSE(parse_process("12").address.has_value());
    EXPECT_EQ(parse_process("12 0x7f00").address, 0x7f00u);
    for (const char* wrong : {"", "0", "-1", "x", "12 ", "12 -1", "99999999999"}) {
        EXPECT_THROW(parse_process(wrong), ValueError) << wrong;
    }
}

TEST(Source, ARegionIsAskedForInTheWindowAndListedWhereNobodyCanBeAsked) {
    Workbench bench;
    Launch launch;
    launch.sources = {ProcessMemory{::getpid(), std::nullopt}};
    open(launch, bench);
    ASSERT_TRUE(bench.question.has_value());
    EXPECT_EQ(bench.question->given, std::to_string(::getpid()));
    const ChoiceList regions = process_choices(bench, bench.question->given);
    const auto stack = std::ranges::find_if(
        regions.choices, [](const Choice& choice) { return choice.text.find("[stack]") != std::string::npos; });
    ASSERT_NE(stack, regions.choices.end());
    Actions actions;
    invoke(*find_command("file.open_process"), stack->answer, bench, actions);
    bench.apply(actions);
    ASSERT_EQ(bench.sheets.size(), 1u);
    EXPECT_NE(bench.document(*bench.active()).base_address(), 0u);

    launch.screenshot = "never.png";
    try {
        open(launch, bench);
        ADD_FAILURE() << "a picture asked a question";
    } catch (const ValueError& error) {
        EXPECT_NE(std::string(error.what()).find("--region"), std::string::npos) << error.what();
    }
}

TEST(Source, AddressesAreGoneTo) {
    Pages pages;
    Workbench bench;
    Actions actions;
    actions.push(OpenSource{pages.source()});
    bench.apply(actions);
    ASSERT_EQ(bench.sheets.size(), 1u);
    invoke(*find_command("go.offset"), std::to_string(pages.address() + 5), bench, actions);
    bench.apply(actions);
    const auto base = bench.document(*bench.active()).base_address();
    EXPECT_EQ(static_cast<std::uint64_t>(bench.active()->cursor.offset) + base, pages.address() + 5);
}

}  // namespace
}  // namespace byteprism
