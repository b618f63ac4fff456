// The boot sector of a FAT file system: FAT12, FAT16 or FAT32. Behind it come reserved sectors, the tables, and (not of
// FAT32) the root folder.
#pragma magic 510 "\x55\xaa"
#pragma magic 0 "\xeb" | "\xe9"
#pragma magic 54 "FAT12   " | "FAT16   " | "FAT     " | 82 "FAT32   "
#pragma pack(1)

enum Medium : uint8_t { REMOVABLE = 0xf0, FIXED = 0xf8 };
enum Attributes : uint8_t { READ_ONLY = 1, HIDDEN = 2, SYSTEM = 4, VOLUME_LABEL = 8, FOLDER = 16, ARCHIVE = 32 };

struct DosTime {
    uint16_t half_seconds : 5, minute : 6, hour : 5;
    uint16_t day : 5, month : 4, years_since_1980 : 7;
};

struct FolderEntry {
    char name[8], suffix[3];  // filled with blanks; a first byte of 0: not used yet, of 0xe5: deleted
    enum Attributes attributes;  // 15: a part of a long name
    uint8_t reserved, created_hundredths;
    DosTime created;
    uint16_t accessed, cluster_high;
    DosTime modified;
    uint16_t cluster;
    uint32_t size;
};

struct Volume {
    uint8_t drive, reserved;
    uint8_t signature;  // 0x29: the next three are there
    uint32_t id;
    char label[11], kind[8];
};

struct Fat {
    uint8_t jump[3];
    char system[8];
    uint16_t bytes_per_sector;
    uint8_t sectors_per_cluster;
    uint16_t reserved_sectors;
    uint8_t table_count;
    uint16_t root_entries, small_sector_count;
    enum Medium medium;
    uint16_t sectors_per_table, sectors_per_track, heads;
    uint32_t hidden_sectors, large_sector_count;
    if (sectors_per_table == 0) {  // FAT32
        uint32_t sectors_per_large_table;
        uint16_t mirroring, version;
        uint32_t root_cluster;
        uint16_t information_sector, backup_sector;
        uint8_t fill[12];
    }
    Volume volume;
    @ 510 uint16_t boot_signature;
    if (sectors_per_table) {
        @ bytes_per_sector * (reserved_sectors + table_count * sectors_per_table) FolderEntry root[root_entries];
    }
    if (sectors_per_table == 0) {
        @ bytes_per_sector *
            (reserved_sectors + table_count * sectors_per_large_table + (root_cluster - 2) * sectors_per_cluster)
            FolderEntry root[bytes_per_sector * sectors_per_cluster / 32];
    }
};
