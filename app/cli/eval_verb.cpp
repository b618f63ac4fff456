// byteprism eval FILE EXPR [--json]

#include "app/cli/output.hpp"
#include "app/cli/source.hpp"
#include "app/cli/verb.hpp"
#include "app/model/value_json.hpp"
#include "core/view/expression.hpp"

namespace byteprism {
namespace {

struct EvalOptions {
    std::string file;
    std::string expression;
    bool json = false;
};

// Writes the items nested by shape, as they are read: a view of any size takes no memory.
class ItemWriter {
public:
    ItemWriter(const ReadView& view, std::string (*text)(const Value&), const char* separator, Output& output)
        : view_(view),
          shape_(view.shape()),
          index_(shape_.size()),
          text_(text),
          separator_(separator),
          output_(output) {}

    void write(std::size_t axis = 0) {
        if (axis == shape_.size()) {
            output_.write(text_(view_.get(index_)));
            return;
        }
        output_.write("[");
        for (index_[axis] = 0; index_[axis] < shape_[axis]; ++index_[axis]) {
            if (index_[axis] > 0) output_.write(separator_);
            write(axis + 1);
        }
        output_.write("]");
    }

private:
    const ReadView& view_;
    Shape shape_;
    std::vector<std::int64_t> index_;
    std::string (*text_)(const Value&);
    const char* separator_;
    Output& output_;
};

template <class Numbers>
std::string numbers_json(const Numbers& numbers) {
    std::string text = "[";
    for (const std::int64_t number : numbers) text += (text.size() > 1 ? "," : "") + std::to_string(number);
    return text + "]";
}

void write_description(const ReadView& view, Output& output) {
    output.write("{\"format\":" + text_json(view.format().text()) + ",\"itemsize\":" + std::to_string(view.itemsize()) +
                 ",\"shape\":" + numbers_json(view.shape()) + ",\"strides\":" + numbers_json(view.strides()) +
                 ",\"offset\":" + std::to_string(view.offset()) + ",\"readonly\":" +
                 (view.readonly() ? "true" : "false") + ",\"nbytes\":" + std::to_string(view.nbytes()) + ",\"items\":");
}

std::string value_repr(const Value& value) { return repr(value); }

void write_result(const Evaluated& evaluated, bool json, Output& output) {
    if (const auto* value = std::get_if<Value>(&evaluated.result)) {
        output.write(json ? "{\"value\":" + value_json(*value) + "}" : repr(*value));
        return;
    }
    const auto& view = std::get<ReadView>(evaluated.result);
    if (json) write_description(view, output);
    ItemWriter(view, json ? value_json : value_repr, json ? "," : ", ", output).write();
    if (json) output.write("}");
}

int evaluate(const EvalOptions& options) {
    // What is wrong with the words is told before the file is opened.
    const Expression expression = Expression::parse(options.expression);
    const Buffer buffer = open_source(options.file).buffer;
    Output output;
    try {
        write_result(expression.evaluate(ReadView::of(buffer)), options.json, output);
    } catch (const ExpressionError& error) {
        const std::string where = options.file + ": column " + std::to_string(error.column + 1) + ": ";
        if (error.fault == ExpressionError::Fault::Data) throw IoError(where + error.what());
        throw;
    } catch (const ValueError& error) {  // bytes that are no value of the format
        throw IoError(options.file + ": " + error.what());
    }
    output.write("\n");
    output.flush();
    return 0;
}

}  // namespace

VerbAction declare_eval(CLI::App& app) {
    auto options = std::make_shared<EvalOptions>();
    app.add_option("file", options->file, "The file; - is standard input")->required()->type_name("FILE");
    app.add_option("expression", options->expression, "m[54:].cast('<H'), m[44::2], m.nbytes; m is the file")
        ->required()
        ->type_name("EXPR");
    app.add_flag("--json", options->json, "The value, or the view's description and items, as JSON");
    return [options] { return evaluate(*options); };
}

}  // namespace byteprism
