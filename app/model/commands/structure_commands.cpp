#include "app/model/commands/tables.hpp"

namespace byteprism {
namespace {

void set_structure(Invocation& i, void (*change)(StructureSettings&, std::string_view argument)) {
    StructureSettings settings = i.bench.active()->structure.settings;
    change(settings, i.argument);
    i.actions.push(SetStructure{i.sheet, settings});
}

void set_structure_offset(Invocation& i) {
    StructureSettings settings = i.bench.active()->structure.settings;
    settings.offset = offset_argument(i);
    i.actions.push(SetStructure{i.sheet, settings});
}

constexpr auto anywhere = Scope::Anywhere;

// clang-format off
constexpr Command table[] = {
    {"structure.format", "Format...", {}, anywhere, Argument::Text, has_sheet, [](Invocation& i) { set_structure(i, [](StructureSettings& s, std::string_view text) { s.format = text; }); }},
    {"structure.offset", "Offset...", {}, anywhere, Argument::Offset, has_sheet, set_structure_offset},
};
// clang-format on

}  // namespace

std::span<const Command> structure_commands() { return table; }

}  // namespace byteprism
