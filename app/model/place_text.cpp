#include "app/model/place_text.hpp"

#include <cctype>
#include <string>
#include <vector>

#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/memory/buffer.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

constexpr std::string_view operators = "+-*/%()";

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

bool signed_text(std::string_view text) { return text.starts_with('+') || text.starts_with('-'); }

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::int64_t without_base(std::int64_t number, const OffsetContext& context) {
    return number >= context.base && number - context.base <= context.size ? number - context.base : number;
}

std::optional<std::int64_t> named(std::string_view word, const OffsetContext& context) {
    if (word == "start") return 0;
    if (word == "end") return context.size;
    if (word == "cursor") return context.cursor;
    return context.named ? context.named(word) : std::nullopt;
}

// A name may look like a number, and then takes none away: it is meant in quotes only.
bool begins_number(std::string_view text) {
    return !text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) != 0 || text[0] == '$');
}

std::optional<std::int64_t> named_without_quotes(std::string_view text, const OffsetContext& context) {
    return begins_number(text) ? std::nullopt : named(text, context);
}

std::int64_t meaning_of(std::string_view word, const OffsetContext& context) {
    if (const auto place = named_without_quotes(word, context)) return *place;
    try {
        return without_base(parse_number(word), context);
    } catch (const ValueError&) {
        if (begins_number(word)) throw;
        throw ValueError(quoted(word) + " is neither a number (0x1F, 1Fh, 31, 4K) nor a name that is known here");
    }
}

// The word at `at`, which is moved behind it.
std::string_view next_word(std::string_view text, std::size_t& at) {
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at]) && operators.find(text[at]) == std::string_view::npos) ++at;
    return text.substr(begin, at - begin);
}

std::int64_t quoted_place(std::string_view text, std::size_t& at, const OffsetContext& context) {
    const std::size_t begin = at + 1;
    const std::size_t end = text.find(text[at], begin);
    if (end == std::string_view::npos) throw ValueError(quoted(text.substr(at)) + ": the quotes are not closed");
    at = end + 1;
    const std::string_view name = text.substr(begin, end - begin);
    if (const auto place = named(name, context)) return *place;
    throw ValueError(quoted(name) + " is no name that is known here");
}

// The same in Python's numbers, for the expressions of views.
std::string in_numbers(std::string_view text, const OffsetContext& context) {
    std::string numbers;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '/') {  // places are whole numbers
            numbers += "//";
            at += text.substr(at).starts_with("//") ? std::size_t{2} : 1;
        } else if (is_space(c) || operators.find(c) != std::string_view::npos) {
            numbers += c;
            ++at;
        } else {
            const bool name = c == '\'' || c == '"';
            numbers +=
                std::to_string(name ? quoted_place(text, at, context) : meaning_of(next_word(text, at), context));
        }
    }
    return numbers;
}

std::int64_t calculated(std::string_view text, const OffsetContext& context) {
    if (const auto place = named_without_quotes(text, context)) return *place;
    static const Buffer nothing = Buffer::zeros(0);
    const std::string numbers = in_numbers(text, context);
    try {
        const Evaluated evaluated = Expression::parse(numbers).evaluate(ReadView::of(nothing));
        const auto* value = std::get_if<Value>(&evaluated.result);
        const auto* number = value == nullptr ? nullptr : std::get_if<std::int64_t>(&value->data);
        if (number != nullptr) return *number;
    } catch (const ExpressionError& error) {
        if (error.kind() != std::string_view("SyntaxError")) throw ValueError(quoted(text) + ": " + error.what());
    }
    throw ValueError(quoted(text) + " is no place: numbers and names are expected with + - * / % or ( ) between them");
}

[[noreturn]] void refuse_outside(std::int64_t offset, const OffsetContext& context) {
    const std::string address =
        context.base == 0 ? "" : ", the first of which is at " + address_text(static_cast<std::uint64_t>(context.base));
    throw ValueError(grouped_text(offset) + " lies outside the file of " + grouped_text(context.size) + " bytes" +
                     address);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at != std::string_view::npos;) {
        const std::size_t end = text.find(separator, at);
        parts.push_back(trimmed(text.substr(at, end - at)));
        at = end == std::string_view::npos ? end : end + 1;
    }
    return parts;
}

Layout run_of(std::int64_t start, std::int64_t count, std::int64_t step) {
    return Layout{start, 1, {Axis{count, step}}};
}

Layout parse_slice(const std::vector<std::string_view>& parts, std::string_view text, const OffsetContext& context) {
    if (parts.size() > 3) throw ValueError(quoted(text) + " is no range: start:stop or start:stop:step is expected");
    const std::int64_t start = parts[0].empty() ? 0 : parse_offset(parts[0], context);
    OffsetContext from_start = context;
    from_start.cursor = start;
    const std::int64_t stop = parts[1].empty() ? context.size : parse_offset(parts[1], from_start);
    const std::int64_t step = parts.size() < 3 || parts[2].empty() ? 1 : calculated(parts[2], context);
    if (step < 1) throw ValueError("a step of " + grouped_text(step) + ": 1 or more is possible");
    if (stop <= start) {
        throw ValueError("from " + offset_text(start) + " to " + offset_text(stop) + " there is no byte");
    }
    return run_of(start, (stop - start - 1) / step + 1, step);
}

}  // namespace

std::int64_t parse_offset(std::string_view text, const OffsetContext& context) {
    const std::string_view whole = trimmed(text);
    if (whole.empty()) throw ValueError("a place is expected: 0x36, 54, 0x10 + 4*3, +8, end-16");
    const std::int64_t offset =
        calculated(signed_text(whole) ? "cursor " + std::string(whole) : std::string(whole), context);
    if (offset < 0 || offset > context.size) refuse_outside(offset, context);
    return offset;
}

Layout parse_range(std::string_view text, const OffsetContext& context) {
    const std::string_view whole = trimmed(text);
    if (whole.empty()) throw ValueError("a range is expected: 0x10:0x40, 0x10:+48 or 0x10+48");
    const std::vector<std::string_view> parts = split(whole, ':');
    if (parts.size() > 1) return parse_slice(parts, whole, context);
    const std::size_t plus = whole.rfind('+');
    if (plus == std::string_view::npos || plus == 0) {
        throw ValueError(quoted(whole) + " has no end: 0x10:0x40, 0x10:+48 or 0x10+48 is expected");
    }
    const std::int64_t start = parse_offset(whole.substr(0, plus), context);
    const std::int64_t count = calculated(trimmed(whole.substr(plus + 1)), context);
    if (count < 1) throw ValueError(grouped_text(count) + " bytes: 1 or more can be selected");
    if (count > context.size - start) {
        throw ValueError(grouped_text(count) + " bytes from " + offset_text(start) + " on: there are " +
                         grouped_text(context.size - start));
    }
    return run_of(start, count, 1);
}

}  // namespace byteprism
