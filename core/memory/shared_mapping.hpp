// SharedMapping: a file or a block of shared memory whose very bytes these are; others see every write at once.
#pragma once

#include <optional>
#include <string>

#include "core/memory/descriptor.hpp"
#include "core/memory/fault_guard.hpp"
#include "core/memory/storage.hpp"

namespace byteprism {

class SharedMapping final : public Storage {
public:
    // All of `file`, whose name is only for messages. Throws IoError.
    SharedMapping(Descriptor file, const std::string& name, Access access);

    std::span<std::byte> bytes() noexcept override { return mapping_.bytes; }
    Access access() const noexcept override { return access_; }
    std::size_t intact_size() noexcept override;
    std::vector<ByteRange> missing() override;
    bool live() const noexcept override { return true; }

private:
    struct Mapping {
        std::span<std::byte> bytes;
        ~Mapping();
    };

    // They go in the reverse order: the guard looks at the mapping and the descriptor.
    Descriptor file_;
    Mapping mapping_;
    std::optional<GuardedMapping> guard_;  // none: no bytes
    Access access_;
};

}  // namespace byteprism
