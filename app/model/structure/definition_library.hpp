// DefinitionLibrary: the definitions of file formats that the program brings along, and the user's own, which follow
// their files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/structure/structure_settings.hpp"
#include "core/structure/definition.hpp"

namespace byteprism {

class DefinitionLibrary {
public:
    // Reads what is new. Whether something was. Cheap if nothing is: files are told apart by size and time.
    bool look();
    // By name; one of the user's stands for a bundled one of the same name.
    std::span<const Definition> all() const { return definitions_; }
    const Definition* find(std::string_view name) const;

private:
    struct Stamp {
        std::string path;
        std::uintmax_t size;
        std::filesystem::file_time_type time;
        bool operator==(const Stamp&) const = default;
    };
    static std::vector<Stamp> stamps();

    std::vector<Stamp> stamps_;
    bool looked_ = false;
    std::vector<Definition> definitions_;
};

// The settings that show the definition's last record from the beginning of the data.
StructureSettings shown_by(const Definition& definition, StructureSettings settings);

}  // namespace byteprism
