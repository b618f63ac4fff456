// FieldRanges: which bytes of a window belong to which field of a sheet's structure, for whoever colours them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "app/model/structure/field_tree.hpp"

namespace byteprism {

struct FieldRange {
    ByteRange bytes;
    std::size_t color = 0;
};

class FieldRanges {
public:
    // In order and apart; of an overlap the first has the bytes. Valid until the next call, which costs nothing if
    // nothing has changed.
    std::span<const FieldRange> in(ByteRange window, const Sheet& sheet, const Document& document);

private:
    struct Source {
        StructureTypePtr type;
        DocumentId document;
        std::uint64_t version;
        std::int64_t offset;
        bool operator==(const Source&) const = default;
    };
    void collect(const FieldTree& tree, const DataNode& node, std::size_t color, int depth);

    std::optional<Source> source_;
    ByteRange window_;
    DataNode root_;  // kept, for what was found on the way
    std::vector<FieldRange> ranges_;
};

}  // namespace byteprism
