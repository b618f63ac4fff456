// Captured packets, as tcpdump writes them on little-endian machines.
#pragma magic 0 "\xd4\xc3\xb2\xa1"
#pragma pack(1)

enum LinkType : uint32_t { NULL_LINK = 0, ETHERNET = 1, RAW_IP = 101, LINUX_COOKED = 113 };
enum EtherType : uint16_t { IPV4 = 0x800, ARP = 0x806, VLAN = 0x8100, IPV6 = 0x86dd };

struct Ethernet {
    uint8_t destination[6], source[6];
    big_endian enum EtherType type;
};

struct Pcap {
    uint32_t magic;
    uint16_t major, minor;
    int32_t time_zone;
    uint32_t accuracy, snap_length;
    enum LinkType link;
    struct {
        uint32_t seconds, microseconds;
        uint32_t captured, length;
        if (link == ETHERNET && captured >= 14) {
            Ethernet ethernet;
            uint8_t payload[captured - 14];
        }
        if (link != ETHERNET || captured < 14) uint8_t data[captured];
    } packets[];
};
