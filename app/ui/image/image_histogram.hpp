// ImageHistogram: how often each value occurs in the selected pixels, or in all, for each component.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/model/document/document.hpp"
#include "app/model/image/image_binding.hpp"
#include "app/ui/theme.hpp"
#include "core/image/value_range.hpp"

namespace byteprism {

class ImageHistogram {
public:
    // Of the pixels of the region, a part of them where they are many; counted again only when something changed.
    void draw(const BoundImage& image, const Document& document, std::optional<PixelRect> region, const Colors& colors);

private:
    struct Shown {
        const Document* document;
        std::uint64_t version;
        std::uint64_t binding;
        PixelRect region;
        bool operator==(const Shown&) const = default;
    };

    void fit_floats(const BoundImage& image, const Document& document, const DecodeArea& area);

    std::optional<Shown> shown_;
    std::vector<ChannelHistogram> channels_;
};

}  // namespace byteprism
