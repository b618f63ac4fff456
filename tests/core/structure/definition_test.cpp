#include "core/structure/definition.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/structure/declarations.hpp"
#include "tests/core/view/python.hpp"

namespace byteprism {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

using namespace std::string_view_literals;

TEST(Definitions, FitFilesWithAllTheirMagicBytes) {
    const Definition wave = make_definition("wav", "#pragma magic 0 \"RIFF\"\n#pragma magic 0x8 \"WA\\x56\\105\"\n");
    EXPECT_TRUE(fits(wave, bytes_of("RIFF????WAVE")));
    EXPECT_FALSE(fits(wave, bytes_of("RIFF????AVI ")));
    EXPECT_FALSE(fits(wave, bytes_of("RIFF????WAV")));
    EXPECT_FALSE(fits(make_definition("none", "struct A { int x; };"), bytes_of("RIFF")));
    const Definition both[] = {make_definition("riff", "#pragma magic 0 \"RIFF\""), wave};
    EXPECT_EQ(find_definition(both, bytes_of("RIFF????WAVE"))->name, "wav");
    EXPECT_EQ(find_definition(both, bytes_of("RIFF????AVI "))->name, "riff");
    EXPECT_EQ(find_definition(both, bytes_of("\0\0\0\0"sv)), nullptr);
}

TEST(Definitions, FitAnyOfSeveralMagicBytesOrABitsOfThem) {
    const Definition gif = make_definition("gif", "#pragma magic 0 \"GIF87a\" | \"GIF89a\" | 3 \"ICO\"");
    EXPECT_TRUE(fits(gif, bytes_of("GIF87a")));
    EXPECT_TRUE(fits(gif, bytes_of("GIF89a")));
    EXPECT_TRUE(fits(gif, bytes_of("PNGICO")));
    EXPECT_FALSE(fits(gif, bytes_of("ICOICE")));
    const Definition sound = make_definition("mp3", "#pragma magic 1 \"\\xff\\xf2\" & \"\\xff\\xf6\"");
    EXPECT_TRUE(fits(sound, bytes_of("x\xff\xfb")));
    EXPECT_FALSE(fits(sound, bytes_of("x\xff\xfd")));
}

TEST(Definitions, FitFilesOfTheSizeThatANumberInThemTells) {
    const Definition mesh = make_definition("stl", "#pragma file_size 2 + 0x3 * uint16_t @ 0");
    EXPECT_TRUE(fits(mesh, bytes_of("\2\0abcdef"sv)));
    EXPECT_FALSE(fits(mesh, bytes_of("\2\0abcdefg"sv)));
    EXPECT_FALSE(fits(mesh, bytes_of("\0\0"sv)));
    EXPECT_FALSE(fits(mesh, bytes_of("\2")));
}

TEST(Definitions, SayWhereTheirMagicIsWrong) {
    EXPECT_THROW(make_definition("a", "#pragma magic 0 BM"), StructError);
    EXPECT_THROW(make_definition("a", "#pragma magic \"BM\""), StructError);
    EXPECT_THROW(make_definition("a", "#pragma magic -1 \"BM\""), StructError);
    EXPECT_THROW(make_definition("a", "#pragma magic 0 \"BM\" |"), StructError);
    EXPECT_THROW(make_definition("a", "#pragma magic 0 \"BM\" & \"B\""), StructError);
    EXPECT_THROW(make_definition("a", "#pragma magic 0 \"BM\" \"B\""), StructError);
    EXPECT_THROW(make_definition("a", "#pragma file_size 2 + 3 * float @ 0"), StructError);
}

TEST(Definitions, AreFoundInAFolder) {
    const TemporaryFolder folder;
    std::ofstream(folder.file("b.h")) << "#pragma magic 0 \"B\"\nstruct B { int x; };";
    std::ofstream(folder.file("a.h")) << "struct A { int x; };";
    std::ofstream(folder.file("notes.txt")) << "no definition";
    std::ofstream(folder.file("c.h")) << "#pragma magic wrong";
    const std::vector<Definition> found = definitions_in(folder.file(""));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "a");
    EXPECT_EQ(found[1].magic[0].bytes, "B");
    EXPECT_EQ(parse_declarations(found[1].text).records.back().name, "struct B");
    EXPECT_TRUE(definitions_in(folder.file("missing")).empty());
}

}  // namespace
}  // namespace byteprism
