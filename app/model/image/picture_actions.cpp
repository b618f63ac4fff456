// What goes from pictures into files and documents.

#include <algorithm>
#include <memory>

#include "app/model/image/image_actions.hpp"
#include "app/model/image/image_binding.hpp"
#include "app/model/image/picture_decoding.hpp"
#include "app/model/saving/output_file.hpp"
#include "app/model/workbench.hpp"
#include "core/error.hpp"
#include "core/image/picture_export.hpp"
#include "core/image/picture_file.hpp"
#include "core/image/value_range.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_exported = std::int64_t{1} << 26;  // pixels, which are written in one go
constexpr std::size_t most_header_bytes = std::size_t{1} << 20;

bool is_picture_file(const std::string& path) {
    try {
        const std::unique_ptr<Document> file = Document::open(path, Editing::Refused);
        return picture_file_info(file->bytes().first(std::min(file->bytes().size(), most_header_bytes))).has_value();
    } catch (const Error&) {
        return false;  // opening it says why
    }
}

}  // namespace

void apply(Workbench& bench, const FitWindow& action) {
    Sheet* sheet = bench.find(action.sheet);
    if (sheet == nullptr) return;
    const BoundImage image = bind(sheet->image);
    SampledValues sampled;
    add_values(sampled, image.format, image.layout, bench.document(*sheet).bytes(),
               sampled_area(region_of(*sheet, image)), image.settings.tone);
    const auto range = range_of(sampled, action.left_out * 100, 100 - action.left_out * 100);
    if (!range) throw ValueError("there are no values to fit black and white to");
    sheet->image.tone.window = range;
}

void apply(Workbench& bench, const DecodePicture& action) {
    const Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    bench.errands.push_back(std::make_unique<PictureDecoding>(bench, *sheet));
    bench.tell(*sheet, "decoding the picture");
}

void apply(Workbench& bench, const DropOnPicture& action) {
    const Sheet* const sheet = bench.find(action.sheet);
    if (sheet != nullptr && !bench.question && !bench.document(*sheet).refusal() && is_picture_file(action.path)) {
        bench.question = Question{Question::Kind::Argument, "image.place", sheet->id, "",
                                  std::to_string(action.at.x) + "," + std::to_string(action.at.y) + " " + action.path};
    } else {
        apply(bench, OpenFile{action.path});
    }
}

void apply(Workbench& bench, const ExportPicture& action) {
    const Sheet* sheet = bench.find_settled(action.sheet);
    if (sheet == nullptr) return;
    const Document& document = bench.document(*sheet);
    const BoundImage image = bind(sheet->image);
    PictureExport what;
    what.file = picture_file_of(action.path);
    what.content = action.content;
    what.tone = sheet->image.tone;
    what.rect = region_of(*sheet, image);
    if (what.rect.width > most_exported / what.rect.height) {
        throw ValueError(std::to_string(what.rect.width) + " x " + std::to_string(what.rect.height) +
                         " pixels are too many to be exported here: " + std::to_string(most_exported) +
                         " are the most; `byteprism image` writes any number");
    }
    check_export(image.format, what);
    OutputFile file(action.path);
    if (const auto size = export_size(image.format, what)) file.reserve(*size);
    const std::int64_t outside = export_picture(image.format, image.layout, document.bytes(), what,
                                                [&](std::span<const std::byte> bytes) { file.write(bytes); });
    file.finish();
    bench.notify(Notice::Severity::Information,
                 action.path + ": " + std::to_string(what.rect.width) + " x " + std::to_string(what.rect.height) +
                     " pixels" + (outside > 0 ? ", " + std::to_string(outside) + " of them outside of the bytes" : ""));
}

}  // namespace byteprism
