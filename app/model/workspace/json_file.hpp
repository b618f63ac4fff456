// A small JSON file that the program keeps: read as a whole, written as a whole.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace byteprism {

using Json = nlohmann::ordered_json;

// The object in the file; nothing if there is no file. Throws ValueError, "PATH: reason", if it holds anything else,
// and IoError if it cannot be read.
std::optional<Json> read_json_file(const std::string& path);
// Written beside it first, then renamed over it; folders that are missing are made. Throws IoError.
void write_json_file(const std::string& path, const Json& object);
// Gives a file that could not be read as JSON another name, PATH.broken, so that nothing of it is lost.
void keep_aside(const std::string& path);

// What stands under the name. ValueError, naming it, if nothing does or it is of another type.
template <class T>
T member(const Json& object, const char* name);
// What there is, or else the value.
template <class T>
T member_or(const Json& object, const char* name, T value) {
    return object.contains(name) ? member<T>(object, name) : value;
}

}  // namespace byteprism
