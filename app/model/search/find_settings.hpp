// What is searched for, as the user says it: plain data, and the pattern that it means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/search_pattern.hpp"
#include "core/memory/byte_range.hpp"

namespace byteprism {

enum class FindKind { Hex, Text, Number, Regex };

struct FindSettings {
    FindKind kind = FindKind::Hex;
    std::string text;
    std::string replacement = {};    // in the same notation; of a regular expression: UTF-8
    std::string encoding = "UTF-8";  // of Text
    bool ignore_case = false;        // of Text and Regex
    NumberOrders orders = NumberOrders::AsWritten;
    std::int64_t stride = 1;  // hits begin at offset + k * stride
    std::int64_t offset = 0;
    std::optional<ByteRange> within = {};  // nothing: everywhere
    bool operator==(const FindSettings&) const = default;
};

// Throws ValueError, PatternError where a column is known.
SearchPattern pattern_of(const FindSettings& settings);
// What is put in the place of a hit; may be empty. Throws as pattern_of does, and where bits are left free.
std::vector<std::byte> replacement_of(const FindSettings& settings);

}  // namespace byteprism
