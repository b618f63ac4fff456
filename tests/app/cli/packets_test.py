"""assets/structures/pcap.h and pcapng.h: captures that Scapy writes, told field by field as Scapy tells them."""
import ipaddress
import unittest

from scapy.all import ARP, DNS, DNSQR, DNSRR, Dot1Q, Ether, ICMP, IP, IPv6, PcapNgWriter, PcapWriter, TCP, UDP, rdpcap

from definitions import DefinitionTest

FLAGS = {"F": "FIN", "S": "SYN", "R": "RST", "P": "PSH", "A": "ACK", "U": "URG", "E": "ECE", "C": "CWR", "N": "NONCE"}


def packets():
    ether = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
    answers = DNSRR(rrname="www.example.org", ttl=300, rdata="1.2.3.4") / DNSRR(rrname="ftp.example.org", type="AAAA", ttl=60, rdata="2001:db8::7")
    made = [ether / IP(src="10.0.0.1", dst="10.0.0.2", id=7, flags="DF", tos=16, ttl=61) /
            TCP(sport=80, dport=1234, seq=1 << 31, ack=2, flags="SA", window=1024, options=[("MSS", 1460), ("NOP", None)]) / b"hello",
            ether / IPv6(src="fe80::1", dst="2001:db8::2", fl=0x12345, tc=3, hlim=9) / UDP(sport=53, dport=5000) /
            DNS(id=0xbeef, qr=1, rd=1, ra=1, qd=DNSQR(qname="www.example.org"), an=answers),
            ether / Dot1Q(vlan=42, prio=3) / IP(src="10.0.0.1", dst="10.0.0.9") / UDP(sport=99, dport=77) / b"abc",
            ether / ARP(op="is-at", hwsrc="02:00:00:00:00:01", psrc="10.0.0.1", hwdst="02:00:00:00:00:02", pdst="10.0.0.2"),
            ether / IP(src="10.0.0.1", dst="10.0.0.2") / ICMP(type=8, seq=3) / bytes(range(20)),
            ether / IPv6(src="::1", dst="::2") / TCP(dport=443, flags="FPU") / b"!"]
    for i, packet in enumerate(made):
        packet.time = 1600000000 + i + 0.25
    return made


class PacketsTest(DefinitionTest):
    def compare(self, read, packet):
        packet = Ether(bytes(packet))  # with checksums and lengths filled in

        def same(read, layer, **names):
            for ours, theirs in names.items():
                self.assertEqual(read[ours], theirs if isinstance(theirs, (int, list, str)) else theirs(layer), ours)

        mac = lambda text: list(bytes.fromhex(text.replace(":", "")))
        same(read["ethernet"], packet, destination=mac(packet.dst), source=mac(packet.src))
        if Dot1Q in packet:
            same(read["vlan"], packet[Dot1Q], network=packet.vlan, priority=packet.prio)
        if ARP in packet:
            arp = packet[ARP]
            same(read["arp"], arp, hardware=arp.hwtype, hardware_size=arp.hwlen, protocol_size=arp.plen,
                 operation={1: "ARP_REQUEST", 2: "ARP_REPLY"}[arp.op], sender=mac(arp.hwsrc), target=mac(arp.hwdst),
                 sender_ip=list(ipaddress.ip_address(arp.psrc).packed), target_ip=list(ipaddress.ip_address(arp.pdst).packed))
            return
        if IP in packet:
            ip = packet[IP]
            same(read["ipv4"], ip, version=ip.version, words=ip.ihl, services=ip.tos, length=ip.len, id=ip.id, fragment=ip.frag,
                 flags="DO_NOT_FRAGMENT" if ip.flags.DF else 0, hops_left=ip.ttl, checksum=ip.chksum,
                 protocol={1: "ICMP", 6: "TCP", 17: "UDP"}[ip.proto], source=list(ipaddress.ip_address(ip.src).packed),
                 destination=list(ipaddress.ip_address(ip.dst).packed))
        else:
            ip = packet[IPv6]
            words = lambda text: [int(part, 16) for part in ipaddress.ip_address(text).exploded.split(":")]
            same(read["ipv6"], ip, version=ip.version, traffic_class=ip.tc, flow=ip.fl, length=ip.plen, hops_left=ip.hlim,
                 protocol={6: "TCP", 17: "UDP"}[ip.nh], source=words(ip.src), destination=words(ip.dst))
        if TCP in packet:
            tcp = packet[TCP]
            same(read["tcp"], tcp, source=tcp.sport, destination=tcp.dport, sequence=tcp.seq, acknowledged=tcp.ack, words=tcp.dataofs,
                 window=tcp.window, checksum=tcp.chksum, urgent=tcp.urgptr, options=list(bytes(tcp)[20:4 * tcp.dataofs]))
            self.assertEqual(set(read["tcp"]["flags"].split(" | ")), {FLAGS[flag] for flag in str(tcp.flags)})
        if UDP in packet:
            same(read["udp"], packet[UDP], source=packet.sport, destination=packet.dport, length=packet[UDP].len, checksum=packet[UDP].chksum)
        if DNS in packet:
            return self.compare_dns(read["dns"], packet[DNS])
        self.assertEqual(bytes(read["payload"]), bytes((packet.getlayer(TCP) or packet.getlayer(UDP) or ip).payload))

    def compare_dns(self, read, dns):
        self.assertEqual((read["id"], read["is_answer"], read["recursion_wanted"], read["recursion_offered"], read["error"]),
                         (dns.id, dns.qr, dns.rd, dns.ra, dns.rcode))
        self.assertEqual([read[f"{name}_count"] for name in ("question", "answer", "authority", "additional")],
                         [dns.qdcount, dns.ancount, dns.nscount, dns.arcount])
        message = bytes(dns)

        def name(labels, depth=0):
            text = ""
            for label in labels:
                if "place" in label:  # the rest stands elsewhere
                    at, rest = (label["length"] & 63) << 8 | label["place"], []
                    while message[at] and message[at] < 64:
                        rest.append({"text": message[at + 1:at + 1 + message[at]].decode()})
                        at += 1 + message[at]
                    self.assertLess(depth, 4)
                    return text + name(rest + [{"length": message[at], "place": message[at + 1]}] if message[at] else rest, depth + 1)
                text += label["text"] + "." if label.get("text") else ""
            return text

        self.assertEqual(name(read["questions"][0]["name"]), dns.qd.qname.decode())
        for i, answer in enumerate(read["answers"]):
            theirs = dns.an[i]
            self.assertEqual((name(answer["name"]), answer["seconds_to_live"], answer["length"]),
                             (theirs.rrname.decode(), theirs.ttl, theirs.rdlen))
            address = bytes(answer["ipv4"]) if answer["kind"] == "A" else b"".join(word.to_bytes(2, "big") for word in answer["ipv6"])
            self.assertEqual(str(ipaddress.ip_address(address)), theirs.rdata)

    def test_pcap_in_both_byte_orders(self):
        for order in "<>":
            path = self.folder / "a.pcap"
            with PcapWriter(str(path), endianness=order, snaplen=4096) as writer:
                writer.write(packets())
            capture = self.read("Pcap", path.read_bytes())["capture"]
            self.assertEqual((capture["link"], capture["snap_length"], capture["major"], capture["minor"]), ("ETHERNET", 4096, 2, 4))
            theirs = list(rdpcap(str(path)))
            self.assertEqual(len(capture["packets"]), len(theirs))
            for read, packet in zip(capture["packets"], theirs):
                self.assertEqual((read["seconds"] + read["fraction"] / 1e6, read["captured"], read["length"]),
                                 (float(packet.time), len(packet), packet.wirelen))
                self.assertEqual(bytes(read["data"]), bytes(packet))
                self.compare(read["packet"], packet)

    def test_pcapng(self):
        path = self.folder / "a.pcapng"
        with PcapNgWriter(str(path)) as writer:
            writer.write(packets())
        blocks = self.read("Pcapng", path.read_bytes())["capture"]["blocks"]
        theirs = list(rdpcap(str(path)))
        self.assertEqual([block["kind"] for block in blocks], ["SECTION", "INTERFACE"] + len(theirs) * ["ENHANCED_PACKET"])
        self.assertEqual((blocks[0]["section"]["major"], blocks[1]["interface"]["link"]), (1, "ETHERNET"))
        for block, packet in zip(blocks[2:], theirs):
            read = block["enhanced"]
            self.assertEqual((read["time_high"] << 32 | read["time_low"], read["captured"]), (round(float(packet.time) * 1e6), len(packet)))
            self.compare(read["packet"], packet)


if __name__ == "__main__":
    unittest.main()
