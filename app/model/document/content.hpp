// What a file is to hold: runs of memory one after the other. It owns none of them and copies nothing. Who passes a
// Progress is told how much was visited, and can stop it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/memory/byte_range.hpp"
#include "core/progress.hpp"

namespace byteprism {

class Content {
public:
    Content(std::span<const std::byte> bytes, Progress* progress = nullptr)  // NOLINT: one run is a content
        : Content(std::vector{bytes}, progress) {}
    explicit Content(std::vector<std::span<const std::byte>> runs, Progress* progress = nullptr);

    std::int64_t size() const { return begins_.back(); }
    // Calls visit with the bytes of `range` in order, in pieces of 4 MiB at most. Requires the range to lie inside.
    // Throws Cancelled between two pieces if that is wished, until commit().
    using Visit = std::function<void(std::int64_t offset, std::span<const std::byte> bytes)>;
    void visit(ByteRange range, const Visit& visit) const;
    // See Progress.
    void expect(std::int64_t amount) const;
    void add(std::int64_t amount) const;
    void commit() const;

private:
    std::vector<std::span<const std::byte>> runs_;
    std::vector<std::int64_t> begins_;  // of each run; and the size
    Progress* progress_;                // null: nobody waits
};

}  // namespace byteprism
