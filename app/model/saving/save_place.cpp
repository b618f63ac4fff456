#include "app/model/saving/save_place.hpp"

#include <array>
#include <charconv>
#include <filesystem>

#include <limits.h>
#include <xxhash.h>

#include "app/model/paths.hpp"

namespace byteprism {
namespace {

std::string hex(std::uint64_t number) {
    std::array<char, 16> digits;
    return {digits.data(), std::to_chars(digits.begin(), digits.end(), number, 16).ptr};
}

SavePlace place(const std::filesystem::path& folder, const std::string& name) {
    return {(folder / (name + "-save")).string(), (folder / (name + "-journal")).string()};
}

}  // namespace

SavePlace place_beside(const std::string& target) {
    const std::filesystem::path path(target);
    std::string name = path.filename().string();
    if (name.size() + std::string_view("..byteprism-journal").size() > NAME_MAX) {
        name = hex(::XXH3_64bits(name.data(), name.size()));
    }
    return place(path.parent_path(), "." + name + ".byteprism");
}

SavePlace place_in_state_folder(const FileStamp& file) {
    const std::string state = state_folder();
    if (state.empty()) return {};
    const std::uint64_t which = file.birth_ns != 0 ? static_cast<std::uint64_t>(file.birth_ns) : file.device;
    return place(std::filesystem::path(state) / "saves", hex(file.inode) + "-" + hex(which));
}

std::string resolved(const std::string& path) {
    std::error_code error;
    std::filesystem::path target = std::filesystem::canonical(path, error);
    if (!error) return target.string();
    // The last link may lead to a file that is yet to be made.
    target = path;
    for (int links = 0; links < 40 && std::filesystem::is_symlink(target, error); ++links) {
        target = target.parent_path() / std::filesystem::read_symlink(target, error);
    }
    return target.string();
}

}  // namespace byteprism
