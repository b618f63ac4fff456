// byteprism diff FIRST SECOND [--aligned] [--bytes | --count] [--gap N] [--json] | --patch OUT

#include <array>
#include <cstdio>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/patch/patch.hpp"
#include "app/model/saving/output_file.hpp"
#include "core/analysis/comparison.hpp"
#include "core/analysis/difference.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t aligned_gap = AlignmentRules{}.gap;

struct DiffOptions {
    std::string first, second;
    std::optional<std::string> patch;
    std::optional<std::int64_t> offset, second_offset, length, gap;
    bool aligned = false, bytes = false, count = false, json = false;
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

// What is compared of each file.
struct Side {
    Buffer buffer;
    ByteRange range;
};

AlignedBytes aligned_bytes(const Side& side) { return {side.range, reader_of(side.buffer)}; }

Side first_side(const DiffOptions& options) {
    Buffer buffer = open_source(options.first, Access::ReadOnly).buffer;
    const ByteRange range = range_in(buffer, options.first, options.offset, options.length);
    return {std::move(buffer), range};
}

Side second_side(const DiffOptions& options) {
    Buffer buffer = open_source(options.second, Access::ReadOnly).buffer;
    const auto offset = options.second_offset ? options.second_offset : options.offset;
    const ByteRange range = range_in(buffer, options.second, offset, options.length);
    return {std::move(buffer), range};
}

int compare(const DiffOptions& options, const Side& first, const Side& second) {
    const ByteRange a = first.range, b = second.range;
    const std::int64_t common = std::min(a.length, b.length);
    DiffPrinter printer(options, common);
    DifferenceFinder finder(options.gap.value_or(1));
    Progress progress;
    const auto sink = [&](ByteRange run) { return printer.print(run), true; };
    scan_pairs(aligned_bytes(first), aligned_bytes(second),
               [&](std::int64_t offset, std::span<const std::byte> bytes, std::span<const std::byte> others) {
                   finder.scan(bytes, others, offset, sink, progress);
                   if (options.bytes) printer.print_bytes(offset, bytes, others);
                   return true;
               });
    finder.finish(sink);
    printer.print_rest({a.offset + common, a.length - common}, "first");
    printer.print_rest({b.offset + common, b.length - common}, "second");
    return printer.finish();
}

void each_hunk(const Side& first, const Side& second, const ComparisonRules& rules, const HunkSink& sink) {
    Progress progress;
    compare(aligned_bytes(first), aligned_bytes(second), rules, sink, progress);
}

int compare_aligned(const DiffOptions& options, const Side& first, const Side& second) {
    Output output;
    std::uint64_t edits = 0;
    std::int64_t removed = 0, added = 0;
    each_hunk(first, second, {true, options.gap.value_or(aligned_gap)}, [&](const Hunk& edit) {
        ++edits;
        removed += edit.first.length;
        added += edit.second.length;
        if (options.count) return true;
        std::array<char, 160> line{};
        const int length = std::snprintf(
            line.data(), line.size(),
            options.json ? "{\"offset\":%lld,\"length\":%lld,\"second_offset\":%lld,\"second_length\":%lld}\n"
                         : "0x%08llx %lld 0x%08llx %lld\n",
            static_cast<long long>(edit.first.offset), static_cast<long long>(edit.first.length),
            static_cast<long long>(edit.second.offset), static_cast<long long>(edit.second.length));
        output.write({line.data(), static_cast<std::size_t>(length)});
        return true;
    });
    if (options.count) {
        const std::string numbers[] = {std::to_string(edits), std::to_string(removed), std::to_string(added)};
        output.write(options.json
                         ? "{\"edits\":" + numbers[0] + ",\"removed\":" + numbers[1] + ",\"added\":" + numbers[2] +
                               "}\n"
                         : numbers[0] + " edits, " + numbers[1] + " bytes removed, " + numbers[2] + " added\n");
    }
    output.flush();
    return edits == 0 ? 0 : 1;
}

int write_patch(const DiffOptions& options) {
    const PatchKind& kind = patch_kind_of_name(*options.patch);
    const Side first = first_side(options), second = second_side(options);
    OutputFile file(*options.patch);
    Progress progress;
    write_patch(
        kind, {first.range.length, reader_of(first.buffer)}, {second.range.length, reader_of(second.buffer)},
        options.gap, [&](std::span<const std::byte> bytes) { file.write(bytes); }, progress);
    file.finish();
    return 0;
}

int diff(const DiffOptions& options) {
    if (options.gap == 0) throw ValueError("--gap: at least 1");
    if (options.first == "-" && options.second == "-") throw ValueError("standard input can be one of them only");
    if (options.patch) return write_patch(options);
    return (options.aligned ? compare_aligned : compare)(options, first_side(options), second_side(options));
}

}  // namespace

VerbAction declare_diff(CLI::App& app) {
    auto options = std::make_shared<DiffOptions>();
    app.add_option("first", options->first, "A file; - is standard input")->required()->type_name("FIRST");
    app.add_option("second", options->second, "The other one, or the same with --second-offset")
        ->required()
        ->type_name("SECOND");
    CLI::Option* offset =
        add_count(app, "--offset", options->offset, "Where the comparison begins; offsets are told of the first file");
    CLI::Option* second_offset =
        add_count(app, "--second-offset", options->second_offset, "... in the second file, if not there");
    CLI::Option* length = add_count(app, "--length", options->length, "... and how many bytes are compared");
    add_count(app, "--gap", options->gap,
              "Runs with fewer equal bytes between them are one; 1 unless said, 4 with --aligned");
    CLI::Option* aligned =
        app.add_flag("--aligned", options->aligned,
                     "Find insertions and deletions: in a line offset and length in the first file, and in the second");
    CLI::Option* bytes = app.add_flag("--bytes", options->bytes, "Every byte in a line, as cmp -l prints them");
    CLI::Option* count = app.add_flag("--count", options->count, "Only how many runs and bytes differ");
    CLI::Option* json = app.add_flag("--json", options->json, "As JSON, one line for each run");
    CLI::Option* patch =
        app.add_option("--patch", options->patch,
                       "Write what makes FIRST into SECOND, for byteprism patch; OUT ends in .json, .ips or .bps")
            ->type_name("OUT");
    bytes->excludes(count)->excludes(json)->excludes(aligned);
    for (CLI::Option* other : {aligned, bytes, count, json, offset, second_offset, length}) patch->excludes(other);
    return [options] { return diff(*options); };
}

}  // namespace byteprism
