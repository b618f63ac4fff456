// MP3: perhaps an ID3 tag, then frames, each with a header of four bytes: eleven bits of ones, then how it is encoded.
#pragma magic 0 "ID3" | "\xff\xfa" & "\xff\xfe" | "\xff\xf2" & "\xff\xfe"
#pragma pack(1)
#pragma scalar_storage_order big-endian

enum Version { MPEG_2_5, RESERVED_VERSION, MPEG_2, MPEG_1 };
enum Layer { RESERVED_LAYER, LAYER_3, LAYER_2, LAYER_1 };
enum ChannelMode { STEREO, JOINT_STEREO, DUAL_CHANNEL, MONO };
enum Emphasis { NO_EMPHASIS, MICROSECONDS_50_15, RESERVED_EMPHASIS, CCITT_J17 };
enum TagFlags : uint8_t { UNSYNCHRONISED = 0x80, EXTENDED_HEADER = 0x40, EXPERIMENTAL = 0x20, FOOTER = 0x10 };

struct Frame {
    uint32_t sync : 11;
    enum Version version : 2;
    enum Layer layer : 2;
    uint32_t no_crc : 1;
    uint32_t bit_rate : 4;     // of layer 3 of MPEG-1: 32, 40, 48, 56, 64, 80, 96, 112, 128, .. 320 kbit/s from 1 on
    uint32_t sample_rate : 2;  // of MPEG-1: 44100, 48000, 32000; of MPEG-2 half of that, of MPEG-2.5 a quarter
    uint32_t padded : 1, private_bit : 1;
    enum ChannelMode channels : 2;
    uint32_t mode_extension : 2, copyright : 1, original : 1;
    enum Emphasis emphasis : 2;
    // A frame of layer 3 has 144 * bit rate / sample rate bytes, of MPEG-2 and 2.5 half of that, and one if padded.
    if (layer == LAYER_3 && bit_rate > 0 && bit_rate < 15 && sample_rate < 3) {
        if (version == MPEG_1) {
            uint8_t data[144000 * (bit_rate < 6    ? 8 * bit_rate + 24
                                   : bit_rate < 10 ? 16 * bit_rate - 16
                                   : bit_rate < 14 ? 32 * bit_rate - 160
                                                   : 320) /
                             (sample_rate == 0 ? 44100 : sample_rate == 1 ? 48000 : 32000) + padded - 4];
        }
        if (version != MPEG_1) {
            uint8_t data[72000 * (bit_rate < 9 ? 8 * bit_rate : 16 * bit_rate - 64) /
                             ((sample_rate == 0 ? 44100 : sample_rate == 1 ? 48000 : 32000) >> (version == MPEG_2 ? 1 : 2)) + padded - 4];
        }
    }
    // What is no frame, or has a length that is not known, such as an ID3 tag of version 1 ("TAG").
    if (sync != 0x7ff || layer != LAYER_3 || bit_rate == 0 || bit_rate == 15 || sample_rate == 3) uint8_t rest[];
};

struct Mp3 {
    @ 0 big_endian uint16_t start;
    if (start == 0x4944) {
        char id3[3];
        uint8_t major, minor;
        enum TagFlags flags;
        uint8_t size[4];  // seven bits each
    }
    if (start == 0x4944) {
        // size, joined
        @ 6 uint8_t size_3;
        @ 7 uint8_t size_2;
        @ 8 uint8_t size_1;
        @ 9 uint8_t size_0;
        uint8_t tag[(size_3 << 21) + (size_2 << 14) + (size_1 << 7) + size_0];
    }
    Frame frames[];
};
