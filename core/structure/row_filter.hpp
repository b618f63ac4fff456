// RowFilter: which records of a table a condition on their columns holds for, many records at once.
//
//     RowFilter filter("w > 100 && (h < 5 || name.first == 0x41)", columns);
//     filter.test(first_record, stride, count, holds);
//
// The operators are C's, as in the formulas of declarations, and whole numbers are as exact as there. Where a column or
// a literal with a point takes part, both sides are doubles. Names of enumerators are numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/structure/data_type.hpp"
#include "core/view/number_column.hpp"

namespace byteprism {

struct FilterColumn {
    std::string name;  // "w", "box.w", "box[2]", "[0]"
    NumberColumn numbers;
    std::int64_t offset = 0;  // from the start of a record
    std::span<const Enumerator> enumerators = {};
};

class RowFilter {
public:
    // Throws DeclarationError, with the column, saying what was expected.
    RowFilter(std::string_view text, std::span<const FilterColumn> columns);

    // How many records test() takes at most.
    static constexpr std::size_t most = 1024;
    // Writes for each record whether the condition holds. One for which it has no value - a division by 0, a number
    // beyond 64 bits - does not hold it, and is counted. Requires count <= most.
    void test(const std::byte* first, std::ptrdiff_t stride, std::size_t count, std::uint8_t* holds);
    std::uint64_t without_value() const { return without_value_; }

private:
    enum class Operation : std::uint8_t {
        Constant,
        Column,
        Negate,
        Not,
        Invert,
        Add,
        Subtract,
        Multiply,
        Divide,
        Remainder,
        ShiftLeft,
        ShiftRight,
        And,
        Or,
        Xor,
        Less,
        Greater,
        LessEqual,
        GreaterEqual,
        Equal,
        NotEqual,
        Both,
        Either,
        Choice,
    };
    // A node of the expression. Operands come before it.
    struct Step {
        Operation operation = Operation::Constant;
        bool real = false;  // its numbers are doubles
        std::size_t a = 0, b = 0, c = 0;
        std::size_t column = 0;
        std::vector<std::int64_t> integers;
        std::vector<double> reals;
        std::vector<std::uint8_t> bad;  // has no value
    };

    std::size_t compile(const Formula& formula, std::string_view text);
    std::size_t constant(std::int64_t integer, double real, bool is_real);
    void run(Step& step, const std::byte* first, std::ptrdiff_t stride, std::size_t count);
    void read_column(Step& step, const std::byte* first, std::ptrdiff_t stride, std::size_t count) const;
    void run_reals(Step& step, std::size_t count);
    void run_integers(Step& step, std::size_t count);
    void run_truths(Step& step, std::size_t count);
    double real(const Step& step, std::size_t i) const {
        return step.real ? step.reals[i] : static_cast<double>(step.integers[i]);
    }
    bool truth(const Step& step, std::size_t i) const { return step.real ? step.reals[i] != 0 : step.integers[i] != 0; }

    std::vector<FilterColumn> columns_;
    std::vector<Step> steps_;
    std::uint64_t without_value_ = 0;
};

}  // namespace byteprism
