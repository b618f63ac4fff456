// Captured packets, as tcpdump writes them, in the byte order of the machine that did: each with its time, then the
// headers of the protocols in it.
#pragma magic 0 "\xd4\xc3\xb2\xa1" | "\xa1\xb2\xc3\xd4" | "\x4d\x3c\xb2\xa1" | "\xa1\xb2\x3c\x4d"
#pragma pack(1)

enum LinkType : uint32_t { NULL_LINK = 0, ETHERNET = 1, RAW_IP = 101, IEEE_802_11 = 105, LINUX_COOKED = 113 };
enum EtherType : uint16_t { IPV4 = 0x800, ARP = 0x806, VLAN = 0x8100, IPV6 = 0x86dd };
enum Protocol : uint8_t { HOP_BY_HOP = 0, ICMP = 1, IGMP = 2, TCP = 6, UDP = 17, GRE = 47, ESP = 50, ICMPV6 = 58, SCTP = 132 };
enum IpFlags { MORE_FRAGMENTS = 1, DO_NOT_FRAGMENT = 2 };
enum TcpFlags { FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16, URG = 32, ECE = 64, CWR = 128, NONCE = 256 };
enum ArpOperation : uint16_t { ARP_REQUEST = 1, ARP_REPLY };
enum DnsKind : uint16_t {
    A = 1, NS = 2, CNAME = 5, SOA = 6, PTR = 12, MX = 15, TXT = 16, AAAA = 28, SRV = 33, OPT = 41, HTTPS = 65, ANY = 255
};
enum DnsClass : uint16_t { INTERNET = 1, CHAOS = 3, ANY_CLASS = 255 };

// Protocols are big-endian, whatever the file is.
big_endian struct Ethernet {
    uint8_t destination[6], source[6];
    enum EtherType type;
};

big_endian struct Vlan {
    uint16_t priority : 3, drop_first : 1, network : 12;
    enum EtherType type;
};

big_endian struct Arp {
    uint16_t hardware;  // 1: Ethernet
    enum EtherType protocol;
    uint8_t hardware_size, protocol_size;
    enum ArpOperation operation;
    uint8_t sender[6], sender_ip[4], target[6], target_ip[4];
};

big_endian struct Ipv4 {
    uint8_t version : 4, words : 4;  // the header has so many times 4 bytes
    uint8_t services;
    uint16_t length, id;  // with the header
    enum IpFlags flags : 3;
    uint32_t fragment : 13;  // in units of 8 bytes
    uint8_t hops_left;
    enum Protocol protocol;
    uint16_t checksum;
    uint8_t source[4], destination[4];
    uint8_t options[4 * words - 20];
};

big_endian struct Ipv6 {
    uint32_t version : 4, traffic_class : 8, flow : 20;
    uint16_t length;  // of what follows
    enum Protocol protocol;
    uint8_t hops_left;
    uint16_t source[8], destination[8];
};

big_endian struct Tcp {
    uint16_t source, destination;
    uint32_t sequence, acknowledged;
    uint16_t words : 4, : 3;  // the header has so many times 4 bytes
    enum TcpFlags flags : 9;
    uint16_t window, checksum, urgent;
    uint8_t options[4 * words - 20];
};

big_endian struct Udp {
    uint16_t source, destination, length, checksum;  // the length is with the header
};

// A name is labels up to one without characters, or up to the place of the rest of the name in the message.
big_endian struct DnsLabel {
    uint8_t length;
    if (length < 64) char text[length];
    if (length >= 192) uint8_t place;  // behind the low six bits of length; from the beginning of the message
    if (length == 0 || length >= 64) break;
};

big_endian struct DnsQuestion {
    DnsLabel name[];
    enum DnsKind kind;
    enum DnsClass class_;
};

big_endian struct DnsRecord {
    DnsLabel name[];
    enum DnsKind kind;
    uint16_t class_;
    uint32_t seconds_to_live;
    uint16_t length;
    if (kind == A && length == 4) uint8_t ipv4[4];
    if (kind == AAAA && length == 16) uint16_t ipv6[8];
    if (!(kind == A && length == 4) && !(kind == AAAA && length == 16)) uint8_t data[length];
};

big_endian struct Dns {
    uint16_t id;
    uint16_t is_answer : 1, operation : 4, authoritative : 1, truncated : 1, recursion_wanted : 1, recursion_offered : 1,
        : 1, authentic : 1, unchecked : 1, error : 4;
    uint16_t question_count, answer_count, authority_count, additional_count;
    DnsQuestion questions[question_count];
    DnsRecord answers[answer_count], authorities[authority_count], additional[additional_count];
};

// A packet of Ethernet as far as it was captured. Offsets in what is cut off are errors there.
struct Packet {
    Ethernet ethernet;
    if (ethernet.type == VLAN) Vlan vlan;
    if (ethernet.type == ARP) Arp arp;
    if (ethernet.type == IPV4 || (ethernet.type == VLAN && vlan.type == IPV4)) {
        Ipv4 ipv4;
        if (ipv4.protocol == TCP && ipv4.fragment == 0) {
            Tcp tcp;
            uint8_t payload[ipv4.length - 4 * ipv4.words - 4 * tcp.words];
        }
        if (ipv4.protocol == UDP && ipv4.fragment == 0) {
            Udp udp;
            if (udp.source == 53 || udp.destination == 53) Dns dns;
            if (udp.source != 53 && udp.destination != 53) uint8_t payload[udp.length - 8];
        }
        if ((ipv4.protocol != TCP && ipv4.protocol != UDP) || ipv4.fragment) uint8_t payload[ipv4.length - 4 * ipv4.words];
    }
    if (ethernet.type == IPV6 || (ethernet.type == VLAN && vlan.type == IPV6)) {
        Ipv6 ipv6;
        if (ipv6.protocol == TCP) {
            Tcp tcp;
            uint8_t payload[ipv6.length - 4 * tcp.words];
        }
        if (ipv6.protocol == UDP) {
            Udp udp;
            if (udp.source == 53 || udp.destination == 53) Dns dns;
            if (udp.source != 53 && udp.destination != 53) uint8_t payload[udp.length - 8];
        }
        if (ipv6.protocol != TCP && ipv6.protocol != UDP) uint8_t payload[ipv6.length];
    }
};

struct Capture {
    uint32_t magic;  // 0xa1b2c3d4; 0xa1b23c4d: fractions are nanoseconds
    uint16_t major, minor;
    int32_t time_zone;
    uint32_t accuracy, snap_length;
    enum LinkType link;
    struct {
        uint32_t seconds, fraction;  // since 1970; microseconds
        uint32_t captured, length;
        uint8_t data[captured];
        if (link == ETHERNET && captured >= 14) {
            @ &data Packet packet;
        }
    } packets[];
};

struct Pcap {
    @ 0 uint8_t first;
    if (first == 0xd4 || first == 0x4d) little_endian Capture capture;
    if (first == 0xa1) big_endian Capture capture;
};
