// What is done to all bytes of the selection at once.
#include "app/model/bytes/target_bytes.hpp"
#include "app/model/commands/tables.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

PatternFilling text_pattern(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    if (bytes.empty()) throw ValueError("a character at least is expected");
    return {{bytes.begin(), bytes.end()}};
}

Layout target(const Invocation& i) {
    const Sheet& sheet = *i.bench.active();
    return sheet.cursor.target_items(i.bench.document(sheet).size());
}

std::string changes(const Invocation& i) {
    return "changes " + target_text(target(i), i.bench.document(*i.bench.active()));
}

template <auto parse>
void fill(Invocation& i) {
    i.actions.push(Fill{i.sheet, parse(i.argument)});
}

template <auto parse>
std::string fill_preview(const Invocation& i) {
    parse(i.argument);
    return changes(i);
}

template <Operator what>
Operation operation(const Invocation& i) {
    Operation parsed = parse_operation(what, i.argument);
    check(parsed, byte_count(target(i)));
    return parsed;
}

template <Operator what>
void operate(Invocation& i) {
    i.actions.push(Operate{i.sheet, operation<what>(i)});
}

template <Operator what>
std::string operate_preview(const Invocation& i) {
    operation<what>(i);
    return changes(i);
}

constexpr auto none = Argument::None;
constexpr auto anywhere = Scope::Anywhere;
constexpr const char* pattern = "FF, or 01 02 03: again and again";
constexpr const char* bits = "1, 4, 12: of all bytes as one row of bits";

// clang-format off
constexpr Command table[] = {
    {"bytes.fill", "Fill with hex...", {}, anywhere, Argument::Text, has_bytes, fill<parse_pattern>, fill_preview<parse_pattern>, pattern},
    {"bytes.fill_text", "Fill with text...", {}, anywhere, Argument::Text, has_bytes, fill<text_pattern>, fill_preview<text_pattern>, "text, in UTF-8, again and again"},
    {"bytes.fill_random", "Fill with random bytes...", {}, anywhere, Argument::Text, has_bytes, fill<parse_seed>, fill_preview<parse_seed>, "a seed: the same bytes for the same number"},
    {"bytes.fill_counter", "Fill with a counter...", {}, anywhere, Argument::Text, has_bytes, fill<parse_counter>, fill_preview<parse_counter>, "START STEP WIDTH ORDER: 0 1 4 big"},
    {"bytes.xor", "XOR with hex...", {}, anywhere, Argument::Text, has_bytes, operate<Operator::Xor>, operate_preview<Operator::Xor>, pattern},
    {"bytes.and", "AND with hex...", {}, anywhere, Argument::Text, has_bytes, operate<Operator::And>, operate_preview<Operator::And>, pattern},
    {"bytes.or", "OR with hex...", {}, anywhere, Argument::Text, has_bytes, operate<Operator::Or>, operate_preview<Operator::Or>, pattern},
    {"bytes.add", "Add hex to each byte...", {}, anywhere, Argument::Text, has_bytes, operate<Operator::Add>, operate_preview<Operator::Add>, pattern},
    {"bytes.not", "NOT: invert every bit", {}, anywhere, none, has_bytes, operate<Operator::Not>},
    {"bytes.shift_left", "Shift left by N bits...", {}, anywhere, Argument::Number, has_bytes, operate<Operator::ShiftLeft>, operate_preview<Operator::ShiftLeft>, bits},
    {"bytes.shift_right", "Shift right by N bits...", {}, anywhere, Argument::Number, has_bytes, operate<Operator::ShiftRight>, operate_preview<Operator::ShiftRight>, bits},
    {"bytes.rotate_left", "Rotate left by N bits...", {}, anywhere, Argument::Number, has_bytes, operate<Operator::RotateLeft>, operate_preview<Operator::RotateLeft>, bits},
    {"bytes.rotate_right", "Rotate right by N bits...", {}, anywhere, Argument::Number, has_bytes, operate<Operator::RotateRight>, operate_preview<Operator::RotateRight>, bits},
    {"bytes.swap_order", "Swap the byte order of items...", {}, anywhere, Argument::Number, has_bytes, operate<Operator::SwapOrder>, operate_preview<Operator::SwapOrder>, "2, 4 or 8 bytes for an item"},
    {"bytes.reverse", "Reverse the bytes", {}, anywhere, none, has_bytes, operate<Operator::Reverse>},
};
// clang-format on

}  // namespace

std::span<const Command> bytes_commands() { return table; }

}  // namespace byteprism
