// Items and fields: elements put together by counts, shapes and records.

#include <algorithm>
#include <cassert>
#include <limits>

#include "core/error.hpp"
#include "core/view/element.hpp"
#include "core/view/pack.hpp"

namespace byteprism {
namespace {

// Lists of nothing cost no bytes, so a short format could ask for any number of them.
constexpr std::int64_t max_empty_elements = std::int64_t{1} << 20;

std::vector<std::int64_t> checked_list_shape(const Field& field) {
    std::vector<std::int64_t> shape = list_shape(field);
    if (field.size == 0) {
        std::int64_t elements = 1;
        for (const std::int64_t length : shape) {
            if (__builtin_mul_overflow(elements, std::max<std::int64_t>(length, 1), &elements) ||
                elements > max_empty_elements) {
                throw ValueError("a field of no bytes with more than " + std::to_string(max_empty_elements) +
                                 " elements");
            }
        }
    }
    return shape;
}

Value read_record(std::span<const Field> fields, const std::byte* record);

Value read_one(const Field& field, const std::byte* at) {
    return field.code == "T" ? read_record(field.fields, at) : read_element(field, at);
}

Value read_list(const Field& field, std::span<const std::int64_t> shape, const std::byte*& at) {
    List list;
    list.items.reserve(static_cast<std::size_t>(shape[0]));
    for (std::int64_t i = 0; i < shape[0]; ++i) {
        if (shape.size() > 1) {
            list.items.push_back(read_list(field, shape.subspan(1), at));
        } else {
            list.items.push_back(read_one(field, at));
            at += field.unit;
        }
    }
    return {std::move(list)};
}

Value read_whole(const Field& field, const std::byte* record) {
    const std::byte* at = record + field.offset;
    const std::vector<std::int64_t> shape = checked_list_shape(field);
    return shape.empty() ? read_one(field, at) : read_list(field, shape, at);
}

Value read_record(std::span<const Field> fields, const std::byte* record) {
    Tuple tuple;
    tuple.items.reserve(fields.size());
    for (const Field& field : fields) tuple.items.push_back(read_whole(field, record));
    return {std::move(tuple)};
}

const std::vector<Value>& items_of(const Value& value, bool tuple, std::size_t count) {
    const char* kind = tuple ? "tuple" : "list";
    const std::vector<Value>* items = nullptr;
    if (tuple && std::holds_alternative<Tuple>(value.data)) items = &std::get<Tuple>(value.data).items;
    if (!tuple && std::holds_alternative<List>(value.data)) items = &std::get<List>(value.data).items;
    if (items == nullptr) throw TypeError("a " + std::string(kind) + " is needed here, not " + repr(value));
    if (items->size() != count) {
        throw ValueError("a " + std::string(kind) + " of " + std::to_string(count) + " values is needed here, not of " +
                         std::to_string(items->size()));
    }
    return *items;
}

void write_record(std::span<const Field> fields, std::byte* record, const Value& value);

void write_one(const Field& field, std::byte* at, const Value& value) {
    if (field.code == "T") {
        write_record(field.fields, at, value);
    } else {
        write_element(field, at, value, Judge::Item);
    }
}

void write_list(const Field& field, std::span<const std::int64_t> shape, std::byte*& at, const Value& value) {
    for (const Value& item : items_of(value, false, static_cast<std::size_t>(shape[0]))) {
        if (shape.size() > 1) {
            write_list(field, shape.subspan(1), at, item);
        } else {
            write_one(field, at, item);
            at += field.unit;
        }
    }
}

void write_whole(const Field& field, std::byte* record, const Value& value) {
    std::byte* at = record + field.offset;
    const std::vector<std::int64_t> shape = checked_list_shape(field);
    if (shape.empty()) {
        write_one(field, at, value);
    } else {
        write_list(field, shape, at, value);
    }
}

void write_record(std::span<const Field> fields, std::byte* record, const Value& value) {
    const std::vector<Value>& items = items_of(value, true, fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) write_whole(fields[i], record, items[i]);
}

bool is_single_element(const Field& field) { return field.code != "T" && list_shape(field).empty(); }

}  // namespace

Value read_field(const Field& field, std::span<const std::byte> record) {
    assert(static_cast<std::int64_t>(record.size()) >= field.offset + field.size);
    return read_whole(field, record.data());
}

void write_field(const Field& field, std::span<std::byte> record, const Value& value) {
    assert(static_cast<std::int64_t>(record.size()) >= field.offset + field.size);
    if (is_single_element(field)) return write_element(field, record.data() + field.offset, value, Judge::Item);
    // Later elements may be refused: write a copy first.
    const std::span<std::byte> target =
        record.subspan(static_cast<std::size_t>(field.offset), static_cast<std::size_t>(field.size));
    Bytes scratch(target.begin(), target.end());
    Field moved = field;
    moved.offset = 0;
    write_whole(moved, scratch.data(), value);
    std::ranges::copy(scratch, target.begin());
}

Value read_item(const Format& format, std::span<const std::byte> item) {
    if (format.error()) throw *format.error();
    if (!format.plain()) {
        return format.bare() ? read_whole(format.fields()[0], item.data()) : read_record(format.fields(), item.data());
    }
    Tuple tuple;
    for (const Field& field : format.fields()) {
        const std::int64_t values = counts_length(field) ? 1 : field.count;
        for (std::int64_t i = 0; i < values; ++i) {
            Value value = read_element(field, item.data() + field.offset + i * field.unit);
            if (format.bare()) return value;
            tuple.items.push_back(std::move(value));
        }
    }
    return {std::move(tuple)};
}

namespace {

void write_plain(const Format& format, std::byte* item, const Value& value) {
    std::size_t needed = 0;
    for (const Field& field : format.fields())
        needed += counts_length(field) ? 1 : static_cast<std::size_t>(field.count);
    const Value* values = &value;
    if (!format.bare()) values = items_of(value, true, needed).data();
    for (const Field& field : format.fields()) {
        const std::int64_t count = counts_length(field) ? 1 : field.count;
        for (std::int64_t i = 0; i < count; ++i) {
            write_element(field, item + field.offset + i * field.unit, *values++, Judge::Item);
        }
    }
}

}  // namespace

void write_item(const Format& format, std::span<std::byte> item, const Value& value) {
    if (format.error()) throw *format.error();
    if (format.bare() && is_single_element(format.fields()[0])) {
        return write_element(format.fields()[0], item.data() + format.fields()[0].offset, value, Judge::Item);
    }
    Bytes scratch(item.begin(), item.end());
    if (format.plain()) {
        write_plain(format, scratch.data(), value);
    } else if (format.bare()) {
        write_whole(format.fields()[0], scratch.data(), value);
    } else {
        write_record(format.fields(), scratch.data(), value);
    }
    std::ranges::copy(scratch, item.begin());
}

}  // namespace byteprism
