// KTX, version 2: textures of Vulkan; the smallest level comes first in the file, the largest first in the index.
#pragma magic 0 "\xabKTX 20\xbb\r\n\x1a\n"

enum VulkanFormat : uint32_t {
    UNDEFINED = 0, R8_UNORM = 9, R8G8_UNORM = 16, R8G8B8_UNORM = 23, R8G8B8_SRGB = 29, R8G8B8A8_UNORM = 37,
    R8G8B8A8_SRGB = 43, B8G8R8A8_UNORM = 44, R16G16B16A16_SFLOAT = 97, R32G32B32A32_SFLOAT = 109, BC1_RGB = 131,
    BC1_RGB_SRGB, BC1_RGBA, BC1_RGBA_SRGB, BC2 = 135, BC2_SRGB, BC3, BC3_SRGB, BC4, BC4_SIGNED, BC5, BC5_SIGNED, BC6H,
    BC6H_SIGNED, BC7, BC7_SRGB, ETC2_RGB = 147, ETC2_RGB_SRGB, ASTC_4x4 = 157, ASTC_4x4_SRGB
};
enum Supercompression : uint32_t { NOT_COMPRESSED, BASIS_LZ, ZSTANDARD, ZLIB };

struct Level {
    uint64_t offset, size, unpacked_size;
};

struct Ktx2 {
    uint8_t identifier[12];
    enum VulkanFormat format;
    uint32_t type_size, width, height, depth, layers;
    uint32_t faces;  // 6: a cube map
    uint32_t level_count;
    enum Supercompression supercompression;
    uint32_t description_offset, description_size, keys_offset, keys_size;
    uint64_t global_offset, global_size;
    Level levels[level_count ? level_count : 1];
    if (description_size) {
        @ description_offset uint32_t description[description_size / 4];
    }
    if (keys_size) {
        @ keys_offset uint8_t keys[keys_size];
    }
};
