#include "app/cli/options.hpp"

#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {

CLI::Option* add_count(CLI::App& app, const std::string& name, std::optional<std::int64_t>& value,
                       const std::string& description) {
    return app
        .add_option_function<std::string>(
            name,
            [name, &value](const std::string& text) {
                try {
                    value = parse_number(text);
                } catch (const Error& error) {
                    throw CLI::ValidationError(name, error.what());
                }
                if (*value < 0) throw CLI::ValidationError(name, text + " is negative");
            },
            description)
        ->type_name("N");
}

CLI::Option* add_pixel_size(CLI::App& app, const std::string& name, std::optional<PixelSize>& value, const std::string& description) {
    return app
        .add_option_function<std::string>(
            name,
            [name, &value](const std::string& text) {
                const std::size_t cross = text.rfind('x');
                const std::string what = "'" + text + "': ";
                if (cross == std::string::npos) throw CLI::ValidationError(name, what + "it is not WIDTHxHEIGHT");
                try {
                    value = PixelSize{parse_number(std::string_view(text).substr(0, cross)),
                                      parse_number(std::string_view(text).substr(cross + 1))};
                } catch (const Error& error) {
                    throw CLI::ValidationError(name, what + error.what());
                }
                if (value->width < 1 || value->height < 1) throw CLI::ValidationError(name, what + "it has no pixels");
            },
            description)
        ->type_name("WxH");
}

PixelFormat find_pixels(const std::string& name, const std::string& text) try {
    return find_pixel_format(text);
} catch (const Error& error) {
    throw ValueError(name + ": '" + text + "': " + error.what());
}

}  // namespace byteprism
