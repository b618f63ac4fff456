#include "app/model/table/table_work.hpp"

#include <algorithm>
#include <utility>

#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {

RowOrderPtr TableWork::order_of(const Table& table) const {
    return subject_ == subject_of(table) ? order_.answer : nullptr;
}

bool TableWork::follow(Workbench& bench) {
    bool happened = order_.take_up();
    happened |= statistics_.take_up();
    const Sheet& sheet = *bench.active();
    const Document& document = bench.document(sheet);
    const TableSettings& settings = sheet.structure.settings.table;
    table_ = bound_.follow(sheet, document);
    if (table_ == nullptr) {
        order_.drop();
        statistics_.drop();
        plot_.drop();
        wish_ = {};
        column_.clear();
        return happened;
    }
    if (subject_ != subject_of(*table_)) {
        subject_ = subject_of(*table_);
        order_.drop();
        statistics_.drop();
        wish_ = {};
        column_.clear();
    }
    if (document.busy() || document.arriving()) return happened;
    follow_order(bench, document, {settings.filter, settings.sorted_by, settings.descending});
    follow_statistics(bench, document, settings);
    if (sheet.structure.settings.face == StructureFace::Plot) {
        happened |= plot_.follow(bench, document, table_, order_of(*table_), sheet.structure.settings.plot);
    } else {
        plot_.drop();
    }
    return happened || running();
}

void TableWork::follow_order(Workbench& bench, const Document& document, const OrderWish& wish) {
    if (wish_ == wish && order_version_ == document.version()) return;
    wish_ = wish;
    order_version_ = document.version();
    order_.job.reset();
    order_.refusal.clear();
    if (!wish.any()) return order_.drop();
    try {
        check_order(*table_, wish);
    } catch (const Error& error) {
        order_.refusal = error.what();
        return;
    }
    order_.finding = std::make_shared<RowOrder>();
    order_.job = std::make_unique<Job>(
        bench.jobs, document, [table = table_, wish, finding = order_.finding](JobReader& reader) {
            *finding = find_order(
                *table, wish, [&](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); },
                reader.progress());
        });
}

void TableWork::follow_statistics(Workbench& bench, const Document& document, const TableSettings& settings) {
    const std::string column = settings.statistics ? settings.column : std::string();
    // Sorting changes no statistics, and a filter that is being looked for changes them when it is found.
    const RowOrderPtr order = settings.filter.empty() ? nullptr : order_.answer;
    if (column == column_ && statistics_version_ == document.version() && order == statistics_order_) return;
    column_ = column;
    statistics_version_ = document.version();
    statistics_order_ = order;
    statistics_.drop();
    const auto at = table_->find(column);
    if (!at) return;
    if (!table_->columns[*at].numbers) {
        statistics_.refusal = "'" + column + "' has no numbers";
        return;
    }
    statistics_.finding = std::make_shared<ColumnStatistics>();
    statistics_.job = std::make_unique<Job>(
        bench.jobs, document, [table = table_, at = *at, order, finding = statistics_.finding](JobReader& reader) {
            *finding = find_statistics(
                *table, at, order.get(), [&](std::int64_t offset, std::span<std::byte> to) { reader.read(offset, to); },
                reader.progress());
        });
}

bool follow_table(Workbench& bench) {
    const Sheet* const sheet = bench.active();
    if (sheet == nullptr || sheet->structure.settings.face == StructureFace::Tree) {
        bench.table_work.reset();
        return false;
    }
    if (bench.table_work == nullptr) bench.table_work = std::make_shared<TableWork>();
    return bench.table_work->follow(bench);
}

bool is_finding_rows(const Workbench& bench) { return bench.table_work != nullptr && bench.table_work->running(); }

RowOrderPtr order_of(const Workbench& bench, const Sheet& sheet, const Table& table) {
    if (bench.table_work == nullptr || bench.active_sheet != sheet.id) return nullptr;
    return bench.table_work->order_of(table);
}

}  // namespace byteprism
