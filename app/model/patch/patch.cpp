#include "app/model/patch/patch.hpp"

#include <algorithm>
#include <string>

#include "app/model/hex_text.hpp"
#include "app/model/patch/patch_kinds.hpp"
#include "core/analysis/comparison.hpp"
#include "core/analysis/digest.hpp"
#include "core/error.hpp"

namespace byteprism {

std::span<const PatchKind> patch_kinds() {
    static constexpr PatchKind kinds[] = {
        {"json", "{\"byteprism_patch\":", true, begin_json_patch, apply_json_patch},
        {"ips", "PATCH", false, begin_ips_patch, apply_ips_patch},
        {"bps", "BPS1", true, begin_bps_patch, apply_bps_patch},
    };
    return kinds;
}

const PatchKind* find_patch_kind(std::string_view name) {
    const auto kinds = patch_kinds();
    const auto found = std::ranges::find(kinds, name, &PatchKind::name);
    return found == kinds.end() ? nullptr : &*found;
}

const PatchKind* patch_kind_of(const FileBytes& patch) {
    const auto kinds = patch_kinds();
    const auto found = std::ranges::find_if(kinds, [&](const PatchKind& kind) {
        if (patch.size < std::ssize(kind.magic)) return false;
        std::string begin(kind.magic.size(), ' ');
        patch.read(0, std::as_writable_bytes(std::span(begin)));
        return begin == kind.magic;
    });
    return found == kinds.end() ? nullptr : &*found;
}

const PatchKind& patch_kind_of_name(const std::string& path) {
    const PatchKind* const kind = find_patch_kind(std::string_view(path).substr(path.rfind('.') + 1));
    if (kind != nullptr) return *kind;
    std::string names;
    for (const PatchKind& each : patch_kinds()) names += (names.empty() ? "." : ", .") + std::string(each.name);
    throw ValueError("'" + path + "' ends in none of " + names);
}

void write_patch(const PatchKind& kind, const FileBytes& source, const FileBytes& target,
                 std::optional<std::int64_t> gap, const ByteOutput& out, Progress& progress) {
    const std::int64_t cost = kind.aligned ? AlignmentRules{}.gap : 6;  // of a record, in bytes
    const auto writer = kind.begin(source, target, out);
    compare(
        {{0, source.size}, source.read}, {{0, target.size}, target.read}, {kind.aligned, gap.value_or(cost)},
        [&](const Hunk& hunk) { return writer->add(hunk), true; }, progress);
    writer->finish();
}

void copy_bytes(const FileBytes& from, ByteRange range, const ByteOutput& out) {
    scan_slices(range, from.read, [&](const SearchSlice& slice) {
        out(slice.bytes);
        return slice.offset + static_cast<std::int64_t>(slice.bytes.size());
    });
}

std::string digest_of(std::string_view kind, const FileBytes& file) {
    const auto digest = find_digest(kind)->begin();
    copy_bytes(file, {0, file.size}, [&](std::span<const std::byte> bytes) { digest->add(bytes); });
    std::string text = hex_text(digest->end());
    std::erase(text, ' ');
    return text;
}

}  // namespace byteprism
