// SQLite: the header of the database, then the first page, the root of the table of tables. All numbers are big-endian.
#pragma magic 0 "SQLite format 3\0"
#pragma pack(1)
#pragma scalar_storage_order big-endian

enum Encoding : uint32_t { UTF_8 = 1, UTF_16_LITTLE, UTF_16_BIG };
enum Journal : uint8_t { ROLLBACK = 1, WRITE_AHEAD = 2 };
enum PageKind : uint8_t { INTERIOR_INDEX = 2, INTERIOR_TABLE = 5, LEAF_INDEX = 10, LEAF_TABLE = 13 };

struct Page {
    enum PageKind kind;
    uint16_t first_free_block, cell_count, cells_offset;
    uint8_t fragmented_bytes;
    if (kind == INTERIOR_INDEX || kind == INTERIOR_TABLE) uint32_t last_child;
    uint16_t cell_offsets[cell_count];  // from the beginning of the page
};

struct Sqlite {
    char magic[16];
    uint16_t page_size;  // 1: 65536
    enum Journal write_version, read_version;
    uint8_t reserved_per_page;
    uint8_t largest_payload, smallest_payload, leaf_payload;  // fractions of 255: 64, 32, 32
    uint32_t changes, page_count, first_free_page, free_page_count, schema_changes;
    uint32_t schema_format, cache_size, largest_root;
    enum Encoding encoding;
    uint32_t user_version, incremental_vacuum, application_id;
    uint8_t fill[20];
    uint32_t changes_of_version, version;  // 3040001: 3.40.1
    Page first_page;
};
