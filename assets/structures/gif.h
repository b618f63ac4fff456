// GIF: a screen, then blocks, each beginning with a byte that says its kind, up to the trailer. Data of any length are
// cut into sub-blocks of up to 255 bytes; an empty one ends them.
#pragma magic 0 "GIF87a" | "GIF89a"
#pragma pack(1)

enum BlockKind : uint8_t { EXTENSION = 0x21, IMAGE = 0x2c, TRAILER = 0x3b };
enum ExtensionKind : uint8_t { PLAIN_TEXT = 0x01, GRAPHIC_CONTROL = 0xf9, COMMENT = 0xfe, APPLICATION = 0xff };
enum Disposal { UNSPECIFIED, KEEP, TO_BACKGROUND, TO_PREVIOUS };

struct Colour {
    uint8_t red, green, blue;
};

struct SubBlock {
    uint8_t size;
    uint8_t data[size];
    if (size == 0) break;
};

struct GraphicControl {
    uint8_t transparent : 1, waits_for_user : 1;
    enum Disposal disposal : 3;
    uint8_t : 3;
    uint16_t hundredths_of_a_second;  // how long the next image is shown
    uint8_t transparent_index;
};

struct Image {
    uint16_t left, top, width, height;
    uint8_t palette_bits : 3, : 2, sorted : 1, interlaced : 1, has_palette : 1;
    if (has_palette) Colour palette[2 << palette_bits];
    uint8_t code_bits;  // of the first codes of LZW
    SubBlock data[];
};

struct Block {
    enum BlockKind kind;
    if (kind == IMAGE) Image image;
    if (kind == EXTENSION) {
        enum ExtensionKind extension;
        if (extension == GRAPHIC_CONTROL) {
            uint8_t control_size;
            GraphicControl control;
        }
        SubBlock data[];
    }
    if (kind != IMAGE && kind != EXTENSION) break;
};

struct Gif {
    char signature[3], version[3];
    uint16_t width, height;
    uint8_t palette_bits : 3, sorted : 1, bits_per_primary : 3, has_palette : 1;
    uint8_t background;    // index into the palette
    uint8_t aspect_ratio;  // 0: not given; else (n + 15) / 64
    if (has_palette) Colour palette[2 << palette_bits];
    Block blocks[];
};
