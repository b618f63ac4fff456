// Mach-O: programs, libraries and object files of macOS and iOS, in either byte order: a header, then load commands. A
// file for several machines ("fat") begins with ca fe ba be as Java's classes do, and is not told by its magic bytes.
#pragma magic 0 "\xce\xfa\xed\xfe" | "\xcf\xfa\xed\xfe" | "\xfe\xed\xfa\xce" | "\xfe\xed\xfa\xcf"
#pragma pack(1)

enum Cpu : uint32_t { M68K = 6, X86 = 7, ARM = 12, POWERPC = 18, X86_64 = 0x1000007, ARM64 = 0x100000c, POWERPC64 = 0x1000012 };
enum FileType : uint32_t {
    OBJECT = 1, EXECUTABLE, FIXED_LIBRARY, CORE, PRELOADED, LIBRARY, LINKER, BUNDLE, LIBRARY_STUB, DEBUG_SYMBOLS, KEXT
};
enum Flags : uint32_t {
    NO_UNDEFINED = 1, INCREMENTAL = 2, DYNAMIC_LINKS = 4, BOUND_AT_LOAD = 8, PREBOUND = 0x10, SPLIT_SEGMENTS = 0x20,
    TWO_LEVEL = 0x80, SUBSECTIONS_VIA_SYMBOLS = 0x2000, WEAK_DEFINES = 0x8000, BINDS_WEAK = 0x10000,
    STACK_EXECUTION = 0x20000, POSITION_INDEPENDENT = 0x200000, HAS_THREAD_LOCALS = 0x800000, NO_HEAP_EXECUTION = 0x1000000
};
enum CommandKind : uint32_t {
    SEGMENT = 1, SYMBOLS = 2, THREAD = 4, UNIX_THREAD = 5, DYNAMIC_SYMBOLS = 0xb, LOAD_LIBRARY = 0xc, ID_LIBRARY = 0xd,
    LOAD_LINKER = 0xe, SEGMENT_64 = 0x19, UUID = 0x1b, CODE_SIGNATURE = 0x1d, LEAST_VERSION_MACOS = 0x24,
    FUNCTION_STARTS = 0x26, DATA_IN_CODE = 0x29, SOURCE_VERSION = 0x2a, BUILD_VERSION = 0x32, RUN_PATH = 0x8000001c,
    LINKER_INFORMATION = 0x80000022, MAIN = 0x80000028, EXPORTS_TRIE = 0x80000033, CHAINED_FIXUPS = 0x80000034
};
enum Protection : uint32_t { READ = 1, WRITE = 2, EXECUTE = 4 };

struct Section {
    char name[16], segment[16];
    uint32_t address, size, offset, alignment, relocations_offset, relocation_count, flags, reserved[2];
};

struct Section64 {
    char name[16], segment[16];
    uint64_t address, size;
    uint32_t offset;
    uint32_t alignment;  // 2 to the power of this
    uint32_t relocations_offset, relocation_count, flags, reserved[3];
};

struct Segment {
    char name[16];
    uint32_t address, memory_size, offset, file_size;
    enum Protection most, first;
    uint32_t section_count, flags;
    Section sections[section_count];
};

struct Segment64 {
    char name[16];
    uint64_t address, memory_size, offset, file_size;
    enum Protection most, first;
    uint32_t section_count, flags;
    Section64 sections[section_count];
};

struct Library {
    uint32_t name_offset;  // from the beginning of the command
    uint32_t built, version, compatible_version;
};

struct Symbols {
    uint32_t offset, count, strings_offset, strings_size;
};

struct Command {
    enum CommandKind kind;
    uint32_t size;  // of the whole command
    if (kind == SEGMENT) Segment segment;
    if (kind == SEGMENT_64) Segment64 segment;
    if (kind == SYMBOLS) Symbols symbols;
    if (kind == LOAD_LIBRARY || kind == ID_LIBRARY) {
        Library library;
        char name[size - 24];
    }
    if (kind == UUID) uint8_t uuid[16];
    if (kind == MAIN) uint64_t entry, stack_size;
    if (kind != SEGMENT && kind != SEGMENT_64 && kind != SYMBOLS && kind != LOAD_LIBRARY && kind != ID_LIBRARY &&
        kind != UUID && kind != MAIN) {
        uint8_t data[size - 8];
    }
};

struct Image {
    uint32_t magic;
    enum Cpu cpu;
    uint32_t cpu_kind;
    enum FileType type;
    uint32_t command_count, commands_size;
    enum Flags flags;
    if (magic == 0xfeedfacf) uint32_t reserved;
    Command commands[command_count];
};

struct MachO {
    @ 0 little_endian uint32_t order_mark;
    if (order_mark == 0xfeedface || order_mark == 0xfeedfacf) little_endian Image image;
    if (order_mark == 0xcefaedfe || order_mark == 0xcffaedfe) big_endian Image image;
};
