// How options read their text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "core/image/pixel_format.hpp"

namespace byteprism {

// An offset or a count: 0x1F, 31, 1_000, 4K; never negative.
CLI::Option* add_count(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value,
                       const std::string& description);

struct PixelSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
};
// "640x480"; at least one pixel.
CLI::Option* add_pixel_size(CLI::App& app, const std::string& name, std::optional<PixelSize>& value,
                            const std::string& description);

// One of some words: `words[k]` is the enumerator k.
template <typename Choice, std::size_t count>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Choice& value, const char* const (&words)[count],
                        const std::string& description) {
    std::string all;
    for (const char* word : words) all += (all.empty() ? "" : "|") + std::string(word);
    const auto read = [name, &value, &words, all](const std::string& text) {
        for (std::size_t i = 0; i < count; ++i) {
            if (text == words[i]) return void(value = static_cast<Choice>(i));
        }
        throw CLI::ValidationError(name, "'" + text + "' is none of " + all);
    };
    return app.add_option_function<std::string>(name, read, description)->type_name(all);
}

// The pixel format that an option names; what is wrong is said with the option's name. Throws ValueError.
PixelFormat find_pixels(const std::string& name, const std::string& text);

}  // namespace byteprism
