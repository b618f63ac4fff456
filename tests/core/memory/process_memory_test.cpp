#include "core/memory/process_memory.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.hpp"
#include "core/memory/buffer.hpp"
#include "core/memory/descriptor.hpp"
#include "core/memory/pages.hpp"
#include "tests/core/memory/temporary_path.hpp"

namespace byteprism {
namespace {

std::string reason(const std::function<void()>& act) {
    try {
        act();
    } catch (const IoError& error) {
        return error.what();
    }
    return "no error";
}

// Pages with nothing mapped around them, so that they are a region of their own.
struct Pages {
    explicit Pages(std::size_t count) : size((count + 2) * page_size()) {
        void* const place = ::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        begin = static_cast<std::byte*>(place) + page_size();
        ::mprotect(begin, count * page_size(), PROT_READ | PROT_WRITE);
    }
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;
    ~Pages() { ::munmap(begin - page_size(), size); }
    std::uint64_t address() const { return reinterpret_cast<std::uint64_t>(begin); }

    std::size_t size;
    std::byte* begin;
};

// A child with a copy of our memory. It writes to and reads from it when told to, and ends with us.
class Child {
public:
    Child() {
        int to_child[2];
        int from_child[2];
        if (::pipe(to_child) != 0 || ::pipe(from_child) != 0) std::abort();
        process = ::fork();
        if (process == 0) {
            ::close(to_child[1]);
            serve(to_child[0], from_child[1]);
        }
        ::close(to_child[0]);
        ::close(from_child[1]);
        ask_ = to_child[1];
        answer_ = from_child[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        end();
        ::close(answer_);
    }
    void end() {
        if (process == 0) return;
        ::close(ask_);
        ::waitpid(process, nullptr, 0);
        process = 0;
    }

    char exchange(std::byte* at, char operation, char value = 0) {
        const Order order{at, operation, value};
        char answer = 0;
        if (::write(ask_, &order, sizeof order) != sizeof order || ::read(answer_, &answer, 1) != 1) std::abort();
        return answer;
    }
    char peek(std::byte* at) { return exchange(at, 'r'); }
    void poke(std::byte* at, char value) { exchange(at, 'w', value); }

    pid_t process;

private:
    struct Order {
        std::byte* at;
        char operation;
        char value;
    };

    [[noreturn]] static void serve(int orders, int answers) {
        Order order{};
        while (::read(orders, &order, sizeof order) == sizeof order) {
            if (order.operation == 'w') *order.at = static_cast<std::byte>(order.value);
            const char value = static_cast<char>(*order.at);
            if (::write(answers, &value, 1) != 1) break;
        }
        ::_exit(0);
    }

    int ask_;
    int answer_;
};

TEST(ProcessRegions, AreListedWithPermissionsAndNames) {
    const Pages pages(3);
    const auto regions = process_regions(::getpid());
    const auto ours = std::ranges::find(regions, pages.address(), &MemoryRegion::begin);
    ASSERT_NE(ours, regions.end());
    EXPECT_EQ(ours->size(), 3 * page_size());
    EXPECT_EQ(ours->permissions, "rw-p");
    EXPECT_EQ(ours->name, "");
    EXPECT_TRUE(std::ranges::any_of(regions, [](const MemoryRegion& each) { return each.name == "[stack]"; }));
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    EXPECT_TRUE(std::ranges::any_of(
        regions, [&](const MemoryRegion& each) { return each.name == self && each.permissions == "r-xp"; }));
}

TEST(ProcessMemory, IsFoundChangedAndSeesChanges) {
    const Pages pages(3);
    std::memcpy(pages.begin + 5000, "pattern", 7);
    Child child;
    const Buffer buffer(read_process_region(child.process, pages.address() + 100));
    Storage& source = buffer.storage();
    EXPECT_EQ(buffer.size(), 3 * page_size());
    EXPECT_EQ(source.base_address(), pages.address());
    EXPECT_TRUE(source.live());
    EXPECT_EQ(std::memcmp(buffer.bytes().data() + 5000, "pattern", 7), 0);
    EXPECT_EQ(source.refresh(), std::vector<ByteRange>{});

    buffer.mutable_bytes()[5001] = std::byte{'A'};
    EXPECT_EQ(child.peek(pages.begin + 5001), 'a') << "not before write_through()";
    source.write_through({5001, 1});
    EXPECT_EQ(child.peek(pages.begin + 5001), 'A');

    child.poke(pages.begin + 5003, 'T');
    child.poke(pages.begin + 5004, 'E');
    child.poke(pages.begin + 3, '!');
    EXPECT_EQ(source.refresh(), (std::vector<ByteRange>{{3, 1}, {5003, 2}}));
    EXPECT_EQ(std::memcmp(buffer.bytes().data() + 5000, "pAtTErn", 7), 0);
}

TEST(ProcessMemory, OfALargeRegionAPartIsCopied) {
    const Pages pages(10);
    pages.begin[7 * page_size()] = std::byte{7};
    const std::size_t limit = 4 * page_size();
    const auto middle = read_process_region(::getpid(), pages.address() + 5 * page_size() + 9, limit);
    EXPECT_EQ(middle->base_address(), pages.address() + 5 * page_size());
    EXPECT_EQ(middle->bytes()[2 * page_size()], std::byte{7});
    EXPECT_EQ(middle->bytes().size(), limit);
    const auto last = read_process_region(::getpid(), pages.address() + 9 * page_size(), limit);
    EXPECT_EQ(last->base_address(), pages.address() + 6 * page_size());
    EXPECT_EQ(last->bytes()[page_size()], std::byte{7});
}

// Pages behind the end of a mapped file can be touched by nobody.
TEST(ProcessMemory, UnreadablePagesAreKnownAndAWriteThereChangesNothing) {
    const TemporaryPath path("process-memory");
    const Descriptor file(::open(path.path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    const std::size_t page = page_size();
    ASSERT_EQ(::ftruncate(file.number(), static_cast<off_t>(2 * page)), 0);
    const Pages pages(4);
    ASSERT_NE(::mmap(pages.begin, 4 * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file.number(), 0),
              MAP_FAILED);
    pages.begin[2 * page - 1] = std::byte{'x'};
    const Buffer buffer(read_process_region(::getpid(), pages.address()));
    Storage& source = buffer.storage();
    const ByteRange lost{static_cast<std::int64_t>(2 * page), static_cast<std::int64_t>(2 * page)};
    EXPECT_EQ(source.missing(), std::vector{lost});
    EXPECT_EQ(buffer.intact_size(), 2 * page);

    std::ranges::fill(buffer.mutable_bytes().subspan(2 * page - 2, 4), std::byte{'y'});
    const std::string said = reason([&] { source.write_through({lost.offset - 2, 4}); });
    EXPECT_NE(said.find("cannot write 4 bytes at 0x"), std::string::npos) << said;
    EXPECT_NE(said.find("no memory there that allows it"), std::string::npos) << said;
    EXPECT_EQ(pages.begin[2 * page - 1], std::byte{'x'});

    ASSERT_EQ(::ftruncate(file.number(), static_cast<off_t>(3 * page)), 0);
    source.refresh();
    EXPECT_EQ(source.missing(),
              (std::vector{ByteRange{static_cast<std::int64_t>(3 * page), static_cast<std::int64_t>(page)}}));
}

TEST(ProcessMemory, AWriteThatFailsHalfwayIsTakenBack) {
    const TemporaryPath path("process-memory");
    const Descriptor file(::open(path.path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    const std::size_t page = page_size();
    ASSERT_EQ(::ftruncate(file.number(), static_cast<off_t>(page)), 0);
    const Pages pages(2);
    // The second page is the file's for reading only, shared: not even a debugger may write there. The region that
    // would say so is another one, so the copy is made before.
    const Buffer buffer(read_process_region(::getpid(), pages.address()));
    const Descriptor readable(::open(path.path.c_str(), O_RDONLY | O_CLOEXEC));
    ASSERT_NE(::mmap(pages.begin + page, page, PROT_READ, MAP_SHARED | MAP_FIXED, readable.number(), 0), MAP_FAILED);
    std::ranges::fill(buffer.mutable_bytes(), std::byte{'y'});
    EXPECT_THROW(buffer.storage().write_through({0, static_cast<std::int64_t>(2 * page)}), IoError);
    EXPECT_TRUE(std::all_of(pages.begin, pages.begin + page, [](std::byte byte) { return byte == std::byte{0}; }));
}

TEST(ProcessMemory, AProcessThatEndedIsToldAndTheBytesStay) {
    const Pages pages(1);
    pages.begin[1] = std::byte{5};
    Child child;
    const pid_t process = child.process;
    const Buffer buffer(read_process_region(process, pages.address()));
    child.end();
    const std::string name = "process " + std::to_string(process) + ": cannot ";
    EXPECT_EQ(reason([&] {
                  buffer.storage().refresh();
              }).rfind(name + "read " + std::to_string(page_size()) + " bytes at 0x", 0),
              0u);
    EXPECT_EQ(buffer.bytes()[1], std::byte{5});
    EXPECT_NE(reason([&] { buffer.storage().write_through({0, 1}); }).find("it has ended"), std::string::npos);
    EXPECT_EQ(reason([&] { process_regions(process); }), name + "list its memory: there is no such process");
}

TEST(ProcessMemory, WhereNoRegionIsNothingIsRead) {
    EXPECT_EQ(reason([] { read_process_region(::getpid(), 8); }),
              "process " + std::to_string(::getpid()) + ": cannot read its memory at 0x8: no region is there");
}

TEST(ProcessMemory, AnotherUsersIsRefusedWithTheReason) {
    if (::getuid() != 0) GTEST_SKIP() << "needs root, to become somebody else";
    EXPECT_EXIT(
        {
            if (::setuid(65534) != 0) ::_exit(2);
            const std::string said = reason([] { process_regions(::getppid()); });
            ::_exit(said.find("may look into it") != std::string::npos ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace byteprism
