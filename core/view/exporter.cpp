#include "core/view/exporter.hpp"

#include <cstring>
#include <utility>

#include "core/error.hpp"
#include "core/view/format.hpp"
#include "core/view/layout.hpp"

namespace byteprism {
namespace {

std::int64_t exported_itemsize(const Format& format, std::optional<std::int64_t> given) {
    if (!given) {
        if (format.error()) throw StructError(*format.error());
        return format.itemsize();
    }
    if (*given < 0) throw ValueError("an item cannot have " + std::to_string(*given) + " bytes");
    const bool fits = format.error() || (format.plain() ? *given == format.itemsize() : *given >= format.itemsize());
    if (!fits) {
        throw ValueError("itemsize " + std::to_string(*given) + " does not fit format '" + format.text() + "' of " +
                         std::to_string(format.itemsize()) + " bytes");
    }
    return *given;
}

std::vector<std::int64_t> c_strides(std::span<const std::int64_t> shape, std::int64_t itemsize) {
    const Layout layout = c_order(shape, itemsize);
    const Strides strides = strides_of(layout);
    return {strides.begin(), strides.end()};
}

// The table of pointers is the buffer; the blocks it points to live as long.
class PointerTable final : public Storage {
public:
    PointerTable(std::vector<Buffer> blocks, Access access) : blocks_(std::move(blocks)), access_(access) {
        for (const Buffer& block : blocks_) {
            pins_.emplace_back(block);
            pointers_.push_back(pins_.back().data());
        }
    }
    std::span<std::byte> bytes() noexcept override { return std::as_writable_bytes(std::span(pointers_)); }
    Access access() const noexcept override { return access_; }

private:
    std::vector<Buffer> blocks_;
    std::vector<BufferPin> pins_;
    std::vector<std::byte*> pointers_;
    Access access_;
};

}  // namespace

Buffer exporter(Buffer bytes, const ExporterLayout& layout) {
    const Format format = Format::parse_or_keep(layout.format);
    const std::int64_t itemsize = exported_itemsize(format, layout.itemsize);
    const auto size = static_cast<std::int64_t>(bytes.size());
    BufferDescription description{.format = layout.format,
                                  .itemsize = itemsize,
                                  .offset = layout.offset,
                                  .shape = {},
                                  .strides = {},
                                  .suboffsets = {}};
    if (layout.shape) {
        description.shape = *layout.shape;
    } else {
        if (layout.offset < 0 || layout.offset > size) {
            throw ValueError("offset " + std::to_string(layout.offset) + " is outside the buffer of " +
                             std::to_string(size) + " bytes");
        }
        description.shape = {itemsize == 0 ? 0 : (size - layout.offset) / itemsize};
    }
    description.strides = layout.strides ? *layout.strides : c_strides(description.shape, itemsize);
    checked_layout(description.shape, description.strides, itemsize, layout.offset, size);
    bytes.describe(std::move(description));
    return bytes;
}

Buffer pointer_table(std::vector<Buffer> blocks, const std::string& format_text, std::span<const std::int64_t> shape,
                     std::int64_t suboffset, Access access) {
    const Format format = Format::parse(format_text);
    if (shape.empty() || shape[0] != static_cast<std::int64_t>(blocks.size())) {
        throw ValueError("a table of " + std::to_string(blocks.size()) + " blocks cannot have shape " +
                         shape_text(shape));
    }
    if (suboffset < 0) throw ValueError("a suboffset of " + std::to_string(suboffset) + " leads nowhere");
    const Layout inner = c_order(shape.subspan(1), format.itemsize(), suboffset);
    const Shape inner_shape = shape_of(inner);
    const Strides inner_strides = strides_of(inner);
    for (const Buffer& block : blocks) {
        checked_layout(inner_shape, inner_strides, inner.itemsize, suboffset, static_cast<std::int64_t>(block.size()));
    }
    BufferDescription description{.format = format_text,
                                  .itemsize = format.itemsize(),
                                  .offset = 0,
                                  .shape = {shape.begin(), shape.end()},
                                  .strides = {static_cast<std::int64_t>(sizeof(void*))},
                                  .suboffsets = {suboffset}};
    for (const std::int64_t stride : inner_strides) {
        description.strides.push_back(stride);
        description.suboffsets.push_back(-1);
    }
    c_order(shape, format.itemsize());  // all of it has a size
    Buffer table(std::make_unique<PointerTable>(std::move(blocks), access));
    table.describe(std::move(description));
    return table;
}

}  // namespace byteprism
