// The first sector of a disk with a partition table of the old kind.
#pragma magic 510 "\x55\xaa"
#pragma magic 446 "\0" | "\x80"
#pragma magic 462 "\0" | "\x80"
#pragma magic 478 "\0" | "\x80"
#pragma magic 494 "\0" | "\x80"
#pragma pack(1)

enum PartitionKind : uint8_t {
    UNUSED = 0, FAT12 = 1, FAT16_SMALL = 4, EXTENDED = 5, FAT16 = 6, NTFS_OR_EXFAT = 7, FAT32_CHS = 0xb, FAT32 = 0xc,
    FAT16_LBA = 0xe, EXTENDED_LBA = 0xf, LINUX_SWAP = 0x82, LINUX = 0x83, LINUX_LVM = 0x8e, FREEBSD = 0xa5, OPENBSD = 0xa6,
    MACOS = 0xaf, PROTECTIVE_GPT = 0xee, EFI_SYSTEM = 0xef, LINUX_RAID = 0xfd
};
enum Active : uint8_t { INACTIVE = 0, BOOTS = 0x80 };

struct CylinderHeadSector {
    uint8_t head;
    uint8_t sector : 6, cylinder_high : 2;  // sectors count from 1
    uint8_t cylinder_low;
};

struct Partition {
    enum Active active;
    CylinderHeadSector first_chs;
    enum PartitionKind kind;
    CylinderHeadSector last_chs;
    uint32_t first_sector, sector_count;
};

struct Mbr {
    uint8_t program[440];
    uint32_t disk_id;
    uint16_t copy_protected;
    Partition partitions[4];
    uint16_t signature;  // 0xaa55
};
