#include "core/analysis/crc.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace byteprism {
namespace {

constexpr CrcParameters table[] = {
    {"crc-8/smbus", "crc8", 8, 0x07, 0x00, false, false, 0x00, 0xf4},
    {"crc-8/autosar", "", 8, 0x2f, 0xff, false, false, 0xff, 0xdf},
    {"crc-8/bluetooth", "", 8, 0xa7, 0x00, true, true, 0x00, 0x26},
    {"crc-8/cdma2000", "", 8, 0x9b, 0xff, false, false, 0x00, 0xda},
    {"crc-8/darc", "", 8, 0x39, 0x00, true, true, 0x00, 0x15},
    {"crc-8/dvb-s2", "", 8, 0xd5, 0x00, false, false, 0x00, 0xbc},
    {"crc-8/gsm-a", "", 8, 0x1d, 0x00, false, false, 0x00, 0x37},
    {"crc-8/gsm-b", "", 8, 0x49, 0x00, false, false, 0xff, 0x94},
    {"crc-8/i-432-1", "", 8, 0x07, 0x00, false, false, 0x55, 0xa1},
    {"crc-8/i-code", "", 8, 0x1d, 0xfd, false, false, 0x00, 0x7e},
    {"crc-8/lte", "", 8, 0x9b, 0x00, false, false, 0x00, 0xea},
    {"crc-8/maxim-dow", "", 8, 0x31, 0x00, true, true, 0x00, 0xa1},
    {"crc-8/mifare-mad", "", 8, 0x1d, 0xc7, false, false, 0x00, 0x99},
    {"crc-8/nrsc-5", "", 8, 0x31, 0xff, false, false, 0x00, 0xf7},
    {"crc-8/opensafety", "", 8, 0x2f, 0x00, false, false, 0x00, 0x3e},
    {"crc-8/rohc", "", 8, 0x07, 0xff, true, true, 0x00, 0xd0},
    {"crc-8/sae-j1850", "", 8, 0x1d, 0xff, false, false, 0xff, 0x4b},
    {"crc-8/tech-3250", "", 8, 0x1d, 0xff, true, true, 0x00, 0x97},
    {"crc-8/wcdma", "", 8, 0x9b, 0x00, true, true, 0x00, 0x25},
    {"crc-16/arc", "crc16", 16, 0x8005, 0x0000, true, true, 0x0000, 0xbb3d},
    {"crc-16/cdma2000", "", 16, 0xc867, 0xffff, false, false, 0x0000, 0x4c06},
    {"crc-16/cms", "", 16, 0x8005, 0xffff, false, false, 0x0000, 0xaee7},
    {"crc-16/dds-110", "", 16, 0x8005, 0x800d, false, false, 0x0000, 0x9ecf},
    {"crc-16/dect-r", "", 16, 0x0589, 0x0000, false, false, 0x0001, 0x007e},
    {"crc-16/dect-x", "", 16, 0x0589, 0x0000, false, false, 0x0000, 0x007f},
    {"crc-16/dnp", "", 16, 0x3d65, 0x0000, true, true, 0xffff, 0xea82},
    {"crc-16/en-13757", "", 16, 0x3d65, 0x0000, false, false, 0xffff, 0xc2b7},
    {"crc-16/genibus", "", 16, 0x1021, 0xffff, false, false, 0xffff, 0xd64e},
    {"crc-16/gsm", "", 16, 0x1021, 0x0000, false, false, 0xffff, 0xce3c},
    {"crc-16/ibm-3740", "crc-16/ccitt-false", 16, 0x1021, 0xffff, false, false, 0x0000, 0x29b1},
    {"crc-16/ibm-sdlc", "crc-16/x-25", 16, 0x1021, 0xffff, true, true, 0xffff, 0x906e},
    {"crc-16/iso-iec-14443-3-a", "", 16, 0x1021, 0xc6c6, true, true, 0x0000, 0xbf05},
    {"crc-16/kermit", "crc-16/ccitt", 16, 0x1021, 0x0000, true, true, 0x0000, 0x2189},
    {"crc-16/lj1200", "", 16, 0x6f63, 0x0000, false, false, 0x0000, 0xbdf4},
    {"crc-16/maxim-dow", "", 16, 0x8005, 0x0000, true, true, 0xffff, 0x44c2},
    {"crc-16/mcrf4xx", "", 16, 0x1021, 0xffff, true, true, 0x0000, 0x6f91},
    {"crc-16/modbus", "", 16, 0x8005, 0xffff, true, true, 0x0000, 0x4b37},
    {"crc-16/nrsc-5", "", 16, 0x080b, 0xffff, true, true, 0x0000, 0xa066},
    {"crc-16/opensafety-a", "", 16, 0x5935, 0x0000, false, false, 0x0000, 0x5d38},
    {"crc-16/opensafety-b", "", 16, 0x755b, 0x0000, false, false, 0x0000, 0x20fe},
    {"crc-16/profibus", "", 16, 0x1dcf, 0xffff, false, false, 0xffff, 0xa819},
    {"crc-16/riello", "", 16, 0x1021, 0xb2aa, true, true, 0x0000, 0x63d0},
    {"crc-16/spi-fujitsu", "", 16, 0x1021, 0x1d0f, false, false, 0x0000, 0xe5cc},
    {"crc-16/t10-dif", "", 16, 0x8bb7, 0x0000, false, false, 0x0000, 0xd0db},
    {"crc-16/teledisk", "", 16, 0xa097, 0x0000, false, false, 0x0000, 0x0fb3},
    {"crc-16/tms37157", "", 16, 0x1021, 0x89ec, true, true, 0x0000, 0x26b1},
    {"crc-16/umts", "", 16, 0x8005, 0x0000, false, false, 0x0000, 0xfee8},
    {"crc-16/usb", "", 16, 0x8005, 0xffff, true, true, 0xffff, 0xb4c8},
    {"crc-16/xmodem", "", 16, 0x1021, 0x0000, false, false, 0x0000, 0x31c3},
    {"crc-24/ble", "", 24, 0x00065b, 0x555555, true, true, 0x000000, 0xc25a56},
    {"crc-24/openpgp", "crc24", 24, 0x864cfb, 0xb704ce, false, false, 0x000000, 0x21cf02},
    {"crc-32/aixm", "", 32, 0x814141ab, 0x00000000, false, false, 0x00000000, 0x3010bf7f},
    {"crc-32/autosar", "", 32, 0xf4acfb13, 0xffffffff, true, true, 0xffffffff, 0x1697d06a},
    {"crc-32/base91-d", "", 32, 0xa833982b, 0xffffffff, true, true, 0xffffffff, 0x87315576},
    {"crc-32/bzip2", "", 32, 0x04c11db7, 0xffffffff, false, false, 0xffffffff, 0xfc891918},
    {"crc-32/cd-rom-edc", "", 32, 0x8001801b, 0x00000000, true, true, 0x00000000, 0x6ec2edc4},
    {"crc-32/cksum", "", 32, 0x04c11db7, 0x00000000, false, false, 0xffffffff, 0x765e7680},
    {"crc-32/iscsi", "crc32c", 32, 0x1edc6f41, 0xffffffff, true, true, 0xffffffff, 0xe3069283},
    {"crc-32/jamcrc", "", 32, 0x04c11db7, 0xffffffff, true, true, 0x00000000, 0x340bc6d9},
    {"crc-32/mef", "", 32, 0x741b8cd7, 0xffffffff, true, true, 0x00000000, 0xd2c22f51},
    {"crc-32/mpeg-2", "", 32, 0x04c11db7, 0xffffffff, false, false, 0x00000000, 0x0376e6e7},
    {"crc-32/xfer", "", 32, 0x000000af, 0x00000000, false, false, 0x00000000, 0xbd0be338},
    {"crc-64/ecma-182", "", 64, 0x42f0e1eba9ea3693, 0, false, false, 0, 0x6c40df5f0b497347},
    {"crc-64/go-iso", "", 64, 0x000000000000001b, ~0ull, true, true, ~0ull, 0xb90956c775a41001},
    {"crc-64/ms", "", 64, 0x259c84cba6426349, ~0ull, true, true, 0, 0x75d4b74f024eceea},
    {"crc-64/redis", "", 64, 0xad93d23594c935a9, 0, true, true, 0, 0xe9c6d914c4b8d9ca},
    {"crc-64/we", "", 64, 0x42f0e1eba9ea3693, ~0ull, false, false, ~0ull, 0x62ec59e3f1a4f00a},
    {"crc-64/xz", "crc64", 64, 0x42f0e1eba9ea3693, ~0ull, true, true, ~0ull, 0x995dc9bbdf1939fa},
};

std::uint64_t reflected(std::uint64_t number, int width) {
    std::uint64_t result = 0;
    for (int bit = 0; bit < width; ++bit) result |= (number >> bit & 1) << (width - 1 - bit);
    return result;
}

// Eight bytes a step, by a table for each place in them. A reflected register stands in the low bits and takes the
// first byte there; another one stands in the high bits and takes it there.
class Crc final : public Digest {
public:
    explicit Crc(const CrcParameters& parameters)
        : parameters_(parameters), low_(parameters.reflected_in), shift_(64 - parameters.width) {
        register_ = low_ ? reflected(parameters.initial, parameters.width) : parameters.initial << shift_;
        const std::uint64_t polynomial =
            low_ ? reflected(parameters.polynomial, parameters.width) : parameters.polynomial << shift_;
        for (std::uint64_t byte = 0; byte < 256; ++byte) {
            std::uint64_t rest = low_ ? byte : byte << 56;
            for (int bit = 0; bit < 8; ++bit) rest = shifted(rest, 1) ^ (leaving(rest) ? polynomial : 0);
            tables_[0][byte] = rest;
        }
        for (std::size_t place = 1; place < tables_.size(); ++place) {
            for (std::size_t byte = 0; byte < 256; ++byte) {
                const std::uint64_t before = tables_[place - 1][byte];
                tables_[place][byte] = shifted(before, 8) ^ tables_[0][first_byte(before)];
            }
        }
    }

    void add(std::span<const std::byte> bytes) override {
        const std::byte* at = bytes.data();
        const std::byte* const end = at + bytes.size();
        std::uint64_t crc = register_;
        for (; end - at >= 8; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            crc = low_ ? step(crc ^ word) : step(__builtin_bswap64(crc ^ __builtin_bswap64(word)));
        }
        for (; at < end; ++at) {
            crc = shifted(crc, 8) ^ tables_[0][first_byte(crc) ^ std::to_integer<std::size_t>(*at)];
        }
        register_ = crc;
    }

    std::vector<std::byte> end() override {
        const std::uint64_t crc = low_ ? register_ : register_ >> shift_;
        const bool turn = parameters_.reflected_in != parameters_.reflected_out;
        return number_bytes((turn ? reflected(crc, parameters_.width) : crc) ^ parameters_.final_xor,
                            parameters_.width);
    }

private:
    std::uint64_t shifted(std::uint64_t number, int bits) const { return low_ ? number >> bits : number << bits; }
    bool leaving(std::uint64_t number) const { return (low_ ? number & 1 : number >> 63) != 0; }
    std::size_t first_byte(std::uint64_t number) const { return low_ ? number & 0xff : number >> 56; }

    // Of eight bytes, the first one in the lowest bits.
    std::uint64_t step(std::uint64_t word) const {
        return tables_[7][word & 0xff] ^ tables_[6][word >> 8 & 0xff] ^ tables_[5][word >> 16 & 0xff] ^
               tables_[4][word >> 24 & 0xff] ^ tables_[3][word >> 32 & 0xff] ^ tables_[2][word >> 40 & 0xff] ^
               tables_[1][word >> 48 & 0xff] ^ tables_[0][word >> 56];
    }

    const CrcParameters& parameters_;
    bool low_;
    int shift_;
    std::uint64_t register_ = 0;
    std::array<std::array<std::uint64_t, 256>, 8> tables_;
};

}  // namespace

std::span<const CrcParameters> crc_table() { return table; }

std::unique_ptr<Digest> begin_crc(const CrcParameters& parameters) { return std::make_unique<Crc>(parameters); }

std::vector<std::byte> number_bytes(std::uint64_t number, int bits) {
    std::vector<std::byte> bytes;
    for (int shift = bits - 8; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::byte>(number >> shift & 0xff));
    return bytes;
}

}  // namespace byteprism
