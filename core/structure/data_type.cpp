#include "core/structure/data_type.hpp"

#include <algorithm>

namespace byteprism {

std::string array_name(const std::string& element, const std::string& length) {
    std::string name = element;
    const std::size_t pointer = name.find("(*");
    // "int (*[4])()": an array of pointers to functions.
    const std::size_t at = pointer == std::string::npos ? name.find('[') : name.find(')', pointer);
    name.insert(std::min(at, name.size()), "[" + length + "]");
    return name;
}

}  // namespace byteprism
