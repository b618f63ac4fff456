// Statistics of numbers: least, greatest, mean, deviation, and how many different ones there are.

#include "app/cli/output.hpp"
#include "app/cli/stat_output.hpp"
#include "app/model/value_json.hpp"
#include "core/analysis/column_statistics.hpp"
#include "core/analysis/item_scan.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

std::string json_of(double number) { return value_json(Value{number}); }

struct NumbersFound {
    std::string name;
    NumberColumn column;
    ColumnSummary summary;
    double deviation = 0;
    std::optional<std::size_t> distinct;
};

// One member of every item.
NumbersFound numbers_of(const Layout& items, const Field& field, std::string name, const ReadBytes& read) {
    const auto column = number_column(field);
    if (!column) throw ValueError("'" + name + "' (" + field.code + ") is no number");
    Layout layout = items;
    layout.offset += field.offset;
    layout.itemsize = field.size;
    NumbersFound found{std::move(name), *column, {}, 0, {}};
    ColumnSummarizer summarizer(*column);
    DistinctCounter distinct;
    scan_items(layout, read, [&](const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
        summarizer.add(first, stride, count);
        distinct.add(*column, first, stride, count);
    });
    found.summary = summarizer.summary();
    found.distinct = distinct.count();
    ColumnDeviation deviation(found.summary.mean);
    scan_items(layout, read, [&](const std::byte* first, std::ptrdiff_t stride, std::size_t count) {
        deviation.add(*column, first, stride, count);
    });
    found.deviation = deviation.deviation();
    return found;
}

std::vector<NumbersFound> columns_of(const Layout& items, const Format& format, const ReadBytes& read) {
    if (format.fields().empty()) throw ValueError("the format '" + format.text() + "' holds no number");
    std::vector<NumbersFound> columns;
    for (const Field& field : format.fields()) {
        columns.push_back(numbers_of(items, field, field.name.value_or("f" + std::to_string(columns.size())), read));
    }
    return columns;
}

// Of integers exactly.
std::string number_text(const NumbersFound& of, double number, std::int64_t integer) {
    if (!of.column.whole()) return json_of(number);
    return of.column.fits_signed() ? std::to_string(integer) : std::to_string(static_cast<std::uint64_t>(integer));
}

std::string numbers_json(const NumbersFound& of) {
    const ColumnSummary& summary = of.summary;
    const auto if_any = [&](const std::string& text) { return summary.any() ? text : "null"; };
    return "{\"name\":" + text_json(of.name) + ",\"count\":" + std::to_string(summary.count) +
           ",\"nans\":" + std::to_string(summary.nans) +
           ",\"min\":" + if_any(number_text(of, summary.least, summary.least_integer)) +
           ",\"max\":" + if_any(number_text(of, summary.greatest, summary.greatest_integer)) +
           ",\"mean\":" + if_any(json_of(summary.mean)) + ",\"stddev\":" + if_any(json_of(of.deviation)) +
           ",\"distinct\":" + (of.distinct ? std::to_string(*of.distinct) : "null") + "}\n";
}

std::string numbers_text(const NumbersFound& of) {
    const ColumnSummary& summary = of.summary;
    std::string text = of.name + ": " + std::to_string(summary.count) + " numbers";
    if (summary.nans > 0) text += ", " + std::to_string(summary.nans) + " of them NaN";
    if (summary.any()) {
        text += ", min " + number_text(of, summary.least, summary.least_integer) + ", max " +
                number_text(of, summary.greatest, summary.greatest_integer) + ", mean " + repr(Value{summary.mean}) +
                ", stddev " + repr(Value{of.deviation});
    }
    return text + ", " + (of.distinct ? "" : "more than ") +
           std::to_string(of.distinct.value_or(DistinctCounter::most)) + " different\n";
}

}  // namespace

void write_number_statistics(const Layout& items, const Format& format, bool json, const ReadBytes& read,
                             Output& output) {
    for (const NumbersFound& each : columns_of(items, format, read)) {
        output.write(json ? numbers_json(each) : numbers_text(each));
    }
}

}  // namespace byteprism
