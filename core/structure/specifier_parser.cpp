// What stands before declarators: the words of a type, qualifiers, attributes.

#include <algorithm>
#include <array>

#include "core/structure/declaration_parser.hpp"

namespace byteprism {
namespace {

constexpr std::array<std::string_view, 32> ignored_words = {
    "const",     "volatile",   "restrict",  "extern",       "static",        "inline",        "register",
    "auto",      "__const",    "__const__", "__volatile",   "__volatile__",  "__restrict",    "__restrict__",
    "__inline",  "__inline__", "_Noreturn", "__noreturn__", "__extension__", "_Thread_local", "__thread",
    "constexpr", "_Atomic",    "__cdecl",   "__stdcall",    "__user",        "__iomem",       "__bitwise",
    "__force",   "_Nonnull",   "_Nullable", "mutable"};

constexpr std::array<std::string_view, 27> basic_words = {"void",        "char",
                                                          "short",       "int",
                                                          "long",        "signed",
                                                          "__signed",    "__signed__",
                                                          "unsigned",    "float",
                                                          "double",      "bool",
                                                          "_Bool",       "_Complex",
                                                          "__complex__", "__int128",
                                                          "__int128_t",  "__uint128_t",
                                                          "_Float16",    "_Float32",
                                                          "_Float64",    "_Float32x",
                                                          "_Float64x",   "_Float128",
                                                          "__float128",  "__builtin_va_list",
                                                          "__uint128"};

constexpr std::array<std::string_view, 12> cpp_words = {"template", "class",   "namespace", "using",
                                                        "public",   "private", "protected", "virtual",
                                                        "typename", "friend",  "operator",  "concept"};

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

bool among(std::span<const std::string_view> words, const Token& token) {
    return token.kind == Token::Kind::Word && std::ranges::find(words, token.text) != words.end();
}

// "unsigned long int" as the table of types has it: "long unsigned". What makes no sense gives what no table has.
std::string ordered_words(const std::vector<std::string_view>& words) {
    std::string core;  // what is neither long nor signed
    std::size_t cores = 0;
    std::size_t longs = 0;
    bool is_signed = false;
    bool is_unsigned = false;
    bool is_complex = false;
    bool is_int = false;
    for (const std::string_view word : words) {
        is_signed |= word == "signed" || word == "__signed" || word == "__signed__";
        is_unsigned |= word == "unsigned" || word == "__uint128_t" || word == "__uint128";
        is_complex |= word == "_Complex" || word == "__complex__";
        is_int |= word == "int";
        longs += word == "long" ? 1U : 0U;
        if (word == "signed" || word == "__signed" || word == "__signed__" || word == "unsigned" || word == "long" ||
            word == "int" || word == "_Complex" || word == "__complex__") {
            continue;
        }
        core = word == "_Bool" ? "bool" : word.find("int128") != std::string_view::npos ? "__int128" : word;
        ++cores;
    }
    if (cores > 1 || longs > 2 || (is_signed && is_unsigned)) return "";
    if (core.empty() && is_complex && !is_int) core = "double";
    if (longs > 0) core = (longs == 2 ? "long long" : "long") + (core.empty() ? "" : " " + core);
    if (core.empty()) core = "int";
    if (is_unsigned) core += " unsigned";
    if (is_signed && core == "char") core += " signed";
    return is_complex ? core + " _Complex" : core;
}

// "__packed__" is "packed".
std::string_view without_underscores(std::string_view name) {
    const bool wrapped = name.size() > 4 && name.starts_with("__") && name.ends_with("__");
    return wrapped ? name.substr(2, name.size() - 4) : name;
}

}  // namespace

DeclarationParser::Specifiers DeclarationParser::specifiers() {
    Specifiers result;
    result.at = cursor_.next().at;
    std::vector<std::string_view> words;
    bool found = false;
    while (true) {
        const Token& token = cursor_.next();
        if (take_ignored() || take_attributes(result.attributes)) continue;
        if (cursor_.take_if("typedef")) {
            result.is_typedef = true;
        } else if (cursor_.at("big_endian") || cursor_.at("little_endian")) {
            result.order = cursor_.take().is("big_endian") ? ByteOrder::Big : ByteOrder::Little;
        } else if (!found && take_basic_word(words)) {
            // More of them may follow.
        } else if (!found && words.empty() && (cursor_.at("struct") || cursor_.at("union"))) {
            result.type = record(result);
            found = true;
        } else if (!found && words.empty() && cursor_.at("enum")) {
            result.type = enumeration();
            found = true;
        } else if (!found && words.empty() && token.kind == Token::Kind::Word) {
            const auto use = named_type(token.text);
            if (!use) fail_no_type();
            result.type = *use;
            cursor_.take();
            found = true;
        } else {
            break;
        }
    }
    if (!found && words.empty()) fail_no_type();
    if (!found) result.type = basic_type(words, result.at);
    return result;
}

bool DeclarationParser::take_ignored() {
    if (!among(ignored_words, cursor_.next())) return false;
    const Token word = cursor_.take();
    if (word.is("_Atomic") && cursor_.at("(")) cursor_.fail_expected("a type after _Atomic without brackets");
    return true;
}

bool DeclarationParser::take_basic_word(std::vector<std::string_view>& words) {
    if (!among(basic_words, cursor_.next())) return false;
    words.push_back(cursor_.take().text);
    return true;
}

// Why there is no type where one must be, as far as can be told.
void DeclarationParser::fail_no_type() {
    const Token& token = cursor_.next();
    if (among(cpp_words, token)) {
        cursor_.fail("expected a declaration of C, not " + quoted(token.text) + ": C++ is not read beyond it");
    }
    if (token.kind != Token::Kind::Word) cursor_.fail_expected("a type");
    std::string hint;
    if (source_.function_macros.contains(token.text)) {
        hint = ", which is a macro with arguments; preprocess the header (gcc -E), then paste";
    } else if (!source_.skipped_includes.empty()) {
        hint = ", which may come from an #include that was skipped:" + source_.skipped_includes.front();
    }
    cursor_.fail("expected a type, not " + quoted(token.text) + hint);
}

TypeUse DeclarationParser::basic_type(const std::vector<std::string_view>& words, std::size_t at) {
    std::string written;
    for (const std::string_view word : words) written += (written.empty() ? "" : " ") + std::string(word);
    const auto key = std::pair(ordered_words(words), result_.model);
    const auto known = basic_types_.find(key);
    if (known != basic_types_.end()) return {known->second, written};
    const auto type = keyword_type(key.first, result_.model);
    if (!type) cursor_.fail_at(at, "'" + written + "' is no type");
    const TypeId id = result_.types.add(*type);
    basic_types_.emplace(key, id);
    return {id, written};
}

std::optional<TypeUse> DeclarationParser::named_type(std::string_view name) {
    if (const auto known = result_.typedefs.find(name); known != result_.typedefs.end()) return known->second;
    // As in C++, a tag alone will do.
    if (const auto tag = result_.tags.find(name); tag != result_.tags.end())
        return TypeUse{tag->second, std::string(name)};
    if (const auto library = library_type(name, result_.model)) {
        const TypeUse use{result_.types.add(*library), std::string(name)};
        result_.typedefs.emplace(name, use);
        return use;
    }
    return std::nullopt;
}

bool DeclarationParser::take_attributes(Attributes& attributes) {
    if (cursor_.at("__attribute__") || cursor_.at("__attribute")) {
        cursor_.take();
        cursor_.expect("(");
        cursor_.expect("(");
        while (!cursor_.at(")")) {
            if (!cursor_.take_if(",")) gnu_attribute(attributes);
        }
        cursor_.expect(")");
        cursor_.expect(")");
        return true;
    }
    if (cursor_.at("alignas") || cursor_.at("_Alignas")) {
        cursor_.take();
        attributes.alignment = std::max(attributes.alignment, alignment_operand());
        return true;
    }
    if (cursor_.at("[") && cursor_.next(1).is("[")) {
        cursor_.skip_brackets();
        return true;
    }
    if (cursor_.at("__declspec")) {
        cursor_.take();
        cursor_.expect("(");
        while (!cursor_.at(")")) gnu_attribute(attributes);
        cursor_.expect(")");
        return true;
    }
    return false;
}

void DeclarationParser::gnu_attribute(Attributes& attributes) {
    const Token token = cursor_.next();
    const std::string_view name = without_underscores(cursor_.take_word("the name of an attribute"));
    if (name == "packed") {
        attributes.packed = true;
    } else if (name == "aligned" || name == "align") {
        constexpr std::int64_t largest = 16;  // what aligned means without a number
        attributes.alignment = std::max(attributes.alignment, cursor_.at("(") ? alignment_operand() : largest);
    } else if (name == "scalar_storage_order") {
        cursor_.expect("(");
        const Token order = cursor_.take();
        if (order.text != "\"big-endian\"" && order.text != "\"little-endian\"") {
            cursor_.fail_at(order.at, "expected \"big-endian\" or \"little-endian\"");
        }
        attributes.order = order.text == "\"big-endian\"" ? ByteOrder::Big : ByteOrder::Little;
        cursor_.expect(")");
    } else if (name == "mode") {
        cursor_.expect("(");
        const std::string_view mode = without_underscores(cursor_.take_word("a mode"));
        attributes.mode_size = mode == "QI" || mode == "byte"        ? 1
                               : mode == "HI"                        ? 2
                               : mode == "SI"                        ? 4
                               : mode == "DI"                        ? 8
                               : mode == "word" || mode == "pointer" ? pointer_size(result_.model)
                                                                     : 0;
        if (attributes.mode_size == 0)
            cursor_.fail_at(token.at, "expected the mode of an integer, not " + quoted(mode));
        cursor_.expect(")");
    } else if (name == "vector_size" || name == "ms_struct") {
        cursor_.fail_at(token.at, "the attribute " + quoted(name) + " is not read");
    } else if (cursor_.at("(")) {
        cursor_.skip_brackets();
    }
}

// (N) or (type). Powers of two; 0 asks for nothing.
std::int64_t DeclarationParser::alignment_operand() {
    cursor_.expect("(");
    const std::size_t at = cursor_.next().at;
    std::int64_t alignment = 0;
    if (begins_type(cursor_)) {
        alignment = result_.types[type_name().type].alignment;
    } else {
        alignment = constant(parse_formula(cursor_, *this));
    }
    cursor_.expect(")");
    constexpr std::int64_t largest = 1 << 28;
    if (alignment < 0 || alignment > largest || (alignment & (alignment - 1)) != 0) {
        cursor_.fail_at(at, "expected a power of two up to 2^28 as alignment, not " + std::to_string(alignment));
    }
    return alignment;
}

// "unsigned int", "struct Box *", "char[4]", as in sizeof and casts.
TypeUse DeclarationParser::type_name() {
    const Deeper deeper(*this);
    const Specifiers before = specifiers();
    return derived(before.type, declarator());
}

bool DeclarationParser::begins_type(const TokenCursor& cursor) {
    const Token& token = cursor.next();
    if (token.kind != Token::Kind::Word) return false;
    if (token.is("struct") || token.is("union") || token.is("enum") || among(basic_words, token) || token.is("const") ||
        token.is("volatile") || token.is("__const")) {
        return true;
    }
    return find_field(token.text) == nullptr && !constants_.contains(token.text) &&
           (result_.typedefs.contains(token.text) || result_.tags.contains(token.text) ||
            library_type(token.text, result_.model));
}

}  // namespace byteprism
