// ZIP archives: each file behind its local header, then the central directory. Sizes that follow their data (bit 3 of
// the flags) end what can be described here.
#pragma magic 0 "PK\3\4"
#pragma pack(1)

enum Method : uint16_t { STORED = 0, DEFLATED = 8, BZIP2 = 12, LZMA = 14, ZSTD = 93 };

struct DosTime {
    uint16_t half_seconds : 5, minute : 6, hour : 5;
    uint16_t day : 5, month : 4, years_since_1980 : 7;
};

struct LocalFile {
    uint16_t version, flags;
    enum Method method;
    DosTime modified;
    uint32_t crc, packed_size, size;
    uint16_t name_length, extra_length;
    char name[name_length];
    uint8_t extra[extra_length];
    uint8_t data[packed_size];
};

struct CentralFile {
    uint16_t made_by, version, flags;
    enum Method method;
    DosTime modified;
    uint32_t crc, packed_size, size;
    uint16_t name_length, extra_length, comment_length, disk, internal_attributes;
    uint32_t external_attributes, local_offset;
    char name[name_length];
    uint8_t extra[extra_length];
    char comment[comment_length];
};

struct End {
    uint16_t disk, directory_disk, entries_here, entries;
    uint32_t directory_size, directory_offset;
    uint16_t comment_length;
    char comment[comment_length];
};

struct Record {
    uint32_t signature;
    if (signature == 0x04034b50) LocalFile local;
    if (signature == 0x02014b50) CentralFile central;
    if (signature == 0x06054b50) End end;
    if (signature != 0x04034b50 && signature != 0x02014b50 && signature != 0x06054b50) uint8_t unknown[];
};

struct Zip {
    Record records[];
};
