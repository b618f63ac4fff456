// AIFF and AIFF-C: chunks of sound and of what describes it, all numbers big-endian.
#pragma magic 0 "FORM"
#pragma magic 8 "AIFF" | "AIFC"
#pragma pack(1)
#pragma scalar_storage_order big-endian

// Frames per second, as an 80-bit floating-point number: mantissa * 2^(exponent - 16383 - 63).
struct Extended {
    uint16_t negative : 1, exponent : 15;
    uint64_t mantissa;
};

struct Common {
    uint16_t channels;
    uint32_t frames;
    uint16_t bits_per_sample;
    Extended frames_per_second;
};

struct Chunk {
    union {
        char id[4];
        uint32_t code;
    };
    uint32_t size;
    if (code == 'COMM') {
        Common common;
        if (size > 18) {
            char compression[4];  // "NONE", "sowt" (little-endian), "fl32", ..
            uint8_t name_length;
            char name[size - 23];
        }
    }
    if (code == 'SSND') {
        uint32_t offset, block_size;
        uint8_t sound[size - 8];
    }
    if (code == 'NAME' || code == 'AUTH' || code == '(c) ' || code == 'ANNO') char text[size];
    if (code != 'COMM' && code != 'SSND' && code != 'NAME' && code != 'AUTH' && code != '(c) ' && code != 'ANNO') {
        uint8_t data[size];
    }
    if (size & 1) uint8_t fill;
};

struct Aiff {
    char form[4];
    uint32_t size;
    char type[4];
    Chunk chunks[];
};
