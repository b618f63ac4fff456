// byteprism stat FILE [--blocks N] [--histogram] [--json] | (--format F [--stride N] | --view EXPR) [--json]

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/value_json.hpp"
#include "core/analysis/byte_histogram.hpp"
#include "core/analysis/column_statistics.hpp"
#include "core/analysis/item_scan.hpp"
#include "core/error.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_blocks = std::int64_t{1} << 20;

struct StatOptions {
    std::string file;
    std::optional<std::string> format, view;
    std::optional<std::int64_t> offset, length, blocks, stride;
    bool histogram = false, json = false;
};

template <class... Arguments>
std::string formatted(const char* format, Arguments... arguments) {
    std::array<char, 200> text{};
    const int length = std::snprintf(text.data(), text.size(), format, arguments...);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string json_of(double number) { return value_json(Value{number}); }

// ---- bytes

struct Block {
    ByteRange range;
    double entropy = 0;
};

struct ByteStatistics {
    ByteRange range;
    ByteHistogram counts{};
    std::vector<Block> blocks;
};

// Block `number` of `count` that are as long as each other, but for a byte.
ByteRange block_of(ByteRange range, std::int64_t number, std::int64_t count) {
    const auto begin = [&](std::int64_t of) {
        return range.offset + range.length / count * of + range.length % count * of / count;
    };
    return {begin(number), begin(number + 1) - begin(number)};
}

ByteStatistics statistics_of(ByteRange range, std::int64_t blocks, const ReadBytes& read) {
    ByteStatistics found{range, {}, {}};
    const std::int64_t count = std::clamp<std::int64_t>(blocks, 1, std::max<std::int64_t>(range.length, 1));
    ByteHistogram counts{};
    ByteRange block = block_of(range, 0, count);
    scan_slices(range, read, [&](const SearchSlice& slice) {
        const std::int64_t end = slice.offset + static_cast<std::int64_t>(slice.bytes.size());
        for (std::int64_t at = slice.offset; at < end;) {
            const std::int64_t until = std::min(end, block.end());
            count_bytes(
                slice.bytes.subspan(static_cast<std::size_t>(at - slice.offset), static_cast<std::size_t>(until - at)),
                counts);
            at = until;
            if (at < block.end()) continue;
            if (blocks > 0) found.blocks.push_back({block, entropy(counts)});
            for (std::size_t value = 0; value < counts.size(); ++value) found.counts[value] += counts[value];
            counts = {};
            if (at < range.end()) block = block_of(range, static_cast<std::int64_t>(found.blocks.size()), count);
        }
        return end;
    });
    return found;
}

double mean_of(const ByteHistogram& counts, std::int64_t length) {
    double sum = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        sum += static_cast<double>(value) * static_cast<double>(counts[value]);
    }
    return sum / static_cast<double>(length);
}

std::size_t most_frequent(const ByteHistogram& counts) {
    return static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
}

void write_json(const ByteStatistics& of, bool histogram, Output& output) {
    const ByteClasses shares = classes(of.counts);
    const bool any = of.range.length > 0;
    const std::size_t most = most_frequent(of.counts);
    output.write(
        "{\"offset\":" + std::to_string(of.range.offset) + ",\"length\":" + std::to_string(of.range.length) +
        ",\"distinct\":" + std::to_string(256 - std::ranges::count(of.counts, 0U)) + ",\"most_frequent\":" +
        (any ? formatted("{\"byte\":%zu,\"count\":%llu}", most, static_cast<unsigned long long>(of.counts[most]))
             : "null") +
        ",\"zeros\":" + std::to_string(of.counts[0]) + ",\"shares\":{\"zero\":" + json_of(shares.zero) +
        ",\"control\":" + json_of(shares.control) + ",\"printable\":" + json_of(shares.printable) +
        ",\"high\":" + json_of(shares.high) + "},\"entropy\":" + json_of(entropy(of.counts)) +
        ",\"mean\":" + (any ? json_of(mean_of(of.counts, of.range.length)) : "null"));
    if (histogram) {
        output.write(",\"histogram\":[");
        for (std::size_t value = 0; value < of.counts.size(); ++value) {
            output.write((value > 0 ? "," : "") + std::to_string(of.counts[value]));
        }
        output.write("]");
    }
    if (!of.blocks.empty()) {
        output.write(",\"blocks\":[");
        for (const Block& block : of.blocks) {
            output.write((&block == of.blocks.data() ? "{\"offset\":" : ",{\"offset\":") +
                         std::to_string(block.range.offset) + ",\"length\":" + std::to_string(block.range.length) +
                         ",\"entropy\":" + json_of(block.entropy) + "}");
        }
        output.write("]");
    }
    output.write("}\n");
}

void write_text(const ByteStatistics& of, bool histogram, Output& output) {
    const ByteClasses shares = classes(of.counts);
    const std::size_t most = most_frequent(of.counts);
    output.write(formatted("%lld bytes from 0x%08llx\n", static_cast<long long>(of.range.length),
                           static_cast<unsigned long long>(of.range.offset)));
    if (of.range.length > 0) {
        const double length = static_cast<double>(of.range.length);
        output.write(formatted("%lld different values, 0x%02zx most often: %llu times, %.2f %%\n",
                               static_cast<long long>(256 - std::ranges::count(of.counts, 0U)), most,
                               static_cast<unsigned long long>(of.counts[most]),
                               100 * static_cast<double>(of.counts[most]) / length));
        output.write(formatted("zero %.2f %%, control %.2f %%, printable %.2f %%, high %.2f %%\n", 100 * shares.zero,
                               100 * shares.control, 100 * shares.printable, 100 * shares.high));
        output.write(formatted("entropy %.4f bits a byte, mean %.4f\n", entropy(of.counts),
                               mean_of(of.counts, of.range.length)));
    }
    for (std::size_t value = 0; histogram && value < of.counts.size(); ++value) {
        if (of.counts[value] == 0) continue;
        output.write(formatted("0x%02zx %llu\n", value, static_cast<unsigned long long>(of.counts[value])));
    }
    for (const Block& block : of.blocks) {
        output.write(formatted("0x%08llx %lld %.4f\n", static_cast<unsigned long long>(block.range.offset),
                               static_cast<long long>(block.range.length), block.entropy));
    }
}

// ---- numbers

struct NumbersFound {
    std::string name;
    NumberColumn column;
    ColumnSummary summary;
    double deviation = 0;
    std::optional<std::size_t> distinct;
};

// One member of every item.
NumbersFound numbers_of(const Layout& items, const Field& field, std::string name, const ReadBytes& read) {
    const auto column = number_column(field);
    if (!column) throw ValueError("'" + name + "' (" + field.code + ") is no number");
    Layout layout = items;
    layout.offset += field.offset;
    layout.itemsize = field.size;
    NumbersFound found{std::move(name), *column, {}, 0, {}};
    ColumnSummarizer summarizer(*column);
    DistinctCounter distinct;
    scan_items(layout, read, [&](const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
        summarizer.add(first, stride, count);
        distinct.add(*column, first, stride, count);
    });
    found.summary = summarizer.summary();
    found.distinct = distinct.count();
    ColumnDeviation deviation(found.summary.mean);
    scan_items(layout, read, [&](const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
        deviation.add(*column, first, stride, count);
    });
    found.deviation = deviation.deviation();
    return found;
}

std::vector<NumbersFound> columns_of(const Layout& items, const Format& format, const ReadBytes& read) {
    if (format.fields().empty()) throw ValueError("the format '" + format.text() + "' holds no number");
    std::vector<NumbersFound> columns;
    for (const Field& field : format.fields()) {
        columns.push_back(numbers_of(items, field, field.name.value_or("f" + std::to_string(columns.size())), read));
    }
    return columns;
}

// Of integers exactly.
std::string number_text(const NumbersFound& of, double number, std::int64_t integer) {
    if (!of.column.whole()) return json_of(number);
    return of.column.fits_signed() ? std::to_string(integer) : std::to_string(static_cast<std::uint64_t>(integer));
}

std::string numbers_json(const NumbersFound& of) {
    const ColumnSummary& summary = of.summary;
    const auto if_any = [&](const std::string& text) { return summary.any() ? text : "null"; };
    return "{\"name\":" + text_json(of.name) + ",\"count\":" + std::to_string(summary.count) +
           ",\"nans\":" + std::to_string(summary.nans) +
           ",\"min\":" + if_any(number_text(of, summary.least, summary.least_integer)) +
           ",\"max\":" + if_any(number_text(of, summary.greatest, summary.greatest_integer)) +
           ",\"mean\":" + if_any(json_of(summary.mean)) + ",\"stddev\":" + if_any(json_of(of.deviation)) +
           ",\"distinct\":" + (of.distinct ? std::to_string(*of.distinct) : "null") + "}\n";
}

std::string numbers_text(const NumbersFound& of) {
    const ColumnSummary& summary = of.summary;
    std::string text = of.name + ": " + std::to_string(summary.count) + " numbers";
    if (summary.nans > 0) text += ", " + std::to_string(summary.nans) + " of them NaN";
    if (summary.any()) {
        text += ", min " + number_text(of, summary.least, summary.least_integer) + ", max " +
                number_text(of, summary.greatest, summary.greatest_integer) + ", mean " + repr(Value{summary.mean}) +
                ", stddev " + repr(Value{of.deviation});
    }
    return text + ", " + (of.distinct ? "" : "more than ") +
           std::to_string(of.distinct.value_or(DistinctCounter::most)) + " different\n";
}

// As many records as lie whole in the range.
Layout records_in(ByteRange range, const Format& format, std::int64_t stride) {
    const std::int64_t itemsize = format.itemsize();
    const std::int64_t count = itemsize == 0 || range.length < itemsize ? 0 : (range.length - itemsize) / stride + 1;
    return {range.offset, itemsize, {Axis{count, stride}}};
}

std::vector<NumbersFound> find_numbers(const StatOptions& options, const Buffer& buffer) {
    if (options.format) {
        const Format format = Format::parse(*options.format);
        const std::int64_t stride = options.stride.value_or(format.itemsize());
        const ByteRange range = range_in(buffer, options.file, options.offset, options.length);
        return columns_of(records_in(range, format, stride), format, reader_of(buffer));
    }
    const Evaluated evaluated = Expression::parse(*options.view).evaluate(ReadView::of(buffer));
    const auto* const view = std::get_if<ReadView>(&evaluated.result);
    if (view == nullptr) throw ValueError("--view: '" + *options.view + "' gives a value, not a view");
    return columns_of(view->layout(), view->format(), reader_of(buffer));
}

// ---- the verb

void check(const StatOptions& options) {
    if (options.blocks && (*options.blocks < 1 || *options.blocks > most_blocks)) {
        throw ValueError("--blocks: 1 to " + std::to_string(most_blocks) + " are possible, not " +
                         std::to_string(*options.blocks));
    }
    if (options.stride == 0) throw ValueError("--stride: at least 1");
    if (options.stride && !options.format) throw ValueError("--stride: goes with --format");
}

int stat(const StatOptions& options) {
    check(options);
    const Buffer buffer = open_source(options.file, Access::ReadOnly).buffer;
    Output output;
    if (options.format || options.view) {
        for (const NumbersFound& each : find_numbers(options, buffer)) {
            output.write(options.json ? numbers_json(each) : numbers_text(each));
        }
    } else {
        const ByteRange range = range_in(buffer, options.file, options.offset, options.length);
        const ByteStatistics found = statistics_of(range, options.blocks.value_or(0), reader_of(buffer));
        (options.json ? write_json : write_text)(found, options.histogram, output);
    }
    output.flush();
    return 0;
}

}  // namespace

VerbAction declare_stat(CLI::App& app) {
    auto options = std::make_shared<StatOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    CLI::Option* format =
        app.add_option("--format", options->format,
                       "Least, greatest, mean, standard deviation and number of different ones of each member of the "
                       "records of this format: '<f', '<IHH'")
            ->type_name("F");
    add_count(app, "--stride", options->stride, "... one record every so many bytes");
    CLI::Option* view = app.add_option("--view", options->view, "The same of the numbers of a view: m[54:].cast('<H')")
                            ->type_name("EXPR");
    CLI::Option* offset = add_count(app, "--offset", options->offset, "The first byte");
    CLI::Option* length = add_count(app, "--length", options->length, "... and how many");
    CLI::Option* blocks =
        add_count(app, "--blocks", options->blocks, "Also the entropy of each of so many parts of equal length");
    CLI::Option* histogram = app.add_flag("--histogram", options->histogram, "Also how often each byte occurs");
    app.add_flag("--json", options->json, "As JSON; of numbers one line for each member");
    view->excludes(format)->excludes(offset)->excludes(length)->excludes(blocks)->excludes(histogram);
    format->excludes(blocks)->excludes(histogram);
    return [options] { return stat(*options); };
}

}  // namespace byteprism
