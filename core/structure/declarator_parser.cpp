// Declarators: *name, name[4][n], (*name)(arguments).

#include <algorithm>

#include "core/structure/declaration_parser.hpp"

namespace byteprism {
namespace {

std::string pointer_name(const std::string& target) {
    if (const std::size_t pointer = target.find("(*"); pointer != std::string::npos) {
        return std::string(target).insert(pointer + 1, "*");
    }
    const std::size_t at = target.find_first_of("[(");
    if (at == std::string::npos) return target + (target.ends_with('*') ? "*" : " *");
    std::string base = target.substr(0, at);
    if (!base.ends_with(' ')) base += ' ';
    return base + "(*)" + target.substr(at);
}

std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) line += c;
        if (blank && !line.ends_with(' ')) line += ' ';
    }
    return line;
}

}  // namespace

DeclarationParser::Declarator DeclarationParser::declarator() {
    Declarator result;
    result.at = cursor_.next().at;
    declarator(result);
    while (take_attributes(result.attributes)) {
    }
    if (cursor_.at("asm") || cursor_.at("__asm__") || cursor_.at("__asm")) {
        cursor_.take();
        cursor_.skip_brackets();
        while (take_attributes(result.attributes)) {
        }
    }
    return result;
}

void DeclarationParser::declarator(Declarator& into) {
    const Deeper deeper(*this);
    const std::vector<Derivation> before = pointers(into.attributes);
    std::vector<Derivation> inside;
    if (begins_group()) {
        cursor_.take();
        while (take_attributes(into.attributes)) {
        }
        Declarator inner;
        declarator(inner);
        cursor_.expect(")");
        into.name = inner.name;
        into.at = inner.at;
        inside = std::move(inner.derivations);
    } else if (cursor_.next().kind == Token::Kind::Word && !cursor_.at("__attribute__") && !cursor_.at("__asm__")) {
        into.at = cursor_.next().at;
        into.name = cursor_.take().text;
    }
    const std::vector<Derivation> behind = suffixes();
    auto& list = into.derivations;
    list.insert(list.end(), before.begin(), before.end());
    list.insert(list.end(), behind.rbegin(), behind.rend());
    list.insert(list.end(), inside.begin(), inside.end());
}

std::vector<DeclarationParser::Derivation> DeclarationParser::pointers(Attributes& attributes) {
    std::vector<Derivation> result;
    while (cursor_.at("*") || cursor_.at("&") || cursor_.at("&&")) {
        if (!cursor_.at("*")) cursor_.fail_expected("a name; references are C++");
        result.push_back({Derivation::Kind::Pointer, nullptr, false, "", cursor_.take().at});
        if (result.size() > 100) cursor_.fail("more than 100 pointers to pointers");
        while (take_ignored() || take_attributes(attributes)) {
        }
    }
    return result;
}

// A bracket around a declarator, rather than around the arguments of a function.
bool DeclarationParser::begins_group() {
    if (!cursor_.at("(")) return false;
    const Token& inside = cursor_.next(1);
    if (inside.is("*") || inside.is("(") || inside.is("__attribute__")) return true;
    return inside.kind == Token::Kind::Word && cursor_.next(2).is(")") && !inside.is("void") &&
           !named_type(inside.text);
}

std::vector<DeclarationParser::Derivation> DeclarationParser::suffixes() {
    std::vector<Derivation> result;
    while (true) {
        if (cursor_.at("[") && !cursor_.next(1).is("[")) {
            result.push_back(array_length());
        } else if (cursor_.at("(")) {
            result.push_back({Derivation::Kind::Function, nullptr, false, "", cursor_.next().at});
            cursor_.skip_brackets();
        } else {
            return result;
        }
    }
}

DeclarationParser::Derivation DeclarationParser::array_length() {
    Derivation result{Derivation::Kind::Array, nullptr, false, "", cursor_.next().at};
    cursor_.expect("[");
    if (cursor_.take_if("]")) return result;
    if (cursor_.at("*") && cursor_.next(1).is("]")) {
        cursor_.take();
        cursor_.take();
        result.to_nul = true;
        result.length_text = "*";
        return result;
    }
    const std::size_t begin = cursor_.next().at;
    result.length = parse_formula(cursor_, *this);
    const std::size_t end = cursor_.next().at;
    cursor_.expect("]");
    if (is_constant(*result.length)) {
        result.length_text = std::to_string(constant(result.length));
    } else if (end > begin) {
        result.length_text = on_one_line(cursor_.text().substr(begin, end - begin));
    }
    return result;
}

TypeUse DeclarationParser::derived(TypeUse base, const Declarator& declarator) {
    for (const Derivation& derivation : declarator.derivations) {
        switch (derivation.kind) {
            case Derivation::Kind::Pointer:
                base = {result_.types.add(pointer_type(base, result_.model)), pointer_name(base.name)};
                break;
            case Derivation::Kind::Array:
                base = array_of(base, derivation);
                break;
            case Derivation::Kind::Function: {
                DataType function;
                function.complete = false;
                base = {result_.types.add(std::move(function)), base.name + " ()"};
                break;
            }
        }
    }
    return base;
}

TypeUse DeclarationParser::array_of(const TypeUse& element, const Derivation& derivation) {
    const DataType& of = result_.types[element.type];
    const auto fail = [&](const std::string& what) { cursor_.fail_at(derivation.at, what); };
    if (!of.complete) fail("an array needs elements of a known size, and '" + element.name + "' has none");
    if (of.to_the_end) fail("expected a length: only the outermost may be left out");
    DataType array;
    array.kind = DataType::Kind::Array;
    array.target = element;
    array.alignment = of.alignment;
    array.depth = of.depth + 1;
    if (array.depth > max_type_depth) fail("types nested deeper than " + std::to_string(max_type_depth));
    array.varies = of.varies;
    array.sized = of.sized;
    if (derivation.to_nul) {
        if (of.kind != DataType::Kind::Character) fail("[*] is for characters, and '" + element.name + "' is none");
        array.varies = array.to_nul = true;
        array.sized = false;
    } else if (!derivation.length) {
        array.varies = true;
        (of.last_if ? array.to_last : array.to_the_end) = true;
        if (of.last_if) array.sized = false;
    } else if (is_constant(*derivation.length)) {
        array.count = constant(derivation.length);
        if (array.count < 0) fail("an array of " + std::to_string(array.count) + " elements");
        if (of.size > 0 && array.count > max_type_size / of.size) {
            fail("an array of " + std::to_string(array.count) + " times " + std::to_string(of.size) +
                 " bytes is larger than " + std::to_string(max_type_size));
        }
        constexpr std::int64_t most_empty = 1 << 20;
        if (of.size == 0 && !of.varies && array.count > most_empty) {
            fail("an array of " + std::to_string(array.count) + " elements without bytes");
        }
        array.size = array.count * of.size;
    } else {
        array.length = derivation.length;
        array.varies = true;
        array.sized = false;
    }
    return {result_.types.add(std::move(array)), array_name(element.name, derivation.length_text)};
}

}  // namespace byteprism
