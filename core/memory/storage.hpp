// Storage: the memory behind a Buffer, and how it is given back. One subclass for each source of bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace byteprism {

enum class Access { ReadOnly, ReadWrite };

class Storage {
public:
    Storage() = default;
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    virtual ~Storage() = default;

    // One contiguous run; the same until resize() is called.
    virtual std::span<std::byte> bytes() noexcept = 0;

    // How many bytes, from the first on, are still the source's: fewer than all when a mapped file became shorter (see
    // fault_guard.hpp). The others read as zeros.
    virtual std::size_t intact_size() noexcept { return bytes().size(); }
    virtual Access access() const noexcept { return Access::ReadWrite; }
    virtual bool resizable() const noexcept { return false; }
    // Grows with zeros. Requires resizable(); throws ValueError if there is not that much memory, and changes nothing.
    virtual void resize(std::size_t size);
};

// Memory of our own: a growable byte array.
std::unique_ptr<Storage> heap_storage(std::size_t size);

// A file, opened read-only and mapped private: writing to the bytes never reaches the file. Costs the same for
// every size. The file must be regular; throws IoError with the path and the reason otherwise. Where the system
// refuses a writable private mapping, the storage is read-only.
std::unique_ptr<Storage> map_file_private(const std::string& path);

}  // namespace byteprism
