#include "core/structure/data_node.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/structure/declarations.hpp"
#include "core/structure/format_types.hpp"

namespace byteprism {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
    std::vector<std::byte> bytes(text.size());
    std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

// "name@offset=value", arrays in brackets, records in braces, what is wrong after '!'.
std::string tree(const DataReader& reader, const DataNode& node) {
    std::string text(node.name);
    if (node.kind == DataNode::Kind::Padding) return "-" + std::to_string(node.bytes.length);
    if (!node.lost) text += "@" + std::to_string(node.bytes.offset);
    const bool composed = node.kind == DataNode::Kind::Array || node.kind == DataNode::Kind::Record;
    if (node.error.empty() && !composed) text += "=" + text_of(reader.types(), node, reader.bytes());
    if (composed && !node.lost) {
        text += node.kind == DataNode::Kind::Array ? "[" : "{";
        for (std::int64_t i = 0; i < reader.child_count(node); ++i)
            text += (i == 0 ? "" : " ") + tree(reader, reader.child(node, i));
        text += node.kind == DataNode::Kind::Array ? "]" : "}";
    }
    if (!node.error.empty()) text += "!(" + node.error + ")";
    return text;
}

std::string read(const std::string& declarations, std::string_view data, std::int64_t offset = 0) {
    const Declarations got = parse_declarations(declarations);
    const std::vector<std::byte> bytes = bytes_of(data);
    const DataReader reader(got.types, bytes);
    return tree(reader, reader.root(got.records.back(), offset));
}

using namespace std::string_view_literals;

TEST(DataNodes, HaveTheValuesOfTheirBytes) {
    EXPECT_EQ(read("enum K { A, B }; struct S { char m[4]; enum K k; short i[2]; bool t; float f; };",
                   "BM\0\0\1\0\0\0\xff\xff\2\0\1\0\0\0\0\0\xc0\x3f"sv),
              "@0{m@0='BM' k@4=B (1) i@8[@8=-1 @10=2] t@12=True -3 f@16=1.5}");
    EXPECT_EQ(read("struct S { int a : 3; unsigned b : 5; big_endian uint16_t c; };", "\xef\0\1\2"sv),
              "@0{a@0=-1 b@0=29 c@2=258}");
    EXPECT_EQ(read("struct S { __int128 a; void *p; };",
                   "\xfe\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"
                   "\1\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv),
              "@0{a@0=-2 p@16=0x201 -8}");
    EXPECT_EQ(read("struct S { unsigned __int128 a; };",
                   "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"sv),
              "@0{a@0=340282366920938463463374607431768211455}");
    EXPECT_EQ(read("big_endian struct S { unsigned __int128 a; };", "\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv),
              "@0{a@0=170141183460469231731687303715884105728}");
    EXPECT_EQ(read("enum F { R = 1, W = 2, X = 4 }; struct S { enum F a, b; };", "\5\0\0\0\x09\0\0\0"sv),
              "@0{a@0=R | X (5) b@4=9}");
    EXPECT_EQ(read("struct S { char16_t a[4]; char b[2]; };", "d\0=\xd8\0\xde\0\0\xff\xff"sv),
              "@0{a@0='d\xf0\x9f\x98\x80' b@8=b'\\xff\\xff'}");
    EXPECT_EQ(
        read("big_endian struct S { uint16_t a : 4, b : 12; struct { uint32_t c; } d; };", "\x12\x34\0\0\0\0\0\7"sv),
        "@0{a@0=1 b@0=564 -2 d@4{c@4=7}}");
}

TEST(DataNodes, OfOneCharacterShowNulAndItsNumberWhereItCannotBePrinted) {
    EXPECT_EQ(read("struct S { char a, b, c; char16_t w; char d[1]; };", "A\0\xff\0\0\0\0\0"sv),
              "@0{a@0='A' b@1='\\x00' (0) c@2=b'\\xff' (-1) -1 w@4='\\x00' (0) d@6='' -1}");
}

TEST(DataNodes, OfArraysHaveTheLengthThatAFieldSays) {
    EXPECT_EQ(read("struct S { uint8_t n; uint8_t data[n]; uint8_t end; };", "\3abcd"),
              "@0{n@0=3 data@1[@1=97 @2=98 @3=99] end@4=100}");
    EXPECT_EQ(read("struct S { struct { uint8_t w, h; } size; uint8_t p[size.h][size.w]; };", "\2\2abcd"),
              "@0{size@0{w@0=2 h@1=2} p@2[@2[@2=97 @3=98] @4[@4=99 @5=100]]}");
    EXPECT_EQ(read("struct S { uint8_t n; struct { uint8_t m; char text[m + n]; } parts[n]; };", "\2\1abc\0de"sv),
              "@0{n@0=2 parts@1[@1{m@1=1 text@2='abc'} @5{m@5=0 text@6='de'}]}");
    EXPECT_EQ(read("struct Chunk { uint8_t n; char text[n]; }; struct S { char magic; struct Chunk chunks[]; };",
                   "m\1a\0\2bc"sv),
              "@0{magic@0='m' chunks@1[@1{n@1=1 text@2='a'} @3{n@3=0 text@4=''} @4{n@4=2 text@5='bc'}]}");
    EXPECT_EQ(read("struct S { uint8_t n; uint8_t a[n]; uint16_t b; };", "\2ab\0\1\0"sv),
              "@0{n@0=2 a@1[@1=97 @2=98] -1 b@4=1}");
}

TEST(DataNodes, OfTextGoToItsEnd) {
    const std::string text = "struct S { char name[*]; char16_t wide[*]; uint8_t next; };";
    EXPECT_EQ(read(text, "ab\0\0x\0\0\0\7\0"sv), "@0{name@0='ab' -1 wide@4='x' next@8=7 -1}");
    EXPECT_EQ(
        read("struct S { char name[*]; uint8_t next; };", "ab"),
        "@0{name!(no character is 0 from 0 on, in up to 65536) next!(its place is not known: a member before it is"
        " damaged)}");
    EXPECT_THROW(parse_declarations("struct S { int n[*]; };"), StructError);
}

TEST(DataNodes, AreThereWhereTheirConditionHolds) {
    const std::string text =
        "struct S { uint8_t bits; if (bits <= 8) uint8_t palette[1 << bits];"
        " if (bits > 8 && bits != 16) { uint8_t a; uint8_t b; } uint8_t end; };";
    EXPECT_EQ(read(text, "\1xyz"), "@0{bits@0=1 palette@1[@1=120 @2=121] end@3=122}");
    EXPECT_EQ(read(text, "\x10z"), "@0{bits@0=16 end@1=122}");
    EXPECT_EQ(read(text, "\x18xyz"), "@0{bits@0=24 a@1=120 b@2=121 end@3=122}");
}

TEST(DataNodes, AreWhereAFieldPutsThem) {
    EXPECT_EQ(read("struct S { uint8_t at; @ at uint8_t far[2]; uint8_t next; };", "?\4n??ab", 1),
              "@1{at@1=4 far@5[@5=97 @6=98] next@2=110}");
    EXPECT_EQ(read("struct S { uint8_t at; @ at uint8_t far; uint8_t next; };", "\4n"),
              "@0{at@0=4 far!(offset 4 lies outside the 2 bytes of the data) next@1=110}");
}

TEST(DataNodes, MarkWhatIsDamagedAndShowTheRest) {
    EXPECT_EQ(read("struct S { uint8_t n; uint16_t data[n]; uint8_t end; @ 0 uint8_t first; };", "\7abcde"),
              "@0{n@0=7 -1 data@2[@2=25442 @4=25956]!(7 elements of 2 bytes do not fit into the 4 bytes that are left)"
              " end!(its place is not known: a member before it is damaged) first@0=7}");
    EXPECT_EQ(read("struct S { int8_t n; uint8_t data[n]; };", "\xff"), "@0{n@0=-1 data@1[]!(a length of -1)}");
    EXPECT_EQ(
        read("struct S { uint8_t a; uint32_t b; };", "\1\2\3\4\5"),
        "@0{a@0=1 -3 b@4!(needs 4 bytes at 4, and the data ends at 5)}!(needs 8 bytes at 0, and the data ends at 5)");
    EXPECT_EQ(read("struct S { uint8_t n; uint8_t data[100 / n]; };", "\0"sv),
              "@0{n@0=0 data!(100 / 0: a division by 0)}");
    EXPECT_EQ(read("struct S { uint64_t n; uint8_t data[n * 4]; };", "\xff\xff\xff\xff\xff\xff\xff\x7f"sv),
              "@0{n@0=9223372036854775807 data!(36893488147419103228 does not fit into 64 bits)}");
    EXPECT_EQ(read("struct C { uint8_t n; char t[n]; }; struct S { struct C c[3]; uint8_t end; };",
                   "\1a\x09"
                   "b"),
              "@0{c@0[@0{n@0=1 t@1='a'} @2{n@2=9 t@3!(9 elements of 1 bytes do not fit into the 1 bytes that are left)}"
              "] end!(its place is not known: a member before it is damaged)}");
    EXPECT_EQ(read("struct E { if (0) char c; }; struct S { struct E all[]; };", "x"), "@0{all@0[@0{}]}");
}

TEST(DataNodes, OfAHugeArrayCostWhatOneCosts) {
    const Declarations got = parse_declarations(
        "struct P { uint16_t a, b; }; struct S { uint32_t n; struct P all[n][n]; struct P rest[100000000]; };");
    std::vector<std::byte> bytes(4096);
    bytes[0] = std::byte{16};
    const DataReader reader(got.types, bytes);
    const DataNode root = reader.root(got.records.back(), 0);
    const DataNode all = reader.child(root, 1);
    EXPECT_EQ(reader.child_count(all), 16);
    EXPECT_EQ(reader.child(reader.child(all, 15), 15).bytes.offset, 4 + 4 * 255);
    const DataNode rest = reader.child(root, 2);
    EXPECT_EQ(reader.child_count(rest), 100000000);
    EXPECT_EQ(reader.child(rest, 99999999).bytes.offset, 4 + 4 * 256 + 4 * std::int64_t{99999999});
    EXPECT_NE(reader.child(rest, 99999999).error, "");
}

TEST(DataNodes, OfVaryingSizeMayBeVeryMany) {
    constexpr std::size_t count = (1 << 20) + 100;
    const Declarations got = parse_declarations(
        "struct Item { uint8_t n; if (n & 1) uint8_t odd; uint8_t data[n]; };"
        "struct S { uint32_t count; Item items[count]; uint8_t behind; };");
    std::vector<std::byte> bytes(4);
    for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<std::byte>(count >> 8 * i);
    for (std::size_t i = 0; i < count; ++i) bytes.insert(bytes.end(), {std::byte{1}, std::byte{9}, std::byte(i)});
    bytes.push_back(std::byte{42});
    const DataReader reader(got.types, bytes);
    const DataNode whole = reader.root(got.records.back(), 0);
    EXPECT_EQ(tree(reader, reader.child(whole, 2)), "behind@" + std::to_string(bytes.size() - 1) + "=42");
    const DataNode items = reader.child(whole, 1);
    EXPECT_EQ(reader.child_count(items), static_cast<std::int64_t>(count));
    EXPECT_EQ(reader.child(items, count - 1).error, "");
}

TEST(DataNodes, CostBoundedTimeOnDamagedData) {
    // Every element is read for itself, and looks through those inside it again.
    const Declarations got = parse_declarations(
        "struct A { uint8_t n; if (n) uint8_t x; }; struct B { uint32_t n; struct A a[n]; };"
        "struct S { uint32_t n; struct B b[n]; uint8_t end; };");
    const std::vector<std::byte> bytes(1 << 22, std::byte{0});
    std::vector<std::byte> large = bytes;
    for (std::size_t i = 0; i < 4; ++i) large[i] = large[i + 4] = std::byte{0x7f};
    const DataReader reader(got.types, large);
    const DataNode root = reader.root(got.records.back(), 0);
    EXPECT_NE(reader.child(root, 2).error, "");
}

TEST(DataNodes, OfFormatsAreTheSame) {
    DataTypes types;
    const TypeUse use = add_format(types, Format::parse("T{<H:id:2x3B:rgb:4s:name:(2,2)h:m:}"));
    const std::vector<std::byte> bytes = bytes_of("\1\0\0\0\1\2\3abcd\1\0\2\0\3\0\4\0"sv);
    const DataReader reader(types, bytes);
    EXPECT_EQ(tree(reader, reader.root(use, 0)),
              "@0{id@0=1 -2 rgb@4[@4=1 @5=2 @6=3] name@7='abcd' m@11[@11[@11=1 @13=2] @15[@15=3 @17=4]]}");
    const TypeUse plain = add_format(types, Format::parse(">HB"));
    EXPECT_EQ(tree(reader, reader.root(plain, 0)), "@0{f0@0=256 f1@2=0}");
    EXPECT_EQ(types[plain.type].members[0].type.name, "H");
}

TEST(DataNodes, OfATypeThatAFormatCanSayAreItsFields) {
    const Declarations got = parse_declarations(
        "struct P { short x; float y; }; struct S { char c; int i[2][3]; big_endian uint16_t b; char m[3][4]; struct P "
        "p[2];"
        " void *next; bool t; char16_t w[2]; double d; };");
    const TypeUse use = got.records.back();
    const auto text = format_of(got.types, use.type);
    EXPECT_EQ(text, "T{<c:c:3x(2,3)<i:i:>H:b:(3)<4s:m:2x(2)T{<h:x:2x<f:y:}:p:4x<Q:next:<?:t:1x<2u:w:2x<d:d:}");
    const Format format = Format::parse(*text);
    const DataType& type = got.types[use.type];
    EXPECT_EQ(format.itemsize(), type.size);
    std::size_t next = 0;
    for (const DataMember& member : type.members) {
        if (member.kind == DataMember::Kind::Padding) continue;
        EXPECT_EQ(format.fields()[next].name, member.name);
        EXPECT_EQ(format.fields()[next].offset, member.offset) << member.name;
        EXPECT_EQ(format.fields()[next++].size, member.size) << member.name;
    }
    const Declarations none =
        parse_declarations("union U { int i; float f; }; struct B { int b : 3; }; struct V { int n; char c[n]; };");
    for (const TypeUse& record : none.records)
        EXPECT_EQ(format_of(none.types, record.type), std::nullopt) << record.name;
}

TEST(DataNodes, ThatArePointersAreFollowed) {
    const Declarations got =
        parse_declarations("#pragma data_model ILP32\nstruct Node { uint8_t value; struct Node *next; void *any; };");
    std::vector<std::byte> bytes(64);
    bytes[4] = std::byte{32};
    bytes[36] = std::byte{200};
    bytes[32] = std::byte{7};
    const DataReader reader(got.types, bytes);
    const DataNode root = reader.root(got.records.back(), 0);
    const DataNode next = reader.followed(reader.child(root, 2), 0);
    EXPECT_EQ(tree(reader, next), "@32{value@32=7 -3 next@36=0xc8 any@40=0x0}");
    EXPECT_NE(reader.followed(reader.child(next, 2), 0).error, "");
    EXPECT_EQ(reader.followed(reader.child(next, 2), -200).bytes.offset, 0);
    EXPECT_TRUE(reader.followed(reader.child(next, 2), -201).lost);
    EXPECT_TRUE(reader.followed(reader.child(root, 3), 0).lost);
}

TEST(DataNodes, OfAnArrayWithoutLengthEndWithTheElementThatBreaks) {
    const std::string gif =
        "struct Block { uint8_t n; char text[n]; if (n == 0) break; };"
        "struct Part { uint8_t kind; if (kind == 1) Block blocks[]; if (kind == 2) break; if (kind > 9) { uint8_t x; "
        "break; } };"
        "struct S { Part parts[]; uint8_t end; };";
    EXPECT_EQ(read(gif, "\1\1a\2bc\0\2\7"sv),
              "@0{parts@0[@0{kind@0=1 blocks@1[@1{n@1=1 text@2='a'} @3{n@3=2 text@4='bc'} @6{n@6=0 text@7=''}]} "
              "@7{kind@7=2}] end@8=7}");
    EXPECT_EQ(read(gif, "\x0a\5\6"sv), "@0{parts@0[@0{kind@0=10 x@1=5}] end@2=6}");
    EXPECT_EQ(read(gif, "\3\3"),
              "@0{parts@0[@0{kind@0=3} @1{kind@1=3}] end!(its place is not known: a member before it is damaged)}");
    EXPECT_EQ(read("struct P { uint8_t a, b; if (a == b) break; }; struct S { P all[][1]; };", "\1\2\3\4"),
              "@0{all@0[@0[@0{a@0=1 b@1=2}] @2[@2{a@2=3 b@3=4}]]}");
    EXPECT_THROW(parse_declarations("struct S { int a; break; };"), StructError);
    EXPECT_THROW(parse_declarations("struct S { int a; if (b) break; };"), StructError);
}

TEST(DataNodes, StandWhereAnotherMemberIs) {
    const std::string packets =
        "struct Head { uint8_t a; uint8_t more[a]; };"
        "struct S { uint8_t z; struct { uint8_t n; struct { uint8_t d[n]; } body; @ &body.d + 1 Head head; } all[]; };";
    EXPECT_EQ(
        read(packets, "z\3x\1y\2pq"),
        "@0{z@0=122 all@1[@1{n@1=3 body@2{d@2[@2=120 @3=1 @4=121]} head@3{a@3=1 more@4[@4=121]}} "
        "@5{n@5=2 body@6{d@6[@6=112 @7=113]} head@7{a@7=113 more@8[]!(113 elements of 1 bytes do not fit into the "
        "0 bytes that are left)}}]}");
    EXPECT_EQ(read("struct S { char x; uint16_t y; char z[&y + (&y & 3)]; };", "0123456789", 1),
              "@1{x@1='1' -1 y@3=13363 z@5='5678'}");
    EXPECT_THROW(parse_declarations("struct S { char c[&d]; };"), StructError);
    EXPECT_THROW(parse_declarations("struct S { char c; char d[&3]; };"), StructError);
}

TEST(DataNodes, OfARecordTakeTheByteOrderOfTheMember) {
    const std::string file =
        "big_endian struct Own { uint16_t v; };"
        "struct In { uint16_t a : 4, b : 12; };"
        "struct Body { uint16_t x; In in[1]; Own own; __be16 be; enum : uint16_t { A = 1 } e; uint8_t n; uint16_t "
        "t[n]; };"
        "struct S { char order; uint8_t : 8; if (order == 'L') little_endian Body body; if (order == 'B') big_endian "
        "Body "
        "body; };";
    EXPECT_EQ(read(file, "L\0\1\0\x21\x43\0\2\0\3\1\0\1\0\7\0"sv),
              "@0{order@0='L' @1=0 body@2{x@2=1 in@4[@4{a@4=1 b@4=1074}] own@6{v@6=2} be@8=3 e@10=A (1) n@12=1 -1 "
              "t@14[@14=7]}}");
    EXPECT_EQ(read(file, "B\0\0\1\x21\x43\0\2\0\3\0\1\1\0\0\7"sv),
              "@0{order@0='B' @1=0 body@2{x@2=1 in@4[@4{a@4=2 b@4=323}] own@6{v@6=2} be@8=3 e@10=A (1) n@12=1 -1 "
              "t@14[@14=7]}}");
}

}  // namespace
}  // namespace byteprism
