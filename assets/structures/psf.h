// Fonts of the Linux console, of both versions: glyphs of bits, a row filled up to whole bytes, then perhaps what
// characters they stand for.
#pragma magic 0 "\x72\xb5\x4a\x86\0\0\0\0" | "\x36\x04"
#pragma pack(1)

enum Mode : uint8_t { GLYPHS_512 = 1, HAS_TABLE = 2, HAS_SEQUENCES = 4 };
enum Flags : uint32_t { HAS_UNICODE_TABLE = 1 };

struct Version1 {
    uint16_t magic;
    enum Mode mode;
    uint8_t glyph_size;  // and height: these glyphs are 8 wide
    uint8_t glyphs[mode & GLYPHS_512 ? 512 : 256][glyph_size];
    // For each glyph 16-bit codes up to 0xffff.
    uint8_t table[];
};

struct Version2 {
    uint32_t magic, version, header_size;
    enum Flags flags;
    uint32_t glyph_count, glyph_size, height, width;
    @ header_size uint8_t glyphs[glyph_count][height][(width + 7) / 8];
    // For each glyph UTF-8 up to 0xff.
    @ header_size + glyph_count * glyph_size uint8_t table[];
};

struct Psf {
    @ 0 uint16_t start;
    if (start == 0x0436) Version1 font;
    if (start == 0xb572) Version2 font;
};
