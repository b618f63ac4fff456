#include "app/ui/structure/enum_chooser.hpp"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include <imgui.h>

#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"
#include "core/structure/data_value.hpp"

namespace byteprism {
namespace {

bool contains(std::string_view name, std::string_view part) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(name.begin(), name.end(), part.begin(), part.end(), same) != name.end();
}

// Every name is one bit, and there are several.
bool is_flags(const std::vector<Enumerator>& names) {
    const auto bits = std::ranges::count_if(
        names, [](const Enumerator& one) { return one.value > 0 && (one.value & (one.value - 1)) == 0; });
    const auto others = std::ranges::count_if(names, [](const Enumerator& one) { return one.value != 0; });
    return bits > 2 && bits == others;
}

}  // namespace

bool EnumChooser::suits(const FieldTree& tree, const DataNode& node) {
    return node.kind == DataNode::Kind::Value && !tree.types()[node.type].enumerators.empty();
}

void EnumChooser::open(std::string path, std::string value) {
    path_ = std::move(path);
    field_.reset(std::move(value));
    refusal_.clear();
    chosen_.reset();
    open_ = appearing_ = true;
    typed_ = was_active_ = false;
}

void EnumChooser::refuse(std::string reason) {
    refusal_ = std::move(reason);
    field_.take_keyboard();
    was_active_ = false;
}

// With the arrow keys, from the value of now on.
void EnumChooser::choose(const std::vector<const Enumerator*>& listed, WideInteger now) {
    const bool down = glue::pressed(ImGuiKey_DownArrow);
    if (listed.empty() || (!down && !glue::pressed(ImGuiKey_UpArrow))) return;
    const auto at = std::ranges::find_if(listed, [&](const Enumerator* one) { return one->value == now; });
    const bool known = chosen_ || (at != listed.end() && !typed_);
    const std::size_t from = chosen_.value_or(at == listed.end() ? 0 : static_cast<std::size_t>(at - listed.begin()));
    if (!known) {
        chosen_ = 0;
    } else if (down) {
        chosen_ = std::min(from + 1, listed.size() - 1);
    } else {
        chosen_ = from > 0 ? from - 1 : 0;
    }
}

std::optional<std::string> EnumChooser::draw(const FieldTree& tree, const DataNode& node, const Colors& look) {
    if (std::exchange(appearing_, false)) ImGui::OpenPopup("names");
    const float em = ImGui::GetFontSize();
    ImGui::SetNextWindowSizeConstraints({14 * em, 0}, {40 * em, 22 * em});
    if (!ImGui::BeginPopup("names")) {
        open_ = false;
        return std::nullopt;
    }
    std::optional<std::string> taken;
    const auto& names = tree.types()[node.type].enumerators;
    const WideInteger now = integer_of(tree.types(), node, tree.bytes());
    if (field_.draw("##name", "name or number", 20 * em)) {
        refusal_.clear();
        typed_ = true;
        chosen_.reset();
    }
    refusal_box(refusal_, look);
    const bool left = was_active_ && !field_.active();
    was_active_ = field_.active();
    std::vector<const Enumerator*> listed;
    for (const Enumerator& one : names) {
        if (!typed_ || contains(one.name, field_.text())) listed.push_back(&one);
    }
    const bool flags = is_flags(names);
    if (!flags) choose(listed, now);
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const Enumerator& one = *listed[i];
        ImGui::PushID(static_cast<int>(i));
        if (flags) {
            bool set = one.value != 0 && (now & one.value) == one.value;
            if (ImGui::Checkbox(one.name.c_str(), &set)) taken = decimal(set ? now | one.value : now & ~one.value);
        } else if (ImGui::Selectable(one.name.c_str(), chosen_ ? i == *chosen_ : one.value == now)) {
            taken = one.name;
        }
        ImGui::SameLine();
        text_in(look.dim, decimal(one.value));
        ImGui::PopID();
    }
    if (left && glue::pressed(ImGuiKey_Enter)) {
        if (chosen_ && *chosen_ < listed.size()) {
            taken = listed[*chosen_]->name;
        } else if (typed_) {
            taken = field_.text();
        } else {
            ImGui::CloseCurrentPopup();
        }
    }
    if (taken && !flags) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
    return taken;
}

}  // namespace byteprism
