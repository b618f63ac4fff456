#include "core/view/format_print.hpp"

#include <gtest/gtest.h>

namespace byteprism {
namespace {

// What one element of the format's only field is called.
void check(const char* text, const std::string& element) {
    const Format format = Format::parse(text);
    ASSERT_EQ(format.fields().size(), 1U) << text;
    const Field& field = format.fields()[0];
    EXPECT_EQ(element_format_text(field), element) << text;
    const Format again = Format::parse(element);
    EXPECT_EQ(again.itemsize(), field.unit) << element;
    if (field.code != "T") return;
    ASSERT_EQ(again.fields().size(), field.fields.size()) << element;
    for (std::size_t i = 0; i < field.fields.size(); ++i) {
        EXPECT_EQ(again.fields()[i].name, field.fields[i].name) << element;
        EXPECT_EQ(again.fields()[i].offset, field.fields[i].offset) << element;
        EXPECT_EQ(again.fields()[i].size, field.fields[i].size) << element;
        EXPECT_EQ(again.fields()[i].bit_offset, field.fields[i].bit_offset) << element;
    }
}

TEST(FormatPrint, SpellsNumbersWithNativeCharactersWhereTheyAre) {
    check("<H", "H");
    check(">3H", ">H");
    check("<l", "i");
    check("l", "l");
    check(">l", ">i");
    check("5s", "5s");
    check("(2,3)>3w:x:", ">3w");
    check("T{>Zd:a:}", ">Zd");
    check("&i:p:", "Q");
}

TEST(FormatPrint, SaysEveryOrderAndEveryPaddingByteOfARecord) {
    check("2T{b:x:i:y:}:r:", "T{=b:x:3x<i:y:}");
    check("(2)T{i:y:b:x:}:r:", "T{<i:y:=b:x:3x}");
    check("3T{l:a:(2)2T{>h:b:c}:c:@g:d:}:r:", "T{<q:a:(2)=2T{>h:b:=c}:c:12x^g:d:}");
    check("2T{3t:a:6t:b:0x1t:c:}:r:", "T{=3t:a:=6t:b:0x=t:c:}");
}

}  // namespace
}  // namespace byteprism
