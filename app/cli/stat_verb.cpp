// byteprism stat FILE [--blocks N] [--histogram] [--json] | (--format F [--stride N] | --view EXPR) [--json]

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/stat_output.hpp"
#include "app/cli/verb.hpp"
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

// As many records as lie whole in the range.
Layout records_in(ByteRange range, const Format& format, std::int64_t stride) {
    const std::int64_t itemsize = format.itemsize();
    const std::int64_t count = itemsize == 0 || range.length < itemsize ? 0 : (range.length - itemsize) / stride + 1;
    return {range.offset, itemsize, {Axis{count, stride}}};
}

void write_numbers(const StatOptions& options, const Buffer& buffer, Output& output) {
    if (options.format) {
        const Format format = Format::parse(*options.format);
        const std::int64_t stride = options.stride.value_or(format.itemsize());
        const ByteRange range = range_in(buffer, options.file, options.offset, options.length);
        return write_number_statistics(records_in(range, format, stride), format, options.json, reader_of(buffer),
                                       output);
    }
    const Evaluated evaluated = Expression::parse(*options.view).evaluate(ReadView::of(buffer));
    const auto* const view = std::get_if<ReadView>(&evaluated.result);
    if (view == nullptr) throw ValueError("--view: '" + *options.view + "' gives a value, not a view");
    write_number_statistics(view->layout(), view->format(), options.json, reader_of(buffer), output);
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
        write_numbers(options, buffer, output);
    } else {
        const ByteRange range = range_in(buffer, options.file, options.offset, options.length);
        write_byte_statistics(range, {options.blocks.value_or(0), options.histogram, options.json}, reader_of(buffer),
                              output);
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
