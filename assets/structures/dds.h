// DDS: textures of DirectX, plain or compressed in blocks, with their smaller copies (mip maps).
#pragma magic 0 "DDS \x7c\0\0\0"

enum Contents : uint32_t {
    CAPABILITIES = 1, HEIGHT = 2, WIDTH = 4, PITCH = 8, PIXEL_FORMAT = 0x1000, MIP_MAPS = 0x20000, LINEAR_SIZE = 0x80000,
    DEPTH = 0x800000
};
enum PixelFlags : uint32_t {
    ALPHA_PIXELS = 1, ALPHA_ONLY = 2, FOUR_CHARACTERS = 4, PALETTE_8 = 0x20, RGB = 0x40, YUV = 0x200, LUMINANCE = 0x20000,
    BUMP = 0x80000
};
enum Capabilities : uint32_t { COMPLEX = 8, TEXTURE = 0x1000, MIP_MAPPED = 0x400000 };
enum MoreCapabilities : uint32_t {
    CUBE_MAP = 0x200, POSITIVE_X = 0x400, NEGATIVE_X = 0x800, POSITIVE_Y = 0x1000, NEGATIVE_Y = 0x2000, POSITIVE_Z = 0x4000,
    NEGATIVE_Z = 0x8000, VOLUME = 0x200000
};
enum Dimension : uint32_t { BUFFER = 1, TEXTURE_1D, TEXTURE_2D, TEXTURE_3D };
enum DxgiFormat : uint32_t {
    RGBA32_FLOAT = 2, RGBA16_FLOAT = 10, RGBA8 = 28, RGBA8_SRGB = 29, BC1 = 71, BC1_SRGB, BC2 = 74, BC2_SRGB, BC3 = 77,
    BC3_SRGB, BC4 = 80, BC4_SIGNED, BC5 = 83, BC5_SIGNED, BGRA8 = 87, BC6H = 95, BC6H_SIGNED, BC7 = 98, BC7_SRGB
};

struct PixelFormat {
    uint32_t size;  // 32
    enum PixelFlags flags;
    char code[4];  // "DXT1", "DXT5", "DX10": another header follows
    uint32_t bits;
    uint32_t red_mask, green_mask, blue_mask, alpha_mask;
};

struct Dds {
    char magic[4];
    uint32_t size;  // 124: of the header from here to reserved_end
    enum Contents contents;
    uint32_t height, width;
    uint32_t pitch;  // bytes of a row, or, compressed, of the largest picture
    uint32_t depth, mip_map_count;
    uint32_t reserved[11];
    PixelFormat format;
    enum Capabilities capabilities;
    enum MoreCapabilities more_capabilities;
    uint32_t capabilities_3, capabilities_4, reserved_end;
    @ 84 big_endian uint32_t four_characters;
    if (four_characters == 'DX10') {
        enum DxgiFormat dxgi_format;
        enum Dimension dimension;
        uint32_t miscellaneous, array_size, alpha_mode;
    }
    uint8_t pixels[];
};
