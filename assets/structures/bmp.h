// A Windows bitmap: file header, information header, palette, rows of pixels from the bottom up.
#pragma magic 0 "BM"
#pragma pack(1)

enum Compression { RGB, RLE8, RLE4, BITFIELDS, JPEG, PNG, ALPHABITFIELDS };

struct Colour {
    uint8_t blue, green, red, reserved;
};

struct Bitmap {
    char magic[2];
    uint32_t file_size;
    uint16_t reserved[2];
    uint32_t pixel_offset;
    uint32_t header_size;  // 12: the oldest form, with 16-bit sizes
    if (header_size == 12) {
        uint16_t old_width, old_height, old_planes, old_bits;
    }
    if (header_size >= 40) {
        int32_t width;
        int32_t height;  // negative: rows from the top down
        uint16_t planes, bits;
        enum Compression compression;
        uint32_t image_size;
        int32_t pixels_per_metre[2];
        uint32_t colours, important_colours;
    }
    if (header_size >= 108) {
        uint32_t red_mask, green_mask, blue_mask, alpha_mask;
        char colour_space[4];
        uint8_t endpoints[36];
        uint32_t gamma[3];
    }
    if (header_size >= 124) {
        uint32_t intent, profile_offset, profile_size, reserved_end;
    }
    if (header_size == 40 && compression == BITFIELDS) uint32_t masks[3];
    if (header_size >= 40 && bits <= 8) Colour palette[colours ? colours : 1 << bits];
    // Rows are filled up to 4 bytes.
    if (header_size >= 40 && (compression == RGB || compression == BITFIELDS)) {
        @ pixel_offset uint8_t rows[height < 0 ? -height : height][(width * bits + 31) / 32 * 4];
    }
    if (header_size >= 40 && (compression == RLE8 || compression == RLE4)) {
        @ pixel_offset uint8_t packed[image_size];
    }
};
