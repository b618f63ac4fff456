// StructureRows: the open nodes of a structure as a list, of which only the rows in sight are ever made: 10^8 records
// cost what those do that are looked at.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/structure/field_tree.hpp"

namespace byteprism {

struct StructureRow {
    enum class Kind { Node, More } kind = Kind::Node;  // More: there are elements that were not gone through yet
    DataNode node;
    std::string path;
    int depth = 0;
    std::size_t color = 0;
    bool opens = false, open = false;
    bool editable = false;
    bool outside = false;  // of the data: no damage of a format that was typed
    ByteRange bytes;
    FieldDisplay display = FieldDisplay::OfType;
    std::optional<std::uint32_t> swatch;
    // As the panel shows it.
    std::string name, type, offset, size, hex, value;
};

class StructureRows {
public:
    StructureRows();
    ~StructureRows();

    // Looks at a sheet. Whether that has become another, and with it the rows. A steady call costs nothing.
    bool follow(const Sheet& sheet, const Document& document);

    std::int64_t count() const;
    // The rows from `first` on, as many as there are. Valid until the next call.
    std::span<const StructureRow> rows(std::int64_t first, std::int64_t count, const Sheet& sheet,
                                       const Document& document);
    StructureRow row(std::int64_t number, const Sheet& sheet, const Document& document) const;
    // That of the innermost open node that has the byte.
    std::optional<std::int64_t> row_with(std::int64_t offset, const Sheet& sheet, const Document& document) const;
    // The row of a path; if it is not in an open node, of the nearest one around it.
    std::optional<std::int64_t> row_of(std::string_view path, const Sheet& sheet, const Document& document) const;
    // Goes through more elements of the array of that path.
    void look_further(const std::string& path);

private:
    struct Branch;
    struct Place {
        const Branch* branch;
        std::int64_t index;  // of the child
    };
    struct Source {
        StructureTypePtr type;
        DocumentId document;
        std::uint64_t version;
        std::int64_t offset;
        bool operator==(const Source&) const = default;
    };

    void grow(Branch& branch, const FieldTree& tree);
    Place place_of(std::int64_t row) const;
    template <class Next>
    std::optional<std::int64_t> row_down(const Next& next) const;
    StructureRow row_at(std::int64_t row, const FieldTree& tree, const StructureSettings& settings) const;

    std::optional<Source> source_;
    std::vector<std::string> turned_;
    std::vector<ChosenDisplay> displays_;
    std::unique_ptr<Branch> root_;
    std::map<std::string, std::int64_t, std::less<>> reach_;  // elements to be gone through, by the array's path
    std::vector<StructureRow> window_;
    std::int64_t window_first_ = -1, window_count_ = -1;
};

}  // namespace byteprism
