#include "app/ui/structure/plot/line_picture.hpp"

#include <algorithm>
#include <cmath>

namespace byteprism {
namespace {

// That are read in a frame; those in an order of their own lie anywhere.
constexpr double most_read = 1 << 19, most_read_in_order = 1 << 16;

void widen(std::optional<Extremes>& all, const std::optional<Extremes>& by) {
    if (!by) return;
    if (!all) all = by;
    all = Extremes{std::min(all->least, by->least), std::max(all->greatest, by->greatest)};
}

}  // namespace

std::optional<Extremes> extremes_of(const LineSight& sight, const Document& document, std::int64_t first,
                                    std::int64_t count) {
    const Table& table = *sight.table;
    const TableColumn& column = table.columns[sight.column];
    const RowSpan rows = all_rows(table, sight.order.get());
    const auto at = [&](std::int64_t sample) {
        const std::int64_t offset = table.offset + rows.row(sample) * table.stride + column.bytes.offset;
        return document.bytes().data() + offset;
    };
    if (sight.order == nullptr) {
        return extremes(*column.numbers, at(first), static_cast<std::ptrdiff_t>(table.stride),
                        static_cast<std::size_t>(count));
    }
    std::optional<Extremes> all;
    for (std::int64_t i = first; i < first + count; ++i) widen(all, extremes(*column.numbers, at(i), 0, 1));
    return all;
}

void LinePicture::look(const LineSight& sight, const Document& document,
                       const std::shared_ptr<const Envelope>& envelope) {
    const bool read = sight.count <= (sight.order == nullptr ? most_read : most_read_in_order);
    const std::int64_t known = read || envelope == nullptr ? 0 : envelope->known();
    if (sight_ == sight && version_ == document.version() && envelope_ == envelope && known_ == known) return;
    sight_ = sight;
    version_ = document.version();
    envelope_ = envelope;
    known_ = known;
    parts_.clear();
    all_.reset();
    const std::int64_t samples = all_rows(*sight.table, sight.order.get()).count;
    const auto within = [&](double sample) {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(sample), 0, samples);
    };
    const auto add = [&](std::int64_t first, std::int64_t end) {
        std::optional<Extremes> part;
        if (first < end && read) part = extremes_of(sight, document, first, end - first);
        if (first < end && !read && envelope != nullptr) part = envelope->of(first, end - first);
        widen(all_, part);
        parts_.push_back(part);
    };
    of_samples_ = sight.count <= sight.pixels;
    if (of_samples_) {
        // The neighbours too, to which lines go.
        first_sample_ = within(std::floor(sight.first) - 1);
        const std::int64_t end = within(std::ceil(sight.first + sight.count) + 1);
        for (std::int64_t i = first_sample_; i < end; ++i) add(i, i + 1);
        return;
    }
    const double each = sight.count / sight.pixels;
    for (int i = 0; i < sight.pixels; ++i) {
        add(within(sight.first + each * i), within(sight.first + each * (i + 1)));
    }
}

}  // namespace byteprism
