// Dates as numbers of bytes: seconds since 1970, ticks of Windows, the packed date of DOS. All in UTC, or as written.
#pragma once

#include "app/model/notations/notation.hpp"

namespace byteprism {

std::optional<Reading> read_time32(std::span<const std::byte> bytes, const NotationContext& context);
std::vector<std::byte> write_time32(std::string_view text, const NotationContext& context);
std::optional<Reading> read_time64(std::span<const std::byte> bytes, const NotationContext& context);
std::vector<std::byte> write_time64(std::string_view text, const NotationContext& context);
// 100 ns since 1601.
std::optional<Reading> read_file_time(std::span<const std::byte> bytes, const NotationContext& context);
std::vector<std::byte> write_file_time(std::string_view text, const NotationContext& context);
// Two 16-bit numbers, the time before the date, as FAT and ZIP have them; in steps of 2 s.
std::optional<Reading> read_dos_date(std::span<const std::byte> bytes, const NotationContext& context);
std::vector<std::byte> write_dos_date(std::string_view text, const NotationContext& context);

}  // namespace byteprism
