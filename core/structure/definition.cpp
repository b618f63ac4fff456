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

Magic parse_magic(TokenCursor& cursor) {
    const FormulaPtr offset = literal_formula(cursor.next(), 64);
    if (!offset || offset->number.value > INT64_MAX) cursor.fail_expected("the offset of the magic bytes");
    cursor.take();
    const auto bytes = string_bytes(cursor.next());
    if (!bytes || bytes->empty()) cursor.fail_expected("the magic bytes in quotes");
    return {static_cast<std::int64_t>(offset->number.value), *bytes};
}

std::size_t magic_size(const Definition& definition) {
    std::size_t size = 0;
    for (const Magic& magic : definition.magic) size += magic.bytes.size();
    return size;
}

}  // namespace

Definition make_definition(std::string name, std::string text) {
    Definition definition{std::move(name), std::move(text), {}};
    for (const Token& token : tokenize(definition.text)) {
        if (token.kind != Token::Kind::Directive) continue;
        const std::vector<Token> parts = tokenize(definition.text, token.at + 1, token.at + token.text.size());
        TokenCursor cursor(definition.text, parts);
        if (cursor.take_if("pragma") && cursor.take_if("magic")) definition.magic.push_back(parse_magic(cursor));
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
    return !definition.magic.empty() && std::ranges::all_of(definition.magic, [&](const Magic& magic) {
        const auto offset = static_cast<std::size_t>(magic.offset);
        if (offset > bytes.size() || magic.bytes.size() > bytes.size() - offset) return false;
        return std::ranges::equal(bytes.subspan(offset, magic.bytes.size()), std::as_bytes(std::span(magic.bytes)));
    });
}

const Definition* find_definition(std::span<const Definition> definitions, std::span<const std::byte> bytes) {
    const Definition* best = nullptr;
    for (const Definition& one : definitions) {
        if (fits(one, bytes) && (best == nullptr || magic_size(one) > magic_size(*best))) best = &one;
    }
    return best;
}

}  // namespace byteprism
