#include "core/view/format.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace byteprism {
namespace {

// "name@offset:order code count*size", the fields of records in braces.
std::string layout_text(std::span<const Field> fields) {
    std::string text;
    for (const Field& field : fields) {
        text += text.empty() ? "" : " ";
        text += field.name.value_or("-") + "@" + std::to_string(field.offset) + ":";
        if (field.code != "T") text += static_cast<char>(field.order);
        if (field.count != 1) text += std::to_string(field.count);
        for (const std::int64_t length : field.shape) text += "[" + std::to_string(length) + "]";
        text += field.code + "=" + std::to_string(field.size);
        if (field.code == "T") text += "{" + layout_text(field.fields) + "}";
    }
    return text;
}

void check(const char* text, std::int64_t size, const std::string& fields) {
    const Format format = Format::parse(text);
    EXPECT_EQ(format.itemsize(), size) << text;
    EXPECT_EQ(layout_text(format.fields()), fields) << text;
    EXPECT_EQ(format.text(), text);
}

void refuse(const std::string& text, std::size_t column) {
    try {
        Format::parse(text);
        ADD_FAILURE() << text << " was accepted";
    } catch (const StructError& error) {
        EXPECT_EQ(error.column, column) << text << ": " << error.what();
    }
}

TEST(FormatOfStruct, AlignsInNativeModeOnlyAndNeverAtTheEnd) {
    check("bi", 8, "-@0:<b=1 -@4:<i=4");
    check("ib", 5, "-@0:<i=4 -@4:<b=1");
    check("ib0i", 8, "-@0:<i=4 -@4:<b=1 -@8:<0i=0");
    check("=bi", 5, "-@0:<b=1 -@1:<i=4");
    check(">IHH", 8, "-@0:>I=4 -@4:>H=2 -@6:>H=2");
    check("qb0q", 16, "-@0:<q=8 -@8:<b=1 -@16:<0q=0");
    check("3s2x h", 8, "-@0:<3s=3 -@6:<h=2");
    check("", 0, "");
}

TEST(FormatOfStruct, TakesSizesFromTheMode) {
    EXPECT_EQ(Format::parse("l").itemsize(), 8);
    EXPECT_EQ(Format::parse("<l").itemsize(), 4);
    EXPECT_EQ(Format::parse("nNP").itemsize(), 24);
    refuse("<n", 1);
}

TEST(FormatOfStruct, SaysWhereItIsWrong) {
    refuse("k", 0);
    refuse("hk", 1);
    refuse("h3", 1);
    refuse("3 h", 1);
    refuse("9223372036854775807h", 0);
    refuse("99999999999999999999h", 0);
    refuse(std::string("h\0h", 3), 1);
}

TEST(FormatOfPep3118, ReadsRecordsWithNames) {
    check("T{I:id:4H:box:}", 12, "id@0:<I=4 box@4:<4H=8");
    check("T{>h:a:T{B:p:B:q:}:n:}", 4, "a@0:>h=2 n@2:T=2{p@0:>B=1 q@1:>B=1}");
    check("T{(2,3)i:a:}", 24, "a@0:<[2][3]i=24");
    check("T{i:x:=d:y:}", 12, "x@0:<i=4 y@4:<d=8");
    check("T{b:x:xxxi:y:b:z:}", 12, "x@0:<b=1 y@4:<i=4 z@8:<b=1");
    check("T{3x:pad:b:a:}", 4, "pad@0:<3x=3 a@3:<b=1");
    check("5w", 20, "-@0:<5w=20");
    check("Zd", 16, "-@0:<Zd=16");
    check("^bi:y:", 5, "-@0:<b=1 y@1:<i=4");
}

TEST(FormatOfPep3118, PadsARecordWhereItClosesInNativeMode) {
    EXPECT_EQ(Format::parse("T{i:a:b:b:}").itemsize(), 8);
    EXPECT_EQ(Format::parse("T{i:a:=b:b:}").itemsize(), 5);
    EXPECT_EQ(Format::parse("T{<i:a:b:b:}").itemsize(), 5);
    check("bT{h}:r:", 4, "-@0:<b=1 r@2:T=2{-@0:<h=2}");
}

TEST(FormatOfPep3118, TakesPointersFunctionsAndBits) {
    check("T{&i:p:X{ii->d}:f:}", 16, "p@0:<&=8 f@8:<X=8");
    check("T{3t:a:7t:b:h:c:}", 4, "a@0:<3t=1 b@0:<7t=2 c@2:<h=2");
}

TEST(FormatOfPep3118, RefusesWhatNumPyRefuses) {
    refuse("2(3)h", 1);
    refuse("(2)(3)h", 3);
    refuse("()h", 1);
    refuse("T{i:x:i:x:}", 9);
    refuse("T{i", 1);
    refuse("T{i:x", 3);
    refuse("i}", 1);
    refuse("<g", 1);
    refuse("Zi", 0);
    refuse("(9223372036854775807,2)h", 0);
}

TEST(FormatOfPep3118, RefusesRecordsNestedTooDeep) {
    std::string open;
    for (int i = 0; i < 50'000; ++i) open += "T{";
    EXPECT_THROW(Format::parse(open), StructError);
    EXPECT_THROW(Format::parse(open + "b" + std::string(50'000, '}')), StructError);
    EXPECT_THROW(Format::parse(std::string(100'000, '&') + "b"), StructError);
    EXPECT_THROW(Format::parse("X" + std::string(100'000, '{')), StructError);
}

TEST(Format, KnowsTheSingleNativeCharacters) {
    EXPECT_EQ(Format::parse("H").native(), 'H');
    EXPECT_EQ(Format::parse("@H").native(), 'H');
    EXPECT_EQ(Format::parse("@H").text(), "@H");
    EXPECT_EQ(Format::parse("<H").native(), 0);
    EXPECT_EQ(Format::parse("s").native(), 0);
    EXPECT_TRUE(Format::parse("<H").bare());
    EXPECT_FALSE(Format::parse("2H").bare());
    EXPECT_TRUE(Format::parse("hx").bare());
    EXPECT_TRUE(Format::parse("(2)h").bare());
    EXPECT_FALSE(Format::parse("h:a:").bare());
}

TEST(Format, KeepsTextThatDoesNotParse) {
    const Format format = Format::parse_or_keep("k");
    EXPECT_EQ(format.text(), "k");
    ASSERT_TRUE(format.error());
    EXPECT_EQ(format.error()->column, 0U);
}

}  // namespace
}  // namespace byteprism
