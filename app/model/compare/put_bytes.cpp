#include "app/model/compare/put_bytes.hpp"

#include <algorithm>
#include <vector>

#include "core/analysis/difference.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_runs = 1 << 16;  // that are written one by one

// Nothing: they are too many.
std::vector<ByteRange> differing_runs(std::span<const std::byte> a, std::span<const std::byte> b) {
    std::vector<ByteRange> runs;
    Progress progress;
    DifferenceFinder finder;
    const auto keep = [&](ByteRange run) { return runs.push_back(run), runs.size() <= most_runs; };
    if (!finder.scan(a, b, 0, keep, progress) || !finder.finish(keep)) return {};
    return runs;
}

}  // namespace

void put_bytes(Document& document, ByteRange range, std::span<const std::byte> bytes) {
    const auto now =
        document.bytes().subspan(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length));
    const Gesture gesture = document.new_gesture();
    if (now.size() == bytes.size()) {
        const std::vector<ByteRange> runs = differing_runs(now, bytes);
        if (runs.empty()) return document.write(range.offset, bytes, gesture);
        for (const ByteRange run : runs) {
            document.write(range.offset + run.offset,
                           bytes.subspan(static_cast<std::size_t>(run.offset), static_cast<std::size_t>(run.length)),
                           gesture);
        }
        return;
    }
    const auto [a, b] = std::ranges::mismatch(now, bytes);
    const auto begin = static_cast<std::size_t>(a - now.begin());
    std::size_t end = 0;  // equal bytes there
    const std::size_t most = std::min(now.size(), bytes.size()) - begin;
    while (end < most && now[now.size() - 1 - end] == bytes[bytes.size() - 1 - end]) ++end;
    const std::size_t removed = now.size() - begin - end;
    document.replace({range.offset + static_cast<std::int64_t>(begin), static_cast<std::int64_t>(removed)},
                     bytes.subspan(begin, bytes.size() - begin - end), gesture);
}

}  // namespace byteprism
