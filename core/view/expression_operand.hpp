// The parts of an evaluation: operands, their conversions and the arguments of calls. Inside core/view only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/view/view.hpp"

namespace byteprism::evaluation {

// A value or a view, and its Python. Of a view: whether that is a memoryview or NumPy's array.
struct Operand {
    std::variant<Value, ReadView> data;
    std::string python;
    bool memoryview = true;
    int binding = atom;  // how tightly the text binds

    static constexpr int sum = 0, term = 1, sign = 2, atom = 3;

    const ReadView* view() const { return std::get_if<ReadView>(&data); }
    const Value* value() const { return std::get_if<Value>(&data); }
};

// `origin` is the offset at which Python's `m` starts: a view in NumPy's words.
Operand array(ReadView view, std::int64_t origin);
// Python that has the items of a view: those that memoryview cannot read are NumPy's.
std::string array_items(const Operand& object, std::int64_t origin);

Value text_value(std::string text);
Value number_value(std::int64_t number);
Value tuple_value(std::span<const std::int64_t> numbers);

// TypeError, in which `what` names the value, unless it is of that kind.
std::int64_t integer_of(const Value& value, const char* what);
std::vector<std::int64_t> integers_of(const Value& value, const char* what);  // of one number too
const std::string& text_of(const Value& value, const char* what);

// The arguments of a call by their parameters' names: positional ones first.
class Arguments {
public:
    Arguments(std::span<const Operand> given, std::span<const std::string> keywords,
              std::initializer_list<const char*> parameters);

    // None counts as left out.
    const Value* optional(std::size_t i) const;
    const Value& needed(std::size_t i) const;
    std::int64_t integer(std::size_t i, std::int64_t otherwise) const;
    std::optional<std::int64_t> optional_integer(std::size_t i) const;
    std::vector<std::int64_t> integers(std::size_t i) const;
    const std::string& text(std::size_t i) const;

private:
    std::vector<const Value*> values_;
    std::vector<std::string> names_;
    std::size_t used_ = 0;
};

// What a call was given; `texts` is the Python of all of it.
struct Given {
    std::span<const Operand> operands;
    std::span<const std::string> keywords;
    const std::string& texts;
    Arguments as(std::initializer_list<const char*> parameters) const { return {operands, keywords, parameters}; }
};

bool is_method(std::string_view name);
// Requires a view, and one of its methods.
Operand call_method(std::string_view name, const Operand& object, const Given& given, std::int64_t origin);

}  // namespace byteprism::evaluation
