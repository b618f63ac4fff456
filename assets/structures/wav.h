// RIFF WAVE: chunks of sound and of what describes it.
#pragma magic 0 "RIFF"
#pragma magic 8 "WAVE"
#pragma pack(1)

enum Encoding : uint16_t { PCM = 1, ADPCM = 2, IEEE_FLOAT = 3, ALAW = 6, MULAW = 7, EXTENSIBLE = 0xfffe };

struct Format {
    enum Encoding encoding;
    uint16_t channels;
    uint32_t frames_per_second, bytes_per_second;
    uint16_t bytes_per_frame, bits_per_sample;
};

struct Chunk {
    union {
        char id[4];
        big_endian uint32_t code;
    };
    uint32_t size;
    if (code == 'fmt ') {
        Format format;
        uint8_t extension[size - 16];
    }
    if (code != 'fmt ') uint8_t data[size];
    if (size & 1) uint8_t fill;
};

struct Wave {
    char riff[4];
    uint32_t size;
    char form[4];
    Chunk chunks[];
};
