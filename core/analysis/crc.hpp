// Cyclic redundancy checks by their parameters, up to 64 bits, as the catalogue of parametrised CRC algorithms
// (reveng.sourceforge.io) names them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/analysis/digest.hpp"

namespace byteprism {

struct CrcParameters {
    std::string_view name;
    std::string_view synonym;
    int width;  // bits: 8 to 64
    std::uint64_t polynomial;
    std::uint64_t initial;
    bool reflected_in;
    bool reflected_out;
    std::uint64_t final_xor;
    std::uint64_t check;  // of "123456789"
};

std::span<const CrcParameters> crc_table();
// Requires that the parameters outlive the digest.
std::unique_ptr<Digest> begin_crc(const CrcParameters& parameters);
// The number's bytes, the highest first. Requires bits <= 64.
std::vector<std::byte> number_bytes(std::uint64_t number, int bits);

}  // namespace byteprism
