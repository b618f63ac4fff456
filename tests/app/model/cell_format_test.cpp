#include "app/model/cell_format.hpp"

#include <array>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

std::string text_of(std::string_view name, std::vector<unsigned> numbers) {
    std::vector<std::byte> bytes;
    for (const unsigned number : numbers) bytes.push_back(static_cast<std::byte>(number));
    std::array<char, cell_text_limit> text{};
    return {text.data(), find_cell_format(name)->print(bytes, text.data())};
}

TEST(CellFormat, SaysAByteInAnyBase) {
    EXPECT_EQ(text_of("hex", {0x2a}), "2A");
    EXPECT_EQ(text_of("hex-lower", {0x2a}), "2a");
    EXPECT_EQ(text_of("decimal", {0x2a}), "42");
    EXPECT_EQ(text_of("octal", {0x2a}), "052");
    EXPECT_EQ(text_of("octal", {0xff}), "377");
    EXPECT_EQ(text_of("binary", {0x2a}), "00101010");
    EXPECT_EQ(text_of("i8", {0xff}), "-1");
}

TEST(CellFormat, SaysNumbersOfEitherByteOrder) {
    EXPECT_EQ(text_of("u16le", {0x01, 0x02}), "513");
    EXPECT_EQ(text_of("u16be", {0x01, 0x02}), "258");
    EXPECT_EQ(text_of("i32le", {0xfe, 0xff, 0xff, 0xff}), "-2");
    EXPECT_EQ(text_of("u64be", {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), "18446744073709551615");
    EXPECT_EQ(text_of("f16be", {0x3c, 0x00}), "1");
    EXPECT_EQ(text_of("f32le", {0xcd, 0xcc, 0xcc, 0x3d}), "0.1");
    EXPECT_EQ(text_of("f64be", {0xbf, 0xf0, 0, 0, 0, 0, 0, 0}), "-1");
    EXPECT_EQ(text_of("f32be", {0x7f, 0xc0, 0, 0}), "nan");
}

TEST(CellFormat, NoTextIsWiderThanItsCell) {
    for (const CellFormat& format : cell_formats()) {
        for (unsigned high = 0; high < 256; ++high) {
            for (const unsigned low : {0x00u, 0x01u, 0x7fu, 0x80u, 0xfbu, 0xffu}) {
                std::vector<unsigned> bytes(static_cast<std::size_t>(format.bytes), low);
                for (const std::size_t at : {std::size_t{0}, bytes.size() - 1}) {
                    std::vector<unsigned> varied = bytes;
                    varied[at] = high;
                    const std::string text = text_of(format.name, varied);
                    EXPECT_LE(text.size(), static_cast<std::size_t>(format.characters)) << format.name << " " << text;
                }
            }
        }
    }
}

TEST(CellFormat, TheSizeIsThatOfItsFormat) {
    for (const CellFormat& format : cell_formats()) EXPECT_EQ(cell_field(format).size, format.bytes) << format.name;
}

TEST(CellFormat, WhatIsTypedIsRefusedWhereItDoesNotFit) {
    EXPECT_EQ(std::get<std::int64_t>(parse_cell_text(*find_cell_format("octal"), "377").data), 255);
    EXPECT_THROW(parse_cell_text(*find_cell_format("octal"), "400"), Error);
    EXPECT_THROW(parse_cell_text(*find_cell_format("octal"), "8"), ValueError);
    EXPECT_EQ(std::get<std::int64_t>(parse_cell_text(*find_cell_format("i16be"), "-300").data), -300);
    EXPECT_THROW(parse_cell_text(*find_cell_format("i16be"), "40000"), Error);
    EXPECT_THROW(parse_cell_text(*find_cell_format("f32le"), "much"), Error);
}

TEST(CellFormat, NamesAreFound) {
    EXPECT_EQ(find_cell_format("hex"), cell_formats().data());
    EXPECT_EQ(find_cell_format("words"), nullptr);
}

}  // namespace
}  // namespace byteprism
