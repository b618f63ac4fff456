#include "app/model/launch.hpp"

#include "app/model/commands/commands.hpp"
#include "app/model/number_text.hpp"
#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

std::int64_t not_negative(const char* option, std::string_view text) {
    const std::int64_t number = parse_number(text);
    if (number < 0) throw ValueError(std::string(option) + ": " + std::string(text) + " is negative");
    return number;
}

// "640x480".
void read_size(const std::string& text, ImageSettings& image) {
    const std::size_t cross = text.rfind('x');
    if (cross == std::string::npos) throw ValueError("--size: '" + text + "' is not WIDTHxHEIGHT, as in 640x480");
    image.width = parse_number(std::string_view(text).substr(0, cross));
    image.height = parse_number(std::string_view(text).substr(cross + 1));
    if (image.width < 1 || image.height < 1) throw ValueError("--size: '" + text + "' has no pixels");
}

ImageSettings image_of(const Launch& launch, ImageSettings image) {
    if (launch.pixels || launch.size) image = ImageSettings{};  // nothing of what the file says itself
    if (launch.pixels) {
        try {
            find_pixel_format(*launch.pixels);
        } catch (const Error& error) {
            throw ValueError("--pixels: '" + *launch.pixels + "': " + error.what());
        }
        image.pixels = *launch.pixels;
    }
    if (launch.size) read_size(*launch.size, image);
    if (launch.offset) image.offset = not_negative("--offset", *launch.offset);
    if (launch.stride) image.row_stride = not_negative("--stride", *launch.stride);
    if (launch.frame) image.frame = not_negative("--frame", *launch.frame);
    return image;
}

void look_at(const std::string& expression, Workbench& bench) {
    Actions actions;
    actions.push(SetLook{bench.active_sheet, expression});
    bench.apply(actions);
    if (const auto& refusal = bench.active()->look.refusal) {
        const std::string column = refusal->column ? "column " + std::to_string(*refusal->column + 1) + ": " : "";
        throw ValueError("--view: " + column + refusal->message);
    }
}

void run_command(const std::string& text, Workbench& bench) {
    const std::size_t equals = text.find('=');
    const std::string id = text.substr(0, equals);
    const Command* command = find_command(id);
    if (command == nullptr) throw ValueError("--do: there is no command '" + id + "'");
    if (!command->enabled(bench)) throw ValueError("--do: " + id + " is not possible now");
    Actions actions;
    if (equals == std::string::npos) {
        invoke(*command, bench, actions);
    } else {
        invoke(*command, text.substr(equals + 1), bench, actions);
    }
    bench.apply(actions);
    bench.finish_work();
}

// A picture asks nobody.
void refuse_to_ask(const Source& source) {
    const auto* process = std::get_if<ProcessMemory>(&source);
    if (process != nullptr && !process->address) open_document(source, Editing::Refused);
}

// What is asked for may lie anywhere in a stream.
bool wants_all_bytes(const Launch& launch) {
    return launch.screenshot || launch.view || launch.go_to || !launch.commands.empty();
}

}  // namespace

void open(const Launch& launch, Workbench& bench) {
    bench.editing = launch.editing;
    Actions actions;
    bool first = true;
    for (const Source& source : launch.sources) {
        const std::size_t sheets = bench.sheets.size();
        if (launch.screenshot) refuse_to_ask(source);
        actions.push(OpenSource{source});
        bench.apply(actions);
        if (wants_all_bytes(launch)) bench.await_arrivals();
        if (first && bench.sheets.size() > sheets) {
            const Sheet& sheet = *bench.active();
            actions.push(SetImage{sheet.id, image_of(launch, sheet.image)});
            bench.apply(actions);
            if (launch.view) look_at(*launch.view, bench);
            if (launch.go_to) run_command("go.offset=" + *launch.go_to, bench);
        }
        first = false;
    }
    if (!bench.sheets.empty()) bench.active_sheet = bench.sheets.front().id;
    for (const std::string& command : launch.commands) run_command(command, bench);
}

}  // namespace byteprism
