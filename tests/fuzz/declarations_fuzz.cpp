// Any text as C declarations, and what is behind its first NUL as data of the last record: errors have a place in the
// text, reading stays inside the data and ends.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.hpp"
#include "core/structure/data_value.hpp"
#include "core/structure/declarations.hpp"

namespace {

using namespace byteprism;

class Visitor {
public:
    explicit Visitor(const DataReader& reader) : reader_(reader) {}

    void visit(const DataNode& node) {
        if (--left_ < 0) return;
        const bool leaf = node.kind == DataNode::Kind::Value || node.kind == DataNode::Kind::Text;
        if (leaf && node.error.empty()) {
            if (node.bytes.offset < 0 || node.bytes.end() > static_cast<std::int64_t>(reader_.bytes().size()))
                std::abort();
            text_of(reader_.types(), node, reader_.bytes());
        }
        reader_.size_of(node);
        for (std::int64_t i = 0; i < reader_.child_count(node) && left_ > 0; ++i) visit(reader_.child(node, i));
    }

private:
    const DataReader& reader_;
    int left_ = 200;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(static_cast<const char*>(static_cast<const void*>(data)), size);
    const std::string_view text = all.substr(0, all.find('\0'));
    const auto bytes = std::as_bytes(std::span(data, size)).subspan(text.size());
    try {
        const Declarations declarations = parse_declarations(text);
        if (declarations.records.empty()) return 0;
        const DataReader reader(declarations.types, bytes);
        Visitor(reader).visit(reader.root(declarations.records.back(), 0));
    } catch (const StructError& error) {
        if (!error.column || *error.column > text.size()) std::abort();
    } catch (const ValueError&) {
        // Bytes that are no text.
    }
    return 0;
}
