// byteprism write FILE --at OFFSET (--hex .. | --text .. | --value F=V | --from FILE) [--insert] [-o OUT]

#include "app/cli/options.hpp"
#include "app/cli/source.hpp"
#include "app/cli/value_bytes.hpp"
#include "app/cli/verb.hpp"
#include "app/model/hex_text.hpp"
#include "app/model/saving/saving.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

struct WriteOptions {
    std::string file;
    std::optional<std::int64_t> at;
    std::optional<std::string> hex, text, value, from, out;
    bool insert = false;
};

Buffer bytes_of(const WriteOptions& options) {
    if (options.hex) return Buffer::constant(parse_hex(*options.hex));
    if (options.text) return Buffer::constant(std::as_bytes(std::span(*options.text)));
    if (options.value) return Buffer::constant(value_bytes(*options.value));
    return open_source(*options.from).buffer;
}

void check(const WriteOptions& options) {
    if (options.file != "-") return;
    if (!options.out) throw ValueError("standard input cannot be written back: -o is needed");
    if (options.from == "-") throw ValueError("standard input can be the file or the bytes, not both");
}

// Nothing is copied: the file's own bytes stream from where they are, so that an insert into a large file takes no
// memory.
int write(const WriteOptions& options) {
    check(options);
    const Buffer patch = bytes_of(options);
    const OpenedFile source = open_source(options.file, options.out ? Access::ReadOnly : Access::ReadWrite);
    const std::span<const std::byte> old = source.buffer.bytes();
    const auto size = static_cast<std::int64_t>(old.size());
    const auto length = static_cast<std::int64_t>(patch.size());
    const std::int64_t replaced = options.insert ? 0 : length;
    const std::int64_t at = *options.at;
    if (at > size || replaced > size - at) {
        throw IoError(options.file + ": " + std::to_string(length) + " bytes at " + std::to_string(at) +
                      " do not fit into its " + std::to_string(size) + " bytes; nothing was written");
    }
    const Content content(
        {old.first(static_cast<std::size_t>(at)), patch.bytes(), old.subspan(static_cast<std::size_t>(at + replaced))});
    if (options.out) {
        write_new_file(*options.out, content);
    } else if (length > 0) {
        const ByteRange changed[] = {{at, length}};
        save_file(options.file, source.stamp, content, changed);
    }
    return 0;
}

}  // namespace

VerbAction declare_write(CLI::App& app) {
    auto options = std::make_shared<WriteOptions>();
    app.add_option("file", options->file, "The file, which must exist; - is standard input, and needs -o")
        ->required()
        ->type_name("FILE");
    add_count(app, "--at", options->at, "Where the bytes go")->required()->type_name("OFFSET");
    CLI::Option_group* bytes = app.add_option_group("Bytes", "What is written, one of these");
    bytes->add_option("--hex", options->hex, "Bytes in hexadecimal: 'DE AD be ef'")->type_name("BYTES");
    bytes->add_option("--text", options->text, "Text, in UTF-8")->type_name("TEXT");
    bytes->add_option("--value", options->value, "A value and the format it is stored in: '<H=0x1F'")->type_name("F=V");
    bytes->add_option("--from", options->from, "All bytes of this file; - is standard input")->type_name("FILE");
    bytes->require_option(1);
    app.add_flag("--insert", options->insert, "Move the bytes behind instead of overwriting them");
    app.add_option("-o", options->out, "Write the result to this file, leave FILE alone")->type_name("OUT");
    return [options] { return write(*options); };
}

}  // namespace byteprism
