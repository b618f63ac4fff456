// JSON as the oracle protocol needs it: integers of any length, kept as written, and text with lone surrogates, both
// of which the usual libraries refuse.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace byteprism::oracle {

struct Json;
using Array = std::vector<Json>;
using Object = std::vector<std::pair<std::string, Json>>;

struct Number {
    std::string text;
    bool integer() const { return text.find_first_of(".eE") == std::string::npos; }
};

struct Json {
    std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> data = nullptr;

    bool is_null() const { return std::holds_alternative<std::nullptr_t>(data); }
    // Nothing if this is no object or has no such field.
    const Json* find(std::string_view field) const;
};

class JsonError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Throws JsonError, with the column, unless the line is one JSON value. Text becomes UTF-8.
Json parse_json(std::string_view line);

// A JSON string: quoted, ASCII only.
std::string quoted_json(std::string_view text);

}  // namespace byteprism::oracle
