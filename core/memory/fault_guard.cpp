#include "core/memory/fault_guard.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <string>

#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

// Read by the signal handler: nothing but lock-free atomics. A slot is in use while `begin` is not 0.
struct Slot {
    std::atomic<bool> taken{false};
    std::atomic<std::uintptr_t> begin{0};
    std::atomic<std::size_t> size{0};
    std::atomic<std::size_t> intact{0};
    std::atomic<int> file{-1};
};

std::array<Slot, 1024> slots;
struct sigaction previous;
std::size_t page_size = 4096;

// The handler's part: only system calls that are safe there.
bool heal(Slot& slot, std::uintptr_t begin, std::uintptr_t address) {
    struct stat status {};
    if (::fstat(slot.file.load(), &status) != 0) status.st_size = 0;
    const std::size_t size = slot.size.load();
    const std::size_t page = (address - begin) / page_size * page_size;
    const auto file_size = static_cast<std::size_t>(status.st_size);
    const std::size_t file_pages = (file_size + page_size - 1) / page_size * page_size;
    // Inside the file the device failed: one page is given up, the others may be well.
    const bool inside = page < file_pages;
    const std::size_t from = inside ? page : file_pages;
    const std::size_t length = inside ? page_size : size - from;
    void* const place = reinterpret_cast<void*>(begin + from);
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    if (::mmap(place, length, PROT_READ | PROT_WRITE, flags, -1, 0) == MAP_FAILED) return false;
    const std::size_t intact = std::min(slot.intact.load(), inside ? page : file_size);
    slot.intact.store(intact);
    return true;
}

void pass_on(int signal, siginfo_t* information, void* context) {
    if ((previous.sa_flags & SA_SIGINFO) != 0) {
        previous.sa_sigaction(signal, information, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(signal);
    } else {
        ::signal(signal, SIG_DFL);
        ::raise(signal);
    }
}

void on_bus_error(int signal, siginfo_t* information, void* context) {
    const int error = errno;
    const auto address = reinterpret_cast<std::uintptr_t>(information->si_addr);
    for (Slot& slot : slots) {
        const std::uintptr_t begin = slot.begin.load();
        if (begin == 0 || address < begin || address - begin >= slot.size.load()) continue;
        if (!heal(slot, begin, address)) break;
        errno = error;
        return;
    }
    pass_on(signal, information, context);
}

}  // namespace

void install_fault_guard() {
    page_size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    struct sigaction action {};
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigemptyset(&action.sa_mask);
    struct sigaction before {};
    ::sigaction(SIGBUS, &action, &before);
    const bool again = (before.sa_flags & SA_SIGINFO) != 0 && before.sa_sigaction == on_bus_error;
    if (!again) previous = before;
}

GuardedMapping::GuardedMapping(std::span<std::byte> bytes, int file) {
    const auto free = std::ranges::find_if(slots, [](Slot& slot) { return !slot.taken.exchange(true); });
    if (free == slots.end()) throw IoError("more than " + std::to_string(slots.size()) + " files are open");
    slot_ = static_cast<std::size_t>(free - slots.begin());
    free->size = bytes.size();
    free->intact = bytes.size();
    free->file = file;
    free->begin = reinterpret_cast<std::uintptr_t>(bytes.data());  // last: from here on the handler looks at it
}

GuardedMapping::~GuardedMapping() {
    slots[slot_].begin = 0;
    slots[slot_].taken = false;
}

std::size_t GuardedMapping::intact_size() const noexcept { return slots[slot_].intact; }

}  // namespace byteprism
