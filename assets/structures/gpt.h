// A disk with a GUID partition table: a sector that guards it from old programs, the header, and the partitions. Sectors
// of 512 bytes.
#pragma magic 512 "EFI PART"
#pragma pack(1)

enum Attributes : uint64_t {
    REQUIRED = 1, NO_BLOCK_IO = 2, LEGACY_BOOTS = 4, READ_ONLY = 1LL << 60, SHADOW_COPY = 1LL << 61, HIDDEN = 1LL << 62
};

// c12a7328-f81f-11d2-ba4b-00a0c93ec93b begins a system partition of EFI, 0fc63daf-8483-4772-8e79-3d69d8477de4 one of
// Linux. The first three parts are little-endian.
struct Guid {
    uint32_t a;
    uint16_t b, c;
    uint8_t d[8];
};

struct Partition {
    Guid kind, id;  // a kind of zeros: unused
    uint64_t first_sector, last_sector;
    enum Attributes attributes;
    char16_t name[36];
};

struct Gpt {
    uint8_t protective_mbr[512];
    char signature[8];
    uint16_t minor, major;
    uint32_t header_size, header_crc, reserved;
    uint64_t this_sector, backup_sector, first_usable, last_usable;
    Guid disk;
    uint64_t partitions_sector;
    uint32_t partition_count, partition_size, partitions_crc;
    if (partition_size == 128) {
        @ 512 * partitions_sector Partition partitions[partition_count];
    }
};
