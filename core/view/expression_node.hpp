// The tree of a parsed expression. Inside core/view only.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/view/expression.hpp"

namespace byteprism {

struct ExpressionNode {
    enum class Kind {
        Literal,    // value; text: as written
        Name,       // text: m, or len before a call
        Tuple,      // items
        List,       // items
        Negative,   // items[0]
        Positive,   // items[0]
        Binary,     // items[0] text items[1]
        Attribute,  // items[0] . text
        Call,       // items[0] . text ( the other items ); text "len" without an object
        Brackets,   // items[0] [ the other items ]
        Slice,      // up to three items, of which any may be null
        Ellipsis,
    };

    Kind kind;
    std::size_t column = 0;  // where an error of this node points
    std::string text;
    Value value;
    std::vector<std::shared_ptr<const ExpressionNode>> items;
    std::vector<std::string> keywords;  // of the last items of a call
    bool one_key = false;               // of a subscript: m[i] rather than m[i,]
};

// Throws ExpressionError, Fault::Text.
std::shared_ptr<const ExpressionNode> parse_expression(std::string_view text);

}  // namespace byteprism
