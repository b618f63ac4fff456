// StringFinder: runs of printable characters in bytes of any kind, as the tool `strings` finds them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "core/analysis/slices.hpp"
#include "core/progress.hpp"

namespace byteprism {

enum class StringEncoding { Ascii, Utf8, Utf16Little, Utf16Big };
inline constexpr std::size_t string_encodings = 4;

struct StringRules {
    StringEncoding encoding = StringEncoding::Ascii;
    std::int64_t least_characters = 4;
    // Of UTF-16 too: any two bytes are a character of some script, so that otherwise only ASCII counts there.
    bool all_scripts = false;
};

struct FoundString {
    ByteRange range;
    std::int64_t characters = 0;
};
// False: no more are wanted.
using StringSink = std::function<bool(const FoundString& found)>;

class StringFinder {
public:
    explicit StringFinder(StringRules rules) : rules_(rules) {}

    // Gives where the next slice is to begin; negative: the sink has enough. Strings may be longer than slices. Throws
    // Cancelled.
    std::int64_t scan(const SearchSlice& slice, const StringSink& sink, Progress& progress);

private:
    struct Step {
        std::size_t length;  // 0: more bytes are needed
        bool printable;
    };
    Step step(std::span<const std::byte> bytes) const;
    Step utf16_step(std::span<const std::byte> bytes) const;
    bool end_string(std::int64_t at, const StringSink& sink);

    StringRules rules_;
    std::int64_t begin_ = 0;       // of the string that is under way
    std::int64_t characters_ = 0;  // of it; 0: none is
};

}  // namespace byteprism
