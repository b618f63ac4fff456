// PCX, of PC Paintbrush: a header, then rows of planes, packed: of a byte with its two upper bits set the other six say
// how often the next one is repeated.
#pragma magic 0 "\x0a"
#pragma magic 1 "\0" | "\2" | "\3" | "\4" | "\5"
#pragma magic 2 "\1" | "\0"
#pragma magic 3 "\1" | "\2" | "\4" | "\x08"
#pragma magic 64 "\0"
#pragma pack(1)

enum Version : uint8_t { V2_5 = 0, V2_8_PALETTE = 2, V2_8, WINDOWS, V3_0 };
enum PaletteKind : uint16_t { NOT_GIVEN, COLOURS, GREYS };

struct Colour {
    uint8_t red, green, blue;
};

struct Pcx {
    uint8_t magic;
    enum Version version;
    uint8_t packed, bits;  // of a plane
    uint16_t left, top, right, bottom;  // the last ones belong to the picture
    uint16_t x_dots_per_inch, y_dots_per_inch;
    Colour palette[16];
    uint8_t reserved, planes;
    uint16_t bytes_per_row;  // of a plane
    enum PaletteKind palette_kind;
    uint16_t screen_width, screen_height;
    uint8_t fill[54];
    uint8_t pixels[];  // of 8 bits in one plane: the last 769 bytes are a 12 and a palette of 256 colours
};
