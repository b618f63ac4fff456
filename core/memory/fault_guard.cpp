#include "core/memory/fault_guard.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <string>

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/error.hpp"

namespace byteprism {
namespace {

// Read by the signal handler: nothing but lock-free atomics. A slot is in use while `begin` is not 0.
struct Slot {
    std::atomic<bool> taken{false};
    std::atomic<std::uintptr_t> begin{0};
    std::atomic<std::size_t> size{0};
    std::atomic<std::size_t> mapped{0};  // from the file, still
    std::atomic<std::size_t> intact{0};
    std::atomic<int> file{-1};
    std::atomic<std::size_t> offset{0};  // in the file
};

std::array<Slot, 1024> slots;
struct sigaction previous;
std::size_t page_size = 4096;

// The handler's part: only system calls that are safe there.
bool put_zeros(std::uintptr_t begin, std::size_t size) {
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    return ::mmap(reinterpret_cast<void*>(begin), size, PROT_READ | PROT_WRITE, flags, -1, 0) != MAP_FAILED;
}

// The file ends at `file_size`: everything from the page after that on is given up, and is the file's no more. When
// several threads find that out, one of them puts the zeros there; the others fault again until it has.
bool cut_off(Slot& slot, std::size_t file_size) {
    const std::size_t left = file_size > slot.offset ? file_size - slot.offset : 0;
    std::size_t mapped = slot.mapped;
    if (left >= mapped) return true;
    slot.intact = std::min(slot.intact.load(), left);
    const std::size_t from = std::min((left + page_size - 1) / page_size * page_size, mapped);
    if (!slot.mapped.compare_exchange_strong(mapped, from)) return true;
    return from == mapped || put_zeros(slot.begin + from, mapped - from);
}

// Devices have an end too, but no size for fstat().
std::size_t length_of(int file) {
    const off_t end = ::lseek(file, 0, SEEK_END);
    return end < 0 ? 0 : static_cast<std::size_t>(end);
}

bool cut_off_all(int file, std::size_t file_size) {
    return std::ranges::all_of(
        slots, [&](Slot& slot) { return slot.begin == 0 || slot.file != file || cut_off(slot, file_size); });
}

bool heal(Slot& slot, std::size_t page) {
    const std::size_t file_size = length_of(slot.file);
    if (slot.offset + page >= file_size) return cut_off_all(slot.file, file_size);
    // Inside the file the device failed: one page is given up, the others may be well.
    slot.intact = std::min(slot.intact.load(), page);
    return put_zeros(slot.begin + page, page_size);
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
        if (!heal(slot, (address - begin) / page_size * page_size)) break;
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

GuardedMapping::GuardedMapping(std::span<std::byte> bytes, int file)
    : GuardedMapping(bytes, file, 0, bytes.size(), bytes.size()) {}

GuardedMapping::GuardedMapping(std::span<std::byte> bytes, int file, std::size_t file_offset, std::size_t mapped,
                               std::size_t intact) {
    const auto free = std::ranges::find_if(slots, [](Slot& slot) { return !slot.taken.exchange(true); });
    if (free == slots.end()) {
        throw IoError("more than " + std::to_string(slots.size()) + " files, or pieces of files, are open");
    }
    slot_ = static_cast<std::size_t>(free - slots.begin());
    free->size = bytes.size();
    free->mapped = mapped;
    free->intact = intact;
    free->file = file;
    free->offset = file_offset;
    free->begin = reinterpret_cast<std::uintptr_t>(bytes.data());  // last: from here on the handler looks at it
}

GuardedMapping::~GuardedMapping() {
    slots[slot_].begin = 0;
    slots[slot_].taken = false;
}

std::size_t GuardedMapping::size() const noexcept { return slots[slot_].mapped; }
std::size_t GuardedMapping::intact_size() const noexcept { return slots[slot_].intact; }

void GuardedMapping::check() const noexcept {
    const int file = slots[slot_].file;
    cut_off_all(file, length_of(file));
}

std::unique_ptr<GuardedMapping> GuardedMapping::split(std::size_t at) {
    const auto behind = [at](std::size_t size) { return size > at ? size - at : 0; };
    const Slot& slot = slots[slot_];
    const std::span bytes(reinterpret_cast<std::byte*>(slot.begin.load()) + at, behind(slot.size));
    std::unique_ptr<GuardedMapping> rest(
        new GuardedMapping(bytes, slot.file, slot.offset + at, behind(slot.mapped), behind(slot.intact)));
    shrink(at);
    return rest;
}

void GuardedMapping::shrink(std::size_t at) noexcept {
    Slot& slot = slots[slot_];
    slot.size = std::min(slot.size.load(), at);
    slot.mapped = std::min(slot.mapped.load(), at);
    slot.intact = std::min(slot.intact.load(), at);
}

}  // namespace byteprism
