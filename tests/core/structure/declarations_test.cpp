#include "core/structure/declarations.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/structure/declaration_error.hpp"

namespace byteprism {
namespace {

// "name@offset:size type", with ":bit+width" of bit-fields, and what nests in braces.
std::string members_text(const DataTypes& types, const DataType& type) {
    std::string text;
    for (const DataMember& member : type.members) {
        text += (text.empty() ? "" : " ") + (member.name.empty() ? "-" : member.name);
        text += "@" + std::to_string(member.offset) + ":" + std::to_string(member.size);
        if (member.bits.width > 0)
            text += "." + std::to_string(member.bits.offset) + "+" + std::to_string(member.bits.width);
        text += " " + member.type.name;
        const DataType& of = types[member.type.type];
        if (of.kind == DataType::Kind::Record) text += "{" + members_text(types, of) + "}";
    }
    return text;
}

// Of the last record: "size/alignment members".
std::string layout(const std::string& text, DataModel model = DataModel::Lp64) {
    const Declarations got = parse_declarations(text, model);
    const DataType& type = got.types[got.records.back().type];
    return std::to_string(type.size) + "/" + std::to_string(type.alignment) + " " + members_text(got.types, type);
}

// What is wrong, with its line and column.
std::string refusal(const std::string& text) {
    try {
        parse_declarations(text);
    } catch (const DeclarationError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Declarations, PlaceMembersAsGccDoes) {
    EXPECT_EQ(layout("struct A { char c; int i; };"), "8/4 c@0:1 char -@1:3 pad i@4:4 int");
    EXPECT_EQ(layout("typedef struct { unsigned long long a[2][3]; char *p, q; } A;"),
              "64/8 a@0:48 unsigned long long[2][3] p@48:8 char * q@56:1 char -@57:7 pad");
    EXPECT_EQ(layout("union U { int i; char c[7]; };"), "8/4 i@0:4 int c@0:7 char[7] -@7:1 pad");
    EXPECT_EQ(layout("struct A { struct { int x, y; }; union { float f; int (*call)(int); } u; };"),
              "16/8 -@0:8 struct{x@0:4 int y@4:4 int} u@8:8 union{f@0:4 float call@0:8 int (*)()}");
    EXPECT_EQ(layout("struct A { int n; char rest[]; };"), "4/4 n@0:4 int rest@4:0 char[]");
}

TEST(Declarations, PackBitFieldsIntoUnitsOfTheirType) {
    EXPECT_EQ(layout("struct A { unsigned a : 3, b : 30; unsigned : 0; char c : 2; };"),
              "12/4 a@0:4.0+3 unsigned b@4:4.0+30 unsigned c@8:1.0+2 char -@9:3 pad");
    EXPECT_EQ(layout("struct A { unsigned a : 3, b : 30; } __attribute__((packed));"),
              "5/1 a@0:4.0+3 unsigned b@0:5.3+30 unsigned");
    EXPECT_EQ(
        layout("struct A { unsigned short a : 4, b : 12; } __attribute__((scalar_storage_order(\"big-endian\")));"),
        "2/2 a@0:2.12+4 unsigned short b@0:2.0+12 unsigned short");
}

TEST(Declarations, ObeyPackingAndAlignment) {
    EXPECT_EQ(layout("#pragma pack(push, 2)\nstruct A { char c; int i; };\n#pragma pack(pop)\n"),
              "6/2 c@0:1 char -@1:1 pad i@2:4 int");
    EXPECT_EQ(layout("struct A { char c; int i __attribute__((packed, aligned(2))); };"),
              "6/2 c@0:1 char -@1:1 pad i@2:4 int");
    EXPECT_EQ(layout("struct alignas(16) A { char c; };"), "16/16 c@0:1 char -@1:15 pad");
    EXPECT_EQ(layout("struct A { char c; _Alignas(long) char d; };"), "16/8 c@0:1 char -@1:7 pad d@8:1 char -@9:7 pad");
}

TEST(Declarations, KnowTheDataModels) {
    const std::string text = "struct A { char c; long l; void *p; double d; wchar_t w; };";
    EXPECT_EQ(layout(text),
              "40/8 c@0:1 char -@1:7 pad l@8:8 long p@16:8 void * d@24:8 double w@32:4 wchar_t -@36:4 pad");
    EXPECT_EQ(layout(text, DataModel::Llp64),
              "32/8 c@0:1 char -@1:3 pad l@4:4 long p@8:8 void * d@16:8 double w@24:2 wchar_t -@26:6 pad");
    EXPECT_EQ(layout("#pragma data_model ILP32\n" + text),
              "24/4 c@0:1 char -@1:3 pad l@4:4 long p@8:4 void * d@12:8 double w@20:4 wchar_t");
}

TEST(Declarations, CalculateConstants) {
    EXPECT_EQ(layout("#define N 4\n#define M (N * 2)\nenum { Two = 1 << 1 };\n"
                     "struct A { char a[M + Two], b[sizeof(int) == 4 ? 3 : 5], c[(char)259], d['b' - 'a']; };"),
              "17/1 a@0:10 char[10] b@10:3 char[3] c@13:3 char[3] d@16:1 char[1]");
    EXPECT_EQ(refusal("struct A { char a[2147483647 + 1]; };"),
              "line 1, column 30: 2147483648 does not fit into 32 bits");
    EXPECT_EQ(refusal("struct A { char a[1 / 0]; };"), "line 1, column 21: 1 / 0: a division by 0");
    EXPECT_EQ(refusal("struct A { char a[3 - 4]; };"), "line 1, column 18: an array of -1 elements");
    EXPECT_EQ(layout("struct A { char a[-1 < 0u ? 1 : 2], b[(0xffffffff + 1) == 0]; };"),
              "3/1 a@0:2 char[2] b@2:1 char[1]");
}

TEST(Declarations, GiveEnumsTheirTypeAndValues) {
    const Declarations got = parse_declarations(
        "enum Kind { A, B = 5, C }; enum Small : uint8_t { X = 255 }; struct S { enum Kind k; enum Small s; };");
    const DataType& kind = got.types[got.tags.at("Kind")];
    EXPECT_EQ(kind.size, 4);
    EXPECT_EQ(kind.enumerators[2].name, "C");
    EXPECT_TRUE(kind.enumerators[2].value == 6);
    EXPECT_EQ(got.types[got.tags.at("Small")].size, 1);
    EXPECT_EQ(refusal("enum Small : uint8_t { X = 256 };"),
              "line 1, column 24: the value of 'X' does not fit the enum");
}

TEST(Declarations, ReadAPreprocessedHeaderAsItIs) {
    EXPECT_EQ(layout("# 1 \"a.h\" 1 3\n#ifndef A_H\n#define A_H\n#include <stdint.h>\n"
                     "#ifdef __cplusplus\nextern \"C\" {\n#endif\n"
                     "extern int puts (const char *__s) __asm__ (\"\" \"puts\") __attribute__ ((__nothrow__));\n"
                     "static __inline unsigned swap (unsigned x) { if (x) { return x >> 8; } return 0; }\n"
                     "static const int table[] = { 1, 2, 3 };\n"
                     "typedef int word_t __attribute__ ((__mode__ (__HI__)));\n"
                     "typedef void (*handler)(int), *address;\n"
                     "__extension__ typedef long long quad;\n"
                     "struct later; struct S { struct later *next; word_t w; handler h[2]; quad q; };\n"
                     "#ifdef __cplusplus\n}\n#endif\n#endif // A_H\n"),
              "40/8 next@0:8 struct later * w@8:2 word_t -@10:6 pad h@16:16 handler[2] q@32:8 quad");
}

TEST(Declarations, SayWhereTheyAreWrongAndWhatWasExpected) {
    EXPECT_EQ(refusal("struct A {\n    int x\n};"), "line 3, column 1: expected ';', not '}'");
    EXPECT_EQ(refusal("struct A { uint33_t x; };"), "line 1, column 12: expected a type, not 'uint33_t'");
    EXPECT_EQ(refusal("template <class T> struct A { T x; };"),
              "line 1, column 1: expected a declaration of C, not 'template': C++ is not read beyond it");
    EXPECT_EQ(refusal("#define ARRAY(n) int a[n]\nstruct A { ARRAY(4); };"),
              "line 2, column 12: expected a type, not 'ARRAY', which is a macro with arguments; preprocess the header "
              "(gcc -E), then paste");
    EXPECT_EQ(refusal("struct A { int x; int x; };"), "line 1, column 23: there is a member 'x' already");
    EXPECT_EQ(refusal("struct A { struct B b; };"),
              "line 1, column 21: 'b' has the type 'struct B', which has no size");
    EXPECT_EQ(refusal("struct A { struct A a; };"),
              "line 1, column 21: 'a' has the type 'struct A', which has no size");
    EXPECT_EQ(refusal("struct A { int b : 33; };"), "line 1, column 20: a bit-field of 33 bits in 'int', which has 32");
    EXPECT_EQ(refusal("struct A { char a[n]; };"), "line 1, column 19: 'n' is no constant and no earlier member");
    EXPECT_EQ(refusal("struct A { char a[]; int b; };"),
              "line 1, column 17: 'a' has no length and is not the last member");
    EXPECT_EQ(refusal("struct A { int x; /* never"), "line 1, column 19: the comment is never closed");
    EXPECT_EQ(refusal("#if 1\nint x;"), "line 1, column 1: the #if is never closed by #endif");
    EXPECT_EQ(refusal("struct A { int x; }"), "line 1, column 20: expected ';', not the end");
}

TEST(Declarations, RefuseWhatHasNoEnd) {
    EXPECT_NE(refusal("struct A { char a[9223372036854775807][2]; };").find("larger than"), std::string::npos);
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "struct { ";
    EXPECT_NE(refusal(deep).find("nested deeper than 100"), std::string::npos);
    EXPECT_NE(refusal("struct A { int a[" + std::string(5000, '(') + "1").find("nested deeper"), std::string::npos);
    EXPECT_NE(refusal("struct A { int a[" + std::string(5000, '~') + "1").find("nested deeper"), std::string::npos);
    std::string chain = "struct S0 { int x; };";
    for (int i = 1; i < 300; ++i)
        chain += "struct S" + std::to_string(i) + " { struct S" + std::to_string(i - 1) + " s; };";
    EXPECT_NE(refusal(chain).find("nested deeper"), std::string::npos);
    std::string doubling = "#define D0\n";
    for (int i = 1; i < 60; ++i) {
        const std::string before = " D" + std::to_string(i - 1);
        doubling += "#define D" + std::to_string(i) + before + before + "\n";
    }
    EXPECT_NE(refusal(doubling + "D59").find("more than 4194304 tokens"), std::string::npos);
}

TEST(Declarations, FindTypesByTagAndByName) {
    const Declarations got = parse_declarations("struct Box { int x; }; typedef struct { int y; } Lid;");
    EXPECT_EQ(find_type(got, "struct Box").name, "struct Box");
    EXPECT_EQ(find_type(got, "Box").type, find_type(got, "struct Box").type);
    EXPECT_EQ(find_type(got, "Lid").name, "Lid");
    try {
        find_type(got, "Hat");
        ADD_FAILURE();
    } catch (const ValueError& error) {
        EXPECT_STREQ(error.what(), "no type 'Hat' is declared; there is struct Box, Lid");
    }
}

}  // namespace
}  // namespace byteprism
