#include "core/view/expression.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/memory/buffer.hpp"

namespace byteprism {
namespace {

Buffer counting(std::size_t size) {
    Buffer buffer = Buffer::zeros(size);
    for (std::size_t i = 0; i < size; ++i) buffer.mutable_bytes()[i] = static_cast<std::byte>(i);
    return buffer;
}

class Expressions : public ::testing::Test {
protected:
    Buffer buffer = counting(48);

    Evaluated evaluate(const std::string& text) const { return Expression::parse(text).evaluate(ReadView::of(buffer)); }

    // The value, or the items of the view.
    void check(const std::string& text, const std::string& items, const std::string& python) const {
        const Evaluated got = evaluate(text);
        const auto* view = std::get_if<ReadView>(&got.result);
        EXPECT_EQ(repr(view != nullptr ? view->tolist() : std::get<Value>(got.result)), items) << text;
        EXPECT_EQ(got.python, python) << text;
    }
    void check(const std::string& text, const std::string& items) const { check(text, items, text); }

    void refuse(const std::string& text, const std::string& kind, std::size_t column,
                ExpressionError::Fault fault) const {
        try {
            evaluate(text);
            ADD_FAILURE() << text << " was accepted";
        } catch (const ExpressionError& error) {
            EXPECT_EQ(error.kind(), kind) << text << ": " << error.what();
            EXPECT_EQ(error.column, column) << text << ": " << error.what();
            EXPECT_EQ(error.fault, fault) << text << ": " << error.what();
        }
    }
};

TEST_F(Expressions, SayWhatMemoryviewSaysInItsOwnWords) {
    check("m[4]", "4");
    check("m[-1]", "47");
    check("m[:3]", "[0, 1, 2]");
    check("m[4:8][::-1]", "[7, 6, 5, 4]");
    check("m[4:10].cast('B', (2, 3))", "[[4, 5, 6], [7, 8, 9]]");
    check("m[:4].cast('H')[1]", "770");
    check("m[:6].cast('B', (2, 3))[1, -1]", "5");
    check("m.nbytes", "48");
    check("m.cast('I', (3, 4)).shape", "(3, 4)");
    check("m[len(m)-2:]", "[46, 47]", "m[len(m) - 2:]");
    check("m[0x10:0x12].tobytes()", "b'\\x10\\x11'");
    check("m[:4].hex(':', bytes_per_sep=2)", "'0001:0203'");
    check("m[:3].toreadonly().readonly", "True");
}

TEST_F(Expressions, SayTheRestInNumPysWords) {
    check("m[2:6].cast('>H')", "[515, 1029]", "np.ndarray((2,), dtype='>u2', buffer=m, offset=2, strides=(2,))");
    check("m[:4].cast('<H')[1]", "770", "np.ndarray((2,), dtype='<u2', buffer=m, offset=0, strides=(2,))[1].item()");
    check("m[:12].cast('B', (2, 3, 2))[..., 0]", "[[0, 2, 4], [6, 8, 10]]",
          "np.ndarray((2, 3), dtype='u1', buffer=m, offset=0, strides=(6, 2))");
    check("m[:6].cast('B', (2, 3)).T", "[[0, 3], [1, 4], [2, 5]]",
          "np.ndarray((3, 2), dtype='u1', buffer=m, offset=0, strides=(1, 3))");
    check("m[:12].cast('T{<I:id:<H:w:}')['w']", "[1284, 2826]",
          "np.ndarray((2,), dtype='<u2', buffer=m, offset=4, strides=(6,))");
    check("m.as_strided('H', shape=(2, 2), strides=(8, 2), offset=4)", "[[1284, 1798], [3340, 3854]]",
          "np.ndarray((2, 2), dtype='<u2', buffer=m, offset=4, strides=(8, 2))");
    check("m[:4].flip().reshape((2, -1)).flip(1)", "[[2, 3], [0, 1]]",
          "np.ndarray((2, 2), dtype='u1', buffer=m, offset=2, strides=(-2, 1))");
    check("m[:6].cast('<HB')", "[(256, 2), (1027, 5)]",
          "np.ndarray((2,), dtype={'names': ['f0', 'f1'], 'formats': ['<u2', 'u1'], 'offsets': [0, 2], 'itemsize': 3}, "
          "buffer=m, "
          "offset=0, strides=(3,))");
}

TEST_F(Expressions, CastTakesWhicheverOfCastAndReinterpretIsNeeded) {
    check("m[:8].cast('I').cast('f')[:0]", "[]", "np.ndarray((0,), dtype='<f4', buffer=m, offset=0, strides=(4,))");
    check("m[:8].cast('B', 8)", "[0, 1, 2, 3, 4, 5, 6, 7]", "m[:8].cast('B', (8,))");
}

TEST_F(Expressions, Calculate) {
    check("2 + 3 * 4", "14");
    check("(2+3)*4", "20", "(2 + 3) * 4");
    check("-7 // 2", "-4");
    check("-7 % 3", "2");
    check("7 % -3", "-2");
    check("0x1F + 0b11 + 0o17 + 1_000", "1049");
    check("m.shape[0] // 16", "3");
    check("m.locate(5)", "(5,)", "(5,)");
    check("m[1:4].index(2)", "1", "m[1:4].tolist().index(2)");
}

TEST_F(Expressions, PointAtWhatIsWrongInTheText) {
    using enum ExpressionError::Fault;
    refuse("", "SyntaxError", 0, Text);
    refuse("m[", "SyntaxError", 2, Text);
    refuse("m[1:2:3:4]", "SyntaxError", 7, Text);
    refuse("m.", "SyntaxError", 2, Text);
    refuse("m)", "SyntaxError", 1, Text);
    refuse("x[1]", "NameError", 0, Text);
    refuse("m[4:].cast('k')", "struct.error", 6, Text);
    refuse("m.casts('B')", "AttributeError", 2, Text);
    refuse("m.cast('B", "SyntaxError", 7, Text);
    refuse("m[007]", "SyntaxError", 2, Text);
    refuse("9223372036854775808", "SyntaxError", 0, Text);
    refuse("m.cast(format='B', format='b')", "SyntaxError", 19, Text);
    refuse("m.cast(shape=(1,), 'B')", "SyntaxError", 19, Text);
    refuse(std::string(5000, '('), "SyntaxError", 50, Text);
    refuse(std::string(5000, '-') + "1", "SyntaxError", 99, Text);
}

TEST_F(Expressions, PointAtWhatDoesNotFitTheBuffer) {
    using enum ExpressionError::Fault;
    refuse("m[48]", "IndexError", 1, Data);
    refuse("m[1:6].cast('H')", "TypeError", 7, Data);
    refuse("m.cast('B', (7, 7))", "TypeError", 2, Data);
    refuse("m[::0]", "ValueError", 1, Data);
    refuse("m[::2].cast('H')", "TypeError", 7, Data);
    refuse("m.as_strided('B', (49,), (1,))", "ValueError", 2, Data);
    refuse("m[1 // 0]", "ValueError", 4, Data);
    refuse("9223372036854775807 + 1", "ValueError", 20, Data);
    refuse("m + 1", "TypeError", 2, Data);
    refuse("m[m]", "TypeError", 1, Data);
    refuse("m.as_strided('B', (100000000,), (0,)).tolist()", "ValueError", 38, Data);
}

TEST_F(Expressions, OutliveTheirBuffers) {
    const Expression expression = Expression::parse("m[1:3]");
    Buffer other = counting(8);
    { const Evaluated got = expression.evaluate(ReadView::of(other)); }
    other.resize(2);
    EXPECT_EQ(std::get<ReadView>(expression.evaluate(ReadView::of(other)).result).nbytes(), 1);
}

}  // namespace
}  // namespace byteprism
