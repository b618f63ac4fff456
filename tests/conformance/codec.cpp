#include "tests/conformance/codec.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "core/error.hpp"

namespace byteprism::oracle {
namespace {

[[noreturn]] void expected(const char* what) { throw TypeError(std::string(what) + " expected in the request"); }

template <class T>
const T& as(const Json& json, const char* what) {
    const T* value = std::get_if<T>(&json.data);
    if (value == nullptr) expected(what);
    return *value;
}

double decode_float(const Json& json) {
    const std::string& text = as<std::string>(json, "a float as text");
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0') expected("a float as text");
    return number;
}

std::string joined(std::span<const Value> items) {
    std::string text;
    for (const Value& item : items) text += (text.empty() ? "" : ",") + encode(item);
    return "[" + text + "]";
}

struct Encoder {
    std::string operator()(None) const { return "null"; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(std::uint64_t number) const { return std::to_string(number); }
    std::string operator()(const BigInteger& number) const { return number.decimal; }
    std::string operator()(double number) const { return "{\"f\":\"" + repr(number) + "\"}"; }
    std::string operator()(std::complex<double> number) const {
        return "{\"z\":[\"" + repr(number.real()) + "\",\"" + repr(number.imag()) + "\"]}";
    }
    std::string operator()(const Bytes& bytes) const { return encode_bytes(bytes); }
    std::string operator()(const std::string& text) const { return quoted_json(text); }
    std::string operator()(const Tuple& tuple) const { return "{\"t\":" + joined(tuple.items) + "}"; }
    std::string operator()(const List& list) const { return joined(list.items); }
};

}  // namespace

std::string decode_text(const Json& json) { return as<std::string>(json, "text"); }

Bytes decode_hex(const Json& json) {
    const std::string& text = as<std::string>(json, "hex digits");
    if (text.size() % 2 != 0) throw ValueError("an odd number of hex digits");
    Bytes bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        unsigned byte = 0;
        const char* end = text.data() + i + 2;
        if (std::from_chars(text.data() + i, end, byte, 16) != std::from_chars_result{end, std::errc()}) {
            throw ValueError("not two hex digits: " + text.substr(i, 2));
        }
        bytes.push_back(static_cast<std::byte>(byte));
    }
    return bytes;
}

std::int64_t decode_integer(const Json& json) {
    const Number& number = as<Number>(json, "an integer");
    if (!number.integer()) expected("an integer");
    std::int64_t result = 0;
    const char* end = number.text.data() + number.text.size();
    if (std::from_chars(number.text.data(), end, result).ec == std::errc::result_out_of_range) {
        return number.text[0] == '-' ? std::numeric_limits<std::int64_t>::min()
                                     : std::numeric_limits<std::int64_t>::max();
    }
    return result;
}

std::vector<std::int64_t> decode_integers(const Json& json) {
    std::vector<std::int64_t> numbers;
    for (const Json& item : as<Array>(json, "a list of integers")) numbers.push_back(decode_integer(item));
    return numbers;
}

std::vector<Value> decode_values(const Json& json) {
    std::vector<Value> values;
    for (const Json& item : as<Array>(json, "a list of values")) values.push_back(decode_value(item));
    return values;
}

Value decode_value(const Json& json) {
    if (json.is_null()) return {None{}};
    if (const auto* truth = std::get_if<bool>(&json.data)) return {*truth};
    if (const auto* text = std::get_if<std::string>(&json.data)) return {*text};
    if (std::holds_alternative<Array>(json.data)) return {List{decode_values(json)}};
    if (const auto* number = std::get_if<Number>(&json.data)) {
        if (!number->integer()) expected("an integer, or a float as text,");
        return integer_value(number->text);
    }
    if (const Json* real = json.find("f")) return {decode_float(*real)};
    if (const Json* bytes = json.find("b")) return {decode_hex(*bytes)};
    if (const Json* tuple = json.find("t")) return {Tuple{decode_values(*tuple)}};
    if (const Json* pair = json.find("z")) {
        const Array& parts = as<Array>(*pair, "two floats");
        if (parts.size() != 2) expected("two floats");
        return {std::complex<double>(decode_float(parts[0]), decode_float(parts[1]))};
    }
    expected("a value");
}

Subscript decode_key(const Json& json) {
    Subscript key;
    for (const Json& part : as<Array>(json, "a key")) {
        const auto* slice = std::get_if<Array>(&part.data);
        if (slice == nullptr) {
            key.emplace_back(decode_integer(part));
            continue;
        }
        if (slice->size() != 3) expected("[start,stop,step]");
        const auto number = [&](std::size_t i) -> std::optional<std::int64_t> {
            if ((*slice)[i].is_null()) return std::nullopt;
            return decode_integer((*slice)[i]);
        };
        key.emplace_back(Slice{number(0), number(1), number(2)});
    }
    return key;
}

std::string encode(const Value& value) { return std::visit(Encoder{}, value.data); }

std::string encode(std::span<const std::int64_t> numbers) {
    std::string text;
    for (const std::int64_t number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
    return "[" + text + "]";
}

std::string encode_bytes(std::span<const std::byte> bytes) {
    std::string text = "{\"b\":\"";
    text.reserve(text.size() + 2 * bytes.size() + 2);
    for (const std::byte byte : bytes) {
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) >> 4];
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) & 15];
    }
    return text + "\"}";
}

std::string encode_fields(std::span<const Field> fields) {
    std::string text;
    for (const Field& field : fields) {
        const bool record = field.code == "T";
        text += text.empty() ? "{" : ",{";
        text += "\"name\":" + (field.name ? quoted_json(*field.name) : "null");
        text += ",\"offset\":" + std::to_string(field.offset);
        text += ",\"order\":\"" + std::string(record ? "" : std::string(1, static_cast<char>(field.order))) + "\"";
        text += ",\"code\":\"" + field.code + "\",\"count\":" + std::to_string(field.count);
        text += ",\"shape\":" + encode(std::span<const std::int64_t>(field.shape)) +
                ",\"size\":" + std::to_string(field.size);
        if (record) text += ",\"fields\":" + encode_fields(field.fields);
        text += "}";
    }
    return "[" + text + "]";
}

}  // namespace byteprism::oracle
