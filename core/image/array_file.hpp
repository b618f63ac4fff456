// NumPy's array files (.npy): what the header says (numpy.lib.format, versions 1 to 3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace byteprism {

struct ArrayFile {
    std::string format;  // of an item, in the notation of struct: "<f"
    std::int64_t itemsize = 0;
    std::vector<std::int64_t> shape;
    bool fortran_order = false;
    std::int64_t offset = 0;  // of the first item
};

// Nothing: no such file, or items that are no plain numbers.
std::optional<ArrayFile> read_array_header(std::span<const std::byte> file);

// "m[128:20128].cast('<f', (50, 100))": the array as a view of the file.
std::string view_expression(const ArrayFile& array);

}  // namespace byteprism
