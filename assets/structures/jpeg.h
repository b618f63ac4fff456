// JPEG: segments, each with a marker (ff and a byte) and its length, which counts itself. Behind the start of a scan come
// compressed data without a length, so that the rest of the file belongs to the first scan here.
#pragma magic 0 "\xff\xd8\xff"
#pragma pack(1)
#pragma scalar_storage_order big-endian

enum Marker : uint8_t {
    BASELINE_FRAME = 0xc0, EXTENDED_FRAME, PROGRESSIVE_FRAME, LOSSLESS_FRAME, HUFFMAN_TABLES, ARITHMETIC_FRAME = 0xc9,
    ARITHMETIC_PROGRESSIVE_FRAME = 0xca, ARITHMETIC_CONDITIONING = 0xcc, RESTART_0 = 0xd0, RESTART_7 = 0xd7,
    IMAGE_START = 0xd8, IMAGE_END, SCAN_START, QUANTIZATION_TABLES, LINE_COUNT, RESTART_INTERVAL,
    APP0 = 0xe0, APP1, APP2, APP3, APP4, APP5, APP6, APP7, APP8, APP9, APP10, APP11, APP12, APP13, APP14, APP15,
    COMMENT = 0xfe
};
enum DensityUnit : uint8_t { ASPECT_RATIO_ONLY, PER_INCH, PER_CENTIMETRE };
enum ComponentKind : uint8_t { LUMA = 1, BLUE_DIFFERENCE = 2, RED_DIFFERENCE = 3 };

struct Jfif {
    uint8_t end;  // of the identifier
    uint8_t major, minor;
    enum DensityUnit unit;
    uint16_t x_density, y_density;
    uint8_t thumbnail_width, thumbnail_height;
};

struct Frame {
    uint8_t bits;
    uint16_t height, width;
    uint8_t component_count;
    struct {
        enum ComponentKind kind;
        uint8_t horizontal : 4, vertical : 4;  // sampling factors
        uint8_t quantization_table;
    } components[component_count];
};

struct Scan {
    uint8_t component_count;
    struct {
        enum ComponentKind kind;
        uint8_t dc_table : 4, ac_table : 4;
    } components[component_count];
    uint8_t first_coefficient, last_coefficient;
    uint8_t high_bit : 4, low_bit : 4;
};

struct QuantizationTable {
    uint8_t words : 4, index : 4;  // words 1: 16 bits each
    if (words) uint16_t wide[64];  // in zigzag order
    if (!words) uint8_t narrow[64];
};

struct Segment {
    uint8_t prefix;
    enum Marker marker;
    if (marker != IMAGE_START && marker != IMAGE_END && (marker < RESTART_0 || marker > RESTART_7)) {
        uint16_t length;
        if (marker == APP0 || marker == APP1) {
            union {
                char identifier[4];
                uint32_t code;
            };
        }
        if (marker == APP0 && code == 'JFIF') {
            Jfif jfif;
            uint8_t thumbnail[length - 16];
        }
        // After "Exif" and two zero bytes comes a TIFF file: tiff.h reads it with --offset.
        if (marker == APP1 || (marker == APP0 && code != 'JFIF')) uint8_t content[length - 6];
        if (marker == QUANTIZATION_TABLES && (length - 2) % 65 == 0) QuantizationTable tables[(length - 2) / 65];
        if (marker == QUANTIZATION_TABLES && (length - 2) % 65 != 0) uint8_t data[length - 2];
        if (marker == BASELINE_FRAME || marker == EXTENDED_FRAME || marker == PROGRESSIVE_FRAME) Frame frame;
        if (marker == COMMENT) char comment[length - 2];
        if (marker == RESTART_INTERVAL) uint16_t interval;
        if (marker != APP0 && marker != APP1 && marker != SCAN_START && marker != QUANTIZATION_TABLES &&
            marker != BASELINE_FRAME && marker != EXTENDED_FRAME && marker != PROGRESSIVE_FRAME && marker != COMMENT &&
            marker != RESTART_INTERVAL) {
            uint8_t content[length - 2];
        }
    }
    if (marker == SCAN_START) {
        Scan scan;
        uint8_t compressed[];
    }
};

struct Jpeg {
    Segment segments[];
};
