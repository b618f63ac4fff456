#include "core/analysis/digest.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "core/analysis/crc.hpp"

namespace byteprism {
namespace {

std::vector<std::byte> digest_of(const DigestKind& kind, std::span<const std::byte> bytes, std::size_t slice) {
    const auto digest = kind.begin();
    for (; bytes.size() > slice; bytes = bytes.subspan(slice)) digest->add(bytes.first(slice));
    digest->add(bytes);
    return digest->end();
}

TEST(Crc, EveryRowOfTheTableGivesItsCheckValue) {
    const auto bytes = std::as_bytes(std::span("123456789", 9));
    for (const CrcParameters& crc : crc_table()) {
        for (const std::size_t slice : {1u, 4u, 9u}) {
            EXPECT_EQ(digest_of(*find_digest(crc.name), bytes, slice), number_bytes(crc.check, crc.width)) << crc.name;
        }
    }
}

TEST(Digest, DoesNotDependOnHowTheBytesAreSliced) {
    std::mt19937 random(1);
    std::vector<std::byte> bytes(3000);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    for (const DigestKind& kind : digest_kinds()) {
        const auto whole = digest_of(kind, bytes, bytes.size());
        EXPECT_FALSE(whole.empty()) << kind.name;
        EXPECT_EQ(digest_of(kind, bytes, 7), whole) << kind.name;
        EXPECT_EQ(digest_of(kind, bytes, 1024), whole) << kind.name;
        EXPECT_EQ(find_digest(kind.name), &kind);
    }
    EXPECT_EQ(find_digest("CRC32"), find_digest("crc-32/iso-hdlc"));
    EXPECT_EQ(find_digest(""), nullptr);
    EXPECT_EQ(find_digest("crc-33"), nullptr);
}

}  // namespace
}  // namespace byteprism
