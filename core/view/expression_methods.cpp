// The methods of views, by the names that expressions call them.

#include <algorithm>
#include <array>
#include <limits>

#include "core/view/expression.hpp"
#include "core/view/expression_operand.hpp"

namespace byteprism::evaluation {
namespace {

constexpr std::int64_t max_value_bytes = std::int64_t{1} << 26;

void check_size(std::int64_t bytes) {
    if (bytes > max_value_bytes) {
        throw ValueError("a value of " + std::to_string(bytes) + " bytes; at most " + std::to_string(max_value_bytes) +
                         " are made: take a slice");
    }
}

class Methods {
public:
    explicit Methods(std::int64_t origin) : origin_(origin) {}

    using Method = Operand (Methods::*)(const Operand& object, const Given& given) const;

    // Null if there is none of that name.
    static Method find(std::string_view name) {
        const auto rows = methods();
        const auto row = std::ranges::find(rows, name, &MethodRow::name);
        return row != rows.end() ? row->run : nullptr;
    }

private:
    struct MethodRow {
        std::string_view name;
        Method run;
    };
    static std::span<const MethodRow> methods() {
        static constexpr std::array rows = {
            MethodRow{"cast", &Methods::cast},
            MethodRow{"reinterpret", &Methods::reinterpret},
            MethodRow{"as_strided", &Methods::as_strided},
            MethodRow{"transpose", &Methods::transpose},
            MethodRow{"flip", &Methods::flip},
            MethodRow{"reshape", &Methods::reshape},
            MethodRow{"field", &Methods::field},
            MethodRow{"toreadonly", &Methods::toreadonly},
            MethodRow{"tobytes", &Methods::tobytes},
            MethodRow{"tolist", &Methods::tolist},
            MethodRow{"hex", &Methods::hex},
            MethodRow{"index", &Methods::index},
            MethodRow{"count", &Methods::count},
            MethodRow{"locate", &Methods::locate},
            MethodRow{"byte_ranges", &Methods::byte_ranges},
        };
        return rows;
    }

    Operand array(ReadView view) const { return evaluation::array(std::move(view), origin_); }

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
        return {object.view()->tolist(), array_items(object, origin_) + ".tolist()"};
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
                array_items(object, origin_) + ".tolist().index(" + given.texts + ")"};
    }
    Operand count(const Operand& object, const Given& given) const {
        return {number_value(object.view()->count(given.as({"value"}).needed(0))),
                array_items(object, origin_) + ".tolist().count(" + given.texts + ")"};
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

    std::int64_t origin_;
};

}  // namespace

bool is_method(std::string_view name) { return Methods::find(name) != nullptr; }

Operand call_method(std::string_view name, const Operand& object, const Given& given, std::int64_t origin) {
    return (Methods(origin).*Methods::find(name))(object, given);
}

}  // namespace byteprism::evaluation
