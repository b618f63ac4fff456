// Surveys: questions to a job about all bytes of the file, of the view, or of the selection: statistics, checksums.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/model/document/document.hpp"
#include "app/model/sheet.hpp"
#include "core/analysis/byte_statistics.hpp"
#include "core/analysis/slices.hpp"
#include "core/progress.hpp"
#include "core/view/layout.hpp"

namespace byteprism {

enum class SurveyExtent { File, View, Selection };

// Its bytes in C order: a selection of one byte is the byte under the cursor. Throws ValueError if they are none.
Layout extent_of(const Sheet& sheet, const Document& document, SurveyExtent extent);

// Reads all items of the layout in C order, slice by slice. Requires them to be inside.
void read_items(const Layout& items, const ReadBytes& read,
                const std::function<void(std::span<const std::byte> bytes)>& visit);

// What the jobs do. They expect and add the bytes to the progress.
ByteStatistics find_byte_statistics(const Layout& items, const ReadBytes& read, Progress& progress);

struct NamedDigest {
    std::string name, hex;
    bool operator==(const NamedDigest&) const = default;
};
// All in one pass. Throws ValueError for a name that is none.
std::vector<NamedDigest> find_digests(std::span<const std::string> names, const Layout& items, const ReadBytes& read,
                                      Progress& progress);

}  // namespace byteprism
