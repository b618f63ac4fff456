// byteprism find FILE (--hex "DE AD ?? EF" | --text S [--encoding E] | --value F=V | --regex RE) [--overlap] [--json]

#include <array>
#include <charconv>
#include <limits>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "core/analysis/searcher.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr const char* order_names[] = {"format", "little", "big", "both"};  // in the order of NumberOrders

struct FindOptions {
    std::string file;
    std::optional<std::string> hex, mask, text, encoding, value, regex;
    NumberOrders orders = NumberOrders::AsWritten;
    std::optional<std::int64_t> offset, length, stride, limit;
    bool ignore_case = false, overlap = false, count = false, json = false;
};

BytePattern text_of(const FindOptions& options) {
    const std::string name = options.encoding.value_or("UTF-8");
    const TextEncoding* encoding = find_text_encoding(name);
    if (encoding == nullptr) {
        std::string known;
        for (const TextEncoding& each : text_encodings()) known += (known.empty() ? "" : ", ") + std::string(each.name);
        throw ValueError("--encoding: '" + name + "' is none of " + known);
    }
    return text_pattern(*options.text, *encoding, options.ignore_case ? LetterCase::Ignored : LetterCase::Matters);
}

// What is wrong is said with the option's name.
template <class Parse>
void parse_as(const char* option, SearchPattern& pattern, const Parse& parse) {
    try {
        pattern.what = parse();
    } catch (const Error& error) {
        throw ValueError(std::string(option) + ": " + error.what());
    }
}

SearchPattern pattern_of(const FindOptions& options) {
    SearchPattern pattern;
    pattern.stride = options.stride.value_or(1);
    pattern.offset = options.offset.value_or(0);
    pattern.overlapping = options.overlap;
    if (pattern.stride < 1) throw ValueError("--stride: at least 1, not " + std::to_string(pattern.stride));
    if (options.hex) {
        parse_as("--hex", pattern, [&] {
            return options.mask ? parse_masked_pattern(*options.hex, *options.mask) : parse_hex_pattern(*options.hex);
        });
    } else if (options.text) {
        parse_as("--text", pattern, [&] { return text_of(options); });
    } else if (options.value) {
        parse_as("--value", pattern, [&]() -> decltype(pattern.what) {
            const NumberSearch number = parse_number_pattern(*options.value, options.orders);
            if (const auto* range = std::get_if<NumberPattern>(&number)) return *range;
            return std::get<BytePattern>(number);
        });
    } else {
        pattern.what = RegularExpression{*options.regex, options.ignore_case};
    }
    return pattern;
}

Searcher searcher_of(const FindOptions& options) {
    const SearchPattern pattern = pattern_of(options);
    try {
        return Searcher(pattern);
    } catch (const PatternError& error) {
        throw ValueError(std::string("--regex: ") + error.what());
    }
}

class HitPrinter {
public:
    explicit HitPrinter(bool json) : json_(json) {}

    void print(ByteRange hit) {
        text_.clear();
        if (json_) {
            text_ += "{\"offset\":";
            append(hit.offset, 10);
            text_ += ",\"length\":";
            append(hit.length, 10);
            text_ += "}\n";
        } else {
            text_ += "0x";
            append(hit.offset, 16, 8);
            text_ += ' ';
            append(hit.length, 10);
            text_ += '\n';
        }
        output_.write(text_);
    }
    void print_count(std::uint64_t count) {
        const std::string number = std::to_string(count);
        output_.write(json_ ? "{\"count\":" + number + "}\n" : number + "\n");
    }
    void flush() { output_.flush(); }

private:
    void append(std::int64_t number, int base, std::size_t digits = 1) {
        std::array<char, 24> buffer;
        const auto* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, base).ptr;
        const auto length = static_cast<std::size_t>(end - buffer.data());
        if (length < digits) text_.append(digits - length, '0');
        text_.append(buffer.data(), length);
    }

    bool json_;
    std::string text_;
    Output output_;
};

int find(const FindOptions& options) {
    if (options.mask && !options.hex) throw ValueError("--mask: goes with --hex");
    Searcher searcher = searcher_of(options);
    const Buffer buffer = open_source(options.file, Access::ReadOnly).buffer;
    const ByteRange range = range_in(buffer, options.file, options.offset, options.length);
    HitPrinter printer(options.json);
    std::uint64_t count = 0;
    const auto limit = static_cast<std::uint64_t>(options.limit.value_or(std::numeric_limits<std::int64_t>::max()));
    const auto sink = [&](ByteRange hit) {
        if (!options.count) printer.print(hit);
        return ++count < limit;
    };
    Progress progress;
    try {
        if (limit > 0) search(searcher, range, reader_of(buffer), sink, progress);
    } catch (const SearchLimitError& error) {
        printer.flush();
        throw IoError(options.file + ": " + error.what());
    }
    if (options.count) printer.print_count(count);
    printer.flush();
    return count > 0 ? 0 : 1;
}

}  // namespace

VerbAction declare_find(CLI::App& app) {
    auto options = std::make_shared<FindOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    CLI::Option_group* what = app.add_option_group("What", "What is searched for, one of these");
    what->add_option("--hex", options->hex, "Bytes; ? is any digit: 'DE AD ?? E?'")->type_name("BYTES");
    what->add_option("--text", options->text, "Text, in UTF-8 unless --encoding says another")->type_name("TEXT");
    what->add_option("--value", options->value,
                     "A value and its format: '<H=0x1F', '<f=3.14 +- 0.01', '<f=[0, 1]' (both ends included)")
        ->type_name("F=V");
    what->add_option("--regex", options->regex, "A regular expression over bytes; the dot matches newlines")
        ->type_name("RE");
    what->require_option(1);
    app.add_option("--mask", options->mask, "Of --hex only these bits count, as many bytes")->type_name("BYTES");
    app.add_option("--encoding", options->encoding, "... of --text: Latin-1, UTF-16LE, Shift-JIS, ..")->type_name("E");
    app.add_flag("--ignore-case", options->ignore_case, "Letters of --text or --regex in either case");
    add_choice(app, "--order", options->orders, order_names, "Byte order of --value; as its format says unless given");
    app.add_flag("--overlap", options->overlap, "Also hits that begin inside of others");
    add_count(app, "--offset", options->offset, "Where the search begins");
    add_count(app, "--length", options->length, "... and how many bytes it looks at");
    add_count(app, "--stride", options->stride, "Hits begin so many bytes apart, from --offset on, or a multiple");
    add_count(app, "--limit", options->limit, "No more hits than these");
    app.add_flag("--count", options->count, "Only how many");
    app.add_flag("--json", options->json, "As JSON, one line for each hit");
    return [options] { return find(*options); };
}

}  // namespace byteprism
