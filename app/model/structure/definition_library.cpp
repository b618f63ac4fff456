#include "app/model/structure/definition_library.hpp"

#include <algorithm>

#include "app/model/paths.hpp"

namespace byteprism {
namespace {

// The bundled ones first.
std::vector<std::string> folders() { return {definitions_folder(), own_definitions_folder()}; }

}  // namespace

std::vector<DefinitionLibrary::Stamp> DefinitionLibrary::stamps() {
    std::vector<Stamp> stamps;
    std::error_code error;
    for (const std::string& folder : folders()) {
        for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
            if (entry.path().extension() != ".h") continue;
            stamps.push_back({entry.path().string(), entry.file_size(error), entry.last_write_time(error)});
        }
    }
    std::ranges::sort(stamps, {}, &Stamp::path);
    return stamps;
}

bool DefinitionLibrary::look() {
    std::vector<Stamp> now = stamps();
    if (looked_ && now == stamps_) return false;
    looked_ = true;
    stamps_ = std::move(now);
    definitions_.clear();
    for (const std::string& folder : folders()) {
        for (Definition& one : definitions_in(folder)) {
            std::erase_if(definitions_, [&](const Definition& other) { return other.name == one.name; });
            definitions_.push_back(std::move(one));
        }
    }
    std::ranges::sort(definitions_, {}, &Definition::name);
    return true;
}

const Definition* DefinitionLibrary::find(std::string_view name) const {
    const auto found = std::ranges::find(definitions_, name, &Definition::name);
    return found == definitions_.end() ? nullptr : &*found;
}

StructureSettings shown_by(const Definition& definition, StructureSettings settings) {
    StructureSettings shown;
    shown.text = definition.text;
    shown.definition = definition.name;
    shown.model = settings.model;
    return shown;
}

}  // namespace byteprism
