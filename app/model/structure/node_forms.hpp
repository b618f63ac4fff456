// The forms in which a node of a structure is copied to other programs. One row of the table is one form.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/model/structure/field_tree.hpp"

namespace byteprism {

struct NodeForm {
    std::string_view name;
    const char* title;
    std::string (*write)(const FieldTree& tree, const DataNode& node, std::string_view path);  // throws ValueError
};

std::span<const NodeForm> node_forms();
// Throws ValueError, which names the forms there are.
const NodeForm& node_form(std::string_view name);

}  // namespace byteprism
