// Looking names of pixel formats up.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

struct World {
    std::string_view prefix;         // as the user writes it
    std::string_view header_prefix;  // as its own header writes it
    std::string_view NamedPixelFormat::*names;
};

constexpr World worlds[] = {
    {"drm:", "DRM_FORMAT_", &NamedPixelFormat::drm},
    {"vulkan:", "VK_FORMAT_", &NamedPixelFormat::vulkan},
    {"ffmpeg:", "AV_PIX_FMT_", &NamedPixelFormat::ffmpeg},
    {"v4l2:", "V4L2_PIX_FMT_", &NamedPixelFormat::v4l2},
};

// Names that one world has, but that elsewhere (OpenGL, Android, GStreamer) stand for the other order of the bytes: a
// name alone does not tell. With what each could mean here.
struct DisputedName {
    std::string_view name;
    std::array<std::string_view, 2> meanings;
};
constexpr DisputedName disputed[] = {
    {"RGB888", {"drm:RGB888", "v4l2:RGB24"}},
    {"BGR888", {"drm:BGR888", "v4l2:BGR24"}},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}
bool starts_with(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && same(text.substr(0, start.size()), start);
}
bool contains(std::string_view text, std::string_view part) {
    return std::search(text.begin(), text.end(), part.begin(), part.end(),
                       [](char x, char y) { return lower(x) == lower(y); }) != text.end();
}

bool has_name(std::string_view names, std::string_view wanted) {
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        if (same(names.substr(0, end), wanted)) {
            return true;
        }
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return false;
}

struct Meaning {
    const World* world = nullptr;
    const NamedPixelFormat* row = nullptr;
};

std::vector<Meaning> meanings_of(std::string_view name, const World& world) {
    std::vector<Meaning> found;
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        if (has_name(row.*world.names, name)) {
            found.push_back({&world, &row});
        }
    }
    return found;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// "drm:RGB888 is bgr24 (B8 G8 R8)"
std::string described(const std::string& spelling, const NamedPixelFormat& row) {
    return spelling + " is " + std::string(row.name) + " (" + std::string(row.layout) + ")";
}

[[noreturn]] void fail_ambiguous(std::string_view name, const std::string& meanings) {
    throw ValueError("'" + std::string(name) + "' is ambiguous: " + meanings);
}

void check_disputed(std::string_view name) {
    for (const DisputedName& entry : disputed) {
        if (same(entry.name, name)) {
            std::string text;
            for (const std::string_view meaning : entry.meanings) {
                text += (text.empty() ? "" : ", ") + described(std::string(meaning), *find_named_pixel_format(meaning));
            }
            fail_ambiguous(name, text);
        }
    }
}

// The only row of all the meanings; null if there are none.
const NamedPixelFormat* only_row(std::string_view name, const std::vector<Meaning>& meanings) {
    if (meanings.empty()) {
        return nullptr;
    }
    const NamedPixelFormat* row = meanings.front().row;
    if (std::all_of(meanings.begin(), meanings.end(), [&](const Meaning& other) { return other.row == row; })) {
        return row;
    }
    std::string text;
    for (const Meaning& meaning : meanings) {
        text += (text.empty() ? "" : ", ") +
                described(std::string(meaning.world->prefix) + std::string(name), *meaning.row);
    }
    fail_ambiguous(name, text);
}

}  // namespace

const NamedPixelFormat* find_named_pixel_format(std::string_view name) {
    name = trimmed(name);
    for (const World& world : worlds) {
        for (const std::string_view prefix : {world.prefix, world.header_prefix}) {
            if (starts_with(name, prefix)) {
                const std::string_view rest = name.substr(prefix.size());
                return only_row(rest, meanings_of(rest, world));
            }
        }
    }
    for (const NamedPixelFormat& row : named_pixel_formats()) {
        if (same(row.name, name)) {
            return &row;
        }
    }
    check_disputed(name);
    std::vector<Meaning> meanings;
    for (const World& world : worlds) {
        const std::vector<Meaning> found = meanings_of(name, world);
        meanings.insert(meanings.end(), found.begin(), found.end());
    }
    return only_row(name, meanings);
}

PixelFormat find_pixel_format(std::string_view text) {
    const std::size_t name_end = std::min(text.find(';'), text.size());
    const std::string_view name = trimmed(text.substr(0, name_end));
    const NamedPixelFormat* row = find_named_pixel_format(name);
    if (row == nullptr) {
        for (const World& world : worlds) {
            if (starts_with(name, world.prefix)) {
                throw StructError("pixel format: there is no '" + std::string(name) + "'", 0);
            }
        }
        return parse_pixel_format(text);
    }
    // Columns of an error in the options count in what the user typed.
    const std::string layout(row->layout);
    try {
        return parse_pixel_format(layout + std::string(text.substr(name_end)));
    } catch (const StructError& error) {
        const std::size_t column = error.column.value_or(0);
        const std::size_t typed = column >= layout.size() ? column - layout.size() + name_end : 0;
        throw StructError(error.what(), typed);
    }
}

const NamedPixelFormat* name_of(const PixelFormat& format) {
    const std::span<const NamedPixelFormat> all = named_pixel_formats();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const NamedPixelFormat& row) { return row.layout == format.layout; });
    return found == all.end() ? nullptr : &*found;
}

bool matches(const NamedPixelFormat& row, std::string_view text) {
    return contains(row.name, text) || contains(row.layout, text) ||
           std::any_of(std::begin(worlds), std::end(worlds),
                       [&](const World& world) { return contains(row.*world.names, text); });
}

}  // namespace byteprism
