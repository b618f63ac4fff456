#include "app/platform/fonts.hpp"

#include <memory>

#include <fontconfig/fontconfig.h>

namespace byteprism {

std::string monospace_font_file() {
    const std::unique_ptr<FcConfig, decltype(&FcConfigDestroy)> config(FcInitLoadConfigAndFonts(), FcConfigDestroy);
    const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> wish(
        FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, "DejaVu Sans Mono", FC_FAMILY, FcTypeString, "monospace",
                       FC_SPACING, FcTypeInteger, FC_MONO, FC_SCALABLE, FcTypeBool, FcTrue, nullptr),
        FcPatternDestroy);
    if (!config || !wish) return {};
    FcConfigSubstitute(config.get(), wish.get(), FcMatchPattern);
    FcDefaultSubstitute(wish.get());
    FcResult result = FcResultNoMatch;
    const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> match(FcFontMatch(config.get(), wish.get(), &result),
                                                                        FcPatternDestroy);

    FcChar8* file = nullptr;
    FcBool scalable = FcFalse;
    if (!match || FcPatternGetString(match.get(), FC_FILE, 0, &file) != FcResultMatch) return {};
    FcPatternGetBool(match.get(), FC_SCALABLE, 0, &scalable);
    return scalable ? reinterpret_cast<const char*>(file) : "";
}

}  // namespace byteprism
