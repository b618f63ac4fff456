// PE: programs and libraries of Windows and UEFI. First a program for DOS, whose header says where the real one begins.
#pragma magic 0 "MZ"
#pragma pack(1)

enum Machine : uint16_t {
    ANY_MACHINE = 0, I386 = 0x14c, ARM = 0x1c0, ARM_THUMB = 0x1c4, EFI_BYTE_CODE = 0xebc, RISCV64 = 0x5064, AMD64 = 0x8664,
    ARM64 = 0xaa64
};
enum FileFlags : uint16_t {
    RELOCATIONS_STRIPPED = 1, EXECUTABLE = 2, LINE_NUMBERS_STRIPPED = 4, SYMBOLS_STRIPPED = 8, LARGE_ADDRESSES = 0x20,
    BITS_32 = 0x100, DEBUG_STRIPPED = 0x200, SYSTEM_FILE = 0x1000, LIBRARY = 0x2000, ONE_PROCESSOR = 0x4000
};
enum Form : uint16_t { ROM = 0x107, PE32 = 0x10b, PE32_PLUS = 0x20b };
enum Subsystem : uint16_t {
    UNKNOWN_SYSTEM = 0, NATIVE, WINDOWS, CONSOLE, OS2 = 5, POSIX = 7, EFI_APPLICATION = 10, EFI_BOOT_DRIVER,
    EFI_RUNTIME_DRIVER, EFI_ROM, XBOX
};
enum LibraryFlags : uint16_t {
    HIGH_ENTROPY = 0x20, DYNAMIC_BASE = 0x40, FORCED_INTEGRITY = 0x80, NO_EXECUTION_OF_DATA = 0x100, NO_ISOLATION = 0x200,
    NO_EXCEPTIONS = 0x400, NO_BINDING = 0x800, APP_CONTAINER = 0x1000, CONTROL_FLOW_GUARD = 0x4000,
    TERMINAL_SERVER_AWARE = 0x8000
};
enum SectionFlags : uint32_t {
    CODE = 0x20, INITIALISED = 0x40, UNINITIALISED = 0x80, DISCARDABLE = 0x2000000, NOT_CACHED = 0x4000000,
    NOT_PAGED = 0x8000000, SHARED = 0x10000000, EXECUTE = 0x20000000, READ = 0x40000000, WRITE = 0x80000000,
    ALIGN_1 = 0x100000, ALIGN_2 = 0x200000, ALIGN_8 = 0x400000, ALIGN_128 = 0x800000
};

struct DataDirectory {
    uint32_t address, size;  // addresses count from where the program is loaded
};

struct OptionalHeader {
    enum Form form;
    uint8_t linker_major, linker_minor;
    uint32_t code_size, initialised_size, uninitialised_size, entry, code_address;
    if (form == PE32) uint32_t data_address, image_base;
    if (form == PE32_PLUS) uint64_t image_base;
    uint32_t section_alignment, file_alignment;
    uint16_t system_major, system_minor, image_major, image_minor, subsystem_major, subsystem_minor;
    uint32_t windows_version, image_size, headers_size, checksum;
    enum Subsystem subsystem;
    enum LibraryFlags library_flags;
    if (form == PE32) uint32_t stack_reserved, stack_committed, heap_reserved, heap_committed;
    if (form == PE32_PLUS) uint64_t stack_reserved, stack_committed, heap_reserved, heap_committed;
    uint32_t loader_flags, directory_count;
    // Exports, imports, resources, exceptions, certificates, relocations, debugging, architecture, global pointer,
    // thread-local storage, load configuration, bound imports, import addresses, delayed imports, CLR.
    DataDirectory directories[directory_count];
};

struct Section {
    char name[8];
    uint32_t memory_size, address, size, offset;
    uint32_t relocations_offset, line_numbers_offset;
    uint16_t relocation_count, line_number_count;
    enum SectionFlags flags;
};

struct Program {
    char signature[4];
    enum Machine machine;
    uint16_t section_count;
    uint32_t created;  // seconds since 1970
    uint32_t symbols_offset, symbol_count;
    uint16_t optional_size;
    enum FileFlags flags;
    if (optional_size) OptionalHeader optional;
    // Behind the optional header, which takes as many bytes as optional_size says.
    @ &flags + 2 + optional_size Section sections[section_count];
};

struct Pe {
    char magic[2];
    uint16_t bytes_on_last_page, pages, relocation_count, header_paragraphs, least_memory, most_memory;
    uint16_t stack_segment, stack_pointer, checksum, entry, code_segment, relocations_offset, overlay;
    uint16_t reserved[4];
    uint16_t oem, oem_information, more_reserved[10];
    uint32_t program_offset;
    @ program_offset Program program;
};
