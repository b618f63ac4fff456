// byteprism dump FILE [--view EXPR] [--columns N] [--offset N] [--length N]

#include <algorithm>
#include <charconv>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "core/error.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

struct DumpOptions {
    std::string file;
    std::optional<std::string> view;
    std::optional<std::int64_t> columns, offset, length;
};

// Rows as hexdump -C prints them: the offset, the bytes with a gap after every eight, the text between bars.
class RowPrinter {
public:
    RowPrinter(std::int64_t size, std::size_t columns) {
        while (offset_digits_ < 16 && (static_cast<std::uint64_t>(size) >> (4 * offset_digits_)) != 0) ++offset_digits_;
        bar_ = offset_digits_ + 1 + 3 * columns + (columns + 7) / 8 + 1;
    }

    std::string_view row(std::int64_t offset, std::span<const std::byte> bytes) {
        static constexpr char digits[] = "0123456789abcdef";
        line_.assign(bar_ + bytes.size() + 3, ' ');
        for (std::size_t digit = 0; digit < offset_digits_; ++digit) {
            line_[offset_digits_ - 1 - digit] = digits[(static_cast<std::uint64_t>(offset) >> (4 * digit)) & 15];
        }
        std::size_t at = offset_digits_ + 2;
        for (std::size_t column = 0; column < bytes.size(); ++column, at += 3) {
            const auto byte = std::to_integer<unsigned>(bytes[column]);
            if (column > 0 && column % 8 == 0) ++at;
            line_[at] = digits[byte >> 4];
            line_[at + 1] = digits[byte & 15];
            line_[bar_ + 1 + column] = byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
        }
        line_[bar_] = '|';
        line_[bar_ + 1 + bytes.size()] = '|';
        line_.back() = '\n';
        return line_;
    }

private:
    std::size_t offset_digits_ = 8;
    std::size_t bar_ = 0;  // the column of the bar before the text
    std::string line_;
};

// The bytes of the view that an expression gives, one item after the other; offsets count from the first.
class ViewedBytes {
public:
    ViewedBytes(const ReadView& m, const std::optional<std::string>& expression) : view_(m) {
        if (!expression) return;
        Evaluated evaluated = Expression::parse(*expression).evaluate(m);
        if (!std::holds_alternative<ReadView>(evaluated.result)) {
            throw ValueError("--view: '" + *expression + "' gives a value, not a view");
        }
        view_ = std::get<ReadView>(std::move(evaluated.result));
        if (!view_.c_contiguous()) copy_ = view_.tobytes();
    }
    std::span<const std::byte> bytes() const { return copy_ ? std::span<const std::byte>(*copy_) : view_.bytes(); }

private:
    ReadView view_;
    std::optional<Bytes> copy_;  // of a view with gaps
};

int dump(const DumpOptions& options) {
    const Buffer buffer = open_source(options.file).buffer;
    const ViewedBytes source(ReadView::of(buffer), options.view);
    const std::span<const std::byte> bytes = source.bytes();
    const auto size = static_cast<std::int64_t>(bytes.size());
    const std::int64_t offset = options.offset.value_or(0);
    if (offset > size) {
        throw IoError(options.file + ": offset " + std::to_string(offset) + " lies outside its " +
                      std::to_string(size) + " bytes");
    }
    const std::int64_t end = offset + std::min(options.length.value_or(size), size - offset);
    const std::int64_t columns = options.columns.value_or(16);
    if (columns < 1 || columns > 4096)
        throw ValueError("--columns: 1 to 4096 are possible, not " + std::to_string(columns));
    RowPrinter printer(size, static_cast<std::size_t>(columns));
    Output output;
    for (std::int64_t row = offset; row < end; row += columns) {
        const std::int64_t length = std::min(columns, end - row);
        output.write(printer.row(row, bytes.subspan(static_cast<std::size_t>(row), static_cast<std::size_t>(length))));
    }
    output.flush();
    return 0;
}

}  // namespace

VerbAction declare_dump(CLI::App& app) {
    auto options = std::make_shared<DumpOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    app.add_option("--view", options->view, "The bytes of this view: m[54:].cast('B', (480, 640))[::-1]")
        ->type_name("EXPR");
    add_count(app, "--columns", options->columns, "Bytes in a row, 1 to 4096 (16)");
    add_count(app, "--offset", options->offset, "The first byte (0)");
    add_count(app, "--length", options->length, "How many bytes (all)");
    return [options] { return dump(*options); };
}

}  // namespace byteprism
