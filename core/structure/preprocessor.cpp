#include "core/structure/preprocessor.hpp"

#include <algorithm>
#include <map>

#include "core/error.hpp"
#include "core/structure/declaration_error.hpp"
#include "core/structure/formula.hpp"
#include "core/structure/token_cursor.hpp"

namespace byteprism {
namespace {

// Macros that expand to each other can ask for any amount of work.
constexpr std::size_t max_steps = std::size_t{1} << 22;

// What headers ask of the compiler and the machine.
constexpr std::string_view predefined = R"(
#define __STDC__ 1
#define __STDC_VERSION__ 201710
#define __GNUC__ 12
#define __x86_64__ 1
#define __linux__ 1
#define __CHAR_BIT__ 8
#define CHAR_BIT 8
#define __LITTLE_ENDIAN 1234
#define __BIG_ENDIAN 4321
#define __PDP_ENDIAN 3412
#define __BYTE_ORDER 1234
#define __LITTLE_ENDIAN_BITFIELD 1
#define __ORDER_LITTLE_ENDIAN__ 1234
#define __ORDER_BIG_ENDIAN__ 4321
#define __BYTE_ORDER__ 1234
#define __packed __attribute__((packed))
#define __BEGIN_DECLS
#define __END_DECLS
)";

class Preprocessor {
public:
    Preprocessed run(std::string_view text) {
        process(predefined);
        process(text);
        result_.tokens.push_back({Token::Kind::End, text.substr(text.size()), text.size()});
        return std::move(result_);
    }

private:
    // An #if that is open: whether a part of it was taken, and whether the present one is.
    struct Conditional {
        std::size_t at;
        bool outer_active;
        bool taken;
        bool active;
        bool after_else = false;
    };

    class Scope final : public FormulaScope {
    public:
        explicit Scope(const Preprocessor& of) : of_(of) {}
        int long_bits() const override { return 64; }
        bool begins_type(const TokenCursor&) override { return false; }
        TypedInteger cast_type(TokenCursor&) override { return {}; }
        FormulaPtr named(TokenCursor& cursor) override {
            const Token word = cursor.take();
            if (word.is("defined")) {
                const bool bracket = cursor.take_if("(");
                const std::string_view name = cursor.take_word("the name of a macro");
                if (bracket) cursor.expect(")");
                return number_formula({of_.defined(name) ? 1 : 0, 64, false}, word.at);
            }
            if (cursor.at("(") && word.text.starts_with("__has_")) {
                cursor.skip_brackets();
            } else if (cursor.at("(")) {
                cursor.fail_at(word.at, "'" + std::string(word.text) +
                                            "' is a macro with arguments; preprocess the header (gcc -E), then paste");
            }
            return number_formula({word.is("true") ? 1 : 0, 64, false}, word.at);
        }

    private:
        const Preprocessor& of_;
    };

    [[noreturn]] void fail(std::size_t at, const std::string& what) const { throw DeclarationError(what, text_, at); }
    bool defined(std::string_view name) const {
        return macros_.contains(name) || result_.function_macros.contains(name);
    }
    bool active() const { return conditionals_.empty() || conditionals_.back().active; }

    void process(std::string_view text) {
        text_ = text;
        for (const Token& token : tokenize(text)) {
            if (token.kind == Token::Kind::Directive) {
                obey(token);
            } else if (active() && token.kind != Token::Kind::End) {
                expand(token, token.at, result_.tokens);
            }
        }
        if (!conditionals_.empty()) fail(conditionals_.back().at, "the #if is never closed by #endif");
    }

    void expand(Token token, std::size_t at, std::vector<Token>& into) {
        if (++steps_ > max_steps) fail(at, "more than " + std::to_string(max_steps) + " tokens");
        token.at = at;
        const auto macro = token.kind == Token::Kind::Word ? macros_.find(token.text) : macros_.end();
        if (macro == macros_.end() || std::ranges::count(expanding_, token.text) != 0) {
            into.push_back(token);
            return;
        }
        if (expanding_.size() >= 200) fail(at, "macros that use each other more than 200 deep");
        expanding_.push_back(token.text);
        for (const Token& part : macro->second) expand(part, at, into);
        expanding_.pop_back();
    }

    void obey(const Token& directive) {
        const std::string_view line = directive.text.substr(1);
        constexpr std::string_view blanks = " \t";
        const std::size_t begin = std::min(line.find_first_not_of(blanks), line.size());
        const std::string_view name =
            line.substr(begin, line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", begin) - begin);
        rest_ = directive.at + 1 + begin + name.size();
        end_ = directive.at + directive.text.size();
        if (name == "if" || name == "ifdef" || name == "ifndef") return open(directive, name);
        if (name == "elif" || name == "else" || name == "endif") return go_on(directive, name);
        if (!active()) return;
        if (name == "define") return define();
        if (name == "undef") return undefine();
        if (name == "include" || name == "include_next" || name == "import") {
            result_.skipped_includes.emplace_back(text_.substr(rest_, end_ - rest_));
        } else if (name == "pragma") {
            result_.tokens.push_back(directive);
        } else if (name == "error") {
            fail(directive.at, "#error" + std::string(text_.substr(rest_, end_ - rest_)));
        } else if (!name.empty() && name != "line" && name != "warning" && name != "ident" && name != "sccs") {
            fail(directive.at, "expected a directive of C, not '#" + std::string(name) + "'");
        }
    }

    std::vector<Token> rest() const { return tokenize(text_, rest_, end_); }

    void define() {
        std::vector<Token> tokens = rest();
        const Token name = tokens.front();
        if (name.kind != Token::Kind::Word) fail(name.at, "expected the name of a macro");
        const bool has_arguments = tokens[1].is("(") && tokens[1].at == name.at + name.text.size();
        macros_.erase(name.text);
        if (has_arguments) {
            result_.function_macros.emplace(name.text);
            return;
        }
        tokens.pop_back();
        tokens.erase(tokens.begin());
        macros_.emplace(name.text, std::move(tokens));
    }

    void undefine() {
        const Token name = rest().front();
        macros_.erase(name.text);
        result_.function_macros.erase(std::string(name.text));
    }

    // The value of an #if or #elif.
    bool holds() {
        std::vector<Token> tokens;
        bool asked = false;  // the operand of `defined` stays
        for (const Token& token : rest()) {
            if (asked && !token.is("(")) {
                tokens.push_back(token);
                asked = false;
            } else {
                if (token.is("defined")) asked = true;
                token.kind == Token::Kind::Word ? expand(token, token.at, tokens) : tokens.push_back(token);
            }
        }
        TokenCursor cursor(text_, tokens);
        Scope scope(*this);
        const FormulaPtr formula = parse_formula(cursor, scope);
        if (!cursor.at_end()) cursor.fail_expected("the end of the line");
        try {
            return exact_value(*formula, {}) != 0;
        } catch (const ValueError& error) {
            fail(formula->at, error.what());
        }
    }

    void open(const Token& directive, std::string_view name) {
        if (conditionals_.size() >= 1000) fail(directive.at, "#if nested deeper than 1000");
        const bool outer = active();
        bool taken = false;
        if (outer) taken = name == "if" ? holds() : defined(rest().front().text) == (name == "ifdef");
        conditionals_.push_back({directive.at, outer, taken, outer && taken});
    }

    void go_on(const Token& directive, std::string_view name) {
        if (conditionals_.empty()) fail(directive.at, "#" + std::string(name) + " without #if");
        if (name == "endif") return conditionals_.pop_back();
        Conditional& now = conditionals_.back();
        if (now.after_else) fail(directive.at, "#" + std::string(name) + " after #else");
        now.after_else = name == "else";
        now.active = false;
        if (!now.outer_active || now.taken) return;
        const bool taken = name == "else" || holds();
        conditionals_.back().taken = conditionals_.back().active = taken;
    }

    std::string_view text_;
    std::size_t rest_ = 0;  // of the directive: what is behind its name
    std::size_t end_ = 0;
    std::size_t steps_ = 0;
    std::map<std::string_view, std::vector<Token>, std::less<>> macros_;
    std::vector<std::string_view> expanding_;
    std::vector<Conditional> conditionals_;
    Preprocessed result_;
};

}  // namespace

Preprocessed preprocess(std::string_view text) { return Preprocessor().run(text); }

}  // namespace byteprism
