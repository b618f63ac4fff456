// KTX, version 1: textures of OpenGL, in the byte order of the machine that wrote it.
#pragma magic 0 "\xabKTX 11\xbb\r\n\x1a\n"

enum Type : uint32_t {
    COMPRESSED = 0, BYTE_SAMPLES = 0x1400, UBYTE = 0x1401, SHORT_SAMPLES = 0x1402, USHORT = 0x1403, FLOAT_SAMPLES = 0x1406,
    HALF = 0x140b, USHORT_4444 = 0x8033, USHORT_5551 = 0x8034, USHORT_565 = 0x8363
};
enum Format : uint32_t {
    NO_FORMAT = 0, RED = 0x1903, ALPHA = 0x1906, RGB = 0x1907, RGBA = 0x1908, LUMINANCE = 0x1909, BGR = 0x80e0,
    BGRA = 0x80e1, RG = 0x8227, RGB8 = 0x8051, RGBA8 = 0x8058, R8 = 0x8229, RG8 = 0x822b, SRGB8_ALPHA8 = 0x8c43,
    RGB_DXT1 = 0x83f0, RGBA_DXT1, RGBA_DXT3, RGBA_DXT5, ETC1 = 0x8d64, R11_EAC = 0x9270, RGB8_ETC2 = 0x9274,
    RGBA8_ETC2_EAC = 0x9278, RGBA_ASTC_4x4 = 0x93b0, RGBA_ASTC_8x8 = 0x93b7
};


struct Level {
    uint32_t size;  // of one face of a cube map, else of all
    uint8_t pixels[size];
    uint8_t fill[3 - (size + 3) % 4];
};

struct Texture {
    uint32_t byte_order;  // 0x04030201
    enum Type type;
    uint32_t type_size;
    enum Format format, internal_format, base_format;
    uint32_t width, height, depth, array_elements;
    uint32_t faces;  // 6: a cube map
    uint32_t level_count, key_bytes;
    uint8_t keys[key_bytes];  // for each the size of both, the key, a zero byte, the value, bytes up to a multiple of 4
    if (faces == 1) Level levels[level_count ? level_count : 1];
    if (faces != 1) uint8_t levels_of_faces[];
};

struct Ktx {
    uint8_t identifier[12];
    @ 12 uint8_t first_of_order;
    if (first_of_order == 1) little_endian Texture texture;
    if (first_of_order == 4) big_endian Texture texture;
};
