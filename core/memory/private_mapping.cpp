#include "core/memory/private_mapping.hpp"

#include <algorithm>
#include <cstring>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/memory/pages.hpp"
#include "core/memory/temporary_file.hpp"

namespace byteprism {
namespace {

constexpr int memory_flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

MappingLimits resolved(MappingLimits limits) {
    if (limits.memory_for_a_move == 0) limits.memory_for_a_move = physical_memory() / 4;
    if (limits.memory_in_all == 0) limits.memory_in_all = physical_memory() / 2;
    return limits;
}

std::string counted(std::size_t bytes) { return std::to_string(bytes) + " bytes"; }

}  // namespace

std::unique_ptr<Storage> growing_storage() {
    MappingLimits limits;
    limits.slack = std::max(limits.slack, 2 * physical_memory());
    auto storage = std::make_unique<PrivateMapping>(limits);
    if (!storage->resizable()) return heap_storage(0);  // no address space to be had
    return storage;
}

PrivateMapping::Space::~Space() {
    if (base != nullptr) ::munmap(base, size);
}

PrivateMapping::PrivateMapping(MappingLimits limits) : limits_(resolved(limits)) { reserve(0); }

PrivateMapping::PrivateMapping(Descriptor file, std::string path, std::size_t size, MappingLimits limits)
    : path_(std::move(path)), limits_(resolved(limits)) {
    reserve(page_ceil(size));
    const auto map = [&](int protection) {
        const int flags = MAP_PRIVATE | MAP_NORESERVE | MAP_FIXED;
        return ::mmap(space_.base, size, protection, flags, file.number(), 0) != MAP_FAILED;
    };
    if (!map(PROT_READ | PROT_WRITE)) {
        access_ = Access::ReadOnly;
        if (!map(PROT_READ)) throw io_error(path_, "map " + counted(size));
    }
    size_ = size;
    mapped_ = page_ceil(size);
    auto guard = std::make_unique<GuardedMapping>(bytes(), file.number());
    runs_.push_back({0, std::make_shared<const Descriptor>(std::move(file)), 0, std::move(guard), false});
}

// Address space costs nothing, but where it is limited there may be none for growth.
void PrivateMapping::reserve(std::size_t size) {
    const auto take = [this](std::size_t wanted) {
        void* const place = ::mmap(nullptr, wanted, PROT_NONE, memory_flags, -1, 0);
        if (place == MAP_FAILED) return false;
        space_.base = static_cast<std::byte*>(place);
        space_.size = wanted;
        return true;
    };
    if (take(size + page_ceil(limits_.slack))) return;
    limits_.slack = 0;
    if (size != 0 && !take(size)) throw io_error(path_, "reserve address space for " + counted(size));
}

bool PrivateMapping::resizable() const noexcept { return limits_.slack != 0 && access_ == Access::ReadWrite; }

std::size_t PrivateMapping::end_of(const Run& run) const { return &run == &runs_.back() ? mapped_ : (&run + 1)->begin; }

std::vector<ByteRange> PrivateMapping::missing() {
    std::vector<ByteRange> missing;
    for (const Run& run : runs_) {
        if (run.guard == nullptr) continue;
        const std::size_t lost = run.begin + run.guard->intact_size();
        const std::size_t end = std::min(end_of(run), size_);
        if (lost < end) missing.push_back({static_cast<std::int64_t>(lost), static_cast<std::int64_t>(end - lost)});
    }
    return missing;
}

std::size_t PrivateMapping::intact_size() noexcept {
    for (const Run& run : runs_) {
        if (run.guard == nullptr) continue;
        const std::size_t lost = run.begin + run.guard->intact_size();
        if (lost < std::min(end_of(run), size_)) return lost;
    }
    return size_;
}

PrivateMapping::Move PrivateMapping::move_of(ByteRange range, std::size_t inserted) const {
    const auto removed = static_cast<std::size_t>(range.length);
    if (inserted > removed && inserted - removed > space_.size - size_) {
        throw ValueError("no room to grow from " + counted(size_) + " by " + counted(inserted - removed) +
                         ": the address space reserved ends at " + counted(space_.size));
    }
    const std::size_t common = std::min(removed, inserted);
    return {static_cast<std::size_t>(range.offset) + common, removed - common, inserted - common};
}

void PrivateMapping::splice(ByteRange range, std::size_t inserted) {
    const Move move = move_of(range, inserted);
    moves_in_place(move) ? move_in_place(move) : move_out(move);
    prepared_.reset();
    size_ = size_ - move.removed + move.inserted;
    if (move.removed > 0) unmap(page_ceil(size_));
    const auto begin = static_cast<std::size_t>(range.offset);
    std::fill(space_.base + begin, space_.base + move.offset, std::byte{0});
}

// When all that moves is memory already.
bool PrivateMapping::moves_in_place(const Move& move) const {
    if (runs_.empty() || runs_.back().file != nullptr || page_floor(move.offset) < runs_.back().begin) return false;
    return size_ - move.offset - move.removed + move.inserted <= limits_.memory_for_a_move;
}

void PrivateMapping::move_in_place(const Move& move) {
    const std::size_t tail = size_ - move.offset - move.removed;
    extend(size_ + move.inserted);
    std::byte* const place = space_.base + move.offset;
    std::memmove(place + move.inserted, place + move.removed, tail);
    // Behind the bytes there were zeros, and there must be.
    const std::size_t end = move.offset + tail;
    const std::size_t behind = move.inserted == 0 ? std::min(move.removed, page_ceil(end) - end) : 0;
    std::fill_n(place, std::min(move.inserted, tail), std::byte{0});
    std::fill_n(place + tail, behind, std::byte{0});
}

std::size_t PrivateMapping::length_after(const Move& move) const {
    return size_ - move.removed + move.inserted - page_floor(move.offset);
}

void PrivateMapping::prepare_splice(ByteRange range, std::size_t inserted, Progress& progress) {
    prepared_.reset();
    const Move move = move_of(range, inserted);
    const std::size_t length = length_after(move);
    if (moves_in_place(move) || length == 0) return;
    const std::size_t begin = page_floor(move.offset);
    const auto home = length > limits_.memory_for_a_move ? FreshPages::Home::PrivateFile : FreshPages::Home::Memory;
    auto prepared = std::unique_ptr<Prepared>(new Prepared{move, FreshPages(space_.base + begin, length, home)});
    if (dense()) prepared->pages.expect_data();
    progress.expect(static_cast<std::int64_t>(size_ - move.removed - begin));
    copy(begin, move.offset, prepared->pages, 0, progress);
    copy(move.offset + move.removed, size_, prepared->pages, move.offset - begin + move.inserted, progress);
    prepared_ = std::move(prepared);
}

void PrivateMapping::move_out(const Move& move) {
    const std::size_t length = length_after(move);
    if (length == 0) return;
    if (prepared_ == nullptr || prepared_->move != move) {
        Progress nobody;
        prepare_splice({static_cast<std::int64_t>(move.offset), static_cast<std::int64_t>(move.removed)}, move.inserted,
                       nobody);
    }
    const std::unique_ptr<Prepared> prepared = std::move(prepared_);
    const std::size_t begin = page_floor(move.offset);
    runs_.reserve(runs_.size() + 1);
    prepared->pages.replace();
    forget(begin);
    const auto& file = prepared->pages.file();
    runs_.push_back({begin, file, 0, nullptr, file == nullptr});
    mapped_ = std::max(mapped_, begin + page_ceil(length));
    unmap(begin + page_ceil(length));
}

// No file with more holes than data. Devices know nothing of that.
bool PrivateMapping::dense() const {
    return std::ranges::all_of(runs_, [](const Run& run) {
        struct stat status {};
        if (run.file == nullptr || ::fstat(run.file->number(), &status) != 0 || !S_ISREG(status.st_mode)) return true;
        constexpr off_t block = 512;
        return status.st_blocks >= status.st_size / block / 2;
    });
}

// Ahead, so that appending little by little does not ask the system each time.
void PrivateMapping::extend(std::size_t end) {
    if (end <= mapped_) return;
    const std::size_t ahead = std::clamp<std::size_t>(size_ / 8, 64 << 10, 64 << 20);
    const std::size_t until = std::min(space_.size, page_ceil(end + ahead));
    void* const place = space_.base + mapped_;
    if (::mmap(place, until - mapped_, PROT_READ | PROT_WRITE, memory_flags | MAP_FIXED, -1, 0) == MAP_FAILED) {
        throw ValueError("not enough memory for " + counted(end) + ": " + std::strerror(errno));
    }
    prefer_large_pages(space_.base + mapped_, until - mapped_);
    mapped_ = until;
}

// Gives the pages from `end` on back. If the system refuses they stay, unused: growing maps others over them.
void PrivateMapping::unmap(std::size_t end) noexcept {
    forget(end);
    if (mapped_ <= end) return;
    ::mmap(space_.base + end, mapped_ - end, PROT_NONE, memory_flags | MAP_FIXED, -1, 0);
    mapped_ = end;
}

void PrivateMapping::forget(std::size_t from) noexcept {
    while (!runs_.empty() && runs_.back().begin >= from) runs_.pop_back();
    if (!runs_.empty() && runs_.back().guard != nullptr) runs_.back().guard->shrink(from - runs_.back().begin);
}

// A run begins at `at` afterwards, or the bytes end there.
void PrivateMapping::split(std::size_t at) {
    runs_.reserve(runs_.size() + 1);
    const auto run = std::ranges::find_if(runs_, [&](const Run& each) { return end_of(each) > at; });
    if (run == runs_.end() || run->begin == at) return;
    const std::size_t left = at - run->begin;
    auto guard = run->guard == nullptr ? nullptr : run->guard->split(left);
    runs_.insert(std::next(run), Run{at, run->file, run->file_offset + left, std::move(guard), run->ours});
}

void PrivateMapping::own(ByteRange range) {
    const std::size_t begin = page_floor(static_cast<std::size_t>(range.offset));
    const std::size_t end = page_ceil(static_cast<std::size_t>(range.end()));
    const auto foreign = [&](const Run& run) { return !run.ours && run.begin < end && end_of(run) > begin; };
    if (range.empty() || access_ == Access::ReadOnly || std::ranges::none_of(runs_, foreign)) return;
    split(begin);
    split(end);
    const bool fits = end - begin <= limits_.memory_in_all && memory() <= limits_.memory_in_all - (end - begin);
    FreshPages pages(space_.base + begin, end - begin, fits ? FreshPages::Home::Memory : FreshPages::Home::SharedFile);
    Progress nobody;
    copy(begin, std::min(end, size_), pages, 0, nobody);
    pages.replace();
    const auto first = std::ranges::find(runs_, begin, &Run::begin);
    const auto last = std::ranges::find_if(first, runs_.end(), [end](const Run& run) { return run.begin >= end; });
    *first = Run{begin, pages.file()};
    runs_.erase(std::next(first), last);
}

// Of the runs that are memory.
std::size_t PrivateMapping::memory() const {
    std::size_t total = 0;
    for (const Run& run : runs_) total += run.file == nullptr ? end_of(run) - run.begin : 0;
    return total;
}

// The longest piece from `at` on that has one origin.
PrivateMapping::Piece PrivateMapping::piece(std::size_t at, std::size_t end, WrittenPages& written) const {
    const auto run = std::ranges::find_if(runs_, [&](const Run& each) { return end_of(each) > at; });
    const std::size_t stop = std::min(end, end_of(*run));
    const auto same = written.run(space_.base + page_floor(at), space_.base + page_ceil(stop));
    return {*run, std::min(stop, page_floor(at) + same.size), same.written};
}

// Of [from, end), what is the file's still.
ByteRange PrivateMapping::in_file(const Run& run, std::size_t from, std::size_t end) {
    if (run.file == nullptr) return {};
    if (run.guard != nullptr) end = std::max(from, std::min(end, run.begin + run.guard->size()));
    return {static_cast<std::int64_t>(run.file_offset + (from - run.begin)), static_cast<std::int64_t>(end - from)};
}

std::string PrivateMapping::name_of(const Run& run) const { return run.guard == nullptr ? temporary_folder() : path_; }

void PrivateMapping::read(std::size_t offset, std::span<std::byte> to) {
    WrittenPages written;
    const std::size_t end = offset + to.size();
    for (std::size_t at = offset; at < end;) {
        const Piece next = piece(at, end, written);
        const auto part = to.subspan(at - offset, next.end - at);
        if (next.written) {
            std::ranges::copy(bytes().subspan(at, part.size()), part.begin());
        } else {
            const ByteRange range = in_file(next.run, at, next.end);
            const std::size_t got = range.empty() ? 0
                                                  : read_at(*next.run.file, name_of(next.run), range.offset,
                                                            part.first(static_cast<std::size_t>(range.length)));
            std::ranges::fill(part.subspan(got), std::byte{0});
        }
        at = next.end;
    }
}

// What nobody wrote comes from the file, without a page of the mapping being touched: resident memory stays as it is.
void PrivateMapping::copy(std::size_t from, std::size_t end, FreshPages& pages, std::size_t to, Progress& progress) {
    const std::size_t intact = intact_size();
    WrittenPages written;
    for (std::size_t at = from; at < end;) {
        const Piece next = piece(at, end, written);
        if (next.written) {
            pages.write(to + (at - from), bytes().subspan(at, next.end - at), progress);
        } else if (next.run.file != nullptr) {
            if (next.run.guard != nullptr) next.run.guard->check();
            pages.copy_file(*next.run.file, name_of(next.run), in_file(next.run, at, next.end), to + (at - from),
                            progress);
        }
        at = next.end;
    }
    if (intact_size() < intact) {
        throw IoError(path_ + ": became shorter, its bytes from " + std::to_string(intact_size()) + " on are lost");
    }
}

}  // namespace byteprism
