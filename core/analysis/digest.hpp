// Digests: checksums and hashes of bytes that come slice by slice. One row of the table is one kind.
//
//     const auto digest = find_digest("crc-32/iso-hdlc")->begin();
//     digest->add(bytes);
//     hex(digest->end())                                     // cbf43926 of "123456789"
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace byteprism {

class Digest {
public:
    Digest() = default;
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    virtual ~Digest() = default;

    virtual void add(std::span<const std::byte> bytes) = 0;
    // The result, as it is written: numbers have their highest byte first. To be called once, at the end.
    virtual std::vector<std::byte> end() = 0;
};

struct DigestKind {
    std::string_view name;     // "crc-16/modbus", "sha256"
    std::string_view synonym;  // "crc32"; mostly empty
    // Throws Error if the system's library refuses the kind.
    std::function<std::unique_ptr<Digest>()> begin;
};

std::span<const DigestKind> digest_kinds();
// By name or synonym, letters of either case. Null: there is none.
const DigestKind* find_digest(std::string_view name);

}  // namespace byteprism
