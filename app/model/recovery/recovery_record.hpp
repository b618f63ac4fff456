// The records of a recovery file: its head, then what was done, in order.
//
// A record is its length and the XXH3 checksum of its bytes, both as 64-bit little-endian numbers, and then the bytes:
// CBOR. Reading ends where a record is not whole: that one was being written when the program ended.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/model/saving/posix_file.hpp"

namespace byteprism {

using Record = nlohmann::json;

std::vector<std::byte> packed(const Record& record);

class RecordReader {
public:
    explicit RecordReader(const PosixFile& file) : file_(file) {}
    // Nothing: there is no further whole record.
    std::optional<Record> next();

private:
    const PosixFile& file_;
    std::int64_t at_ = 0;
};

}  // namespace byteprism
