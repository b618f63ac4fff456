#include "app/model/survey/survey.hpp"

#include <algorithm>
#include <cstring>

#include "app/model/hex_text.hpp"
#include "app/model/recipe.hpp"
#include "core/analysis/digest.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t slice = 256 << 10;

// Whole runs of bytes as one axis.
Layout with_long_runs(const Layout& items) {
    if (is_c_contiguous(items)) return {items.offset, 1, {Axis{byte_count(items), 1}}};
    Layout longer = items;
    while (!longer.axes.empty() && longer.axes.back().stride == longer.itemsize) {
        longer.itemsize *= longer.axes.back().count;
        longer.axes.resize(longer.axes.size() - 1);
    }
    return longer;
}

class ItemReader {
public:
    ItemReader(const Layout& items, const ReadBytes& read,
               const std::function<void(std::span<const std::byte> bytes)>& visit)
        : items_(items), read_(read), visit_(visit) {}

    void along(std::size_t axis, std::int64_t offset) {
        if (axis == items_.ndim()) return run(offset, items_.itemsize);
        const Axis& of = items_.axes[axis];
        if (axis + 1 == items_.ndim()) return row(offset, of);
        for (std::int64_t i = 0; i < of.count; ++i) along(axis + 1, offset + i * of.stride);
    }

private:
    void run(std::int64_t offset, std::int64_t length) {
        for (std::int64_t at = 0; at < length; at += slice) {
            bytes_.resize(static_cast<std::size_t>(std::min(slice, length - at)));
            read_(offset + at, bytes_);
            visit_(bytes_);
        }
    }

    // Items that lie near each other are read together, then put side by side.
    void row(std::int64_t offset, const Axis& of) {
        const std::int64_t size = items_.itemsize, distance = std::abs(of.stride);
        if (of.stride == size) return run(offset, of.count * size);
        const std::int64_t at_once = size > slice ? 1 : std::max<std::int64_t>(1, slice / std::max(distance, size));
        if (at_once == 1) {
            for (std::int64_t i = 0; i < of.count; ++i) run(offset + i * of.stride, size);
            return;
        }
        for (std::int64_t i = 0; i < of.count; i += at_once) {
            const std::int64_t count = std::min(at_once, of.count - i);
            const std::int64_t first = offset + i * of.stride, last = first + (count - 1) * of.stride;
            const std::int64_t begin = std::min(first, last);
            around_.resize(static_cast<std::size_t>(std::max(first, last) - begin + size));
            read_(begin, around_);
            bytes_.resize(static_cast<std::size_t>(count * size));
            for (std::int64_t k = 0; k < count; ++k) {
                std::memcpy(bytes_.data() + k * size, around_.data() + (first - begin) + k * of.stride,
                            static_cast<std::size_t>(size));
            }
            visit_(bytes_);
        }
    }

    Layout items_;
    const ReadBytes& read_;
    const std::function<void(std::span<const std::byte> bytes)>& visit_;
    std::vector<std::byte> bytes_, around_;
};

}  // namespace

Layout extent_of(const Sheet& sheet, const Document& document, SurveyExtent extent) {
    if (document.size() == 0) throw ValueError("there are no bytes");
    if (extent == SurveyExtent::File) return {0, 1, {Axis{document.size(), 1}}};
    if (extent == SurveyExtent::Selection) return sheet.cursor.target_items(document.size());
    const Layout view = layout_of(sheet.look.recipe);
    const Layout there = checked_layout(shape_of(view), strides_of(view), view.itemsize, view.offset, document.size());
    if (byte_count(there) == 0) throw ValueError("the view has no bytes");
    return there;
}

void read_items(const Layout& items, const ReadBytes& read,
                const std::function<void(std::span<const std::byte> bytes)>& visit) {
    if (byte_count(items) > 0) ItemReader(with_long_runs(items), read, visit).along(0, items.offset);
}

ByteStatistics find_byte_statistics(const Layout& items, const ReadBytes& read, Progress& progress) {
    ByteStatistics statistics(byte_count(items));
    progress.expect(byte_count(items));
    read_items(items, read, [&](std::span<const std::byte> bytes) {
        statistics.add(bytes);
        progress.add(std::ssize(bytes));
    });
    return statistics;
}

std::vector<NamedDigest> find_digests(std::span<const std::string> names, const Layout& items, const ReadBytes& read,
                                      Progress& progress) {
    std::vector<std::unique_ptr<Digest>> running;
    for (const std::string& name : names) {
        const DigestKind* const kind = find_digest(name);
        if (kind == nullptr) throw ValueError("there is no checksum '" + name + "'");
        running.push_back(kind->begin());
    }
    progress.expect(byte_count(items) * std::ssize(running));
    read_items(items, read, [&](std::span<const std::byte> bytes) {
        for (const auto& digest : running) {
            digest->add(bytes);
            progress.add(std::ssize(bytes));
        }
    });
    std::vector<NamedDigest> found;
    for (std::size_t i = 0; i < running.size(); ++i) found.push_back({names[i], hex_text(running[i]->end(), "")});
    return found;
}

}  // namespace byteprism
