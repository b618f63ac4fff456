// ext2, ext3, ext4: the superblock, 1024 bytes from the beginning of the file system, and the groups of blocks.
#pragma magic 1080 "\x53\xef"
#pragma magic 1082 "\1\0" | "\2\0" | "\3\0" | "\4\0" | "\5\0" | "\6\0" | "\7\0"
#pragma magic 1084 "\1\0" | "\2\0" | "\3\0"

enum State : uint16_t { CLEAN = 1, ERRORS = 2, ORPHANS = 4 };
enum OnErrors : uint16_t { CONTINUE = 1, READ_ONLY, PANIC };
enum Creator : uint32_t { LINUX, HURD, MASIX, FREEBSD, LITES };
enum Revision : uint32_t { ORIGINAL, DYNAMIC };
enum Compatible : uint32_t {
    PREALLOCATED_FOLDERS = 1, IMAGIC_INODES = 2, JOURNAL = 4, EXTENDED_ATTRIBUTES = 8, RESIZE_INODE = 16, FOLDER_INDEX = 32,
    SPARSE_SUPER_2 = 0x200, FAST_COMMIT = 0x400, STABLE_INODES = 0x800, ORPHAN_FILE = 0x1000
};
enum Incompatible : uint32_t {
    COMPRESSION = 1, FILE_TYPES = 2, NEEDS_RECOVERY = 4, JOURNAL_DEVICE = 8, META_GROUPS = 16, EXTENTS = 64, BITS_64 = 128,
    MULTIPLE_MOUNTS = 256, FLEXIBLE_GROUPS = 512, VALUES_IN_INODES = 1024, DATA_IN_FOLDERS = 4096, CHECKSUM_SEED = 8192,
    LARGE_FOLDERS = 16384, INLINE_DATA = 32768, ENCRYPTED = 65536, CASE_FOLDED = 131072
};
enum ReadOnlyCompatible : uint32_t {
    SPARSE_SUPER = 1, LARGE_FILES = 2, BINARY_TREE_FOLDERS = 4, HUGE_FILES = 8, GROUP_CHECKSUMS = 16, MANY_LINKS = 32,
    LARGE_INODES = 64, QUOTAS = 256, CLUSTERS = 512, METADATA_CHECKSUMS = 1024, READ_ONLY_IMAGE = 4096, PROJECTS = 8192,
    VERITY = 32768, ORPHANS_PRESENT = 65536
};

struct Group {
    uint32_t block_bitmap, inode_bitmap, inode_table;
    uint16_t free_blocks, free_inodes, folders, flags;
    uint32_t exclude_bitmap;
    uint16_t block_bitmap_checksum, inode_bitmap_checksum, unused_inodes, checksum;
};

struct LargeGroup {
    Group low;
    // The upper halves of the same.
    uint32_t block_bitmap, inode_bitmap, inode_table;
    uint16_t free_blocks, free_inodes, folders, unused_inodes;
    uint32_t exclude_bitmap;
    uint16_t block_bitmap_checksum, inode_bitmap_checksum;
    uint32_t reserved;
};

struct Ext4 {
    uint8_t boot[1024];
    uint32_t inodes, blocks, reserved_blocks, free_blocks, free_inodes;
    uint32_t first_data_block;  // 1 with blocks of 1024 bytes, else 0
    uint32_t block_size_bits;   // a block has 1024 << this bytes
    uint32_t cluster_size_bits, blocks_per_group, clusters_per_group, inodes_per_group;
    uint32_t mounted, written;  // seconds since 1970
    uint16_t mounts;
    int16_t most_mounts;
    uint16_t magic;
    enum State state;
    enum OnErrors on_errors;
    uint16_t minor;
    uint32_t checked, check_interval;
    enum Creator creator;
    enum Revision revision;
    uint16_t reserved_user, reserved_group;
    uint32_t first_inode;
    uint16_t inode_size, group_of_this;
    enum Compatible compatible;
    enum Incompatible incompatible;
    enum ReadOnlyCompatible read_only_compatible;
    uint8_t uuid[16];
    char label[16], last_mounted_at[64];
    uint32_t compression_kinds;
    uint8_t preallocated_blocks, preallocated_folder_blocks;
    uint16_t reserved_table_blocks;
    uint8_t journal_uuid[16];
    uint32_t journal_inode, journal_device, last_orphan;
    uint32_t hash_seed[4];
    uint8_t hash_version, journal_backup;
    uint16_t group_size;
    uint32_t mount_options, first_meta_group, created;
    uint32_t journal_blocks[17];
    uint32_t blocks_high, reserved_blocks_high, free_blocks_high;
    uint16_t least_extra_inode_size, wanted_extra_inode_size;
    uint32_t flags;
    uint16_t raid_stride, mount_check_interval;
    uint64_t mount_check_block;
    uint32_t raid_stripe;
    uint8_t flexible_group_bits, checksum_kind;
    uint16_t reserved;
    uint64_t kilobytes_written;
    // The groups stand in the block behind the superblock's.
    if (!(incompatible & BITS_64)) {
        @ (first_data_block + 1) * (1024 << block_size_bits)
            Group groups[(blocks - first_data_block + blocks_per_group - 1) / blocks_per_group];
    }
    if (incompatible & BITS_64 && group_size == 64) {
        @ (first_data_block + 1) * (1024 << block_size_bits)
            LargeGroup large_groups[(blocks - first_data_block + blocks_per_group - 1) / blocks_per_group];
    }
};
