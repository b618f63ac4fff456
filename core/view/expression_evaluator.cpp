// Tree to view or value, and to the Python text that does the same.

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/view/expression_node.hpp"
#include "core/view/expression_operand.hpp"

namespace byteprism {
namespace {

using Node = ExpressionNode;
using Kind = Node::Kind;
using Fault = ExpressionError::Fault;
using namespace evaluation;

std::int64_t floor_divided(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a % b < 0) != (b < 0)) ? 1 : 0);
}

std::int64_t calculated(const std::string& operation, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    bool overflow = false;
    if (operation == "+") overflow = __builtin_add_overflow(a, b, &result);
    if (operation == "-") overflow = __builtin_sub_overflow(a, b, &result);
    if (operation == "*") overflow = __builtin_mul_overflow(a, b, &result);
    if (operation == "//" || operation == "%") {
        if (b == 0) throw ValueError("division by zero");
        if (b == -1) {
            // The lowest number has no negative.
            overflow = operation == "//" && __builtin_sub_overflow(std::int64_t{0}, a, &result);
        } else {
            result = operation == "//" ? floor_divided(a, b) : a - b * floor_divided(a, b);
        }
    }
    if (overflow)
        throw ValueError(std::to_string(a) + " " + operation + " " + std::to_string(b) + " is beyond 64 bits");
    return result;
}

class Evaluator {
public:
    explicit Evaluator(const ReadView& m) : m_(m) {}

    // Any error of the library gets the column of the node that caused it.
    Operand evaluate(const Node& node) {
        try {
            return evaluate_node(node);
        } catch (const ExpressionError&) {
            throw;
        } catch (const StructError& error) {
            throw ExpressionError(error.kind(), error.what(), node.column, Fault::Text);
        } catch (const Error& error) {
            throw ExpressionError(error.kind(), error.what(), node.column, Fault::Data);
        }
    }

private:
    Operand evaluate_node(const Node& node) {
        switch (node.kind) {
            case Kind::Literal:
                return {node.value, node.text};
            case Kind::Name:
                return {m_, "m"};
            case Kind::Tuple:
            case Kind::List:
                return sequence(node);
            case Kind::Negative:
            case Kind::Positive:
                return signed_number(node);
            case Kind::Binary:
                return binary(node);
            case Kind::Attribute:
                return attribute(node);
            case Kind::Call:
                return call(node);
            case Kind::Brackets:
                return subscript(node);
            case Kind::Slice:
            case Kind::Ellipsis:
                break;
        }
        throw TypeError("'" + node.text + "' stands only between brackets");
    }

    Value value_of(const Node& node, std::string& python) {
        Operand operand = evaluate(node);
        if (operand.value() == nullptr) throw TypeError("a value is needed here, not a view");
        python = operand.python;
        return *operand.value();
    }

    // With parentheses if the text binds less tightly than is needed here.
    static std::string bound(const Operand& operand, int needed = Operand::atom) {
        return operand.binding >= needed ? operand.python : "(" + operand.python + ")";
    }

    Operand sequence(const Node& node) {
        std::vector<Value> items;
        std::string text;
        for (const auto& item : node.items) {
            std::string python;
            items.push_back(value_of(*item, python));
            text += (text.empty() ? "" : ", ") + python;
        }
        if (node.kind == Kind::List) return {Value{List{std::move(items)}}, "[" + text + "]"};
        const char* close = items.size() == 1 ? ",)" : ")";
        return {Value{Tuple{std::move(items)}}, "(" + text + close};
    }

    Operand signed_number(const Node& node) {
        const Operand operand = evaluate(*node.items[0]);
        if (operand.value() == nullptr) throw TypeError("a view has no sign");
        const std::int64_t number = integer_of(*operand.value(), "operand");
        const std::int64_t result = node.kind == Kind::Negative ? calculated("-", 0, number) : number;
        return {number_value(result), node.text + bound(operand, Operand::sign), true, Operand::sign};
    }

    Operand binary(const Node& node) {
        const Operand left = evaluate(*node.items[0]);
        const Operand right = evaluate(*node.items[1]);
        if (left.value() == nullptr || right.value() == nullptr) throw TypeError("views have no '" + node.text + "'");
        const std::int64_t result = calculated(node.text, integer_of(*left.value(), "left operand"),
                                               integer_of(*right.value(), "right operand"));
        const int binding = node.text == "+" || node.text == "-" ? Operand::sum : Operand::term;
        return {number_value(result), bound(left, binding) + " " + node.text + " " + bound(right, binding + 1), true,
                binding};
    }

    // ---- attributes

    struct AttributeRow {
        std::string_view name;
        bool of_memoryview;
        bool of_array;  // NumPy has it under this name
        Value (*read)(const ReadView& view);
    };

    Operand attribute(const Node& node) {
        static constexpr std::array rows = {
            AttributeRow{"nbytes", true, true, [](const ReadView& v) { return number_value(v.nbytes()); }},
            AttributeRow{"itemsize", true, true, [](const ReadView& v) { return number_value(v.itemsize()); }},
            AttributeRow{"format", true, false, [](const ReadView& v) { return text_value(v.format().text()); }},
            AttributeRow{"ndim", true, true,
                         [](const ReadView& v) { return number_value(static_cast<std::int64_t>(v.ndim())); }},
            AttributeRow{"shape", true, true, [](const ReadView& v) { return tuple_value(v.shape()); }},
            AttributeRow{"strides", true, true, [](const ReadView& v) { return tuple_value(v.strides()); }},
            AttributeRow{"suboffsets", true, false, [](const ReadView& v) { return tuple_value(v.suboffsets()); }},
            AttributeRow{"readonly", true, false, [](const ReadView& v) { return Value{v.readonly()}; }},
            AttributeRow{"c_contiguous", true, false, [](const ReadView& v) { return Value{v.c_contiguous()}; }},
            AttributeRow{"f_contiguous", true, false, [](const ReadView& v) { return Value{v.f_contiguous()}; }},
            AttributeRow{"contiguous", true, false, [](const ReadView& v) { return Value{v.contiguous()}; }},
            AttributeRow{"offset", false, false, [](const ReadView& v) { return number_value(v.offset()); }},
        };
        const Operand object = evaluate(*node.items[0]);
        if (object.view() == nullptr) throw unknown(node, "a value has no attribute");
        const ReadView& view = *object.view();
        if (node.text == "T") return array(view.transpose(), m_.offset());
        for (const AttributeRow& row : rows) {
            if (row.name != node.text) continue;
            const Value value = row.read(view);
            const bool has_it = object.memoryview ? row.of_memoryview : row.of_array;
            return {value, has_it ? bound(object) + "." + node.text : repr(value)};
        }
        throw unknown(node, "a view has no attribute");
    }

    static ExpressionError unknown(const Node& node, const std::string& what) {
        return {"AttributeError", what + " '" + node.text + "'", node.column, Fault::Text};
    }

    // ---- calls

    Operand call(const Node& node) {
        std::vector<Operand> given;
        std::string texts;
        const std::size_t positional = node.items.size() - node.keywords.size();
        for (std::size_t i = 1; i < node.items.size(); ++i) {
            given.push_back(evaluate(*node.items[i]));
            texts += i == 1 ? "" : ", ";
            if (i >= positional) texts += node.keywords[i - positional] + "=";
            texts += given.back().python;
        }
        if (node.items[0] == nullptr) return length(given, node.keywords);
        const Operand object = evaluate(*node.items[0]);
        if (object.view() == nullptr) throw unknown(node, "a value has no method");
        if (!is_method(node.text)) throw unknown(node, "a view has no method");
        return call_method(node.text, object, {given, node.keywords, texts}, m_.offset());
    }

    static Operand length(const std::vector<Operand>& given, const std::vector<std::string>& keywords) {
        if (given.size() != 1 || !keywords.empty()) throw TypeError("len() takes one argument");
        const std::string text = "len(" + given[0].python + ")";
        if (const ReadView* view = given[0].view()) return {number_value(view->length()), text};
        const Value& value = *given[0].value();
        std::size_t size = 0;
        if (const auto* tuple = std::get_if<Tuple>(&value.data))
            size = tuple->items.size();
        else if (const auto* list = std::get_if<List>(&value.data))
            size = list->items.size();
        else if (const auto* bytes = std::get_if<Bytes>(&value.data))
            size = bytes->size();
        else if (const auto* string = std::get_if<std::string>(&value.data))
            size = string->size();
        else
            throw TypeError("this value has no len()");
        return {number_value(static_cast<std::int64_t>(size)), text};
    }

    // ---- subscripts

    Operand subscript(const Node& node) {
        const Operand object = evaluate(*node.items[0]);
        std::vector<KeyPart> key;
        std::string texts;
        for (std::size_t i = 1; i < node.items.size(); ++i) {
            const Node& part = *node.items[i];
            texts += i == 1 ? "" : ", ";
            if (part.kind == Kind::Ellipsis) {
                key.emplace_back(Ellipsis{});
                texts += "...";
            } else if (part.kind == Kind::Slice) {
                key.emplace_back(slice(part, texts));
            } else {
                std::string python;
                const Value value = value_of(part, python);
                texts += python;
                if (const auto* name = std::get_if<std::string>(&value.data);
                    name != nullptr && node.items.size() == 2 && object.view() != nullptr) {
                    return array(object.view()->field(*name), m_.offset());
                }
                if (const auto* tuple = std::get_if<Tuple>(&value.data); tuple != nullptr && node.items.size() == 2) {
                    for (const Value& item : tuple->items) key.emplace_back(integer_of(item, "index"));
                } else {
                    key.emplace_back(integer_of(value, "index"));
                }
            }
        }
        if (!node.one_key && node.items.size() == 2) texts += ",";
        return object.view() != nullptr ? of_view(object, key, texts) : of_value(object, key, texts);
    }

    Slice slice(const Node& node, std::string& texts) {
        std::array<std::optional<std::int64_t>, 3> parts;
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            if (i > 0) texts += ":";
            if (node.items[i] == nullptr) continue;
            std::string python;
            const Value value = value_of(*node.items[i], python);
            texts += python;
            if (!std::holds_alternative<None>(value.data)) parts[i] = integer_of(value, "slice index");
        }
        return {parts[0], parts[1], parts[2]};
    }

    Operand of_view(const Operand& object, const std::vector<KeyPart>& key, const std::string& texts) const {
        const ReadView& view = *object.view();
        const bool numbers =
            std::ranges::all_of(key, [](const KeyPart& part) { return std::holds_alternative<std::int64_t>(part); });
        if (numbers && key.size() == view.ndim()) {
            Index index;
            for (const KeyPart& part : key) index.push_back(std::get<std::int64_t>(part));
            const std::string item = array_items(object, m_.offset()) + "[" + texts + "]";
            return {view.get(index), item.starts_with("np.") ? item + ".item()" : item};
        }
        ReadView result = view.select(key);
        // memoryview slices the first dimension only, and takes `...` of none.
        const bool one_slice = key.size() == 1 && std::holds_alternative<Slice>(key[0]);
        if (!object.memoryview || !one_slice) return array(std::move(result), m_.offset());
        return {std::move(result), object.python + "[" + texts + "]"};
    }

    static Operand of_value(const Operand& object, const std::vector<KeyPart>& key, const std::string& texts) {
        if (key.size() != 1 || !std::holds_alternative<std::int64_t>(key[0]))
            throw TypeError("a value is indexed by one number");
        std::int64_t at = std::get<std::int64_t>(key[0]);
        const Value& value = *object.value();
        const auto pick = [&](const auto& items) {
            const auto size = static_cast<std::int64_t>(items.size());
            if (at < -size || at >= size)
                throw IndexError("index " + std::to_string(at) + " out of range of " + std::to_string(size) + " items");
            return items[static_cast<std::size_t>(at < 0 ? at + size : at)];
        };
        const std::string text = bound(object) + "[" + texts + "]";
        if (const auto* tuple = std::get_if<Tuple>(&value.data)) return {pick(tuple->items), text};
        if (const auto* list = std::get_if<List>(&value.data)) return {pick(list->items), text};
        if (const auto* bytes = std::get_if<Bytes>(&value.data))
            return {number_value(std::to_integer<std::int64_t>(pick(*bytes))), text};
        throw TypeError("this value has no items");
    }

    const ReadView& m_;
};

}  // namespace

Evaluated Expression::evaluate(const ReadView& m) const {
    Operand operand = Evaluator(m).evaluate(*root_);
    return {std::move(operand.data), std::move(operand.python)};
}

}  // namespace byteprism
