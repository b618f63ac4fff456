// byteprism diff FIRST SECOND [--bytes | --count] [--gap N] [--json]

#include <array>
#include <cstdio>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "core/analysis/difference.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

struct DiffOptions {
    std::string first, second;
    std::optional<std::int64_t> offset, second_offset, length, gap;
    bool bytes = false, count = false, json = false;
};

class DiffPrinter {
public:
    // Offsets as wide as `cmp -l` makes them for so many bytes in common.
    DiffPrinter(const DiffOptions& options, std::int64_t common)
        : options_(options), width_(static_cast<int>(std::to_string(common).size())) {}

    void print(ByteRange run) {
        ++runs_;
        bytes_ += run.length;
        if (options_.count || options_.bytes) return;
        write_run(run, "");
    }
    void print_bytes(std::int64_t offset, std::span<const std::byte> a, std::span<const std::byte> b) {
        for (std::size_t at = first_difference(a, b, 0); at < a.size(); at = first_difference(a, b, at + 1)) {
            std::array<char, 64> line{};
            const int length = std::snprintf(line.data(), line.size(), "%*lld %3o %3o\n", width_,
                                             static_cast<long long>(offset) + static_cast<long long>(at) + 1,
                                             std::to_integer<unsigned>(a[at]), std::to_integer<unsigned>(b[at]));
            output_.write({line.data(), static_cast<std::size_t>(length)});
        }
    }
    // What one of them has behind the end of the other.
    void print_rest(ByteRange rest, const char* owner) {
        if (rest.empty()) return;
        if (!options_.count && !options_.bytes) write_run(rest, owner);
        rest_ = rest.length;
    }
    int finish() {
        if (options_.count) {
            output_.write(options_.json
                              ? "{\"runs\":" + std::to_string(runs_) + ",\"bytes\":" + std::to_string(bytes_) +
                                    ",\"rest\":" + std::to_string(rest_) + "}\n"
                              : std::to_string(runs_) + " runs, " + std::to_string(bytes_) + " bytes differ; " +
                                    std::to_string(rest_) + " behind the shorter's end\n");
        }
        output_.flush();
        return runs_ == 0 && rest_ == 0 ? 0 : 1;
    }

private:
    void write_run(ByteRange run, const std::string& owner) {
        if (options_.json) {
            output_.write("{\"offset\":" + std::to_string(run.offset) + ",\"length\":" + std::to_string(run.length) +
                          (owner.empty() ? "" : ",\"only\":\"" + owner + "\"") + "}\n");
            return;
        }
        std::array<char, 64> line{};
        const int length =
            std::snprintf(line.data(), line.size(), "0x%08llx %lld", static_cast<unsigned long long>(run.offset),
                          static_cast<long long>(run.length));
        output_.write(std::string(line.data(), static_cast<std::size_t>(length)) +
                      (owner.empty() ? "" : " only in the " + owner) + "\n");
    }

    const DiffOptions& options_;
    int width_;
    std::uint64_t runs_ = 0;
    std::int64_t bytes_ = 0, rest_ = 0;
    Output output_;
};

int diff(const DiffOptions& options) {
    if (options.gap == 0) throw ValueError("--gap: at least 1");
    if (options.first == "-" && options.second == "-") throw ValueError("standard input can be one of them only");
    const Buffer first = open_source(options.first, Access::ReadOnly).buffer;
    const Buffer second = open_source(options.second, Access::ReadOnly).buffer;
    const ByteRange a = range_in(first, options.first, options.offset, options.length);
    const ByteRange b = range_in(second, options.second, options.second_offset ? options.second_offset : options.offset,
                                 options.length);
    const std::int64_t common = std::min(a.length, b.length);
    DiffPrinter printer(options, common);
    DifferenceFinder finder(options.gap.value_or(1));
    Progress progress;
    const auto sink = [&](ByteRange run) { return printer.print(run), true; };
    const ReadBytes read = reader_of(second);
    std::vector<std::byte> others;
    scan_slices({a.offset, common}, reader_of(first), [&](const SearchSlice& slice) {
        others.resize(slice.bytes.size());
        read(slice.offset - a.offset + b.offset, others);
        finder.scan(slice.bytes, others, slice.offset, sink, progress);
        if (options.bytes) printer.print_bytes(slice.offset, slice.bytes, others);
        return slice.offset + static_cast<std::int64_t>(slice.bytes.size());
    });
    finder.finish(sink);
    printer.print_rest({a.offset + common, a.length - common}, "first");
    printer.print_rest({b.offset + common, b.length - common}, "second");
    return printer.finish();
}

}  // namespace

VerbAction declare_diff(CLI::App& app) {
    auto options = std::make_shared<DiffOptions>();
    app.add_option("first", options->first, "A file; - is standard input")->required()->type_name("FIRST");
    app.add_option("second", options->second, "The other one, or the same with --second-offset")
        ->required()
        ->type_name("SECOND");
    add_count(app, "--offset", options->offset, "Where the comparison begins; offsets are told of the first file");
    add_count(app, "--second-offset", options->second_offset, "... in the second file, if not there");
    add_count(app, "--length", options->length, "... and how many bytes are compared");
    add_count(app, "--gap", options->gap, "Runs with fewer equal bytes between them are one; 1 unless said");
    CLI::Option* bytes = app.add_flag("--bytes", options->bytes, "Every byte in a line, as cmp -l prints them");
    CLI::Option* count = app.add_flag("--count", options->count, "Only how many runs and bytes differ");
    CLI::Option* json = app.add_flag("--json", options->json, "As JSON, one line for each run");
    bytes->excludes(count)->excludes(json);
    return [options] { return diff(*options); };
}

}  // namespace byteprism
