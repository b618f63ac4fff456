// ELF, 64 bits, little-endian: programs, libraries, object files of Linux.
#pragma magic 0 "\x7f\x45LF\2\1"

enum Type : uint16_t { RELOCATABLE = 1, EXECUTABLE = 2, SHARED = 3, CORE = 4 };
enum Machine : uint16_t { X86 = 3, ARM = 40, X86_64 = 62, AARCH64 = 183, RISCV = 243 };
enum SegmentType : uint32_t {
    SEGMENT_NONE = 0, LOAD, DYNAMIC_LINKS, INTERPRETER, NOTES, SHLIB, PROGRAM_HEADERS, THREAD_LOCAL,
    EH_FRAME = 0x6474e550, STACK, RELRO, PROPERTY
};
enum SegmentFlags : uint32_t { EXECUTE = 1, WRITE = 2, READ = 4 };
enum SectionType : uint32_t {
    SECTION_NONE = 0, PROGRAM_BITS, SYMBOLS, STRINGS, RELA, HASH, DYNAMIC, NOTE, NO_BITS, REL,
    DYNAMIC_SYMBOLS = 11, INIT_ARRAY = 14, FINI_ARRAY
};

struct Segment {
    enum SegmentType type;
    enum SegmentFlags flags;
    uint64_t offset, virtual_address, physical_address, file_size, memory_size, alignment;
};

struct Section {
    uint32_t name;  // offset in the section of names
    enum SectionType type;
    uint64_t flags, address, offset, size;
    uint32_t link, info;
    uint64_t alignment, entry_size;
};

struct Elf64 {
    char magic[4];
    uint8_t bits, order, version, abi, abi_version, fill[7];
    enum Type type;
    enum Machine machine;
    uint32_t object_version;
    uint64_t entry, segments_offset, sections_offset;
    uint32_t flags;
    uint16_t header_size, segment_size, segment_count, section_size, section_count, names_section;
    if (segment_count) {
        @ segments_offset Segment segments[segment_count];
    }
    if (section_count) {
        @ sections_offset Section sections[section_count];
    }
};
