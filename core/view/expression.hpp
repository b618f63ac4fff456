// Expression: one line that says how to look at a buffer, in the words of memoryview and NumPy.
//
//     const Expression expression = Expression::parse("m[54:].cast('B', (480, 640, 3))[::-1]");
//     const Evaluated pixels = expression.evaluate(ReadView::of(buffer));
//     std::get<ReadView>(pixels.result).shape();     // (480, 640, 3)
//     pixels.python;                                 // the same as text that runs in Python
//
// `m` is the whole buffer. Python's subset: integers (decimal, hex, octal, binary, underscores; + - * // % and
// parentheses), strings, bytes, tuples and lists, True, False, None, len(), slices with negative and missing parts,
// `...`, attribute reads and the methods of View with positional and keyword arguments:
//
//     cast(format, shape)  reinterpret(format, shape)  as_strided(format, shape, strides, offset=0)
//     transpose(axes)  flip(axis=0)  reshape(shape)  toreadonly()  field(name)  view['name']  view.T
//     tobytes(order='C')  tolist()  hex(sep, bytes_per_sep=1)  index(value, start, stop)  count(value)
//     locate(offset)  byte_ranges()
//     nbytes itemsize format ndim shape strides suboffsets readonly c_contiguous f_contiguous contiguous offset
//
// .cast takes any format: memoryview's cast where that is allowed, else reinterpret. A full index gives a value,
// anything else a view. An expression is immutable, cheap to copy, and knows no buffer: keep it, not its result.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "core/error.hpp"
#include "core/view/value.hpp"
#include "core/view/view.hpp"

namespace byteprism {

// What is wrong, and where: `column` counts bytes of the text from 0.
class ExpressionError : public Error {
public:
    // Text: no buffer could make this right: its syntax, a name, a format. Data: it does not fit this buffer.
    enum class Fault { Text, Data };

    ExpressionError(std::string error_kind, const std::string& message, std::size_t at, Fault whose)
        : Error(message), column(at), fault(whose), kind_(std::move(error_kind)) {}
    // "SyntaxError", "NameError", "AttributeError", or the kind of the operation that failed.
    const char* kind() const noexcept override { return kind_.c_str(); }

    std::size_t column;
    Fault fault;

private:
    std::string kind_;
};

struct Evaluated {
    std::variant<Value, ReadView> result;
    // The same in Python, `m` being a memoryview of all bytes: memoryview's own words where it has them, otherwise
    // np.ndarray(shape, dtype, buffer, offset, strides).
    std::string python;
};

struct ExpressionNode;

class Expression {
public:
    // Throws ExpressionError, Fault::Text.
    static Expression parse(std::string_view text);

    const std::string& text() const { return text_; }
    // Throws ExpressionError. Values of more than 64 MiB (tolist, tobytes, hex) are refused: take a slice.
    Evaluated evaluate(const ReadView& m) const;

private:
    Expression(std::string text, std::shared_ptr<const ExpressionNode> root)
        : text_(std::move(text)), root_(std::move(root)) {}

    std::string text_;
    std::shared_ptr<const ExpressionNode> root_;
};

// The view as NumPy's words alone: "np.ndarray((480, 640), dtype='<u2', buffer=m, offset=128, strides=(1344, 2))".
// `origin` is the offset at which Python's `m` starts.
std::string numpy_text(const ReadView& view, std::int64_t origin = 0);
// The format as the argument of np.dtype(): "'<u2'", or a dictionary for records.
std::string numpy_dtype_text(const Format& format, std::int64_t itemsize);

}  // namespace byteprism
