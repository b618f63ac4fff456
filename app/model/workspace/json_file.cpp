#include "app/model/workspace/json_file.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "app/model/number_text.hpp"
#include "app/model/saving/saving.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

namespace fs = std::filesystem;

// More is no file of ours.
constexpr std::uintmax_t most_bytes = std::uintmax_t{64} << 20;

std::string where(const std::string& text, std::size_t byte) {
    const std::string before = text.substr(0, byte == 0 ? 0 : byte - 1);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - start + 1);
}

template <class T>
constexpr const char* name_of_type = "whole number";
template <>
constexpr const char* name_of_type<std::string> = "text";
template <>
constexpr const char* name_of_type<bool> = "true or false";
template <>
constexpr const char* name_of_type<double> = "number";
template <>
constexpr const char* name_of_type<Json> = "value";

template <class T>
std::optional<T> as(const Json& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        if (value.is_string()) return value.get<std::string>();
    } else if constexpr (std::is_same_v<T, bool>) {
        if (value.is_boolean()) return value.get<bool>();
    } else if constexpr (std::is_same_v<T, double>) {
        if (value.is_number()) return value.get<double>();
    } else if constexpr (std::is_same_v<T, Json>) {
        return value;
    } else {
        constexpr auto most = std::numeric_limits<T>::max();
        if (value.is_number_unsigned() && value.get<std::uint64_t>() <= static_cast<std::uint64_t>(most)) {
            return value.get<T>();
        }
        if (value.is_number_integer() && !value.is_number_unsigned()) {
            const auto number = value.get<std::int64_t>();
            if (number >= std::numeric_limits<T>::min() && number <= most) return static_cast<T>(number);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Json> read_json_file(const std::string& path) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error == std::errc::no_such_file_or_directory) return std::nullopt;
    if (error) throw IoError(path + ": cannot be read: " + error.message());
    if (size > most_bytes) throw ValueError(path + ": " + size_text(static_cast<std::int64_t>(size)) + " are too many");
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) throw IoError(path + ": cannot be read");
    try {
        Json object = Json::parse(text);
        if (!object.is_object()) throw ValueError(path + ": expected an object, { ... }");
        return object;
    } catch (const Json::parse_error& broken) {
        throw ValueError(path + ": " + where(text, broken.byte) + ": no JSON goes on like this");
    }
}

void write_json_file(const std::string& path, const Json& object) {
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    if (error) throw IoError(path + ": cannot be written: " + error.message());
    const std::string text = object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    write_new_file(path, std::as_bytes(std::span(text)), Verify::Never);
}

void keep_aside(const std::string& path) {
    std::error_code error;
    fs::rename(path, path + ".broken", error);
    if (error) throw IoError(path + ": cannot be renamed: " + error.message());
}

template <class T>
T member(const Json& object, const char* name) {
    const auto at = object.find(name);
    if (at == object.end()) throw ValueError(std::string(name) + " is missing");
    if (std::optional<T> value = as<T>(*at)) return *std::move(value);
    throw ValueError(std::string(name) + ": expected a " + name_of_type<T> + ", not " +
                     at->dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 60));
}

template std::string member(const Json&, const char*);
template bool member(const Json&, const char*);
template double member(const Json&, const char*);
template int member(const Json&, const char*);
template std::int64_t member(const Json&, const char*);
template Json member(const Json&, const char*);

}  // namespace byteprism
