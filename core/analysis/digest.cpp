#include "core/analysis/digest.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include <libdeflate.h>
#include <openssl/evp.h>
#include <xxhash.h>

#include "core/analysis/crc.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// A checksum that is one number, by a function that goes on from the one before.
template <class Number, Number (*update)(Number, std::span<const std::byte>), Number start>
class NumberDigest final : public Digest {
public:
    void add(std::span<const std::byte> bytes) override { number_ = update(number_, bytes); }
    std::vector<std::byte> end() override { return number_bytes(number_, 8 * static_cast<int>(sizeof(Number))); }

private:
    Number number_ = start;
};

std::uint32_t crc32(std::uint32_t crc, std::span<const std::byte> bytes) {
    return libdeflate_crc32(crc, bytes.data(), bytes.size());
}

std::uint32_t adler32(std::uint32_t sum, std::span<const std::byte> bytes) {
    return libdeflate_adler32(sum, bytes.data(), bytes.size());
}

template <class Number>
Number sum(Number number, std::span<const std::byte> bytes) {
    std::uint64_t all = 0;
    for (const std::byte byte : bytes) all += std::to_integer<std::uint64_t>(byte);
    return static_cast<Number>(number + all);
}

std::uint8_t exclusive_or(std::uint8_t number, std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes) number ^= std::to_integer<std::uint8_t>(byte);
    return number;
}

template <class Number, Number (*update)(Number, std::span<const std::byte>), Number start = 0>
std::unique_ptr<Digest> number() {
    return std::make_unique<NumberDigest<Number, update, start>>();
}

// POSIX cksum: the length follows the bytes, its lowest byte first, without leading zeros.
class Cksum final : public Digest {
public:
    explicit Cksum(std::unique_ptr<Digest> crc) : crc_(std::move(crc)) {}
    void add(std::span<const std::byte> bytes) override {
        crc_->add(bytes);
        length_ += bytes.size();
    }
    std::vector<std::byte> end() override {
        for (std::uint64_t rest = length_; rest != 0; rest >>= 8) {
            const std::byte byte = static_cast<std::byte>(rest & 0xff);
            crc_->add({&byte, 1});
        }
        return crc_->end();
    }

private:
    std::unique_ptr<Digest> crc_;
    std::uint64_t length_ = 0;
};

std::unique_ptr<Digest> cksum() {
    const auto crc = std::ranges::find(crc_table(), std::string_view("crc-32/cksum"), &CrcParameters::name);
    return std::make_unique<Cksum>(begin_crc(*crc));
}

// What OpenSSL calls a message digest.
class MessageDigest final : public Digest {
public:
    explicit MessageDigest(const char* name) : context_(EVP_MD_CTX_new()) {
        EVP_MD* const kind = EVP_MD_fetch(nullptr, name, nullptr);
        const bool begun = kind != nullptr && EVP_DigestInit_ex(context_, kind, nullptr) == 1;
        EVP_MD_free(kind);
        if (begun) return;
        EVP_MD_CTX_free(context_);
        throw ValueError("this system's OpenSSL has no " + std::string(name));
    }
    ~MessageDigest() override { EVP_MD_CTX_free(context_); }
    void add(std::span<const std::byte> bytes) override { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
    std::vector<std::byte> end() override {
        std::vector<std::byte> result(EVP_MAX_MD_SIZE);
        unsigned length = 0;
        EVP_DigestFinal_ex(context_, static_cast<unsigned char*>(static_cast<void*>(result.data())), &length);
        result.resize(length);
        return result;
    }

private:
    EVP_MD_CTX* context_;
};

// xxHash writes its results as numbers, in a form of its own for each.
struct Xxh32 {
    static XXH32_state_t* create() { return XXH32_createState(); }
    static void reset(XXH32_state_t* state) { XXH32_reset(state, 0); }
    static void update(XXH32_state_t* state, const void* bytes, std::size_t size) { XXH32_update(state, bytes, size); }
    static std::vector<std::byte> result(XXH32_state_t* state) { return number_bytes(XXH32_digest(state), 32); }
    static void release(XXH32_state_t* state) { XXH32_freeState(state); }
};
struct Xxh64 {
    static XXH64_state_t* create() { return XXH64_createState(); }
    static void reset(XXH64_state_t* state) { XXH64_reset(state, 0); }
    static void update(XXH64_state_t* state, const void* bytes, std::size_t size) { XXH64_update(state, bytes, size); }
    static std::vector<std::byte> result(XXH64_state_t* state) { return number_bytes(XXH64_digest(state), 64); }
    static void release(XXH64_state_t* state) { XXH64_freeState(state); }
};
struct Xxh3 {
    static XXH3_state_t* create() { return XXH3_createState(); }
    static void reset(XXH3_state_t* state) { XXH3_64bits_reset(state); }
    static void update(XXH3_state_t* state, const void* bytes, std::size_t size) {
        XXH3_64bits_update(state, bytes, size);
    }
    static std::vector<std::byte> result(XXH3_state_t* state) { return number_bytes(XXH3_64bits_digest(state), 64); }
    static void release(XXH3_state_t* state) { XXH3_freeState(state); }
};
struct Xxh128 : Xxh3 {
    static void reset(XXH3_state_t* state) { XXH3_128bits_reset(state); }
    static void update(XXH3_state_t* state, const void* bytes, std::size_t size) {
        XXH3_128bits_update(state, bytes, size);
    }
    static std::vector<std::byte> result(XXH3_state_t* state) {
        const XXH128_hash_t hash = XXH3_128bits_digest(state);
        std::vector<std::byte> bytes = number_bytes(hash.high64, 64);
        std::ranges::copy(number_bytes(hash.low64, 64), std::back_inserter(bytes));
        return bytes;
    }
};

template <class Hash>
class XxHash final : public Digest {
public:
    XxHash() : state_(Hash::create()) {
        if (state_ == nullptr) throw std::bad_alloc();
        Hash::reset(state_);
    }
    ~XxHash() override { Hash::release(state_); }
    void add(std::span<const std::byte> bytes) override { Hash::update(state_, bytes.data(), bytes.size()); }
    std::vector<std::byte> end() override { return Hash::result(state_); }

private:
    decltype(Hash::create()) state_;
};

template <class Hash>
std::unique_ptr<Digest> xxhash() {
    return std::make_unique<XxHash<Hash>>();
}

DigestKind message(std::string_view name, const char* openssl, std::string_view synonym = "") {
    return {name, synonym, [openssl] { return std::make_unique<MessageDigest>(openssl); }};
}

std::vector<DigestKind> all_kinds() {
    std::vector<DigestKind> kinds{
        {"crc-32/iso-hdlc", "crc32", number<std::uint32_t, crc32>},
        {"adler-32", "adler32", number<std::uint32_t, adler32, 1>},
        {"cksum", "", cksum},
        {"sum-8", "", number<std::uint8_t, sum<std::uint8_t>>},
        {"sum-16", "", number<std::uint16_t, sum<std::uint16_t>>},
        {"sum-32", "", number<std::uint32_t, sum<std::uint32_t>>},
        {"sum-64", "", number<std::uint64_t, sum<std::uint64_t>>},
        {"xor-8", "", number<std::uint8_t, exclusive_or>},
        message("md5", "MD5"),
        message("sha1", "SHA1", "sha-1"),
        message("sha224", "SHA224", "sha-224"),
        message("sha256", "SHA256", "sha-256"),
        message("sha384", "SHA384", "sha-384"),
        message("sha512", "SHA512", "sha-512"),
        message("sha512-256", "SHA512-256", "sha-512/256"),
        message("sha3-224", "SHA3-224"),
        message("sha3-256", "SHA3-256"),
        message("sha3-384", "SHA3-384"),
        message("sha3-512", "SHA3-512"),
        message("blake2b", "BLAKE2B-512", "blake2b-512"),
        message("blake2s", "BLAKE2S-256", "blake2s-256"),
        message("ripemd160", "RIPEMD-160", "ripemd-160"),
        {"xxh32", "", xxhash<Xxh32>},
        {"xxh64", "", xxhash<Xxh64>},
        {"xxh3", "xxh3-64", xxhash<Xxh3>},
        {"xxh128", "xxh3-128", xxhash<Xxh128>},
    };
    for (const CrcParameters& crc : crc_table()) {
        kinds.push_back({crc.name, crc.synonym, [&crc] { return begin_crc(crc); }});
    }
    return kinds;
}

bool same(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b,
                              [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

std::span<const DigestKind> digest_kinds() {
    static const std::vector<DigestKind> kinds = all_kinds();
    return kinds;
}

const DigestKind* find_digest(std::string_view name) {
    const auto kinds = digest_kinds();
    const auto found = std::ranges::find_if(kinds, [&](const DigestKind& kind) {
        return same(kind.name, name) || (!name.empty() && same(kind.synonym, name));
    });
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace byteprism
