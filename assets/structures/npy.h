// A NumPy array: a Python dictionary that says its type and shape, then the items.
#pragma magic 0 "\x93NUMPY"
#pragma pack(1)

struct Npy {
    uint8_t magic[6];
    uint8_t major, minor;
    if (major == 1) uint16_t header_length;
    if (major != 1) uint32_t header_length;
    char header[header_length];
    uint8_t data[];
};
