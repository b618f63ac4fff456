// The text of a pixel format -> its syntax.
#include <limits>
#include <utility>

#include "core/error.hpp"
#include "core/image/pixel_format_syntax.hpp"

namespace byteprism::pixel_syntax {
namespace {

constexpr std::string_view components = "RGBAYUVXZICDSEM";
constexpr int max_nesting = 16;
constexpr int max_number = 65536;

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Syntax parse() {
        Syntax syntax;
        syntax.codec = accept_codec();
        if (syntax.codec == nullptr) {
            do {
                syntax.planes.push_back(parse_plane());
            } while (accept('|'));
        }
        while (accept(';')) {
            parse_option(syntax.options);
        }
        if (!at_end()) {
            fail("'" + std::string(1, text_[at_]) + "' is not understood here");
        }
        if (syntax.planes.size() > max_planes) {
            fail(std::to_string(syntax.planes.size()) + " planes are more than " + std::to_string(max_planes));
        }
        return syntax;
    }

private:
    [[noreturn]] void fail(const std::string& message) const { fail_at(at_, message); }
    [[noreturn]] void fail_at(std::size_t column, const std::string& message) const {
        throw StructError("pixel format: " + message + " (column " + std::to_string(column) + ")", column);
    }

    bool at_end() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
            ++at_;
        }
        return at_ == text_.size();
    }
    char peek() { return at_end() ? '\0' : text_[at_]; }
    bool accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        ++at_;
        return true;
    }
    bool accept(std::string_view wanted) {
        if (at_end() || !text_.substr(at_).starts_with(wanted)) {
            return false;
        }
        at_ += wanted.size();
        return true;
    }
    void expect(char wanted) {
        if (!accept(wanted)) {
            fail(at_end() ? "'" + std::string(1, wanted) + "' is missing at the end"
                          : "'" + std::string(1, wanted) + "' is expected instead of '" + text_[at_] + "'");
        }
    }

    // Digits that follow at once, with no space before them.
    bool digit_follows() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
    int number(const char* what, int least) {
        const std::size_t start = at_;
        int value = 0;
        while (digit_follows()) {
            value = value * 10 + (text_[at_++] - '0');
            if (value > max_number) {
                fail_at(start, std::string(what) + " is more than " + std::to_string(max_number));
            }
        }
        if (at_ == start) {
            fail(std::string(what) + " is missing");
        }
        if (value < least) {
            fail_at(start, std::string(what) + " is " + std::to_string(value) + ", less than " + std::to_string(least));
        }
        return value;
    }

    // The name of a block codec, alone.
    const BlockCodecInfo* accept_codec() {
        at_end();
        const std::string_view name = option_value();
        for (const BlockCodecInfo& codec : block_codecs()) {
            if (codec.name == name) {
                at_ += name.size();
                return &codec;
            }
        }
        return nullptr;
    }

    Plane parse_plane() {
        Plane plane;
        plane.big_endian = accept("be:");
        peek();
        plane.column = at_;
        plane.items = parse_items(0);
        if (accept('/')) {
            plane.width = number("the width of the group", 1);
            expect('x');
            plane.height = number("the height of the group", 1);
        }
        return plane;
    }

    std::vector<Item> parse_items(int depth) {
        std::vector<Item> items;
        for (char next = peek(); next != '\0' && next != '|' && next != ';' && next != '/' && next != ')';
             next = peek()) {
            items.push_back(with_repeat(parse_item(depth)));
        }
        if (items.empty()) {
            fail("a field is expected here");
        }
        return items;
    }

    Item parse_item(int depth) {
        const std::size_t start = at_;
        if (accept('(')) {
            if (depth == max_nesting) {
                fail_at(start, "parentheses are nested deeper than " + std::to_string(max_nesting));
            }
            Item item{.kind = ItemKind::Sequence, .column = start};
            item.items = parse_items(depth + 1);
            expect(')');
            return item;
        }
        const char letter = text_[start];
        return letter == 'l' || letter == 'b' ? parse_word() : parse_field();
    }

    Item with_repeat(Item item) {
        while (accept('*')) {
            peek();
            const std::size_t start = at_;
            const int times = number("the number of repeats", 1);
            if (item.repeat > max_number / times) {
                fail_at(start, "more than " + std::to_string(max_number) + " repeats");
            }
            item.repeat *= times;
        }
        return item;
    }

    Item parse_word() {
        Item word{.kind = ItemKind::Word, .column = at_};
        word.big_endian = text_[at_++] == 'b';
        word.bits = number("the number of bits of the word", 8);
        if (word.bits % 8 != 0) {
            fail_at(word.column, "a word of " + std::to_string(word.bits) + " bits is not a whole number of bytes");
        }
        expect('{');
        int sum = 0;
        while (peek() != '}') {
            if (at_end()) {
                fail("'}' is missing at the end");
            }
            word.items.push_back(with_repeat(parse_field()));
            const Item& field = word.items.back();
            if (field.repeat > (word.bits - sum) / field.bits) {
                fail_at(field.column, "the fields are wider than the word of " + std::to_string(word.bits) + " bits");
            }
            sum += field.bits * field.repeat;
        }
        expect('}');
        if (sum != word.bits) {
            fail_at(word.column, "the fields have " + std::to_string(sum) + " bits, the word " +
                                     std::to_string(word.bits) + "; x" + std::to_string(word.bits - sum) +
                                     " would pad it");
        }
        return word;
    }

    Item parse_field() {
        Item field{.kind = ItemKind::Field, .column = at_};
        const char letter = text_[at_];
        if (letter == 'x') {
            ++at_;
            field.kind = ItemKind::Padding;
            field.bits = number("the number of bits of padding", 1);
            return field;
        }
        if (components.find(letter) == std::string_view::npos) {
            fail("'" + std::string(1, letter) + "' is no component; there are R G B A Y U V X Z I C D S E M, and x");
        }
        ++at_;
        field.component = Component{letter};
        if (at_ < text_.size() && text_[at_] == '[') {
            parse_slice(field);
        } else {
            parse_whole(field);
        }
        return field;
    }

    void parse_slice(Item& field) {
        field.sliced = true;
        const std::size_t start = ++at_;
        field.high = number("the highest bit", 0);
        field.low = accept(':') ? number("the lowest bit", 0) : field.high;
        expect(']');
        if (field.high > 63 || field.low > field.high) {
            fail_at(start, "bits " + std::to_string(field.high) + " to " + std::to_string(field.low) +
                               " are not a slice of a sample of at most 64 bits");
        }
        field.bits = field.high - field.low + 1;
    }

    void parse_whole(Item& field) {
        const std::size_t start = at_;
        field.bits = number("the number of bits", 1);
        if (field.bits > 64) {
            fail_at(start, "a sample of " + std::to_string(field.bits) + " bits; at most 64 are possible");
        }
        field.high = field.bits - 1;
        const std::string_view rest = text_.substr(at_);
        constexpr std::pair<std::string_view, SampleType> types[] = {
            {"uf", SampleType::UnsignedFloat}, {"bf", SampleType::BFloat}, {"s", SampleType::Snorm},
            {"u", SampleType::Uint},           {"i", SampleType::Sint},    {"f", SampleType::Float}};
        for (const auto& [suffix, type] : types) {
            if (rest.starts_with(suffix)) {
                at_ += suffix.size();
                field.type = type;
                break;
            }
        }
        check_type(field, start);
    }

    void check_type(const Item& field, std::size_t column) const {
        const std::string bits = std::to_string(field.bits);
        if (field.type == SampleType::Float && field.bits != 16 && field.bits != 32 && field.bits != 64) {
            fail_at(column, "a float of " + bits + " bits; there are 16, 32 and 64");
        }
        if (field.type == SampleType::BFloat && field.bits != 16) {
            fail_at(column, "a bfloat of " + bits + " bits; there is only 16");
        }
        if (field.type == SampleType::UnsignedFloat && (field.bits < 6 || field.bits > 15)) {
            fail_at(column, "an unsigned float of " + bits + " bits; there are 6 to 15 (5 of them the exponent)");
        }
        if ((field.type == SampleType::Snorm || field.type == SampleType::Sint) && field.bits < 2) {
            fail_at(column, "a signed sample of 1 bit");
        }
    }

    void parse_option(Options& options);
    std::string_view option_value();
    template <typename Value, std::size_t Count>
    Value choice(const std::pair<std::string_view, Value> (&choices)[Count]);
    std::string parse_cfa();
    std::string parse_inverted();
    Palette parse_palette();

    std::string_view text_;
    std::size_t at_ = 0;
};

std::string_view Parser::option_value() {
    const std::size_t end = std::min(text_.find(';', at_), text_.size());
    std::string_view value = text_.substr(at_, end - at_);
    value = value.substr(0, value.find_last_not_of(" \t") + 1);
    return value;
}

template <typename Value, std::size_t Count>
Value Parser::choice(const std::pair<std::string_view, Value> (&choices)[Count]) {
    const std::string_view text = option_value();
    std::string known;
    for (const auto& [name, value] : choices) {
        if (text == name) {
            at_ += text.size();
            return value;
        }
        known += " " + std::string(name);
    }
    fail("'" + std::string(text) + "' is none of:" + known);
}

void Parser::parse_option(Options& options) {
    peek();
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] >= 'a' && text_[at_] <= 'z') {
        ++at_;
    }
    const std::string_view key = text_.substr(start, at_ - start);
    expect('=');
    peek();
    PixelOptions& values = options.values;
    if (key == "m") {
        values.matrix = choice<YcbcrMatrix>(
            {{"601", YcbcrMatrix::Bt601}, {"709", YcbcrMatrix::Bt709}, {"2020", YcbcrMatrix::Bt2020}});
    } else if (key == "r") {
        options.range = choice<SampleRange>({{"lim", SampleRange::Limited}, {"full", SampleRange::Full}});
    } else if (key == "loc") {
        values.siting = choice<ChromaSiting>(
            {{"left", ChromaSiting::Left}, {"center", ChromaSiting::Center}, {"topleft", ChromaSiting::TopLeft}});
    } else if (key == "t") {
        values.transfer = choice<Transfer>(
            {{"srgb", Transfer::Srgb}, {"lin", Transfer::Linear}, {"pq", Transfer::Pq}, {"hlg", Transfer::Hlg}});
    } else if (key == "a") {
        values.alpha = choice<AlphaMode>(
            {{"straight", AlphaMode::Straight}, {"premul", AlphaMode::Premultiplied}, {"ignore", AlphaMode::Ignored}});
    } else if (key == "cfa") {
        values.cfa = parse_cfa();
    } else if (key == "inv") {
        values.inverted = parse_inverted();
    } else if (key == "pal") {
        values.palette = parse_palette();
    } else {
        fail_at(start, "'" + std::string(key) + "' is no option; there are m r loc t a cfa inv pal");
    }
}

std::string Parser::parse_cfa() {
    const std::string_view text = option_value();
    if ((text.size() != 4 && text.size() != 16) || text.find_first_not_of("RGBCWI") != std::string_view::npos) {
        fail("'" + std::string(text) + "' is no colour filter: 4 or 16 letters of R G B C W I");
    }
    at_ += text.size();
    return std::string(text);
}

std::string Parser::parse_inverted() {
    const std::string_view text = option_value();
    std::string letters;
    for (const char letter : components) {
        if (text.find(letter) != std::string_view::npos) {
            letters += letter;
        }
    }
    if (text.empty() || letters.size() != text.size()) {
        fail("'" + std::string(text) + "' is no list of components, each of them once");
    }
    at_ += text.size();
    return letters;
}

Palette Parser::parse_palette() {
    Palette palette;
    const std::size_t start = at_;
    while (digit_follows()) {
        const int digit = text_[at_++] - '0';
        if (palette.offset > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
            fail_at(start, "the offset of the palette is more than 2^63 - 1");
        }
        palette.offset = palette.offset * 10 + digit;
    }
    if (at_ == start) {
        fail("the offset of the palette is missing");
    }
    expect(',');
    const std::size_t format_start = at_;
    const std::string_view text = option_value();
    at_ += text.size();
    try {
        palette.format = std::make_shared<const PixelFormat>(parse_pixel_format(text));
    } catch (const StructError& error) {
        fail_at(format_start + error.column.value_or(0), std::string("in the palette: ") + error.what());
    }
    const PixelFormat& entry = *palette.format;
    if (entry.planes.size() != 1 || entry.planes[0].width != 1 || entry.planes[0].height != 1 ||
        entry.channel(Component::PaletteIndex) != nullptr) {
        fail_at(format_start, "an entry of a palette is one colour of one plane");
    }
    return palette;
}

}  // namespace

Syntax parse(std::string_view text) { return Parser(text).parse(); }

}  // namespace byteprism::pixel_syntax
