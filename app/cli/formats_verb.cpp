// byteprism formats [NAME] [--json]

#include <algorithm>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/verb.hpp"
#include "app/model/value_json.hpp"
#include "core/image/layout_diagram.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

struct FormatsOptions {
    std::optional<std::string> name;
    bool json = false;
};

struct World {
    const char* name;
    std::string_view NamedPixelFormat::*names;
};
constexpr World worlds[] = {{"drm", &NamedPixelFormat::drm},
                            {"vulkan", &NamedPixelFormat::vulkan},
                            {"ffmpeg", &NamedPixelFormat::ffmpeg},
                            {"v4l2", &NamedPixelFormat::v4l2}};

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> list;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        list.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return list;
}

std::string row_json(const NamedPixelFormat& row) {
    std::string text = "{\"name\":" + (row.name.empty() ? "null" : text_json(std::string(row.name))) +
                       ",\"layout\":" + text_json(std::string(row.layout)) + ",\"synonyms\":{";
    for (const World& world : worlds) {
        text += (&world == worlds ? "\"" : ",\"") + std::string(world.name) + "\":[";
        for (const std::string& name : words(row.*world.names))
            text += (text.back() == '[' ? "" : ",") + text_json(name);
        text += "]";
    }
    return text + "}}";
}

std::string synonyms_text(const NamedPixelFormat& row) {
    std::string text;
    for (const World& world : worlds) {
        for (const std::string& name : words(row.*world.names)) {
            text += (text.empty() ? "" : " ") + std::string(world.name) + ":" + name;
        }
    }
    return text;
}

void write_list(std::span<const NamedPixelFormat> rows, Output& output) {
    for (const NamedPixelFormat& row : rows) {
        std::string line(row.name);
        line.resize(std::max<std::size_t>(line.size() + 1, 18), ' ');
        line += row.layout;
        line.resize(std::max<std::size_t>(line.size() + 2, 60), ' ');
        line += synonyms_text(row);
        line.erase(line.find_last_not_of(' ') + 1);
        output.write(line + "\n");
    }
}

void write_list_json(std::span<const NamedPixelFormat> rows, Output& output) {
    output.write("[");
    for (const NamedPixelFormat& row : rows) output.write((&row == rows.data() ? "\n " : ",\n ") + row_json(row));
    output.write("\n]\n");
}

int list_formats(const FormatsOptions& options) {
    Output output;
    if (!options.name) {
        options.json ? write_list_json(named_pixel_formats(), output) : write_list(named_pixel_formats(), output);
    } else {
        const PixelFormat format = find_pixels("formats", *options.name);
        const NamedPixelFormat* known = name_of(format);
        const NamedPixelFormat row = known != nullptr ? *known : NamedPixelFormat{"", format.layout};
        if (options.json) {
            write_list_json({&row, 1}, output);
        } else {
            write_list({&row, 1}, output);
            output.write("\n" + diagram_text(format));
        }
    }
    output.flush();
    return 0;
}

}  // namespace

VerbAction declare_formats(CLI::App& app) {
    auto options = std::make_shared<FormatsOptions>();
    app.add_option("name", options->name, "This one alone, with what each of its bits is: a name, or a layout")
        ->type_name("NAME");
    app.add_flag("--json", options->json, "As JSON");
    return [options] { return list_formats(*options); };
}

}  // namespace byteprism
