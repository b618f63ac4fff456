#include "core/structure/definition.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/error.hpp"
#include "core/structure/literal.hpp"
#include "core/structure/token_cursor.hpp"

namespace byteprism {
namespace {

std::int64_t parse_number(TokenCursor& cursor, const std::string& expected) {
    const FormulaPtr number = literal_formula(cursor.next(), 64);
    if (!number || number->number.value > INT64_MAX) cursor.fail_expected(expected);
    cursor.take();
    return static_cast<std::int64_t>(number->number.value);
}

std::string parse_bytes(TokenCursor& cursor) {
    const auto bytes = string_bytes(cursor.next());
    if (!bytes || bytes->empty()) cursor.fail_expected("the magic bytes in quotes");
    cursor.take();
    return *bytes;
}

Magic parse_bytes_at(TokenCursor& cursor, std::int64_t offset) {
    Magic magic{offset, parse_bytes(cursor), {}, {}};
    if (cursor.take_if("&")) {
        const std::size_t at = cursor.next().at;
        magic.mask = parse_bytes(cursor);
        if (magic.mask.size() != magic.bytes.size()) {
            cursor.fail_at(at, "a mask of " + std::to_string(magic.mask.size()) + " bytes for " +
                                   std::to_string(magic.bytes.size()) + " magic bytes");
        }
    }
    return magic;
}

void expect_end(const TokenCursor& cursor) {
    if (!cursor.at_end()) cursor.fail_expected("the end of the line");
}

Magic parse_magic(TokenCursor& cursor) {
    Magic magic = parse_bytes_at(cursor, parse_number(cursor, "the offset of the magic bytes"));
    std::int64_t offset = magic.offset;
    while (cursor.take_if("|")) {
        if (cursor.next().kind == Token::Kind::Number) offset = parse_number(cursor, "an offset");
        magic.others.push_back(parse_bytes_at(cursor, offset));
    }
    expect_end(cursor);
    return magic;
}

FileSize parse_file_size(TokenCursor& cursor) {
    FileSize size;
    size.first = parse_number(cursor, "the size without records");
    cursor.expect("+");
    size.each = parse_number(cursor, "the size of a record");
    cursor.expect("*");
    if (!cursor.at("uint32_t") && !cursor.at("uint16_t")) cursor.fail_expected("uint16_t or uint32_t");
    size.bytes = cursor.take().is("uint32_t") ? 4 : 2;
    cursor.expect("@");
    size.offset = parse_number(cursor, "the offset of the count");
    expect_end(cursor);
    constexpr std::int64_t most = 1 << 30;
    if (size.first > most || size.each > most) cursor.fail("a size of more than 2^30 bytes");
    return size;
}

// How many bytes must be as they are said.
std::size_t certainty(const Definition& definition) {
    std::size_t bytes = definition.file_size ? sizeof(std::int32_t) : 0;
    for (const Magic& magic : definition.magic) bytes += magic.bytes.size();
    return bytes;
}

bool is_there(const Magic& magic, std::span<const std::byte> bytes) {
    const auto offset = static_cast<std::size_t>(magic.offset);
    bool equal = offset <= bytes.size() && magic.bytes.size() <= bytes.size() - offset;
    for (std::size_t i = 0; equal && i < magic.bytes.size(); ++i) {
        const auto mask = magic.mask.empty() ? std::byte{0xff} : static_cast<std::byte>(magic.mask[i]);
        equal = (bytes[offset + i] & mask) == (static_cast<std::byte>(magic.bytes[i]) & mask);
    }
    return equal || std::ranges::any_of(magic.others, [&](const Magic& other) { return is_there(other, bytes); });
}

bool is_right(const FileSize& size, std::span<const std::byte> bytes) {
    const auto offset = static_cast<std::size_t>(size.offset);
    const auto width = static_cast<std::size_t>(size.bytes);
    if (offset > bytes.size() || width > bytes.size() - offset) return false;
    std::int64_t count = 0;
    for (std::size_t i = width; i-- > 0;) count = count << 8 | std::to_integer<std::int64_t>(bytes[offset + i]);
    return count > 0 && size.first + size.each * count == static_cast<std::int64_t>(bytes.size());
}

}  // namespace

Definition make_definition(std::string name, std::string text) {
    Definition definition{std::move(name), std::move(text), {}, {}};
    for (const Token& token : tokenize(definition.text)) {
        if (token.kind != Token::Kind::Directive) continue;
        const std::vector<Token> parts = tokenize(definition.text, token.at + 1, token.at + token.text.size());
        TokenCursor cursor(definition.text, parts);
        if (!cursor.take_if("pragma")) continue;
        if (cursor.take_if("magic")) definition.magic.push_back(parse_magic(cursor));
        if (cursor.take_if("file_size")) definition.file_size = parse_file_size(cursor);
    }
    return definition;
}

std::vector<Definition> definitions_in(const std::string& folder) {
    std::vector<Definition> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().extension() != ".h") continue;
        std::ifstream file(entry.path());
        try {
            found.push_back(
                make_definition(entry.path().stem().string(), std::string(std::istreambuf_iterator(file), {})));
        } catch (const StructError&) {
            // Whoever opens it is told where it is wrong.
        }
    }
    std::ranges::sort(found, {}, &Definition::name);
    return found;
}

bool fits(const Definition& definition, std::span<const std::byte> bytes) {
    if (definition.magic.empty() && !definition.file_size) return false;
    return std::ranges::all_of(definition.magic, [&](const Magic& magic) { return is_there(magic, bytes); }) &&
           (!definition.file_size || is_right(*definition.file_size, bytes));
}

const Definition* find_definition(std::span<const Definition> definitions, std::span<const std::byte> bytes) {
    const Definition* best = nullptr;
    for (const Definition& one : definitions) {
        if (fits(one, bytes) && (best == nullptr || certainty(one) > certainty(*best))) best = &one;
    }
    return best;
}

}  // namespace byteprism
