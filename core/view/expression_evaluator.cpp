// Tree to view or value, and to the Python text that does the same.

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "core/view/expression_node.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

using Node = ExpressionNode;
using Kind = Node::Kind;
using Fault = ExpressionError::Fault;

constexpr std::int64_t max_value_bytes = std::int64_t{1} << 26;

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

void check_size(std::int64_t bytes) {
    if (bytes > max_value_bytes) {
        throw ValueError("a value of " + std::to_string(bytes) + " bytes; at most " + std::to_string(max_value_bytes) +
                         " are made: take a slice");
    }
}

// The arguments of a call by their parameters' names: positional ones first.
class Arguments {
public:
    Arguments(std::span<const Operand> given, std::span<const std::string> keywords,
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
                if (std::ranges::find(names_, keyword) == names_.end())
                    throw TypeError("no argument '" + keyword + "'");
            }
        }
    }

    // None counts as left out.
    const Value* optional(std::size_t i) const {
        return values_[i] != nullptr && !std::holds_alternative<None>(values_[i]->data) ? values_[i] : nullptr;
    }
    const Value& needed(std::size_t i) const {
        if (values_[i] == nullptr) throw TypeError("missing argument '" + names_[i] + "'");
        return *values_[i];
    }
    std::int64_t integer(std::size_t i, std::int64_t otherwise) const {
        return optional(i) != nullptr ? integer_of(*values_[i], names_[i].c_str()) : otherwise;
    }
    std::optional<std::int64_t> optional_integer(std::size_t i) const {
        return optional(i) != nullptr ? std::optional(integer_of(*values_[i], names_[i].c_str())) : std::nullopt;
    }
    std::vector<std::int64_t> integers(std::size_t i) const { return integers_of(needed(i), names_[i].c_str()); }
    const std::string& text(std::size_t i) const { return text_of(needed(i), names_[i].c_str()); }

private:
    std::vector<const Value*> values_;
    std::vector<std::string> names_;
    std::size_t used_ = 0;
};

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
        if (node.text == "T") return array(view.transpose());
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

    Operand array(ReadView view) const {
        std::string text = numpy_text(view, m_.offset());
        return {std::move(view), std::move(text), false};
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
        for (const MethodRow& row : methods()) {
            if (row.name == node.text) return (this->*row.run)(object, {given, node.keywords, texts});
        }
        throw unknown(node, "a view has no method");
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

    struct Given {
        std::span<const Operand> operands;
        std::span<const std::string> keywords;
        const std::string& texts;
        Arguments as(std::initializer_list<const char*> parameters) const { return {operands, keywords, parameters}; }
    };
    struct MethodRow {
        std::string_view name;
        Operand (Evaluator::*run)(const Operand& object, const Given& given) const;
    };
    static std::span<const MethodRow> methods() {
        static constexpr std::array rows = {
            MethodRow{"cast", &Evaluator::cast},
            MethodRow{"reinterpret", &Evaluator::reinterpret},
            MethodRow{"as_strided", &Evaluator::as_strided},
            MethodRow{"transpose", &Evaluator::transpose},
            MethodRow{"flip", &Evaluator::flip},
            MethodRow{"reshape", &Evaluator::reshape},
            MethodRow{"field", &Evaluator::field},
            MethodRow{"toreadonly", &Evaluator::toreadonly},
            MethodRow{"tobytes", &Evaluator::tobytes},
            MethodRow{"tolist", &Evaluator::tolist},
            MethodRow{"hex", &Evaluator::hex},
            MethodRow{"index", &Evaluator::index},
            MethodRow{"count", &Evaluator::count},
            MethodRow{"locate", &Evaluator::locate},
            MethodRow{"byte_ranges", &Evaluator::byte_ranges},
        };
        return rows;
    }

    // memoryview's own cast; nothing where it refuses.
    static std::optional<ReadView> memoryview_cast(const ReadView& view, const Arguments& arguments) {
        std::optional<ReadView> cast;
        try {
            if (arguments.optional(1) != nullptr) {
                cast.emplace(view.cast(arguments.text(0), arguments.integers(1)));
            } else {
                cast.emplace(view.cast(arguments.text(0)));
            }
        } catch (const Error&) {
            cast.reset();
        }
        return cast;
    }
    Operand cast(const Operand& object, const Given& given) const {
        const Arguments arguments = given.as({"format", "shape"});
        const std::string& format = arguments.text(0);
        std::optional<ReadView> view = memoryview_cast(*object.view(), arguments);
        if (!view) return reinterpret(object, given);
        if (!object.memoryview || Format::parse(format).text().ends_with('e')) return array(std::move(*view));
        // memoryview wants a sequence where one number would do here.
        const std::string shape_argument =
            arguments.optional(1) != nullptr ? ", " + shape_text(arguments.integers(1)) : "";
        return {std::move(*view), object.python + ".cast(" + repr({format}) + shape_argument + ")"};
    }
    Operand reinterpret(const Operand& object, const Given& given) const {
        const Arguments arguments = given.as({"format", "shape"});
        const Format format = Format::parse(arguments.text(0));
        return array(arguments.optional(1) != nullptr ? object.view()->reinterpret(format, arguments.integers(1))
                                                      : object.view()->reinterpret(format));
    }
    Operand as_strided(const Operand& object, const Given& given) const {
        const Arguments arguments = given.as({"format", "shape", "strides", "offset"});
        return array(object.view()->as_strided(Format::parse(arguments.text(0)), arguments.integers(1),
                                               arguments.integers(2), arguments.integer(3, 0)));
    }
    // One sequence, or the numbers themselves.
    static std::vector<std::int64_t> numbers(const Given& given, const char* name) {
        if (given.operands.size() == 1 || !given.keywords.empty()) return given.as({name}).integers(0);
        std::vector<std::int64_t> result;
        for (const Operand& operand : given.operands) {
            if (operand.value() == nullptr) throw TypeError(std::string(name) + " must be integers");
            result.push_back(integer_of(*operand.value(), name));
        }
        return result;
    }
    Operand transpose(const Operand& object, const Given& given) const {
        return array(given.operands.empty() ? object.view()->transpose()
                                            : object.view()->transpose(numbers(given, "axes")));
    }
    Operand flip(const Operand& object, const Given& given) const {
        const std::int64_t axis = given.as({"axis"}).integer(0, 0);
        const auto ndim = static_cast<std::int64_t>(object.view()->ndim());
        if (axis < -ndim || axis >= ndim)
            throw IndexError("no axis " + std::to_string(axis) + " in " + std::to_string(ndim) + " dimensions");
        return array(object.view()->flip(static_cast<std::size_t>(axis < 0 ? axis + ndim : axis)));
    }
    Operand reshape(const Operand& object, const Given& given) const {
        return array(object.view()->reshape(numbers(given, "shape")));
    }
    Operand field(const Operand& object, const Given& given) const {
        return array(object.view()->field(given.as({"name"}).text(0)));
    }
    Operand toreadonly(const Operand& object, const Given& given) const {
        given.as({});
        ReadView view = object.view()->toreadonly();
        if (!object.memoryview) return array(std::move(view));
        return {std::move(view), object.python + ".toreadonly()"};
    }
    Operand tobytes(const Operand& object, const Given& given) const {
        const Arguments arguments = given.as({"order"});
        const std::string order = arguments.optional(0) != nullptr ? arguments.text(0) : "C";
        if (order != "C" && order != "F" && order != "A") throw ValueError("order must be 'C', 'F' or 'A'");
        check_size(object.view()->nbytes());
        return {Value{object.view()->tobytes(order == "C"   ? Order::C
                                             : order == "F" ? Order::F
                                                            : Order::A)},
                object.python + ".tobytes(" + given.texts + ")"};
    }
    Operand tolist(const Operand& object, const Given& given) const {
        given.as({});
        check_list(*object.view());
        return {object.view()->tolist(), array_items(object) + ".tolist()"};
    }
    // A value takes about 48 bytes; lists of nothing too.
    static void check_list(const ReadView& view) {
        std::int64_t values = 48;
        for (const std::int64_t count : view.shape()) {
            if (__builtin_mul_overflow(values, std::max<std::int64_t>(count, 1), &values))
                values = std::numeric_limits<std::int64_t>::max();
        }
        check_size(values);
        check_size(view.nbytes());
    }
    Operand hex(const Operand& object, const Given& given) const {
        const Arguments arguments = given.as({"sep", "bytes_per_sep"});
        check_size(object.view()->nbytes());
        const std::string object_bytes = object.memoryview ? object.python : object.python + ".tobytes()";
        std::string text = arguments.optional(0) != nullptr
                               ? object.view()->hex(arguments.text(0), arguments.integer(1, 1))
                               : object.view()->hex();
        return {text_value(std::move(text)), object_bytes + ".hex(" + given.texts + ")"};
    }
    Operand index(const Operand& object, const Given& given) const {
        const Arguments arguments = given.as({"value", "start", "stop"});
        return {number_value(object.view()->find(arguments.needed(0), arguments.optional_integer(1),
                                                 arguments.optional_integer(2))),
                array_items(object) + ".tolist().index(" + given.texts + ")"};
    }
    Operand count(const Operand& object, const Given& given) const {
        return {number_value(object.view()->count(given.as({"value"}).needed(0))),
                array_items(object) + ".tolist().count(" + given.texts + ")"};
    }
    Operand locate(const Operand& object, const Given& given) const {
        const std::optional<Index> index = object.view()->locate(integer_of(given.as({"offset"}).needed(0), "offset"));
        const Value value = index ? tuple_value(*index) : Value{None{}};
        return {value, repr(value)};
    }
    Operand byte_ranges(const Operand& object, const Given& given) const {
        given.as({});
        check_list(*object.view());
        List ranges;
        for (const ByteRange range : object.view()->byte_ranges())
            ranges.items.push_back(tuple_value(std::array{range.offset, range.length}));
        const Value value{std::move(ranges)};
        return {value, repr(value)};
    }

    // Items that memoryview cannot read are NumPy's.
    std::string array_items(const Operand& object) const {
        const bool readable =
            object.memoryview && object.view()->format().native() != 0 && object.view()->format().native() != 'e';
        return readable ? object.python : numpy_text(*object.view(), m_.offset());
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
                    return array(object.view()->field(*name));
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
            const std::string item = array_items(object) + "[" + texts + "]";
            return {view.get(index), item.starts_with("np.") ? item + ".item()" : item};
        }
        ReadView result = view.select(key);
        // memoryview slices the first dimension only, and takes `...` of none.
        const bool one_slice = key.size() == 1 && std::holds_alternative<Slice>(key[0]);
        if (!object.memoryview || !one_slice) return array(std::move(result));
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
