// ELF, 32 bits: programs, libraries, object files. Byte 5 says the byte order.
#pragma magic 0 "\x7f\x45LF\1"

enum Order : uint8_t { LITTLE = 1, BIG = 2 };
enum Abi : uint8_t { SYSTEM_V = 0, NETBSD = 2, LINUX = 3, FREEBSD = 9, OPENBSD = 12, ARM_ABI = 97, STANDALONE = 255 };
enum Type : uint16_t { NO_TYPE = 0, RELOCATABLE = 1, EXECUTABLE = 2, SHARED = 3, CORE = 4 };
enum Machine : uint16_t {
    NO_MACHINE = 0, SPARC = 2, X86 = 3, M68K = 4, MIPS = 8, POWERPC = 20, ARM = 40, SUPERH = 42, X86_64 = 62, AVR = 83,
    XTENSA = 94, RISCV = 243
};
enum SegmentType : uint32_t {
    SEGMENT_NONE = 0, LOAD, DYNAMIC_LINKS, INTERPRETER, NOTES, SHLIB, PROGRAM_HEADERS, THREAD_LOCAL,
    EH_FRAME = 0x6474e550, STACK, RELRO, PROPERTY
};
enum SegmentFlags : uint32_t { EXECUTE = 1, WRITE = 2, READ = 4 };
enum SectionType : uint32_t {
    SECTION_NONE = 0, PROGRAM_BITS, SYMBOLS, STRINGS, RELA, HASH, DYNAMIC, NOTE, NO_BITS, REL,
    DYNAMIC_SYMBOLS = 11, INIT_ARRAY = 14, FINI_ARRAY, PREINIT_ARRAY, GROUP
};
enum SectionFlags : uint32_t {
    WRITABLE = 1, ALLOCATED = 2, EXECUTABLE_CODE = 4, MERGED = 16, OF_STRINGS = 32, INFO_LINK = 64, IN_GROUP = 512
};

struct Segment {
    enum SegmentType type;
    uint32_t offset, virtual_address, physical_address, file_size, memory_size;
    enum SegmentFlags flags;
    uint32_t alignment;
};

struct Section {
    uint32_t name;  // offset in the section of names
    enum SectionType type;
    enum SectionFlags flags;
    uint32_t address, offset, size;
    uint32_t link, info;  // what they refer to depends on the type
    uint32_t alignment, entry_size;
};

struct Header {
    enum Type type;
    enum Machine machine;
    uint32_t object_version;
    uint32_t entry, segments_offset, sections_offset;
    uint32_t flags;
    uint16_t header_size, segment_size, segment_count, section_size, section_count, names_section;
    if (segment_count) {
        @ segments_offset Segment segments[segment_count];
    }
    if (section_count) {
        @ sections_offset Section sections[section_count];
    }
};

struct Elf32 {
    char magic[4];
    uint8_t bits;  // 1: 32
    enum Order order;
    uint8_t version;
    enum Abi abi;
    uint8_t abi_version, fill[7];
    if (order == LITTLE) little_endian Header header;
    if (order == BIG) big_endian Header header;
};
