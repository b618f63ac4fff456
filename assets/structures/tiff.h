// TIFF, and the header that Exif data in other files have: a byte order, then directories of tagged values. A value of
// up to four bytes stands in its entry, others at the offset that stands there.
#pragma magic 0 "II*\0" | "MM\0*"
#pragma pack(1)

enum Tag : uint16_t {
    SUBFILE_TYPE = 254, WIDTH = 256, HEIGHT, BITS_PER_SAMPLE, COMPRESSION, PHOTOMETRIC = 262, DESCRIPTION = 270, MAKE,
    MODEL, STRIP_OFFSETS, ORIENTATION, SAMPLES_PER_PIXEL = 277, ROWS_PER_STRIP, STRIP_BYTE_COUNTS, X_RESOLUTION = 282,
    Y_RESOLUTION, PLANAR_CONFIGURATION, PAGE_NUMBER = 297, RESOLUTION_UNIT = 296, SOFTWARE = 305, DATE_TIME,
    ARTIST = 315, PREDICTOR = 317, WHITE_POINT, PRIMARIES, PALETTE, TILE_WIDTH = 322, TILE_HEIGHT, TILE_OFFSETS,
    TILE_BYTE_COUNTS, EXTRA_SAMPLES = 338, SAMPLE_FORMAT, JPEG_TABLES = 347, COPYRIGHT = 33432, EXPOSURE_TIME = 33434,
    F_NUMBER = 33437, EXIF = 34665, ICC_PROFILE = 34675, GPS = 34853, ISO_SPEED = 34855, EXIF_VERSION = 36864,
    DATE_TIME_ORIGINAL = 36867, FOCAL_LENGTH = 37386, USER_COMMENT = 37510, COLOUR_SPACE = 40961
};
enum ValueType : uint16_t {
    BYTE_VALUES = 1, ASCII, SHORT, LONG_VALUES, RATIONAL, SIGNED_BYTE, UNDEFINED, SIGNED_SHORT, SIGNED_LONG,
    SIGNED_RATIONAL, FLOAT, DOUBLE
};

struct Rational {
    uint32_t numerator, denominator;
};

struct Entry {
    enum Tag tag;
    enum ValueType type;
    uint32_t count;
    if (type == BYTE_VALUES && count <= 4) uint8_t bytes[4];
    if (type == SHORT && count <= 2) uint16_t shorts[2];
    if (type == LONG_VALUES && count == 1) uint32_t value;
    if (type == ASCII && count <= 4) char text[4];
    if (!(type == BYTE_VALUES && count <= 4) && !(type == SHORT && count <= 2) &&
        !(type == LONG_VALUES && count == 1) && !(type == ASCII && count <= 4)) {
        uint32_t offset;
    }
    if (type == ASCII && count > 4) {
        @ offset char text[count];
    }
    if (type == SHORT && count > 2) {
        @ offset uint16_t shorts[count];
    }
    if (type == LONG_VALUES && count > 1) {
        @ offset uint32_t values[count];
    }
    if (type == RATIONAL) {
        @ offset Rational rationals[count];
    }
};

struct Directory {
    uint16_t count;
    Entry entries[count];
    uint32_t next;  // the offset of the next directory; 0: this is the last
};

struct Directories {
    uint16_t version;  // 42
    uint32_t first;
    @ first Directory directory;
    if (directory.next) {
        @ directory.next Directory second;
    }
};

struct Tiff {
    char order[2];
    @ 0 uint8_t order_code;
    if (order_code == 'I') little_endian Directories file;
    if (order_code == 'M') big_endian Directories file;
};
