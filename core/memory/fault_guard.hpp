// Fault guard: a file that becomes shorter while it is mapped does not kill the program.
//
// Touching a mapped page that the file no longer has raises SIGBUS. For mappings that are registered here the handler
// puts zero pages in their place, from the file's new end to the mapping's end in one piece, and remembers from where
// on the bytes are lost. Every other fault goes to the handler that was there before, or ends the program as ever.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace byteprism {

// By main, before anything is mapped; again does nothing. Without it mappings work, unguarded.
void install_fault_guard();

// Registers a mapping of `file`, from page boundaries on, for as long as it lives. Requires the descriptor to stay open
// as long. A file may be mapped in several pieces: what one of them finds cut off the others lose too.
class GuardedMapping {
public:
    // Throws IoError if too many mappings are registered.
    GuardedMapping(std::span<std::byte> bytes, int file);
    GuardedMapping(const GuardedMapping&) = delete;
    GuardedMapping& operator=(const GuardedMapping&) = delete;
    ~GuardedMapping();

    // How many bytes, from the first on, are mapped from the file; what was cut off is not any more.
    std::size_t size() const noexcept;
    // How many bytes, from the first on, were never lost: all of them unless a fault happened.
    std::size_t intact_size() const noexcept;
    // Asks for the file's length now instead of at the next fault.
    void check() const noexcept;

    // Registers the bytes from `at` on, a page boundary, apart from those before.
    std::unique_ptr<GuardedMapping> split(std::size_t at);
    // Forgets the bytes from `at` on.
    void shrink(std::size_t at) noexcept;

private:
    GuardedMapping(std::span<std::byte> bytes, int file, std::size_t file_offset, std::size_t mapped,
                   std::size_t intact);

    std::size_t slot_;
};

}  // namespace byteprism
