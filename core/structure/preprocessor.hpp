// The preprocessor, as far as headers need it that declare data: constants and other macros without arguments,
// conditional parts, include guards. Line markers and #include lines are skipped: what a header includes is either
// known here (<stdint.h>) or was expanded before it was pasted.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/structure/token.hpp"

namespace byteprism {

struct Preprocessed {
    std::vector<Token> tokens;  // macros expanded; of the directives only #pragma is left
    std::set<std::string, std::less<>> function_macros;
    std::vector<std::string> skipped_includes;
};

// Throws DeclarationError. The tokens point into the text, which must outlive them.
Preprocessed preprocess(std::string_view text);

}  // namespace byteprism
