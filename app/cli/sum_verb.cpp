// byteprism sum FILE [--algorithm A].. [--check HEX] [--json] | --list

#include <algorithm>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/hex_text.hpp"
#include "app/model/value_json.hpp"
#include "core/analysis/digest.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

struct SumOptions {
    std::string file;
    std::vector<std::string> algorithms{"crc32", "md5", "sha1", "sha256"};
    std::optional<std::string> check;
    std::optional<std::int64_t> offset, length;
    bool list = false, json = false;
};

struct Running {
    std::string name;
    std::unique_ptr<Digest> digest;
};

std::vector<Running> begin(const SumOptions& options) {
    std::vector<Running> running;
    for (const std::string& name : options.algorithms) {
        const DigestKind* kind = find_digest(name);
        if (kind == nullptr) throw ValueError("--algorithm: '" + name + "' is unknown; byteprism sum --list names all");
        running.push_back({std::string(kind->name), kind->begin()});
    }
    return running;
}

int list() {
    Output output;
    for (const DigestKind& kind : digest_kinds()) {
        output.write(std::string(kind.name) + (kind.synonym.empty() ? "" : "  " + std::string(kind.synonym)) + "\n");
    }
    output.flush();
    return 0;
}

std::string plain_hex(std::span<const std::byte> bytes) {
    std::string text = hex_text(bytes);
    std::erase(text, ' ');
    return text;
}

int sum(const SumOptions& options) {
    if (options.list) return list();
    if (options.file.empty()) throw ValueError("a file is needed");
    std::vector<Running> running = begin(options);
    const std::string wanted = options.check ? plain_hex(parse_hex(*options.check)) : "";
    const Buffer buffer = open_source(options.file, Access::ReadOnly).buffer;
    const ByteRange range = range_in(buffer, options.file, options.offset, options.length);
    scan_slices(range, reader_of(buffer), [&](const SearchSlice& slice) {
        for (const Running& each : running) each.digest->add(slice.bytes);
        return slice.offset + static_cast<std::int64_t>(slice.bytes.size());
    });
    bool matches = false;
    std::string json;
    Output output;
    for (const Running& each : running) {
        const std::string result = plain_hex(each.digest->end());
        matches = matches || result == wanted;
        if (options.json) {
            json += (json.empty() ? "" : ",") + text_json(each.name) + ":" + text_json(result);
        } else if (!options.check || result == wanted) {
            output.write(result + "  " + each.name + "\n");
        }
    }
    if (options.json) {
        output.write("{\"offset\":" + std::to_string(range.offset) + ",\"length\":" + std::to_string(range.length) +
                     ",\"digests\":{" + json + "}" +
                     (options.check ? std::string(",\"matches\":") + (matches ? "true" : "false") : "") + "}\n");
    }
    output.flush();
    return options.check && !matches ? 1 : 0;
}

}  // namespace

VerbAction declare_sum(CLI::App& app) {
    auto options = std::make_shared<SumOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->type_name("FILE");
    app.add_option("-a,--algorithm", options->algorithms,
                   "Which; may be repeated, or joined by commas; crc32, md5, sha1 and sha256 unless said")
        ->type_name("A")
        ->delimiter(',')
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--check", options->check, "Status 1 unless one of them gives this")->type_name("HEX");
    add_count(app, "--offset", options->offset, "The first byte");
    add_count(app, "--length", options->length, "... and how many");
    app.add_flag("--list", options->list, "List the names of all algorithms");
    app.add_flag("--json", options->json, "As JSON");
    return [options] { return sum(*options); };
}

}  // namespace byteprism
