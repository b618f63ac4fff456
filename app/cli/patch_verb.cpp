// byteprism patch FILE PATCH -o OUT

#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/patch/patch.hpp"
#include "app/model/saving/output_file.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

struct PatchOptions {
    std::string file, patch, out;
};

FileBytes file_bytes(const Buffer& buffer) { return {static_cast<std::int64_t>(buffer.size()), reader_of(buffer)}; }

int patch(const PatchOptions& options) {
    if (options.file == "-" && options.patch == "-") throw ValueError("standard input can be one of them only");
    const Buffer source = open_source(options.file, Access::ReadOnly).buffer;
    const Buffer bytes = open_source(options.patch, Access::ReadOnly).buffer;
    const FileBytes patch = file_bytes(bytes);
    const PatchKind* const kind = patch_kind_of(patch);
    if (kind == nullptr) throw IoError(options.patch + ": is no patch of JSON, IPS or BPS");
    OutputFile out(options.out);
    try {
        kind->apply(patch, file_bytes(source), [&](std::span<const std::byte> part) { out.write(part); });
    } catch (const IoError& error) {
        throw IoError(options.patch + ": " + error.what() + "; nothing was written");
    }
    out.finish();
    return 0;
}

}  // namespace

VerbAction declare_patch(CLI::App& app) {
    auto options = std::make_shared<PatchOptions>();
    app.add_option("file", options->file, "The file that the patch was made for; - is standard input")
        ->required()
        ->type_name("FILE");
    app.add_option("patch", options->patch, "The patch, of byteprism diff --patch or any IPS or BPS")
        ->required()
        ->type_name("PATCH");
    app.add_option("-o", options->out, "Write the result to this file, which may be FILE")
        ->required()
        ->type_name("OUT");
    return [options] { return patch(*options); };
}

}  // namespace byteprism
