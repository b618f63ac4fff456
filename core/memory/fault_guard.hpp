// Fault guard: a file that becomes shorter while it is mapped does not kill the program.
//
// Touching a mapped page that the file no longer has raises SIGBUS. For mappings that are registered here the handler
// puts zero pages in their place, from the file's new end to the mapping's end in one piece, and remembers from where
// on the bytes are lost. Every other fault goes to the handler that was there before, or ends the program as ever.
#pragma once

#include <cstddef>
#include <span>

namespace byteprism {

// By main, before anything is mapped; again does nothing. Without it mappings work, unguarded.
void install_fault_guard();

// Registers a mapping of `file` for as long as it lives. Requires the descriptor to stay open as long.
class GuardedMapping {
public:
    // Throws IoError if too many mappings are registered.
    GuardedMapping(std::span<std::byte> bytes, int file);
    GuardedMapping(const GuardedMapping&) = delete;
    GuardedMapping& operator=(const GuardedMapping&) = delete;
    ~GuardedMapping();

    // How many bytes, from the first on, were never lost: all of them unless a fault happened.
    std::size_t intact_size() const noexcept;

private:
    std::size_t slot_;
};

}  // namespace byteprism
