// Through /proc/PID/mem rather than process_vm_readv: the open file stays with one address space, where a number may be
// given to another process, and it reaches what a debugger reaches, read-only pages too.

#include "core/memory/process_memory.hpp"

#include <algorithm>
#include <cstring>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "core/memory/pages.hpp"
#include "core/memory/process_file.hpp"

namespace byteprism {
namespace {

std::string hexadecimal(std::uint64_t number) {
    std::ostringstream text;
    text << "0x" << std::hex << number;
    return text.str();
}

// Extends the last range where the next follows it.
void add(std::vector<ByteRange>& ranges, ByteRange next, std::int64_t gap = 0) {
    if (!ranges.empty() && next.offset - ranges.back().end() <= gap) {
        ranges.back().length = next.end() - ranges.back().offset;
    } else {
        ranges.push_back(next);
    }
}

// Ranges so near that listing them apart would not help anybody are one.
void add_differences(std::vector<ByteRange>& ranges, std::span<const std::byte> before, std::span<const std::byte> now,
                     std::int64_t offset) {
    constexpr std::size_t block = 64;
    for (std::size_t at = 0; at < now.size(); at += block) {
        const std::size_t end = std::min(now.size(), at + block);
        if (std::memcmp(before.data() + at, now.data() + at, end - at) == 0) continue;
        for (std::size_t i = at; i < end; ++i) {
            if (before[i] != now[i]) add(ranges, {offset + static_cast<std::int64_t>(i), 1}, 8);
        }
    }
}

class RegionCopy final : public Storage {
public:
    RegionCopy(pid_t process, Descriptor memory, std::uint64_t address, std::size_t size)
        : process_(process), memory_(std::move(memory)), address_(address), bytes_(size) {
        fetch(0, bytes_, missing_);
    }

    std::span<std::byte> bytes() noexcept override { return bytes_; }
    std::size_t intact_size() noexcept override {
        return missing_.empty() ? bytes_.size() : static_cast<std::size_t>(missing_.front().offset);
    }
    std::vector<ByteRange> missing() override { return missing_; }
    bool live() const noexcept override { return true; }
    std::uint64_t base_address() const noexcept override { return address_; }
    void write_through(ByteRange range) override;
    std::vector<ByteRange> refresh() override;

private:
    void fetch(std::size_t offset, std::span<std::byte> to, std::vector<ByteRange>& unreadable) const;
    std::size_t write(std::size_t offset, std::span<const std::byte> from) const;
    IoError error(const char* operation, std::size_t offset, std::size_t length, int reason) const;

    pid_t process_;
    Descriptor memory_;
    std::uint64_t address_;
    std::vector<std::byte> bytes_;
    std::vector<ByteRange> missing_;
};

IoError RegionCopy::error(const char* operation, std::size_t offset, std::size_t length, int reason) const {
    return process_error(
        process_, operation + (" " + std::to_string(length) + " bytes at " + hexadecimal(address_ + offset)), reason);
}

// What cannot be read becomes zeros.
void RegionCopy::fetch(std::size_t offset, std::span<std::byte> to, std::vector<ByteRange>& unreadable) const {
    while (!to.empty()) {
        const ssize_t got = ::pread(memory_.number(), to.data(), to.size(), static_cast<off_t>(address_ + offset));
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) throw error("read", offset, to.size(), 0);
        if (got < 0 && errno != EIO && errno != EFAULT) throw error("read", offset, to.size(), errno);
        auto length = static_cast<std::size_t>(got);
        if (got < 0) {
            length = std::min(page_size() - (address_ + offset) % page_size(), to.size());
            std::ranges::fill(to.first(length), std::byte{0});
            add(unreadable, {static_cast<std::int64_t>(offset), static_cast<std::int64_t>(length)});
        }
        offset += length;
        to = to.subspan(length);
    }
}

// How many were written; if not all, errno says why.
std::size_t RegionCopy::write(std::size_t offset, std::span<const std::byte> from) const {
    std::size_t written = 0;
    while (written < from.size()) {
        errno = 0;  // stays 0 when the address space is gone
        const ssize_t put = ::pwrite(memory_.number(), from.data() + written, from.size() - written,
                                     static_cast<off_t>(address_ + offset + written));
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) break;
        written += static_cast<std::size_t>(put);
    }
    return written;
}

void RegionCopy::write_through(ByteRange range) {
    const auto offset = static_cast<std::size_t>(range.offset);
    const auto length = static_cast<std::size_t>(range.length);
    std::vector<std::byte> before(length);
    std::vector<ByteRange> unreadable;
    fetch(offset, before, unreadable);
    if (!unreadable.empty()) throw error("write", offset, length, EIO);
    const std::size_t written = write(offset, std::span(bytes_).subspan(offset, length));
    if (written == length) return;
    const int reason = errno;
    write(offset, std::span(before).first(written));
    throw error("write", offset, length, reason);
}

std::vector<ByteRange> RegionCopy::refresh() {
    constexpr std::size_t at_once = std::size_t{1} << 20;
    std::vector<ByteRange> changed;
    std::vector<ByteRange> unreadable;
    std::vector<std::byte> now(std::min(at_once, bytes_.size()));
    try {
        for (std::size_t at = 0; at < bytes_.size(); at += at_once) {
            const std::span part = std::span(bytes_).subspan(at, std::min(at_once, bytes_.size() - at));
            const std::span fresh = std::span(now).first(part.size());
            fetch(at, fresh, unreadable);
            add_differences(changed, part, fresh, static_cast<std::int64_t>(at));
            std::ranges::copy(fresh, part.begin());
        }
        missing_ = std::move(unreadable);
    } catch (const IoError&) {
        // It ended on the way: the next call says so, this one has something to tell.
        if (changed.empty()) throw;
    }
    return changed;
}

}  // namespace

std::unique_ptr<Storage> read_process_region(pid_t process, std::uint64_t address, std::size_t limit) {
    const std::vector<MemoryRegion> regions = process_regions(process);
    const auto region = std::ranges::find_if(
        regions, [address](const MemoryRegion& each) { return each.begin <= address && address < each.end; });
    const std::string operation = "read its memory at " + hexadecimal(address);
    if (region == regions.end()) {
        throw IoError("process " + std::to_string(process) + ": cannot " + operation + ": no region is there");
    }
    std::uint64_t begin = region->begin;
    std::uint64_t size = region->size();
    if (size > limit) {
        size = limit;
        begin = std::min(address - address % page_size(), region->end - limit);
    }
    Descriptor memory = open_process_file(process, "mem", O_RDWR, operation);
    return std::make_unique<RegionCopy>(process, std::move(memory), begin, static_cast<std::size_t>(size));
}

}  // namespace byteprism
