#include "app/ui/hex/text_column.hpp"

#include <algorithm>

#include "core/view/unicode.hpp"

namespace byteprism {
namespace {

// So many bytes before a row, and after it, may belong to its characters.
constexpr std::int64_t reach = 256;

char32_t shown(std::optional<char32_t> character) {
    return character && is_printable(*character) ? *character : TextColumn::none;
}

}  // namespace

void TextColumn::use(const std::string& encoding) {
    if (decoder_ && encoding_ == encoding) return;
    const TextEncoding* const found = find_text_encoding(encoding);
    decoder_ = std::make_unique<TextDecoder>(found == nullptr ? text_encodings().front() : *found);
    encoding_ = encoding;
    source_.reset();
    if (!decoder_->encoding().single) return;
    for (std::size_t byte = 0; byte < characters_.size(); ++byte) {
        const std::byte text[]{static_cast<std::byte>(byte)};
        characters_[byte] = shown(decoder_->decode(text, 0).character);
    }
}

void TextColumn::follow(const Sheet& sheet, const Document& document, const HexRows& rows, Window window) {
    use(sheet.hex.encoding);
    const Source now{sheet.document, document.version(), rows, window};
    if (source_ == now) return;
    source_ = now;
    const auto columns = static_cast<std::size_t>(std::max(0, window.to - window.from));
    decoded_.assign(columns * static_cast<std::size_t>(std::max<std::int64_t>(0, window.end_row - window.first_row)),
                    none);
    boundary_ = 0;
    for (std::int64_t row = window.first_row; row < window.end_row; ++row) {
        const std::int64_t start = rows.start_of(row);
        const ByteRange bytes = intersection(rows.bytes_of(row), {start + window.from, window.to - window.from});
        if (bytes.empty()) continue;
        const auto at = static_cast<std::size_t>(row - window.first_row) * columns +
                        static_cast<std::size_t>(bytes.offset - start - window.from);
        decode_row(document, rows.first, bytes,
                   std::span(decoded_).subspan(at, static_cast<std::size_t>(bytes.length)));
    }
}

// Units of several bytes count from where the rows begin.
void TextColumn::decode_row(const Document& document, std::int64_t start, ByteRange bytes, std::span<char32_t> to) {
    const std::span<const std::byte> all = document.bytes();
    const auto offset = static_cast<std::size_t>(bytes.offset);
    if (decoder_->encoding().single) {
        std::ranges::transform(all.subspan(offset, to.size()), to.begin(),
                               [&](std::byte byte) { return characters_[std::to_integer<std::size_t>(byte)]; });
        return;
    }
    const bool follows = boundary_ <= bytes.offset && bytes.offset - boundary_ < reach && boundary_ > 0;
    const std::int64_t unit_start = bytes.offset - (bytes.offset - start) % decoder_->encoding().unit;
    const auto from = static_cast<std::size_t>(std::max<std::int64_t>(unit_start, 0));
    std::int64_t at = follows ? boundary_ : static_cast<std::int64_t>(decoder_->step_back(all, from));
    while (at < bytes.end()) {
        const DecodedCharacter decoded = decoder_->decode(all, static_cast<std::size_t>(at));
        const auto length = static_cast<std::int64_t>(decoded.length);
        for (std::int64_t part = std::max(at, bytes.offset); part < std::min(at + length, bytes.end()); ++part) {
            const char32_t rest = decoded.character ? continued : none;
            to[static_cast<std::size_t>(part - bytes.offset)] = part == at ? shown(decoded.character) : rest;
        }
        at += length;
    }
    boundary_ = at;
}

std::span<const char32_t> TextColumn::row(std::int64_t row) const {
    const Window& window = source_->window;
    const auto columns = static_cast<std::size_t>(std::max(0, window.to - window.from));
    return std::span(decoded_).subspan(static_cast<std::size_t>(row - window.first_row) * columns, columns);
}

}  // namespace byteprism
