// What an expression prints as Python runs in Python, and gives the same.

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "core/memory/buffer.hpp"
#include "core/view/expression.hpp"
#include "tests/core/view/python.hpp"

namespace byteprism {
namespace {

constexpr std::array expressions = {
    "m[3]",
    "m[-1]",
    "m[4:10]",
    "m[10:2:-3]",
    "m[4:28].cast('I', (2, 3))",
    "m[:24].cast('B', (2, 3, 4))[1, 2, -1]",
    "m[8:].cast('<H')",
    "m.cast('>h')[::-2]",
    "m.cast('>h')[3]",
    "m[:24].cast('B', (2, 3, 4))[..., 0]",
    "m[:24].cast('B', (2, 3, 4))[1, ::-1, 1:]",
    "m[:24].cast('d').T",
    "m[:24].cast('B', (4, 6)).T[2:]",
    "m[:24].cast('e')",
    "m.cast('T{<I:id:>H:w:(2)b:box:}')['w']",
    "m.cast('T{<I:id:>H:w:(2)b:box:}')['box']",
    "m.cast('T{<I:id:>H:w:(2)b:box:}')[1]",
    "m.cast('<HBx')",
    "m.cast('<2H')[1:]",
    "m.cast('3s')[::2]",
    "m[0:16].cast('Zf')",
    "m[:4].cast('?')",
    "m[:4].cast('c')",
    "m.as_strided('H', shape=(3, 2), strides=(-8, 2), offset=40)",
    "m.as_strided('B', (4, 3), (1, 1), 5)",
    "m.flip()[1:4]",
    "m[:24].reshape((2, -1)).flip(1)",
    "m.tolist()[5]",
    "m[4:8].tobytes()",
    "m[:6].cast('B', (2, 3)).T.tobytes()",
    "m[:6].hex('-', -4)",
    "m[:6].cast('B', (2, 3)).T.hex()",
    "m.nbytes - 2 * (3 - -1) // 3 % 5",
    "-(2 + 3) * 4",
    "len(m[4:]) - 1",
    "m.shape[0]",
    "m.cast('B', (6, 8)).T.shape",
    "m.cast('B', (6, 8)).T.strides",
    "m.cast('>I').nbytes",
    "m.count(7)",
    "m[4:].index(7)",
    "m.cast('>H').index(1543)",
    "m[5:5]",
    "m[5:5].cast('<H')",
    "m[:0].cast('d')",
    "m.readonly",
    "m.toreadonly()[3:5]",
};

Buffer counting(std::size_t size) {
    Buffer buffer = Buffer::zeros(size);
    for (std::size_t i = 0; i < size; ++i) buffer.mutable_bytes()[i] = static_cast<std::byte>(i);
    return buffer;
}

TEST(ExpressionInPython, GivesWhatTheLibraryGives) {
    const Buffer buffer = counting(48);
    std::string script =
        "import numpy as np\n"
        "m = memoryview(bytearray(range(48)))\n"
        "inf, nan = float('inf'), float('nan')\n"
        "def plain(x):\n"
        "    if isinstance(x, (memoryview, np.ndarray)): return plain(x.tolist())\n"
        "    if isinstance(x, (list, tuple)): return [plain(i) for i in x]\n"
        "    return x.rstrip(b'\\0') if isinstance(x, bytes) else x\n";  // NumPy's bytes end at their last non-zero
    for (const char* text : expressions) {
        const Evaluated got = Expression::parse(text).evaluate(ReadView::of(buffer));
        const auto* view = std::get_if<ReadView>(&got.result);
        const std::string ours = repr(view != nullptr ? view->tolist() : std::get<Value>(got.result));
        const std::string quoted = repr(Value{std::string(text)});
        script += "try:\n    a, b = plain(" + got.python + "), plain(" + ours +
                  ")\n    if a != b and str(a) != str(b): print(" + quoted + ", a, b)\n";
        script += "except Exception as e: print(" + quoted + ", repr(e))\n";
    }
    EXPECT_EQ(run_python(script), "");
}

}  // namespace
}  // namespace byteprism
