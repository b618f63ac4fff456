#include "app/ui/image/image_binding.hpp"

#include "core/error.hpp"
#include "core/image/pixel_format_table.hpp"

namespace byteprism {
namespace {

bool same_picture(const ImageSettings& a, const ImageSettings& b) {
    return a.pixels == b.pixels && a.width == b.width && a.height == b.height && a.offset == b.offset &&
           a.row_stride == b.row_stride;
}

}  // namespace

BoundImage bind(const ImageSettings& settings) {
    BoundImage image;
    image.settings = settings;
    image.format = find_pixel_format(settings.pixels);
    const NamedPixelFormat* const row = name_of(image.format);
    image.name = row != nullptr ? std::string(row->name) : image.format.layout;
    image.row_stride = settings.row_stride.value_or(0);
    if (!settings.row_stride) image.row_stride = tight_row_stride(image.format, settings.width);
    image.layout = layout_of(image.format, {settings.width, settings.height, settings.offset, image.row_stride});
    return image;
}

void ImageBinding::follow(const Sheet& sheet) {
    if (sheet_ == sheet.id && same_picture(followed_, sheet.image)) return;
    if (sheet_ != sheet.id) image_.reset();
    sheet_ = sheet.id;
    followed_ = sheet.image;
    try {
        image_ = bind(sheet.image);
        image_->number = ++bindings_;
        refusal_.clear();
    } catch (const Error& error) {
        refusal_ = error.what();
    }
}

}  // namespace byteprism
