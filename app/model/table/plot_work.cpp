#include "app/model/table/plot_work.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::size_t most_channels = 4;  // that are plotted without having been chosen
constexpr std::size_t rows_at_once = std::size_t{1} << 18;

void find_envelope(const Table& table, const TableColumn& column, const RowOrder* order, const ReadBytes& read,
                   Envelope& envelope, Progress& progress) {
    scan_rows(table, column.bytes, all_rows(table, order), rows_at_once, read, [&](const RowSlice& slice) {
        envelope.add(*column.numbers, slice.first, slice.stride, slice.count);
        progress.add(static_cast<std::int64_t>(slice.count));
    });
}

std::optional<Extremes> find_extremes(const Table& table, const TableColumn& column, const RowOrder* order,
                                      const ReadBytes& read, Progress& progress) {
    std::optional<Extremes> all;
    scan_rows(table, column.bytes, all_rows(table, order), rows_at_once, read, [&](const RowSlice& slice) {
        if (const auto some = extremes(*column.numbers, slice.first, slice.stride, slice.count)) {
            if (!all) all = some;
            all = Extremes{std::min(all->least, some->least), std::max(all->greatest, some->greatest)};
        }
        progress.add(static_cast<std::int64_t>(slice.count));
    });
    return all;
}

// Both columns of a row are read together.
std::optional<PointDensity> find_points(const Table& table, const TableColumn& x, const TableColumn& y,
                                        const RowOrder* order, const PlotSettings::Window& window,
                                        const ReadBytes& read, Progress& progress) {
    const RowSpan rows = all_rows(table, order);
    std::optional<Extremes> across = window.across, up = window.up;
    progress.expect((across ? 1 : 3) * rows.count);
    if (!across) across = find_extremes(table, x, order, read, progress);
    if (!up) up = find_extremes(table, y, order, read, progress);
    if (!across || !up) return std::nullopt;
    PointDensity density(*across, *up);
    const std::int64_t begin = std::min(x.bytes.offset, y.bytes.offset);
    const ByteRange part{begin, std::max(x.bytes.end(), y.bytes.end()) - begin};
    constexpr std::size_t at_once = 4096;
    std::vector<double> xs(at_once), ys(at_once);
    scan_rows(table, part, rows, at_once, read, [&](const RowSlice& slice) {
        load_doubles(*x.numbers, slice.first + (x.bytes.offset - begin), slice.stride, slice.count, xs.data());
        load_doubles(*y.numbers, slice.first + (y.bytes.offset - begin), slice.stride, slice.count, ys.data());
        density.add({xs.data(), slice.count}, {ys.data(), slice.count}, slice.index);
        progress.add(static_cast<std::int64_t>(slice.count));
    });
    return density;
}

}  // namespace

std::vector<std::size_t> plotted_columns(const Table& table, const PlotSettings& settings) {
    std::vector<std::size_t> columns;
    for (const std::string& name : settings.columns) {
        const auto at = table.find(name);
        if (at && table.columns[*at].numbers && columns.size() < most_series) columns.push_back(*at);
    }
    if (!columns.empty()) return columns;
    for (std::size_t i = 0; i < table.columns.size() && columns.size() < most_channels; ++i) {
        const auto& numbers = table.columns[i].numbers;
        if (numbers && (columns.empty() || table.columns[columns[0]].numbers->size == numbers->size)) {
            columns.push_back(i);
        }
    }
    return columns;
}

std::optional<PointColumns> point_columns(const Table& table, const PlotSettings& settings) {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].numbers) numbers.push_back(i);
    }
    if (numbers.empty()) return std::nullopt;
    const auto chosen = [&](const std::string& name) {
        const auto at = table.find(name);
        return at && table.columns[*at].numbers ? at : std::nullopt;
    };
    const std::size_t across = chosen(settings.across).value_or(numbers[0]);
    if (!settings.columns.empty()) {
        if (const auto up = chosen(settings.columns[0])) return PointColumns{across, *up};
    }
    // Against something else than itself.
    const auto other = std::ranges::find_if(numbers, [&](std::size_t column) { return column != across; });
    return PointColumns{across, other == numbers.end() ? across : *other};
}

PlotSettings::Window window_of(const PlotSettings& settings) {
    const auto spans = [](const std::optional<Extremes>& range) {
        return range && std::isfinite(range->least) && std::isfinite(range->greatest) &&
               range->least < range->greatest;
    };
    return spans(settings.window.across) && spans(settings.window.up) ? settings.window : PlotSettings::Window{};
}

const std::vector<ColumnStatistics>* PlotWork::histograms() const {
    return found_.answer == nullptr || found_.answer->histograms.empty() ? nullptr : &found_.answer->histograms;
}

std::shared_ptr<const PointDensity> PlotWork::points() const {
    if (found_.answer == nullptr || !found_.answer->points) return nullptr;
    return {found_.answer, &*found_.answer->points};
}

void PlotWork::drop() {
    question_.reset();
    found_.drop();
    envelopes_.clear();
    growing_.clear();
}

bool PlotWork::follow(Workbench& bench, const Document& document, const TablePtr& table, const RowOrderPtr& order,
                      const PlotSettings& settings) {
    const bool happened = found_.take_up();
    if (happened && !growing_.empty() && found_.refusal.empty()) envelopes_ = std::exchange(growing_, {});
    Question now{settings.kind,
                 table->origin,
                 table->source,
                 table->offset,
                 table->stride,
                 table->rows_there,
                 plotted_columns(*table, settings),
                 0,
                 {},
                 document.version(),
                 order};
    if (const auto both = point_columns(*table, settings); both && settings.kind == PlotKind::Points) {
        now.columns.assign(1, both->up);
        now.across = both->across;
        now.window = window_of(settings);
    }
    if (question_ == now) return happened || running();
    // What was found stays in sight while the same rows are looked at again.
    const bool same_rows = question_ && question_->kind == now.kind && question_->columns == now.columns &&
                           question_->rows == now.rows && question_->source == now.source;
    if (!same_rows) drop();
    question_ = now;
    found_.job.reset();
    found_.refusal.clear();
    growing_.clear();
    if (now.columns.empty()) {
        found_.refusal = "the table has no numbers to plot";
        return true;
    }
    found_.finding = std::make_shared<Found>();
    std::vector<std::shared_ptr<Envelope>> filled;
    if (settings.kind == PlotKind::Line) {
        for (std::size_t i = 0; i < now.columns.size(); ++i) {
            filled.push_back(std::make_shared<Envelope>(all_rows(*table, order.get()).count));
        }
        growing_.assign(filled.begin(), filled.end());
        if (envelopes_.empty()) envelopes_ = growing_;
    }
    found_.job = std::make_unique<Job>(
        bench.jobs, document, [table, now, filled = std::move(filled), finding = found_.finding](JobReader& reader) {
            const ReadBytes read = [&](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); };
            const RowOrder* const rows = now.order.get();
            Progress& progress = reader.progress();
            if (now.kind == PlotKind::Points) {
                finding->points = find_points(*table, table->columns[now.across], table->columns[now.columns[0]], rows,
                                              now.window, read, progress);
                return;
            }
            if (!filled.empty()) {
                progress.expect(static_cast<std::int64_t>(filled.size()) * all_rows(*table, rows).count);
            }
            for (std::size_t i = 0; i < now.columns.size(); ++i) {
                const std::size_t column = now.columns[i];
                if (filled.empty()) {
                    finding->histograms.push_back(find_statistics(*table, column, rows, read, progress));
                } else {
                    find_envelope(*table, table->columns[column], rows, read, *filled[i], progress);
                }
            }
        });
    return true;
}

}  // namespace byteprism
