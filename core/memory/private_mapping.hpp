// PrivateMapping: bytes whose number changes while they stay where they are in memory.
//
// Address space for growth is reserved behind them. They are made of runs of whole pages, each of one origin: a file
// whose pages are private (a write never reaches it), memory, or a temporary file of our own. What a splice moves is
// built out of sight and then put over the old pages by one system call, so a splice happens or it does not; what was
// moved is ours and no longer at the mercy of somebody who cuts the file off.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/memory/descriptor.hpp"
#include "core/memory/fault_guard.hpp"
#include "core/memory/fresh_pages.hpp"
#include "core/memory/storage.hpp"
#include "core/memory/written_pages.hpp"

namespace byteprism {

// The defaults follow the machine; tests choose smaller ones.
struct MappingLimits {
    std::size_t slack = std::size_t{64} << 30;  // address space for growth; 0: not resizable
    std::size_t memory_for_a_move = 0;          // longer tails move to a temporary file; 0: a quarter of this machine's
    std::size_t memory_in_all = 0;              // for what own() makes ours; 0: half of this machine's
};

class PrivateMapping final : public Storage {
public:
    // No bytes yet, and no file.
    explicit PrivateMapping(MappingLimits limits = {});
    // The first `size` bytes of a file. Throws IoError.
    PrivateMapping(Descriptor file, std::string path, std::size_t size, MappingLimits limits = {});

    std::span<std::byte> bytes() noexcept override { return {space_.base, size_}; }
    Access access() const noexcept override { return access_; }
    std::size_t intact_size() noexcept override;
    std::vector<ByteRange> missing() override;
    bool resizable() const noexcept override;
    void read(std::size_t offset, std::span<std::byte> to) override;
    void own(ByteRange range) override;
    void prepare_splice(ByteRange range, std::size_t inserted, Progress& progress) override;
    void forget_preparation() noexcept override { prepared_.reset(); }

private:
    struct Space {
        std::byte* base = nullptr;
        std::size_t size = 0;
        ~Space();
    };
    struct Run {
        std::size_t begin;                           // of its pages, in bytes from the first
        std::shared_ptr<const Descriptor> file;      // none: memory
        std::size_t file_offset = 0;                 // of `begin`
        std::unique_ptr<GuardedMapping> guard = {};  // of the file that was given, not of temporary ones
        bool ours = true;                            // writing takes no more memory than the run has already
    };
    struct Piece {
        const Run& run;
        std::size_t end;
        bool written;
    };

    // What a splice moves and where to: the bytes that are only overwritten do not count, so that one is 0.
    struct Move {
        std::size_t offset, removed, inserted;
        bool operator==(const Move&) const = default;
    };
    // The pages for all that moves, from the page on that holds Move::offset.
    struct Prepared {
        Move move;
        FreshPages pages;
    };

    void splice(ByteRange range, std::size_t inserted) override;
    Move move_of(ByteRange range, std::size_t inserted) const;
    bool moves_in_place(const Move& move) const;
    void move_in_place(const Move& move);
    void move_out(const Move& move);
    std::size_t length_after(const Move& move) const;
    void reserve(std::size_t size);
    void extend(std::size_t end);
    void unmap(std::size_t end) noexcept;

    std::size_t end_of(const Run& run) const;
    void split(std::size_t at);
    void forget(std::size_t from) noexcept;
    std::size_t memory() const;
    bool dense() const;
    Piece piece(std::size_t at, std::size_t end, WrittenPages& written) const;
    static ByteRange in_file(const Run& run, std::size_t from, std::size_t end);
    std::string name_of(const Run& run) const;  // for messages
    void copy(std::size_t from, std::size_t end, FreshPages& pages, std::size_t to, Progress& progress);

    std::string path_;
    MappingLimits limits_;
    Access access_ = Access::ReadWrite;
    Space space_;
    std::size_t size_ = 0;
    std::size_t mapped_ = 0;  // of the space, pages that can be touched; in memory those behind size_ are zeros
    std::unique_ptr<Prepared> prepared_;  // null: nothing is
    std::vector<Run> runs_;               // in order and without gaps up to mapped_; goes before the space it guards
};

}  // namespace byteprism
