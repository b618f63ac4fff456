// Files seen through views: the header as a record, the payload as an array.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "core/memory/buffer.hpp"
#include "core/view/pack.hpp"
#include "core/view/strided_span.hpp"
#include "core/view/view.hpp"
#include "tests/core/view/python.hpp"

namespace byteprism {
namespace {

Value integer(std::int64_t number) { return {number}; }
Value text(std::string_view characters) {
    const auto bytes = std::as_bytes(std::span(characters));
    return {Bytes(bytes.begin(), bytes.end())};
}

TEST(ExampleWav, HeaderAndSamplesAreViewsOfTheFile) {
    // Four frames of 16-bit stereo, made as a program would make them: packed in place.
    const Buffer file = Buffer::zeros(44 + 16);
    const View all = View::of(file);
    const Value header[] = {text("RIFF"),   integer(36 + 16), text("WAVEfmt "), integer(16), integer(1),   integer(2),
                            integer(44100), integer(176400),  integer(4),       integer(16), text("data"), integer(16)};
    pack_into("<4sI8sIHHIIHH4sI", all, 0, header);
    const View samples = all.slice({44, {}, {}}).cast("h", {4, 2});
    for (std::int64_t i = 0; i < 4; ++i) {
        samples.set({i, 0}, integer(100 * i));
        samples.set({i, 1}, integer(-i));
    }

    // Read back as somebody who got the file.
    const View fmt = all.slice({20, 36, {}})
                         .reinterpret(Format::parse("T{<H:format:<H:channels:<I:rate:<I:bytes:<H:block:<H:bits:}"));
    EXPECT_EQ(repr(fmt.field("rate").get({0})), "44100");
    EXPECT_EQ(repr(fmt.get({0})), "(1, 2, 44100, 176400, 4, 16)");
    const View left = all.slice({44, {}, {}}).reinterpret(Format::parse("<h")).slice({{}, {}, 2});
    EXPECT_EQ(repr(left.tolist()), "[0, 100, 200, 300]");
    // The loudest sample, through the typed span.
    const auto span = all.slice({44, {}, {}}).cast("h").as<std::int16_t>();
    EXPECT_EQ(*std::ranges::max_element(span), 300);
}

TEST(ExampleBmp, PixelsAreTheRightWayUpAndAComponentIsAView) {
    // 2 x 2 pixels of 24 bits; rows are padded to 8 bytes and stored bottom up.
    const Buffer file = Buffer::zeros(54 + 16);
    const View all = View::of(file);
    const Value header[] = {text("BM"), integer(70), integer(54)};
    pack_into("<2sI4xI", all, 0, header);
    const Value info[] = {integer(40), integer(2), integer(2), integer(1), integer(24)};
    pack_into("<IiiHH", all, 14, info);

    const std::int64_t start = std::get<std::int64_t>(unpack_from("<I", all, 10).items[0].data);
    const std::int64_t width = std::get<std::int64_t>(unpack_from("<i", all, 18).items[0].data);
    const std::int64_t height = std::get<std::int64_t>(unpack_from("<i", all, 22).items[0].data);
    const std::int64_t row_stride = (width * 3 + 3) / 4 * 4;
    const std::int64_t shape[] = {height, width, 3};
    const std::int64_t strides[] = {row_stride, 3, 1};
    const View pixels = all.as_strided(Format::parse("B"), shape, strides, start).flip(0);
    const View red = pixels.select({Ellipsis{}, std::int64_t{2}});
    red.set({0, 1}, integer(255));  // the top right pixel

    EXPECT_EQ(repr(pixels.tolist()), "[[[0, 0, 0], [0, 0, 255]], [[0, 0, 0], [0, 0, 0]]]");
    EXPECT_EQ(red.locate(54 + 8 + 5), (Index{0, 1}));  // hovering the byte finds the pixel
    EXPECT_EQ(file.bytes()[54 + 8 + 5], std::byte{255});
    EXPECT_EQ(pixels.locate(54 + 6), std::nullopt);  // padding belongs to no pixel
}

// What the dictionary at the start of a .npy says.
struct NpyHeader {
    std::string dtype;
    bool fortran = false;
    Shape shape;
    std::int64_t data = 0;
};

NpyHeader npy_header(const View& file) {
    const std::int64_t length = std::get<std::int64_t>(unpack_from("<H", file, 8).items[0].data);
    const Bytes bytes = file.slice({10, 10 + length, {}}).tobytes();
    std::string dictionary;
    for (const std::byte byte : bytes) dictionary += static_cast<char>(byte);
    NpyHeader header{.dtype = {}, .shape = {}, .data = 10 + length};
    std::smatch match;
    if (std::regex_search(dictionary, match, std::regex("'descr': '([^']*)'"))) header.dtype = match[1];
    header.fortran = dictionary.find("'fortran_order': True") != std::string::npos;
    std::regex_search(dictionary, match, std::regex("'shape': \\(([^)]*)\\)"));
    const std::string counts = match[1];
    const std::regex number("[0-9]+");
    for (std::sregex_iterator it(counts.begin(), counts.end(), number), end; it != end; ++it)
        header.shape.push_back(std::stoll(it->str()));
    return header;
}

TEST(ExampleNpy, AnArrayIsOpenedChangedThroughAViewAndReadBackByNumPy) {
    const TemporaryFolder folder;
    const std::string path = folder.file("array.npy");
    const std::string made = run_python("import numpy as np\nnp.save('" + path +
                                        "', np.asfortranarray(np.arange(6, dtype='>i4').reshape(2, 3)))\n");
    ASSERT_EQ(made, "");

    std::ifstream in(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const Buffer buffer = Buffer::copy_of(std::as_bytes(std::span(content)));
    const View file = View::of(buffer);
    const NpyHeader header = npy_header(file);
    EXPECT_EQ(header.dtype, ">i4");
    EXPECT_TRUE(header.fortran);
    ASSERT_EQ(header.shape, (Shape{2, 3}));

    // '>i4' is '>i'; Fortran order is C order of the reversed shape, transposed.
    Shape reversed = header.shape;
    std::ranges::reverse(reversed);
    const View array = file.slice({header.data, {}, {}}).reinterpret(Format::parse(">i"), reversed).transpose();
    EXPECT_EQ(repr(array.tolist()), "[[0, 1, 2], [3, 4, 5]]");
    EXPECT_TRUE(array.f_contiguous());
    array.select({std::int64_t{1}}).set({2}, integer(-7));

    const auto* bytes = static_cast<const char*>(static_cast<const void*>(buffer.bytes().data()));
    std::ofstream(path, std::ios::binary).write(bytes, static_cast<std::streamsize>(buffer.size()));
    EXPECT_EQ(run_python("import numpy as np\nprint(np.load('" + path + "').tolist())\n"), "[[0, 1, 2], [3, 4, -7]]\n");
}

}  // namespace
}  // namespace byteprism
