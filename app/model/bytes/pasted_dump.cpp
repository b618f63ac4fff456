// Dumps: rows of an offset, bytes in hex and maybe their text.

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>

#include "app/model/bytes/pasted_text.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

// What rows that "*" leaves out may add up to.
constexpr std::size_t most_bytes = std::size_t{64} << 20;

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

struct Row {
    std::size_t at = 0;  // in the text
    std::uint64_t offset = 0;
    std::vector<std::byte> bytes;
    bool sure = false;     // no plain hex looks like this
    bool repeats = false;  // "*": the row before goes on up to the next one
};

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
    return line;
}

// Pairs of digits; nothing if it is anything else.
std::optional<std::vector<std::byte>> pairs(std::string_view text) {
    std::vector<std::byte> bytes;
    for (std::size_t at = 0; at < text.size();) {
        if (is_blank(text[at])) {
            ++at;
            continue;
        }
        unsigned value = 0;
        const std::string_view pair = text.substr(at, 2);
        const auto [end, error] = std::from_chars(pair.data(), pair.data() + pair.size(), value, 16);
        if (error != std::errc() || end != pair.data() + 2) return std::nullopt;
        bytes.push_back(static_cast<std::byte>(value));
        at += 2;
    }
    return bytes;
}

// "00000010: 4865 6c6c  Hell", "00000010  48 65 6c 6c  |Hell|", "000010 48 65 6c 6c", "0000001a".
std::optional<Row> parse_row(std::string_view line) {
    Row row;
    if (line == "*") {
        row.repeats = true;
        return row;
    }
    const std::size_t digits = static_cast<std::size_t>(std::ranges::find_if_not(line, is_hex) - line.begin());
    if (digits < 4 || digits > 16) return std::nullopt;
    std::from_chars(line.data(), line.data() + digits, row.offset, 16);
    std::string_view rest = line.substr(digits);
    const bool colon = rest.starts_with(':');
    if (colon) rest.remove_prefix(1);
    if (!rest.empty() && !is_blank(rest.front())) return std::nullopt;
    rest = trimmed(rest);
    const std::size_t bar = rest.find('|');
    row.sure = colon || bar != std::string_view::npos;
    // The text of xxd stands behind two blanks, that of hexdump between bars.
    auto bytes = pairs(colon ? rest.substr(0, rest.find("  ")) : rest.substr(0, bar));
    if (!bytes) return std::nullopt;
    row.bytes = std::move(*bytes);
    return row;
}

// The rows; none if there is a line that is no row. Fences of Markdown are left out.
std::vector<Row> rows_of(std::string_view text) {
    std::vector<Row> rows;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = trimmed(text.substr(at, end - at));
        if (!line.empty() && !line.starts_with("```")) {
            std::optional<Row> row = parse_row(line);
            if (!row) return {};
            row->at = at;
            rows.push_back(std::move(*row));
        }
        at = end + 1;
    }
    return rows;
}

bool follows(const Row& row, const Row& next) { return next.offset - row.offset == row.bytes.size(); }

// Whether these are rows of a dump, and not digits that happen to look so.
bool is_dump(const std::vector<Row>& rows) {
    if (rows.empty() || rows[0].repeats || rows[0].bytes.empty()) return false;
    if (std::ranges::any_of(rows, &Row::sure)) return true;
    if (rows.size() < 2) return false;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        if (!rows[i].repeats && !rows[i + 1].repeats && !follows(rows[i], rows[i + 1])) return false;
    }
    return true;
}

void repeat(std::string_view text, const Row& star, const Row& row, const Row& next, std::vector<std::byte>& bytes) {
    const std::uint64_t before = row.offset + row.bytes.size();
    if (next.offset < before || (next.offset - before) % row.bytes.size() != 0) {
        refuse_pasted(text, star.at, "the rows that are left out here do not reach the next one");
    }
    if (next.offset - before > most_bytes - bytes.size()) {
        refuse_pasted(text, star.at, "the rows that are left out here are more than 64 MiB");
    }
    for (std::uint64_t count = (next.offset - before) / row.bytes.size(); count > 0; --count) {
        bytes.insert(bytes.end(), row.bytes.begin(), row.bytes.end());
    }
}

}  // namespace

std::vector<std::byte> parse_dump(std::string_view text) {
    const std::vector<Row> rows = rows_of(text);
    if (!is_dump(rows)) return {};
    std::vector<std::byte> bytes;
    const Row* last = nullptr;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        if (row.repeats) {
            const bool between = i + 1 < rows.size() && !rows[i + 1].repeats && !last->bytes.empty();
            if (!between) refuse_pasted(text, row.at, "a row is expected before and after the \"*\"");
            repeat(text, row, *last, rows[i + 1], bytes);
            continue;
        }
        const bool gap = i > 0 && !rows[i - 1].repeats && !follows(*last, row);
        if (gap) refuse_pasted(text, row.at, "the offset of this row is not the one after the row before");
        bytes.insert(bytes.end(), row.bytes.begin(), row.bytes.end());
        last = &row;
    }
    return bytes;
}

}  // namespace byteprism
