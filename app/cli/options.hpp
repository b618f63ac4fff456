// How options read their text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

namespace byteprism {

// An offset or a count: 0x1F, 31, 1_000, 4K; never negative.
CLI::Option* add_count(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value,
                       const std::string& description);

}  // namespace byteprism
