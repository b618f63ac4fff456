// byteprism strings FILE [--encoding E] [--minimum N] [--json]

#include <array>
#include <charconv>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/value_json.hpp"
#include "core/analysis/string_finder.hpp"
#include "core/error.hpp"
#include "core/view/text_encoding.hpp"

namespace byteprism {
namespace {

constexpr const char* encoding_names[] = {"ascii", "utf-8", "utf-16le", "utf-16be"};  // in the order of StringEncoding

struct StringsOptions {
    std::string file;
    StringRules rules;
    std::optional<std::int64_t> least, offset, length;
    bool json = false;
};

class StringPrinter {
public:
    StringPrinter(const StringsOptions& options, const Buffer& buffer) : options_(options), buffer_(buffer) {}

    void print(const FoundString& found) {
        ++count_;
        if (options_.json) {
            output_.write("{\"offset\":" + std::to_string(found.range.offset) +
                          ",\"length\":" + std::to_string(found.range.length) + ",\"text\":");
            output_.write(text_json(text_of(found.range)) + "}\n");
            return;
        }
        // As `strings -t d` prints it; long ones in parts.
        std::array<char, 24> digits{};
        const auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), found.range.offset).ptr;
        const std::string_view offset(digits.data(), static_cast<std::size_t>(end - digits.data()));
        output_.write(offset.size() < 7 ? std::string_view("       ").substr(offset.size()) : "");
        output_.write(offset);
        output_.write(" ");
        constexpr std::int64_t part = 1 << 16;
        for (std::int64_t at = found.range.offset, length = 0; at < found.range.end(); at += length) {
            length = std::min(part, found.range.end() - at);
            if (at + length < found.range.end() && ends_in_half_a_pair({at, length})) length -= 2;
            output_.write(text_of({at, length}));
        }
        output_.write("\n");
    }
    std::uint64_t count() const { return count_; }
    void flush() { output_.flush(); }

private:
    void read(ByteRange range) {
        bytes_.resize(static_cast<std::size_t>(range.length));
        buffer_.storage().read(static_cast<std::size_t>(range.offset), bytes_);
    }
    // The first of two surrogates of UTF-16.
    bool ends_in_half_a_pair(ByteRange range) {
        const StringEncoding encoding = options_.rules.encoding;
        if (encoding != StringEncoding::Utf16Little && encoding != StringEncoding::Utf16Big) return false;
        read({range.end() - 2, 2});
        return (bytes_[encoding == StringEncoding::Utf16Little ? 1 : 0] & std::byte{0xfc}) == std::byte{0xd8};
    }
    std::string text_of(ByteRange range) {
        read(range);
        const StringEncoding encoding = options_.rules.encoding;
        if (encoding == StringEncoding::Utf16Little) return decode(*find_text_encoding("UTF-16LE"), bytes_);
        if (encoding == StringEncoding::Utf16Big) return decode(*find_text_encoding("UTF-16BE"), bytes_);
        return {static_cast<const char*>(static_cast<const void*>(bytes_.data())), bytes_.size()};
    }

    const StringsOptions& options_;
    const Buffer& buffer_;
    std::vector<std::byte> bytes_;
    std::uint64_t count_ = 0;
    Output output_;
};

int strings(StringsOptions& options) {
    options.rules.least_characters = options.least.value_or(4);
    if (options.rules.least_characters < 1) throw ValueError("--minimum: at least 1 character");
    const Buffer buffer = open_source(options.file, Access::ReadOnly).buffer;
    const ByteRange range = range_in(buffer, options.file, options.offset, options.length);
    StringFinder finder(options.rules);
    StringPrinter printer(options, buffer);
    Progress progress;
    const auto sink = [&](const FoundString& found) { return printer.print(found), true; };
    scan_slices(range, reader_of(buffer), [&](const SearchSlice& slice) { return finder.scan(slice, sink, progress); });
    printer.flush();
    return printer.count() > 0 ? 0 : 1;
}

}  // namespace

VerbAction declare_strings(CLI::App& app) {
    auto options = std::make_shared<StringsOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    add_choice(app, "--encoding", options->rules.encoding, encoding_names, "What the characters are stored as");
    app.add_flag("--all-scripts", options->rules.all_scripts, "In UTF-16 not only ASCII characters");
    add_count(app, "-n,--minimum", options->least, "No fewer characters; 4 unless said");
    add_count(app, "--offset", options->offset, "Where the search begins");
    add_count(app, "--length", options->length, "... and how many bytes it looks at");
    app.add_flag("--json", options->json, "As JSON, one line for each string");
    return [options] { return strings(*options); };
}

}  // namespace byteprism
