#include "app/cli/options.hpp"

#include "app/model/number_text.hpp"
#include "core/error.hpp"

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

}  // namespace byteprism
