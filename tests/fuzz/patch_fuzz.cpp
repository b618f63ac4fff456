// Any bytes as a patch of each kind, and as the actions of a BPS patch whose checksums are right.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "app/model/patch/patch.hpp"
#include "core/analysis/digest.hpp"
#include "core/error.hpp"

namespace {

using namespace byteprism;

FileBytes file_of(std::span<const std::byte> bytes) {
    return {std::ssize(bytes), [bytes](std::int64_t offset, std::span<std::byte> to) {
                if (offset < 0 || offset > std::ssize(bytes) || std::ssize(to) > std::ssize(bytes) - offset)
                    std::abort();
                if (!to.empty()) std::memcpy(to.data(), bytes.data() + offset, to.size());
            }};
}

std::vector<std::byte> checksum(std::span<const std::byte> bytes) {
    const auto crc = find_digest("crc32")->begin();
    crc->add(bytes);
    const std::vector<std::byte> sum = crc->end();
    return {sum.rbegin(), sum.rend()};
}

void append(std::vector<std::byte>& to, std::span<const std::byte> bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
}

void try_patch(std::span<const std::byte> patch, std::span<const std::byte> source) {
    const FileBytes file = file_of(patch);
    const PatchKind* const kind = patch_kind_of(file);
    if (kind == nullptr) return;
    try {
        kind->apply(file, file_of(source), [](std::span<const std::byte>) {});
    } catch (const IoError&) {
        // Broken, or for another file.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span(data, size));
    const auto source = std::as_bytes(std::span("0123456789abcdef")).first(16);
    try_patch(input, source);
    std::vector<std::byte> patch;
    append(patch, std::as_bytes(std::span("BPS1\x90")).first(5));  // a source of 16 bytes
    append(patch, input);
    append(patch, checksum(source));
    append(patch, std::vector<std::byte>(4));
    append(patch, checksum(patch));
    try_patch(patch, source);
    return 0;
}
