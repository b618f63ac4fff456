// TGA, of Truevision: no magic bytes, but numbers of which few make sense. Files of version 2 end with a footer that says
// "TRUEVISION-XFILE.".
#pragma magic 1 "\0" | "\1"
#pragma magic 2 "\1" | "\2" | "\3" | "\x09" | "\x0a" | "\x0b"
#pragma magic 7 "\0" | "\x0f" | "\x10" | "\x18" | "\x20"
#pragma magic 16 "\x08" | "\x0f" | "\x10" | "\x18" | "\x20"
#pragma magic 17 "\0" & "\xc0"
#pragma pack(1)

enum ImageKind : uint8_t { NO_IMAGE = 0, INDEXED, TRUECOLOUR, GREY, PACKED_INDEXED = 9, PACKED_TRUECOLOUR, PACKED_GREY };
enum HasPalette : uint8_t { WITHOUT_PALETTE, WITH_PALETTE };

struct Tga {
    uint8_t comment_length;
    enum HasPalette has_palette;
    enum ImageKind kind;
    uint16_t first_colour, colour_count;
    uint8_t colour_bits;
    uint16_t left, bottom, width, height;
    uint8_t bits;
    uint8_t alpha_bits : 4, from_the_right : 1, from_the_top : 1, : 2;
    char comment[comment_length];
    if (has_palette) uint8_t palette[colour_count][(colour_bits + 7) / 8];
    if (kind == INDEXED || kind == TRUECOLOUR || kind == GREY) {
        uint8_t pixels[height][width][(bits + 7) / 8];  // blue, green, red, alpha
    }
    if (kind == PACKED_INDEXED || kind == PACKED_TRUECOLOUR || kind == PACKED_GREY) uint8_t packed[];
};
