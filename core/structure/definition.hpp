// Definitions of file formats: C declarations in a file of their own, whose last record is the whole file, and the
// bytes that tell such a file:
//
//     #pragma magic 0 "BM"        // at offset 0; of several lines all must be there
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byteprism {

struct Magic {
    std::int64_t offset = 0;
    std::string bytes;
};

struct Definition {
    std::string name;  // of its file, without the suffix
    std::string text;
    std::vector<Magic> magic;
};

// Throws DeclarationError if a #pragma magic is not as above; the declarations are not looked at.
Definition make_definition(std::string name, std::string text);

// The *.h files of the folder, by name; one that cannot be read is left out. A folder that is not there has none.
std::vector<Definition> definitions_in(const std::string& folder);

// All magic bytes are there. Without any: false.
bool fits(const Definition& definition, std::span<const std::byte> bytes);

// The definition that fits with the most magic bytes; null: none does.
const Definition* find_definition(std::span<const Definition> definitions, std::span<const std::byte> bytes);

}  // namespace byteprism
