#include "app/model/image/picture_decoding.hpp"

#include <algorithm>

#include "app/model/workbench.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

constexpr std::int64_t most_file_bytes = std::int64_t{1} << 30;
constexpr std::int64_t slice = 256 << 10;

ByteRange picture_in(const Sheet& sheet, const Document& document) {
    const ByteRange all{0, document.size()};
    return sheet.cursor.anchor ? intersection(sheet.cursor.selection(), all) : all;
}

}  // namespace

PictureDecoding::PictureDecoding(const Workbench& bench, const Sheet& sheet)
    : name_(bench.document(sheet).name()),
      job_(bench.jobs, bench.document(sheet),
           [range = picture_in(sheet, bench.document(sheet)), pixels = pixels_](JobReader& reader) {
               if (range.length > most_file_bytes) {
                   throw ValueError("a picture file of " + std::to_string(range.length) +
                                    " bytes is too large: " + std::to_string(most_file_bytes) + " are the most");
               }
               std::vector<std::byte> file(static_cast<std::size_t>(range.length));
               for (std::int64_t at = 0; at < range.length; at += slice) {
                   const auto length = static_cast<std::size_t>(std::min(slice, range.length - at));
                   reader.read(range.offset + at, std::span(file).subspan(static_cast<std::size_t>(at), length));
               }
               *pixels = read_picture_file(file);
           }) {}

bool PictureDecoding::take_up(Workbench& bench) {
    if (!job_.ended()) return false;
    if (!job_.completed()) {
        const std::string why = job_.failure().empty() ? "the bytes changed meanwhile" : job_.failure();
        bench.notify(Notice::Severity::Error, name_ + ": " + why);
        return true;
    }
    const PictureFileInfo& info = pixels_->info;
    Sheet& sheet = bench.add(Document::untitled("pixels of " + name_, Buffer::copy_of(pixels_->bytes)));
    sheet.image.pixels = info.pixels;
    sheet.image.width = info.width;
    sheet.image.height = info.height;
    bench.tell(sheet, std::to_string(info.width) + " x " + std::to_string(info.height) + " pixels, " + info.pixels);
    return true;
}

}  // namespace byteprism
