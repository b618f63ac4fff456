#include "core/analysis/shortest_edit.hpp"

#include <algorithm>
#include <limits>

namespace byteprism {

bool ShortestEdit::find(std::span<const std::byte> first, std::span<const std::byte> second, const Sink& sink) {
    first_ = first;
    second_ = second;
    return solve({0, std::ssize(first), 0, std::ssize(second)}, sink, true);
}

bool ShortestEdit::solve(Box box, const Sink& sink, bool whole) {
    const auto equal = [&](std::ptrdiff_t a, std::ptrdiff_t b) {
        return first_[static_cast<std::size_t>(a)] == second_[static_cast<std::size_t>(b)];
    };
    while (box.a < box.a_end && box.b < box.b_end && equal(box.a, box.b)) ++box.a, ++box.b;
    while (box.a < box.a_end && box.b < box.b_end && equal(box.a_end - 1, box.b_end - 1)) --box.a_end, --box.b_end;
    if (box.a == box.a_end && box.b == box.b_end) return true;
    const auto point = box.a == box.a_end || box.b == box.b_end ? std::nullopt : middle(box);
    // A point that divides nothing is of no use.
    const bool divides =
        point && (point->a > box.a || point->b > box.b) && (point->a < box.a_end || point->b < box.b_end);
    if (divides) {
        return solve({box.a, point->a, box.b, point->b}, sink, false) &&
               solve({point->a, box.a_end, point->b, box.b_end}, sink, false);
    }
    if (whole && box.a < box.a_end && box.b < box.b_end) return false;
    sink(static_cast<std::size_t>(box.a), static_cast<std::size_t>(box.a_end), static_cast<std::size_t>(box.b),
         static_cast<std::size_t>(box.b_end));
    return true;
}

// Diagonals are numbered by a - b, both counted from the box's begin. Two
// searches go towards each other, one edit further in each round; where they
// meet is a point of a shortest script.
std::optional<ShortestEdit::Point> ShortestEdit::middle(const Box& box) {
    const std::ptrdiff_t n = box.a_end - box.a, m = box.b_end - box.b, delta = n - m;
    const bool odd = delta % 2 != 0;
    const auto* const a = first_.data() + box.a;
    const auto* const b = second_.data() + box.b;
    const auto most = static_cast<std::ptrdiff_t>(most_);
    const auto forward = [&](std::ptrdiff_t diagonal) -> std::ptrdiff_t& {
        return forward_[static_cast<std::size_t>(diagonal + most + 2)];
    };
    const auto backward = [&](std::ptrdiff_t diagonal) -> std::ptrdiff_t& {
        return backward_[static_cast<std::size_t>(diagonal - delta + most + 2)];
    };
    const auto inside = [&](std::ptrdiff_t at, std::ptrdiff_t diagonal) {
        return std::clamp(at, std::max<std::ptrdiff_t>(0, diagonal), std::min(n, m + diagonal));
    };
    std::ptrdiff_t lowest = 0, highest = 0, back_lowest = delta, back_highest = delta;
    constexpr std::ptrdiff_t nowhere = std::numeric_limits<std::ptrdiff_t>::max();
    forward(0) = 0;
    backward(delta) = n;
    for (std::ptrdiff_t round = 1; round <= most; ++round) {
        // Diagonals that leave the box are not gone along any more.
        if (lowest > -m) {
            forward(--lowest - 1) = -1;
        } else {
            ++lowest;
        }
        if (highest < n) {
            forward(++highest + 1) = -1;
        } else {
            --highest;
        }
        for (std::ptrdiff_t diagonal = highest; diagonal >= lowest; diagonal -= 2) {
            const std::ptrdiff_t below = forward(diagonal - 1), above = forward(diagonal + 1);
            std::ptrdiff_t at = inside(below < above ? above : below + 1, diagonal);
            while (at < n && at - diagonal < m && a[at] == b[at - diagonal]) ++at;
            forward(diagonal) = at;
            if (odd && back_lowest <= diagonal && diagonal <= back_highest && backward(diagonal) <= at) {
                return Point{box.a + at, box.b + at - diagonal};
            }
        }
        if (back_lowest > -m) {
            backward(--back_lowest - 1) = nowhere;
        } else {
            ++back_lowest;
        }
        if (back_highest < n) {
            backward(++back_highest + 1) = nowhere;
        } else {
            --back_highest;
        }
        for (std::ptrdiff_t diagonal = back_highest; diagonal >= back_lowest; diagonal -= 2) {
            const std::ptrdiff_t below = backward(diagonal - 1), above = backward(diagonal + 1);
            std::ptrdiff_t at = inside(below < above ? below : above - 1, diagonal);
            while (at > 0 && at > diagonal && a[at - 1] == b[at - diagonal - 1]) --at;
            backward(diagonal) = at;
            if (!odd && lowest <= diagonal && diagonal <= highest && at <= forward(diagonal)) {
                return Point{box.a + at, box.b + at - diagonal};
            }
        }
    }
    return std::nullopt;
}

}  // namespace byteprism
