// Definitions of file formats: C declarations in a file of their own, whose last record is the whole file, and the
// bytes that tell such a file:
//
//     #pragma magic 0 "BM"                          // at offset 0; of several lines all must be there
//     #pragma magic 0 "GIF87a" | "GIF89a"           // one of these
//     #pragma magic 54 "FAT16   " | 82 "FAT32   "   // .. or elsewhere
//     #pragma magic 0 "\xff\xe0" & "\xff\xe0"       // only the bits of a mask
//     #pragma file_size 84 + 50 * uint32_t @ 80     // files without magic bytes: the size that a number in them tells
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

struct Magic {
    std::int64_t offset = 0;
    std::string bytes;
    std::string mask;           // the bits that count; empty: all
    std::vector<Magic> others;  // any of them will do as well
};

// The file has exactly first + each * count bytes, count being a number at `offset`, little-endian, not 0.
struct FileSize {
    std::int64_t first = 0;
    std::int64_t each = 0;
    std::int64_t offset = 0;
    int bytes = 4;
};

struct Definition {
    std::string name;  // of its file, without the suffix
    std::string text;
    std::vector<Magic> magic;
    std::optional<FileSize> file_size = std::nullopt;
};

// Throws DeclarationError if one of these lines is not as above; the declarations are not looked at.
Definition make_definition(std::string name, std::string text);

// The *.h files of the folder, by name; one that cannot be read is left out. A folder that is not there has none.
std::vector<Definition> definitions_in(const std::string& folder);

// All magic bytes are there, and the size is right. Of a definition that asks for nothing: false.
bool fits(const Definition& definition, std::span<const std::byte> bytes);

// The definition that fits with the most magic bytes; null: none does.
const Definition* find_definition(std::span<const Definition> definitions, std::span<const std::byte> bytes);

}  // namespace byteprism
