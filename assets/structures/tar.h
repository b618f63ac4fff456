// The first member of a tar archive. Numbers are octal digits in text, so that where the next member begins is for a
// person to read.
#pragma magic 257 "ustar"

struct Tar {
    char name[100];
    char mode[8], user_id[8], group_id[8];
    char size[12], modified[12], checksum[8];
    char type;  // '0' file, '1' hard link, '2' symbolic link, '5' folder
    char link[100];
    char magic[6];
    char version[2];
    char user[32], group[32];
    char device_major[8], device_minor[8];
    char prefix[155];
    uint8_t fill[12];
    uint8_t data[];
};
