#include "core/view/expression_operand.hpp"

#include <algorithm>

#include "core/view/expression.hpp"

namespace byteprism::evaluation {

Operand array(ReadView view, std::int64_t origin) {
    std::string text = numpy_text(view, origin);
    return {std::move(view), std::move(text), false};
}

std::string array_items(const Operand& object, std::int64_t origin) {
    const bool readable =
        object.memoryview && object.view()->format().native() != 0 && object.view()->format().native() != 'e';
    return readable ? object.python : numpy_text(*object.view(), origin);
}

Value text_value(std::string text) { return {std::move(text)}; }
Value number_value(std::int64_t number) { return {number}; }

Value tuple_value(std::span<const std::int64_t> numbers) {
    Tuple tuple;
    for (const std::int64_t number : numbers) tuple.items.push_back(number_value(number));
    return {std::move(tuple)};
}

std::int64_t integer_of(const Value& value, const char* what) {
    if (const auto* number = std::get_if<std::int64_t>(&value.data)) return *number;
    if (const auto* flag = std::get_if<bool>(&value.data)) return *flag ? 1 : 0;
    throw TypeError(std::string(what) + " must be an integer, not " + repr(value).substr(0, 40));
}

std::vector<std::int64_t> integers_of(const Value& value, const char* what) {
    const std::vector<Value>* items = nullptr;
    if (const auto* tuple = std::get_if<Tuple>(&value.data)) items = &tuple->items;
    if (const auto* list = std::get_if<List>(&value.data)) items = &list->items;
    if (items == nullptr) return {integer_of(value, what)};
    std::vector<std::int64_t> numbers;
    for (const Value& item : *items) numbers.push_back(integer_of(item, what));
    return numbers;
}

const std::string& text_of(const Value& value, const char* what) {
    if (const auto* text = std::get_if<std::string>(&value.data)) return *text;
    throw TypeError(std::string(what) + " must be a string, not " + repr(value).substr(0, 40));
}

Arguments::Arguments(std::span<const Operand> given, std::span<const std::string> keywords,
                     std::initializer_list<const char*> parameters) {
    const std::size_t positional = given.size() - keywords.size();
    if (positional > parameters.size()) {
        throw TypeError("takes at most " + std::to_string(parameters.size()) + " arguments (" +
                        std::to_string(given.size()) + " given)");
    }
    std::size_t at = 0;
    for (const char* parameter : parameters) {
        const auto keyword = std::ranges::find(keywords, parameter);
        const Operand* operand = at < positional ? &given[at] : nullptr;
        if (keyword != keywords.end()) {
            if (operand != nullptr) throw TypeError("multiple values for argument '" + *keyword + "'");
            operand = &given[positional + static_cast<std::size_t>(keyword - keywords.begin())];
            ++used_;
        }
        if (operand != nullptr && operand->value() == nullptr)
            throw TypeError("argument '" + std::string(parameter) + "' must be a value, not a view");
        values_.push_back(operand != nullptr ? operand->value() : nullptr);
        names_.emplace_back(parameter);
        ++at;
    }
    if (used_ != keywords.size()) {
        for (const std::string& keyword : keywords) {
            if (std::ranges::find(names_, keyword) == names_.end()) throw TypeError("no argument '" + keyword + "'");
        }
    }
}

const Value* Arguments::optional(std::size_t i) const {
    return values_[i] != nullptr && !std::holds_alternative<None>(values_[i]->data) ? values_[i] : nullptr;
}

const Value& Arguments::needed(std::size_t i) const {
    if (values_[i] == nullptr) throw TypeError("missing argument '" + names_[i] + "'");
    return *values_[i];
}

std::int64_t Arguments::integer(std::size_t i, std::int64_t otherwise) const {
    return optional(i) != nullptr ? integer_of(*values_[i], names_[i].c_str()) : otherwise;
}

std::optional<std::int64_t> Arguments::optional_integer(std::size_t i) const {
    return optional(i) != nullptr ? std::optional(integer_of(*values_[i], names_[i].c_str())) : std::nullopt;
}

std::vector<std::int64_t> Arguments::integers(std::size_t i) const { return integers_of(needed(i), names_[i].c_str()); }

const std::string& Arguments::text(std::size_t i) const { return text_of(needed(i), names_[i].c_str()); }

}  // namespace byteprism::evaluation
