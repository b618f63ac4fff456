// Storage: the memory behind a Buffer, and how it is given back. One subclass for each source of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/memory/byte_range.hpp"
#include "core/progress.hpp"

namespace byteprism {

enum class Access { ReadOnly, ReadWrite };

class Storage {
public:
    Storage() = default;
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    virtual ~Storage() = default;

    // One contiguous run; the same until splice() is called.
    virtual std::span<std::byte> bytes() noexcept = 0;
    virtual Access access() const noexcept { return Access::ReadWrite; }

    // Copies bytes, as reading bytes() would, but without mapped pages becoming resident and, where nobody wrote,
    // without faults: what the file has lost meanwhile is zeros. From any thread while nobody writes. Requires the
    // range to be inside; throws IoError.
    virtual void read(std::size_t offset, std::span<std::byte> to);

    // How many bytes, from the first on, are still the source's: fewer than all when a mapped file became shorter (see
    // fault_guard.hpp). Behind them, those in missing() are not.
    virtual std::size_t intact_size() noexcept { return bytes().size(); }
    // The bytes that the source does not give, in order: lost by a file that became shorter, or unreadable in another
    // process. They read as zeros.
    virtual std::vector<ByteRange> missing() { return {}; }

    // Sources that live elsewhere: what is written reaches them, so there is nothing to save, and they change unasked.
    virtual bool live() const noexcept { return false; }
    // Where the source has the first byte: offsets are shown as addresses from there on.
    virtual std::uint64_t base_address() const noexcept { return 0; }
    // To be called when bytes of a live source were written: brings them there. Throws IoError if not all of them can
    // be; then the source has what it had, and who wrote them puts the old bytes back.
    virtual void write_through(ByteRange) {}
    // Fetches the bytes of a live source again, where they do not follow by themselves, and gives the ranges that have
    // changed. Throws IoError if the source is gone; the bytes stay what they were.
    virtual std::vector<ByteRange> refresh() { return {}; }

    virtual bool resizable() const noexcept { return false; }
    // Makes the pages of the range our own, as a write of so many bytes would, but in a temporary file where they would
    // take too much memory. The bytes and their address stay. For few and large ranges: each is a mapping. Requires the
    // range to be inside; throws ValueError or IoError if there is no room, and changes nothing.
    virtual void own(ByteRange range);
    // Does, out of sight, what Buffer::splice() of the same arguments will need, so that this is quick if it comes
    // next. In any thread, while nobody writes. Throws what splice() throws, and Cancelled; nothing has changed then.
    // If it does not come next, the preparation is to be forgotten before anybody writes.
    virtual void prepare_splice(ByteRange, std::size_t /*inserted*/, Progress&) {}
    virtual void forget_preparation() noexcept {}

private:
    friend class Buffer;
    // See Buffer::splice. Requires resizable() and the range to be inside.
    virtual void splice(ByteRange range, std::size_t inserted);
};

// Memory of our own: a growable byte array.
std::unique_ptr<Storage> heap_storage(std::size_t size);

// Memory of our own for what arrives little by little: the bytes are not moved when they grow at their end.
std::unique_ptr<Storage> growing_storage();

// A file, opened read-only and mapped private: writing to the bytes never reaches the file. Costs the same for
// every size. The file must be regular or a block device; throws IoError with the path and the reason otherwise. Where
// the system refuses a writable private mapping, the storage is read-only. Resizable: address space is reserved behind
// it, so that the bytes stay where they are.
std::unique_ptr<Storage> map_file_private(const std::string& path);

// A file mapped shared: what is written reaches it at once, and what others write is seen at once. Its size is fixed.
// Throws IoError, also if the file may not be written.
std::unique_ptr<Storage> map_file_shared(const std::string& path);

}  // namespace byteprism
