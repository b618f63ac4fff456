// Portable Network Graphics: a signature, then chunks. All numbers are big-endian.
#pragma magic 0 "\x89PNG\r\n\x1a\n"
#pragma pack(1)
#pragma scalar_storage_order big-endian

enum ColourType : uint8_t { GREY = 0, TRUECOLOUR = 2, INDEXED = 3, GREY_ALPHA = 4, TRUECOLOUR_ALPHA = 6 };

struct Header {
    uint32_t width, height;
    uint8_t bit_depth;
    enum ColourType colour_type;
    uint8_t compression, filter, interlace;
};

struct Colour {
    uint8_t red, green, blue;
};

struct Time {
    uint16_t year;
    uint8_t month, day, hour, minute, second;
};

struct PhysicalSize {
    uint32_t x_per_unit, y_per_unit;
    uint8_t unit;  // 1: metre
};

struct Chunk {
    uint32_t length;
    union {
        char type[4];
        uint32_t code;
    };
    if (code == 'IHDR') Header header;
    if (code == 'PLTE') Colour palette[length / 3];
    if (code == 'tIME') Time time;
    if (code == 'pHYs') PhysicalSize physical_size;
    if (code == 'gAMA') uint32_t gamma;  // times 100000
    if (code == 'tEXt') char text[length];
    if (code != 'IHDR' && code != 'PLTE' && code != 'tIME' && code != 'pHYs' && code != 'gAMA' && code != 'tEXt') {
        uint8_t data[length];
    }
    uint32_t crc;
};

struct Png {
    uint8_t signature[8];
    Chunk chunks[];
};
