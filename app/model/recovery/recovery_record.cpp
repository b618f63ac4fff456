#include "app/model/recovery/recovery_record.hpp"

#include <cstdint>
#include <cstring>

#include <xxhash.h>

namespace byteprism {
namespace {

struct Head {
    std::uint64_t size = 0;
    std::uint64_t checksum = 0;
};
// A damaged length is not to be believed. Records are of about 1 MiB, but for strided edits.
constexpr std::uint64_t largest = std::uint64_t{4} << 30;

}  // namespace

std::vector<std::byte> packed(const Record& record) {
    const std::vector<std::uint8_t> body = Record::to_cbor(record);
    const Head head{body.size(), ::XXH3_64bits(body.data(), body.size())};
    std::vector<std::byte> bytes(sizeof head + body.size());
    std::memcpy(bytes.data(), &head, sizeof head);
    std::memcpy(bytes.data() + sizeof head, body.data(), body.size());
    return bytes;
}

std::optional<Record> RecordReader::next() {
    Head head;
    if (file_.read(std::as_writable_bytes(std::span(&head, 1)), at_).size() != sizeof head) return std::nullopt;
    if (head.size == 0 || head.size > largest) return std::nullopt;
    std::vector<std::uint8_t> body(head.size);
    const auto got = file_.read(std::as_writable_bytes(std::span(body)), at_ + static_cast<std::int64_t>(sizeof head));
    if (got.size() != body.size() || ::XXH3_64bits(body.data(), body.size()) != head.checksum) return std::nullopt;
    at_ += static_cast<std::int64_t>(sizeof head + body.size());
    Record record = Record::from_cbor(body, true, false);
    if (record.is_discarded()) return std::nullopt;
    return record;
}

}  // namespace byteprism
