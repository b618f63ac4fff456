// The grammar of PEP 3118, read as NumPy reads it: records, names, sub-arrays, modes anywhere.

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_set>

#include "core/error.hpp"
#include "core/view/format_grammar.hpp"

namespace byteprism {
namespace {

// Deeper records are refused rather than met by an exhausted stack.
constexpr int max_depth = 64;

constexpr bool is_mode(char c) { return c == '@' || c == '=' || c == '<' || c == '>' || c == '!' || c == '^'; }
constexpr bool counts_length(char c) { return c == 's' || c == 'p' || c == 'w' || c == 'u' || c == 'x'; }

struct Record {
    std::vector<Field> fields;
    std::int64_t size = 0;
    std::int64_t alignment = 1;  // the least common multiple of its fields' in native mode
};

struct Element {
    Field field;
    std::int64_t alignment = 1;
};

class Pep3118Parser {
public:
    explicit Pep3118Parser(std::string_view text) : text_(text) {}

    FormatContent parse() {
        Record record = parse_record(0, std::nullopt);
        FormatContent content{.itemsize = record.size, .fields = std::move(record.fields)};
        if (content.fields.size() != 1) return content;
        Field& only = content.fields[0];
        const bool fills = !only.name && only.offset == 0 && only.size == content.itemsize;
        if (fills && only.code == "T" && only.count == 1 && only.shape.empty()) {
            std::vector<Field> members = std::move(only.fields);
            content.fields = std::move(members);
        } else {
            content.bare = fills;
        }
        return content;
    }

private:
    bool at_end() const { return at_ == text_.size(); }
    char next() const { return at_end() ? '\0' : text_[at_]; }
    bool native() const { return mode_ == '@' || mode_ == '^'; }
    ByteOrder order() const { return mode_ == '>' || mode_ == '!' ? ByteOrder::Big : ByteOrder::Little; }
    [[noreturn]] static void fail(const std::string& what, std::size_t column) {
        throw StructError("bad item format: " + what + " at " + std::to_string(column + 1), column);
    }

    // `open` is the column of the record's brace; none for the fields outside all braces.
    Record parse_record(int depth, std::optional<std::size_t> open) {
        if (depth > max_depth) fail("records nest deeper than " + std::to_string(max_depth), *open);
        Record record;
        std::unordered_set<std::string> names;
        std::int64_t bits = 0;  // so far of a run of bit fields
        while (true) {
            while (is_blank(next())) ++at_;
            if (at_end()) {
                if (open) fail("brace never closed", *open);
                break;
            } else if (next() == '}') {
                if (!open) fail("'}' without '{'", at_);
                ++at_;
                break;
            } else {
                const std::size_t column = at_;
                Element element = parse_element(depth);
                Field& field = element.field;
                if (field.name && !names.insert(*field.name).second) fail("duplicate name", at_ - 1);
                place(record, element, bits, column);
                if (field.code != "x" || field.name) record.fields.push_back(std::move(field));
            }
        }
        end_bits(record, bits);
        if (mode_ == '@') record.size = aligned(record.size, record.alignment, at_);
        return record;
    }

    static std::int64_t aligned(std::int64_t offset, std::int64_t alignment, std::size_t column) {
        return checked_sum(offset, alignment - 1, column) / alignment * alignment;
    }

    static void end_bits(Record& record, std::int64_t& bits) {
        record.size += bits / 8 + (bits % 8 != 0 ? 1 : 0);
        bits = 0;
    }

    void place(Record& record, Element& element, std::int64_t& bits, std::size_t column) const {
        Field& field = element.field;
        if (field.code == "t") {
            field.offset = record.size + bits / 8;
            field.bit_offset = static_cast<int>(bits % 8);
            field.size = (field.bit_offset + field.count + 7) / 8;
            bits = checked_sum(bits, field.count, column);
            checked_sum(record.size, bits / 8 + 1, column);
            return;
        }
        end_bits(record, bits);
        if (mode_ == '@') {
            record.size = aligned(record.size, element.alignment, column);
            record.alignment = std::lcm(record.alignment, element.alignment);
        }
        field.offset = record.size;
        record.size = checked_sum(record.size, field.size, column);
    }

    // A mode holds until the next one, also past a closing brace.
    void parse_mode() {
        if (!is_mode(next())) return;
        mode_ = text_[at_++];
        if (is_mode(next())) fail("one mode after another", at_);
        if (next() == '(') fail("a shape stands before the mode", at_);
    }

    // shape? mode? count? code, then a name.
    Element parse_element(int depth) {
        const std::size_t column = at_;
        std::vector<std::int64_t> shape;
        if (next() == '(') shape = parse_shape();
        parse_mode();
        std::int64_t count = 1;
        if (is_digit(next())) {
            count = parse_count(text_, at_);
            if (at_end()) fail("repeat count without a type", column);
        }
        Element element = parse_code(depth);
        Field& field = element.field;
        field.count = count;
        field.shape = std::move(shape);
        const char code = field.code[0];
        if (code == 't') {
            if (!field.shape.empty()) fail("bits have no shape", column);
            if (count < 1 || count > 64) fail("1 to 64 bits, not " + std::to_string(count), column);
        } else {
            if (counts_length(code)) field.unit = checked_product(field.unit, count, column);
            field.size = checked_product(field.unit, counts_length(code) ? 1 : count, column);
            for (const std::int64_t length : field.shape) field.size = checked_product(field.size, length, column);
        }
        if (next() == ':') field.name = parse_name();
        return element;
    }

    std::vector<std::int64_t> parse_shape() {
        const std::size_t open = at_++;
        std::vector<std::int64_t> shape;
        do {
            while (is_blank(next())) ++at_;
            if (!is_digit(next())) fail("a shape needs numbers", at_);
            shape.push_back(parse_count(text_, at_));
            if (shape.size() > 64) fail("a shape of more than 64 dimensions", open);
            while (is_blank(next())) ++at_;
        } while (next() == ',' && ++at_ != 0);
        if (next() != ')') fail("parenthesis never closed", open);
        ++at_;
        // Also where a 0 would hide the overflow.
        std::int64_t product = 1;
        for (const std::int64_t length : shape)
            product = checked_product(product, std::max<std::int64_t>(length, 1), open);
        return shape;
    }

    std::string parse_name() {
        const std::size_t open = at_++;
        const std::size_t close = text_.find(':', at_);
        if (close == std::string_view::npos) fail("name never closed", open);
        std::string name(text_.substr(at_, close - at_));
        at_ = close + 1;
        return name;
    }

    Element parse_code(int depth) {
        if (at_end()) fail("a type is missing", at_);
        const std::size_t column = at_;
        const char code = text_[at_++];
        if (code == 'T') return parse_nested(depth, column);
        if (code == '&') return parse_pointer(depth, column);
        if (code == 'X') return parse_function(column);
        return parse_basic(code, column);
    }

    Element parse_basic(char code, std::size_t column) {
        std::string name(1, code);
        CodeSize size;
        switch (code) {
            case 'w':
                size = {4, 4};
                break;
            case 'u':
                size = {2, 2};
                break;
            case 't':
                size = {1, 1};
                break;
            case 'O':
                size = {8, 8};
                break;
            case 'g':
                size = long_double(column);
                break;
            case 'Z': {
                const char part = next();
                if (part != 'f' && part != 'd' && part != 'g') fail("complex is Zf, Zd or Zg", column);
                ++at_;
                name += part;
                const CodeSize half = part == 'g' ? long_double(column) : native_size(part);
                size = {2 * half.size, half.alignment};
                break;
            }
            default:
                size = native() ? native_size(code) : standard_size(code);
        }
        if (size.size == 0) fail("unknown type " + quoted(code), column);
        Element element;
        element.field.code = std::move(name);
        element.field.order = order();
        element.field.unit = size.size;
        element.alignment = native() ? size.alignment : 1;
        return element;
    }

    CodeSize long_double(std::size_t column) const {
        if (!native()) fail("a long double has no standard size", column);
        return {16, 16};
    }

    Element parse_nested(int depth, std::size_t column) {
        if (next() != '{') fail("'T' without '{'", column);
        const std::size_t open = at_++;
        Record record = parse_record(depth + 1, open);
        Element element;
        element.field.code = "T";
        element.field.order = order();
        element.field.unit = record.size;
        element.field.fields = std::move(record.fields);
        element.alignment = record.alignment;
        return element;
    }

    // What it points to is checked and forgotten: a pointer's value is an address.
    Element parse_pointer(int depth, std::size_t column) {
        if (depth >= max_depth) fail("pointers nest deeper than " + std::to_string(max_depth), column);
        const char mode = mode_;
        if (next() == '(') parse_shape();
        parse_mode();
        if (is_digit(next())) parse_count(text_, at_);
        parse_code(depth + 1);
        mode_ = mode;
        return address("&");
    }

    // X{...}: a function pointer; its signature is skipped, braces and all.
    Element parse_function(std::size_t column) {
        if (next() != '{') fail("'X' without '{'", column);
        std::size_t open_braces = 0;
        do {
            if (at_end()) fail("brace never closed", column + 1);
            if (text_[at_] == '{') ++open_braces;
            if (text_[at_] == '}') --open_braces;
            ++at_;
        } while (open_braces != 0);
        return address("X");
    }

    Element address(const char* code) const {
        Element element;
        element.field.code = code;
        element.field.order = order();
        element.field.unit = 8;
        element.alignment = native() ? 8 : 1;
        return element;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    char mode_ = '@';
};

}  // namespace

FormatContent parse_pep3118_text(std::string_view text) { return Pep3118Parser(text).parse(); }

}  // namespace byteprism
