#include "app/model/bytes/filling.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <sstream>
#include <string>

#include "app/model/hex_text.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

std::byte byte_of(std::uint64_t number, int index) { return static_cast<std::byte>(number >> (8 * index) & 0xff); }

void fill_with(std::span<std::byte> target, const PatternFilling& filling) {
    for (std::size_t at = 0; at < target.size(); at += filling.bytes.size()) {
        const std::size_t count = std::min(filling.bytes.size(), target.size() - at);
        std::copy_n(filling.bytes.begin(), count, target.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

// Eight bytes of each number, the lowest first, so that every machine makes the same.
void fill_with(std::span<std::byte> target, const RandomFilling& filling) {
    std::mt19937_64 numbers(filling.seed);
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < target.size(); ++at) {
        if (at % 8 == 0) number = numbers();
        target[at] = byte_of(number, static_cast<int>(at % 8));
    }
}

void fill_with(std::span<std::byte> target, const CounterFilling& filling) {
    std::uint64_t number = filling.start;
    int index = 0;
    for (std::byte& byte : target) {
        byte = byte_of(number, filling.big_endian ? filling.width - 1 - index : index);
        if (++index < filling.width) continue;
        index = 0;
        number += filling.step;
    }
}

int width_of(const std::string& word) {
    const std::int64_t width = parse_number(word);
    for (const int possible : {1, 2, 4, 8}) {
        if (width == possible) return possible;
    }
    throw ValueError("a width of " + word + " bytes: 1, 2, 4 or 8 is possible");
}

bool big_endian(const std::string& word) {
    if (word == "little" || word == "<") return false;
    if (word == "big" || word == ">") return true;
    throw ValueError("'" + word + "' is no byte order: little or big is expected");
}

}  // namespace

PatternFilling parse_pattern(std::string_view hex) {
    PatternFilling filling{parse_hex(hex)};
    if (filling.bytes.empty()) throw ValueError("a byte at least is expected: FF, or 41 42 43");
    return filling;
}

RandomFilling parse_seed(std::string_view text) { return {static_cast<std::uint64_t>(parse_number(text))}; }

CounterFilling parse_counter(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    if (words.size() > 4) throw ValueError("'" + words[4] + "' is one word too many: START STEP WIDTH ORDER");
    CounterFilling filling;
    if (!words.empty()) filling.start = static_cast<std::uint64_t>(parse_number(words[0]));
    if (words.size() > 1) filling.step = static_cast<std::uint64_t>(parse_number(words[1]));
    if (words.size() > 2) filling.width = width_of(words[2]);
    if (words.size() > 3) filling.big_endian = big_endian(words[3]);
    return filling;
}

void fill(std::span<std::byte> target, const Filling& filling) {
    std::visit([target](const auto& each) { fill_with(target, each); }, filling);
}

}  // namespace byteprism
