// The rows that a format makes, as text: "offset name type", indented.
#include "app/ui/structure/structure_rows.hpp"

#include <gtest/gtest.h>

namespace byteprism {
namespace {

std::string rows(std::string_view format) {
    std::string text;
    for (const StructureRow& row : plan_structure(Format::parse(format)).rows) {
        text += std::string(static_cast<std::size_t>(row.depth) * 2, ' ') + std::to_string(row.field.offset) + " " +
                row.name + " " + row.type + "\n";
    }
    return text;
}

TEST(StructureRows, NameFieldsByTheirPlace) { EXPECT_EQ(rows("<IHH"), "0 f0 uint32\n4 f1 uint16\n6 f2 uint16\n"); }

TEST(StructureRows, KeepTheNamesOfTheFormat) { EXPECT_EQ(rows("T{<I:id:<h:level:}"), "0 id uint32\n4 level int16\n"); }

TEST(StructureRows, MarkBigEndianNumbers) { EXPECT_EQ(rows(">HB"), "0 f0 uint16 be\n2 f1 uint8\n"); }

TEST(StructureRows, ShowTextAndFloats) { EXPECT_EQ(rows("<5sd"), "0 f0 char[5]\n5 f1 float64\n"); }

TEST(StructureRows, ShowASubArrayAsOneRow) {
    EXPECT_EQ(rows("T{(2,3)<H:grid:<B:end:}"), "0 grid uint16[2][3]\n12 end uint8\n");
}

TEST(StructureRows, IndentTheFieldsOfARecord) {
    EXPECT_EQ(rows("T{<B:kind:T{<H:x:<H:y:}:at:}"),
              "0 kind uint8\n"
              "1 at record\n"
              "  1 x uint16\n"
              "  3 y uint16\n");
}

TEST(StructureRows, OpenEveryRecordOfAnArray) {
    EXPECT_EQ(rows("T{(2)T{<H:x:}:at:}"),
              "0 at[0] record\n"
              "  0 x uint16\n"
              "2 at[1] record\n"
              "  2 x uint16\n");
}

TEST(StructureRows, NestedRecordsHaveTheColourOfTheOutermostField) {
    const StructureRows plan = plan_structure(Format::parse("T{<B:kind:T{<H:x:<H:y:}:at:}"));
    EXPECT_EQ(plan.rows.front().color, 0U);
    EXPECT_EQ(plan.rows.back().color, 1U);
}

TEST(StructureRows, AreLimited) {
    const StructureRows plan = plan_structure(Format::parse(std::string(30'000, 'B')));
    EXPECT_EQ(plan.rows.size(), StructureRows::limit);
    EXPECT_EQ(plan.left_out, 10'000U);
}

}  // namespace
}  // namespace byteprism
