#include "tests/conformance/oracle.hpp"

#include <array>
#include <new>
#include <utility>

#include "core/error.hpp"
#include "core/view/exporter.hpp"
#include "core/view/pack.hpp"
#include "tests/conformance/codec.hpp"

namespace byteprism::oracle {
namespace {

// What the protocol adds to the library's kinds of errors.
class ProtocolError : public Error {
public:
    ProtocolError(const char* kind, const std::string& message) : Error(message), kind_(kind) {}
    const char* kind() const noexcept override { return kind_; }

private:
    const char* kind_;
};

std::string error_line(std::string_view kind, std::string_view message) {
    return "{\"err\":" + quoted_json(kind) + ",\"msg\":" + quoted_json(message) + "}";
}

}  // namespace

// One member function for each `op`, in the order of the protocol's tables; each gives the JSON of its answer.
struct Operations {
    std::unordered_map<std::string, Named>& names;
    const Json& request;
    std::int64_t max_bytes;

    void check_memory(std::int64_t bytes) const {
        if (bytes > max_bytes) {
            throw ProtocolError("MemoryError",
                                "more than " + std::to_string(max_bytes) + " bytes: " + std::to_string(bytes));
        }
    }

    // ---- fields of the request

    const Json* optional(std::string_view field) const {
        const Json* json = request.find(field);
        return json != nullptr && !json->is_null() ? json : nullptr;
    }
    const Json& needed(std::string_view field) const {
        const Json* json = request.find(field);
        if (json == nullptr) throw TypeError("the request has no field '" + std::string(field) + "'");
        return *json;
    }
    std::int64_t integer_or(std::string_view field, std::int64_t otherwise) const {
        const Json* json = optional(field);
        return json != nullptr ? decode_integer(*json) : otherwise;
    }
    std::optional<std::int64_t> optional_integer(std::string_view field) const {
        const Json* json = optional(field);
        return json != nullptr ? std::optional(decode_integer(*json)) : std::nullopt;
    }
    std::optional<std::vector<std::int64_t>> optional_integers(std::string_view field) const {
        const Json* json = optional(field);
        return json != nullptr ? std::optional(decode_integers(*json)) : std::nullopt;
    }
    std::string format() const { return decode_text(needed("format")); }
    bool readonly() const {
        const Json* json = optional("readonly");
        return json != nullptr && truth(decode_value(*json));
    }

    // ---- names

    Named& named(std::string_view field) const {
        const Json* json = request.find(field);
        const std::string name =
            json != nullptr && std::holds_alternative<std::string>(json->data) ? std::get<std::string>(json->data) : "";
        const auto found = names.find(name);
        if (json == nullptr || found == names.end()) throw ProtocolError("NoName", name);
        return found->second;
    }
    template <class T>
    T& named(std::string_view field) const {
        T* found = std::get_if<T>(&named(field));
        if (found == nullptr) throw ProtocolError("NoName", std::string(field) + " is bound to another sort of thing");
        return *found;
    }
    View& view(std::string_view field = "of") const { return named<NamedView>(field).view; }

    // A view, or a fresh one of a buffer.
    NamedView source_of(std::string_view field) const {
        Named& found = named(field);
        if (const auto* view = std::get_if<NamedView>(&found)) return *view;
        if (const auto* buffer = std::get_if<NamedBuffer>(&found))
            return {View::of(buffer->buffer), buffer->created_as};
        throw ProtocolError("NoName", std::string(field) + " is neither view nor buffer");
    }
    View source(std::string_view field) const {
        if (request.find(field) == nullptr && request.find("hex") != nullptr)
            return View::of(Buffer::constant(decode_hex(needed("hex"))));
        return source_of(field).view;
    }

    std::string bind(Named thing) const {
        names.insert_or_assign(decode_text(needed("as")), std::move(thing));
        return "null";
    }
    std::string bind_derived(View derived) const {
        return bind(NamedView{std::move(derived), named<NamedView>("of").created_as});
    }

    // ---- buffers

    std::string buffer() const {
        const Bytes bytes = decode_hex(needed("hex"));
        const std::string name = decode_text(needed("as"));
        Buffer made = readonly() ? Buffer::constant(bytes) : Buffer::copy_of(bytes);
        bool plain = true;
        for (const char* field : {"format", "shape", "strides", "offset", "itemsize"})
            plain &= optional(field) == nullptr;
        if (!plain) {
            made = exporter(made, {.format = optional("format") != nullptr ? format() : "B",
                                   .shape = optional_integers("shape"),
                                   .strides = optional_integers("strides"),
                                   .offset = integer_or("offset", 0),
                                   .itemsize = optional_integer("itemsize")});
        }
        return bind(NamedBuffer{std::move(made), {}, name});
    }
    std::string pil() const {
        const Json& list = needed("blocks");
        const auto* blocks = std::get_if<Array>(&list.data);
        if (blocks == nullptr) throw TypeError("a list of blocks expected in the request");
        std::vector<Buffer> buffers;
        for (const Json& block : *blocks) buffers.push_back(Buffer::copy_of(decode_hex(block)));
        Buffer table = pointer_table(buffers, format(), decode_integers(needed("shape")), integer_or("suboffset", 0),
                                     readonly() ? Access::ReadOnly : Access::ReadWrite);
        return bind(NamedBuffer{std::move(table), std::move(buffers), decode_text(needed("as"))});
    }
    std::string resize() const {
        Buffer& buffer = named<NamedBuffer>("of").buffer;
        const std::int64_t size = decode_integer(needed("size"));
        if (size < 0) throw ValueError("a buffer cannot have " + std::to_string(size) + " bytes");
        if (buffer.resizable() && buffer.view_count() == 0) check_memory(size);
        buffer.resize(static_cast<std::size_t>(size));
        return "null";
    }
    std::string dump() const {
        const auto& [buffer, blocks, name] = named<NamedBuffer>("of");
        if (blocks.empty() && buffer.description() == nullptr) return encode_bytes(buffer.bytes());
        if (buffer.description() == nullptr || buffer.description()->suboffsets.empty())
            return encode_bytes(buffer.bytes());
        Bytes all;
        for (const Buffer& block : blocks) all.insert(all.end(), block.bytes().begin(), block.bytes().end());
        return encode_bytes(all);
    }
    std::string drop() const {
        named("of");
        names.erase(decode_text(needed("of")));
        return "null";
    }
    std::string reset() const {
        names.clear();
        return "null";
    }

    // ---- views

    std::string make_view() const {
        NamedView made = source_of("of");
        // A released view gives no other.
        made.view.layout();
        return bind(std::move(made));
    }
    std::string cast() const {
        View& of = view();
        const Json* shape = optional("shape");
        return bind_derived(shape != nullptr ? of.cast(format(), decode_integers(*shape)) : of.cast(format()));
    }
    std::string slice() const { return bind_derived(view().select(decode_key(needed("key")))); }
    std::string transpose() const {
        View& of = view();
        const Json* axes = optional("axes");
        if (axes == nullptr) return bind_derived(of.transpose());
        return bind_derived(of.transpose(decode_integers(*axes)));
    }
    std::string toreadonly() const { return bind_derived(view().toreadonly()); }
    std::string release() const {
        view().release();
        return "null";
    }
    std::string attrs() const {
        const auto& [view, created_as] = named<NamedView>("of");
        const auto flag = [](bool value) { return value ? "true" : "false"; };
        const auto list = [](const auto& numbers) { return encode(std::span<const std::int64_t>(numbers)); };
        return "{\"nbytes\":" + std::to_string(view.nbytes()) + ",\"itemsize\":" + std::to_string(view.itemsize()) +
               ",\"ndim\":" + std::to_string(view.ndim()) + ",\"format\":" + quoted_json(view.format().text()) +
               ",\"shape\":" + list(view.shape()) + ",\"strides\":" + list(view.strides()) +
               ",\"suboffsets\":" + list(view.suboffsets()) + ",\"readonly\":" + flag(view.readonly()) +
               ",\"c_contiguous\":" + flag(view.c_contiguous()) + ",\"f_contiguous\":" + flag(view.f_contiguous()) +
               ",\"contiguous\":" + flag(view.contiguous()) + ",\"obj\":" + quoted_json(created_as) + "}";
    }
    std::string len() const { return std::to_string(view().length()); }
    std::string get() const { return encode(view().get(decode_integers(needed("index")))); }
    std::string set() const {
        View& of = view();
        of.set(decode_integers(needed("index")), decode_value(needed("value")));
        return "null";
    }
    std::string assign() const {
        View& of = view();
        const View from = source("from");
        of.assign(decode_key(needed("key")), from);
        return "null";
    }
    std::string tobytes() const {
        const View& of = view();
        check_memory(of.nbytes());
        const Json* json = optional("order");
        const std::string order = json != nullptr ? decode_text(*json) : "C";
        if (order != "C" && order != "F" && order != "A") throw ValueError("order must be 'C', 'F' or 'A'");
        return encode_bytes(of.tobytes(order == "C" ? Order::C : order == "F" ? Order::F : Order::A));
    }
    std::string tolist() const {
        const View& of = view();
        std::int64_t lists = 1;
        for (const std::int64_t count : of.shape()) {
            check_memory(__builtin_mul_overflow(lists, count == 0 ? 1 : count, &lists) ? max_bytes + 1 : lists * 64);
        }
        check_memory(of.nbytes());
        return encode(of.tolist());
    }
    std::string hex() const {
        const View& of = view();
        check_memory(of.nbytes());
        const Json* sep = optional("sep");
        const std::int64_t group = integer_or("group", 1);
        return quoted_json(sep != nullptr ? of.hex(decode_text(*sep), group) : of.hex({}, group));
    }
    std::string eq() const {
        Named& a = named("a");
        Named& b = named("b");
        // A name stands for the same object on both sides.
        if (&a == &b && std::holds_alternative<NamedView>(a)) {
            const View& same = std::get<NamedView>(a).view;
            return equal(same, same) ? "true" : "false";
        }
        return equal(source("a"), source("b")) ? "true" : "false";
    }
    std::string find() const {
        View& of = view();
        return std::to_string(
            of.find(decode_value(needed("value")), optional_integer("start"), optional_integer("stop")));
    }
    std::string count() const { return std::to_string(view().count(decode_value(needed("value")))); }
    std::string hash() const {
        View& of = view();
        if (optional("with") == nullptr) {
            of.hash();
            return "null";
        }
        const View with = source("with");
        return of.hash() == with.hash() ? "true" : "false";
    }
    std::string pin() const {
        Named& of = named("of");
        if (std::holds_alternative<Export>(of)) throw ProtocolError("NoName", "of is a pin");
        const auto flags = static_cast<unsigned>(decode_integer(needed("flags")));
        const auto* buffer = std::get_if<NamedBuffer>(&of);
        Export taken =
            buffer != nullptr ? byteprism::request(buffer->buffer, flags) : std::get<NamedView>(of).view.request(flags);
        const auto list = [](const auto& numbers) {
            return numbers ? encode(std::span<const std::int64_t>(*numbers)) : "null";
        };
        std::string answer =
            "{\"len\":" + std::to_string(taken.length) + ",\"itemsize\":" + std::to_string(taken.itemsize) +
            ",\"readonly\":" + (taken.readonly ? "true" : "false") + ",\"ndim\":" + std::to_string(taken.ndim) +
            ",\"format\":" + (taken.format ? quoted_json(*taken.format) : "null") + ",\"shape\":" + list(taken.shape) +
            ",\"strides\":" + list(taken.strides) + ",\"suboffsets\":" + list(taken.suboffsets) + "}";
        bind(std::move(taken));
        return answer;
    }

    // ---- struct

    std::string calcsize() const { return std::to_string(byteprism::calcsize(format())); }
    std::string pack() const {
        const std::string text = format();
        check_memory(byteprism::calcsize(text));
        return encode_bytes(byteprism::pack(text, decode_values(needed("values"))));
    }
    std::string unpack() const {
        const View from = source("of");
        return encode({byteprism::unpack(format(), from)});
    }
    std::string unpack_from() const {
        const View from = source("of");
        return encode({byteprism::unpack_from(format(), from, integer_or("offset", 0))});
    }
    std::string iter_unpack() const {
        const View from = source("of");
        List tuples;
        byteprism::iter_unpack(format(), from, [&](Tuple tuple) { tuples.items.push_back({std::move(tuple)}); });
        return encode({std::move(tuples)});
    }
    std::string pack_into() const {
        const View into = source_of("of").view;
        byteprism::pack_into(format(), into, integer_or("offset", 0), decode_values(needed("values")));
        return "null";
    }
    std::string layout() const {
        const Format parsed = Format::parse(format());
        return "{\"size\":" + std::to_string(parsed.itemsize()) + ",\"fields\":" + encode_fields(parsed.fields()) + "}";
    }
};

namespace {

struct Row {
    std::string_view op;
    std::string (Operations::*run)() const;
};

constexpr std::array rows = {
    Row{"buffer", &Operations::buffer},
    Row{"pil", &Operations::pil},
    Row{"resize", &Operations::resize},
    Row{"dump", &Operations::dump},
    Row{"drop", &Operations::drop},
    Row{"reset", &Operations::reset},
    Row{"view", &Operations::make_view},
    Row{"cast", &Operations::cast},
    Row{"slice", &Operations::slice},
    Row{"transpose", &Operations::transpose},
    Row{"toreadonly", &Operations::toreadonly},
    Row{"release", &Operations::release},
    Row{"attrs", &Operations::attrs},
    Row{"len", &Operations::len},
    Row{"get", &Operations::get},
    Row{"set", &Operations::set},
    Row{"assign", &Operations::assign},
    Row{"tobytes", &Operations::tobytes},
    Row{"tolist", &Operations::tolist},
    Row{"hex", &Operations::hex},
    Row{"eq", &Operations::eq},
    Row{"find", &Operations::find},
    Row{"count", &Operations::count},
    Row{"hash", &Operations::hash},
    Row{"pin", &Operations::pin},
    Row{"calcsize", &Operations::calcsize},
    Row{"pack", &Operations::pack},
    Row{"unpack", &Operations::unpack},
    Row{"unpack_from", &Operations::unpack_from},
    Row{"iter_unpack", &Operations::iter_unpack},
    Row{"pack_into", &Operations::pack_into},
    Row{"layout", &Operations::layout},
};

}  // namespace

std::string Oracle::answer(std::string_view line) {
    try {
        const Json request = parse_json(line);
        const Json* op = request.find("op");
        if (op == nullptr || !std::holds_alternative<std::string>(op->data))
            throw ProtocolError("Unsupported", "a request has an 'op'");
        const std::string& name = std::get<std::string>(op->data);
        for (const Row& row : rows) {
            if (row.op == name) return "{\"ok\":" + (Operations{names_, request, max_bytes_}.*row.run)() + "}";
        }
        throw ProtocolError("Unsupported", "no operation '" + name + "'");
    } catch (const Error& error) {
        return error_line(error.kind(), error.what());
    } catch (const JsonError& error) {
        return error_line("Unsupported", std::string("no JSON: ") + error.what());
    } catch (const std::bad_alloc&) {
        return error_line("MemoryError", "not enough memory");
    }
}

}  // namespace byteprism::oracle
