#include "core/view/format.hpp"

#include <array>
#include <string>
#include <utility>

#include "core/memory/reference_count.hpp"
#include "core/view/format_grammar.hpp"

namespace byteprism {

struct Format::Parsed {
    std::string text;
    FormatContent content;
    bool plain = false;
    char native = 0;
    std::optional<StructError> error;
    ReferenceCount count{1};
};

namespace {

constexpr std::string_view native_codes = "cbBhHiIlLqQnNefd?P";

// What only PEP 3118 text has. A mode after the first character is such a thing too.
bool has_extension(std::string_view text) {
    return text.find_first_of("T{}:()ZgwuO&Xt^") != std::string_view::npos ||
           (text.size() > 1 && text.find_first_of("@=<>!", 1) != std::string_view::npos);
}

}  // namespace

// The single native characters, and the same after an '@'.
struct Format::Natives {
    std::array<Parsed, 2 * native_codes.size()> all;

    Natives() {
        for (std::size_t i = 0; i < all.size(); ++i) {
            Parsed& parsed = all[i];
            parsed.native = native_codes[i / 2];
            parsed.text = std::string(i % 2, '@') + parsed.native;
            parsed.content = parse_struct_text(parsed.text);
            parsed.plain = true;
        }
    }

    static Parsed* find(std::string_view text) {
        const bool marked = text.size() == 2 && text[0] == '@';
        if (text.size() != 1 && !marked) return nullptr;
        const std::size_t at = native_codes.find(text.back());
        if (at == std::string_view::npos) return nullptr;
        static Natives natives;
        return &natives.all[2 * at + (marked ? 1 : 0)];
    }
};

Format Format::parse(std::string_view text) {
    if (Parsed* native = Natives::find(text)) return {native, false};
    const bool plain = !has_extension(text);
    FormatContent content = plain ? parse_struct_text(text) : parse_pep3118_text(text);
    auto* parsed = new Parsed;
    Format format(parsed, true);
    parsed->text = text;
    parsed->content = std::move(content);
    parsed->plain = plain;
    return format;
}

Format Format::parse_or_keep(std::string_view text) {
    try {
        return parse(text);
    } catch (const StructError& error) {
        auto* parsed = new Parsed;
        Format format(parsed, true);
        parsed->text = text;
        parsed->error = error;
        return format;
    }
}

void Format::add() const noexcept { parsed_->count.add(1); }
void Format::remove() const noexcept {
    if (parsed_->count.remove(1) == 0) delete parsed_;
}

const std::string& Format::text() const noexcept { return parsed_->text; }
std::int64_t Format::itemsize() const noexcept { return parsed_->content.itemsize; }
std::span<const Field> Format::fields() const noexcept { return parsed_->content.fields; }
bool Format::plain() const noexcept { return parsed_->plain; }
bool Format::bare() const noexcept { return parsed_->content.bare; }
char Format::native() const noexcept { return parsed_->native; }
const std::optional<StructError>& Format::error() const noexcept { return parsed_->error; }

}  // namespace byteprism
