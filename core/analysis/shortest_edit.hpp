// The shortest edit script between two short runs of bytes. Inside core/analysis only.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace byteprism {

// Myers's algorithm in linear space, given up where half a script would be longer than `most`.
class ShortestEdit {
public:
    // Bytes from `a` to `a_end` of the first became those from `b` to `b_end` of the second.
    using Sink = std::function<void(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end)>;

    explicit ShortestEdit(std::size_t most) : most_(most), forward_(2 * most + 5), backward_(2 * most + 5) {}

    // False: the script is longer than that, nothing was given. Otherwise its edits, in order.
    bool find(std::span<const std::byte> first, std::span<const std::byte> second, const Sink& sink);

private:
    struct Box {
        std::ptrdiff_t a, a_end, b, b_end;
    };
    struct Point {
        std::ptrdiff_t a, b;
    };
    std::optional<Point> middle(const Box& box);
    bool solve(Box box, const Sink& sink, bool whole);

    std::size_t most_;
    std::span<const std::byte> first_, second_;
    // The furthest place in the first run that is reached on each diagonal, by so many edits from either end.
    std::vector<std::ptrdiff_t> forward_, backward_;
};

}  // namespace byteprism
