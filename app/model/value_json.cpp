#include "app/model/value_json.hpp"

#include <cmath>
#include <span>

#include <nlohmann/json.hpp>

#include "app/model/hex_text.hpp"

namespace byteprism {
namespace {

std::string number_json(double number) {
    const std::string text = repr(Value{number});
    return std::isfinite(number) ? text : "\"" + text + "\"";
}

std::string list_json(std::span<const Value> items) {
    std::string text = "[";
    for (const Value& item : items) {
        if (text.size() > 1) text += ',';
        text += value_json(item);
    }
    return text + "]";
}

struct Writer {
    std::string operator()(None) const { return "null"; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(std::uint64_t number) const { return std::to_string(number); }
    std::string operator()(const BigInteger& number) const { return number.decimal; }
    std::string operator()(double number) const { return number_json(number); }
    std::string operator()(const std::complex<double>& number) const {
        return R"({"z":[)" + number_json(number.real()) + "," + number_json(number.imag()) + "]}";
    }
    std::string operator()(const Bytes& bytes) const { return R"({"b":")" + hex_text(bytes, "") + "\"}"; }
    std::string operator()(const std::string& text) const { return text_json(text); }
    std::string operator()(const Tuple& tuple) const { return list_json(tuple.items); }
    std::string operator()(const List& list) const { return list_json(list.items); }
};

}  // namespace

std::string value_json(const Value& value) { return std::visit(Writer{}, value.data); }

std::string text_json(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace byteprism
