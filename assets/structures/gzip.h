// gzip: a header, deflated data, and at the end of the file a checksum and the size.
#pragma magic 0 "\x1f\x8b"
#pragma pack(1)

enum Flags : uint8_t { TEXT = 1, HEADER_CRC = 2, EXTRA = 4, NAME = 8, COMMENT = 16 };
enum System : uint8_t { FAT = 0, AMIGA = 1, VMS = 2, UNIX = 3, MACINTOSH = 7, NTFS = 11, UNKNOWN = 255 };

struct Gzip {
    uint8_t magic[2];
    uint8_t method;  // 8: deflate
    enum Flags flags;
    uint32_t modified;  // seconds since 1970
    uint8_t extra_flags;
    enum System system;
    if (flags & EXTRA) {
        uint16_t extra_length;
        uint8_t extra[extra_length];
    }
    if (flags & NAME) char name[*];
    if (flags & COMMENT) char comment[*];
    if (flags & HEADER_CRC) uint16_t header_crc;
    uint8_t data[];  // the last eight bytes: CRC-32 and size
};
