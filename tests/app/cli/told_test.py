"""assets/structures: what programs of the system wrote, told as the tools for such files tell it."""
import re
import struct
import unittest
import uuid

from definitions import DefinitionTest, called

C = b"int counter = 3; static int hidden[4]; int next(int by) { counter += by; return hidden[by & 3]; }"

FONT = """STARTFONT 2.1
FONT -misc-prism-medium-r-normal--4-40-75-75-c-50-iso10646-1
SIZE 4 75 75
FONTBOUNDINGBOX {width} 4 0 0
STARTPROPERTIES 4
PIXEL_SIZE 4
POINT_SIZE 40
AVERAGE_WIDTH {width}0
FONT_ASCENT 4
ENDPROPERTIES
CHARS 2
{glyphs}ENDFONT
"""
GLYPH = "STARTCHAR c{code}\nENCODING {code}\nSWIDTH 1000 0\nDWIDTH {width} 0\nBBX {width} 4 0 0\nBITMAP\n{rows}\nENDCHAR\n"


class ToldTest(DefinitionTest):
    def empty(self, name, size):
        path = self.folder / name
        with open(path, "wb") as file:
            file.truncate(size)
        return path

    def compiled(self, target, *options):
        source = self.file("a.c", C)
        called("clang", f"--target={target}", "-c", *options, "-o", self.folder / "a.o", source)
        return self.folder / "a.o"

    def test_elf32_in_both_byte_orders(self):
        for target, machine in (("i386-linux-gnu", "X86"), ("powerpc-linux-gnu", "POWERPC")):
            path = self.compiled(target)
            data = path.read_bytes()
            elf = self.read("Elf32", data)["header"]
            said = called("readelf", "-h", path).decode()
            number = lambda name: int(re.search(name + r": +(\w+)", said)[1], 0)
            self.assertEqual((elf["machine"], elf["type"]), (machine, "RELOCATABLE"))
            self.assertEqual((elf["sections_offset"], elf["header_size"], elf["section_count"], elf["names_section"]),
                             (number("Start of section headers"), number("Size of this header"), number("Number of section headers"),
                              number("Section header string table index")))
            listed = re.findall(r"^ +\[ *\d+\] (\S*) +(\S+) +(\w{8}) (\w{6}) (\w{6}) \w\w", called("readelf", "-SW", path).decode(), re.M)
            names = elf["sections"][elf["names_section"]]["offset"]
            self.assertEqual([(data[names + one["name"]:].split(b"\0")[0].decode(), one["address"], one["offset"], one["size"])
                              for one in elf["sections"][1:]],
                             [(name, *(int(number, 16) for number in numbers)) for name, kind, *numbers in listed if kind != "NULL"])

    def test_mach_o(self):
        library = self.folder / "a.dylib"
        called("lld", "-flavor", "darwin", "-arch", "x86_64", "-platform_version", "macos", "11", "11", "-dylib",
               "-install_name", "/lib/liba.dylib", "-current_version", "1.2.3", "-o", library, self.compiled("x86_64-apple-macos11"))
        image = self.read("MachO", library.read_bytes())["image"]
        self.assertEqual((image["cpu"], image["type"]), ("X86_64", "LIBRARY"))
        said = called("llvm-objdump", "-m", "--private-headers", library).decode()
        commands = said.split("Load command ")[1:]
        self.assertEqual((image["command_count"], image["commands_size"]),
                         (len(commands), sum(int(re.search(r"cmdsize (\d+)", one)[1]) for one in commands)))
        for read, one in zip(image["commands"], commands):
            word = lambda name: re.search(rf"^ *{name} +(.+?)$", one, re.M)[1]
            self.assertEqual(read["size"], int(word("cmdsize")))
            if word("cmd") == "LC_SEGMENT_64":
                segment = read["segment"]
                self.assertEqual((segment["name"], segment["address"], segment["memory_size"], segment["offset"], segment["file_size"]),
                                 (word("segname"), *(int(word(name), 0) for name in ("vmaddr", "vmsize", "fileoff", "filesize"))))
                rights = " | ".join(name for name, letter in (("READ", "r"), ("WRITE", "w"), ("EXECUTE", "x")) if letter in word("initprot"))
                self.assertEqual(segment["first"], rights)
                sections = one.split("Section\n")[1:]
                self.assertEqual(len(segment["sections"]), len(sections))
                for section, text in zip(segment["sections"], sections):
                    part = lambda name: re.search(rf"^ *{name} +(.+?)$", text, re.M)[1]
                    self.assertEqual((section["name"], section["address"], section["size"], section["offset"], section["alignment"]),
                                     (part("sectname"), int(part("addr"), 0), int(part("size"), 0), int(part("offset")),
                                      int(re.search(r"2\^(\d+)", part("align"))[1])))
            if word("cmd") == "LC_SYMTAB":
                self.assertEqual(read["symbols"], {"offset": int(word("symoff")), "count": int(word("nsyms")),
                                                   "strings_offset": int(word("stroff")), "strings_size": int(word("strsize"))})
            if word("cmd") == "LC_ID_DYLIB":
                self.assertEqual((read["name"], read["library"]["version"]), ("/lib/liba.dylib", 0x10203))

    def test_a_pe_of_another_compiler(self):
        path = self.compiled("x86_64-pc-windows-gnu")
        program = self.folder / "a.exe"
        called("lld-link", "/entry:next", "/subsystem:console", "/nodefaultlib", f"/out:{program}", path)
        pe = self.read("Pe", program.read_bytes())["program"]
        said = called("objdump", "-p", program).decode()
        word = lambda name: int(re.search(rf"^{name}\s+([0-9a-f]+)", said, re.M)[1], 16)
        optional = pe["optional"]
        self.assertEqual((pe["machine"], optional["form"], optional["subsystem"]), ("AMD64", "PE32_PLUS", "CONSOLE"))
        self.assertEqual((optional["entry"], optional["image_base"], optional["section_alignment"], optional["file_alignment"]),
                         tuple(word(name) for name in ("AddressOfEntryPoint", "ImageBase", "SectionAlignment", "FileAlignment")))
        listed = re.findall(r"^ +\d+ (\S+) +(\w{8}) +(\w{16}) +\w{16} +(\w{8})", called("objdump", "-h", program).decode(), re.M)
        self.assertEqual([(one["name"], one["offset"]) for one in pe["sections"] if one["offset"]],
                         [(name, int(offset, 16)) for name, _, _, offset in listed])

    def test_psf_of_both_versions(self):
        rows = {65: [0x1230, 0x4560, 0x7890, 0xabc0], 233: [0xdef0, 0x0120, 0x3450, 0x6780]}
        for width, options in ((8, ()), (12, ("--fb",))):
            digits = (width + 7) // 8 * 2
            wanted = {code: [row >> (16 - 4 * digits) for row in glyph] for code, glyph in rows.items()}
            glyphs = "".join(GLYPH.format(code=code, width=width, rows="\n".join(f"{row:0{digits}X}" for row in wanted[code])) for code in rows)
            bdf = self.file("a.bdf", FONT.format(width=width, glyphs=glyphs).encode())
            path = self.folder / f"{width}.psf"
            called("bdf2psf", *options, bdf, self.file("none", b""), self.file("set", b"U+0041\nU+00E9\n"), 256, path)
            font = self.read("Psf", path.read_bytes())["font"]
            read, table = font["glyphs"], bytes(font["table"])
            if width == 8:
                self.assertEqual((len(read), font["glyph_size"], font["mode"]), (256, 4, "HAS_TABLE"))
                codes = struct.unpack(f"<{len(table) // 2}H", table)
                table = "".join(map(chr, codes)).split("\uffff")
            else:
                self.assertEqual((len(read), font["width"], font["height"], font["flags"]), (256, 12, 4, "HAS_UNICODE_TABLE"))
                table = [part.decode() for part in table.split(b"\xff")]
                read = [[row[0] << 8 | row[1] for row in glyph] for glyph in read]
            for code in rows:
                index, = [i for i, characters in enumerate(table) if chr(code) in characters]
                self.assertEqual(read[index], wanted[code], code)

    def test_fat(self):
        text = self.file("README.TXT", b"hello" * 100)
        for bits, size in ((12, 2 << 20), (16, 16 << 20), (32, 40 << 20)):
            with self.subTest(bits=bits):
                disk = self.empty(f"fat{bits}.img", size)
                called("mkfs.fat", "-F", bits, "-s", 1, "-n", "PRISM", "-i", "1234ABCD", disk)
                called("mcopy", "-i", disk, text, "::")
                said = called("minfo", "-i", disk, "::").decode()
                number = lambda name: int(re.search(re.escape(name) + r"[:=] ?(\d+)", said)[1])
                volume = self.read("Fat", disk.read_bytes())
                self.assertEqual((volume["bytes_per_sector"], volume["sectors_per_cluster"], volume["reserved_sectors"]),
                                 (number("sector size"), number("cluster size"), number("reserved (boot) sectors")))
                self.assertEqual((volume["table_count"], volume["root_entries"], volume["hidden_sectors"]),
                                 (number("fats"), number("max available root directory slots"), number("hidden sectors")))
                self.assertEqual((volume["sectors_per_table"], volume["sectors_per_track"], volume["heads"]),
                                 (number("sectors per fat"), number("sectors per track"), number("heads")))
                small, large = number("small size"), number("big size") if "big size" in said else 0
                self.assertEqual((volume["small_sector_count"], volume["large_sector_count"]), (small, large))
                self.assertEqual((small or large) * 512, size)
                if bits == 32:
                    self.assertEqual((volume["sectors_per_large_table"], volume["root_cluster"], volume["backup_sector"]),
                                     (number("Big fatlen"), number("rootCluster"), number("backup boot sector")))
                names = volume["volume"]
                self.assertEqual((f'{names["id"]:08X}', names["label"], names["kind"]),
                                 (re.search("serial number: (.*)", said)[1], *re.findall('disk (?:label|type)="(.*)"', said)))
                label, entry = volume["root"][:2]
                self.assertEqual((label["name"] + label["suffix"], label["attributes"]), ("PRISM" + 6 * " ", "VOLUME_LABEL"))
                self.assertEqual((entry["name"], entry["suffix"], entry["size"]), ("README  ", "TXT", 500))
                listed = re.search(r"(\d+)-(\d+)-(\d+) +(\d+):(\d+)", called("mdir", "-i", disk, "::").decode())
                at = entry["modified"]
                self.assertEqual((1980 + at["years_since_1980"], at["month"], at["day"], at["hour"], at["minute"]),
                                 tuple(map(int, listed.groups())))

    def test_ext4(self):
        disk = self.empty("a.ext4", 2 << 20)
        called("mkfs.ext4", "-q", "-F", "-L", "prism", "-U", "01234567-89ab-cdef-0123-456789abcdef", disk)
        said = dict(re.findall(r"^([^:\n]+):[ \t]+(.*?) *$", called("dumpe2fs", "-h", disk).decode(), re.M))
        read = self.read("Ext4", disk.read_bytes())
        for field, name in (("inodes", "Inode count"), ("blocks", "Block count"), ("free_blocks", "Free blocks"),
                            ("free_inodes", "Free inodes"), ("reserved_blocks", "Reserved block count"),
                            ("first_data_block", "First block"), ("blocks_per_group", "Blocks per group"),
                            ("inodes_per_group", "Inodes per group"), ("inode_size", "Inode size")):
            self.assertEqual(read[field], int(said[name]), name)
        self.assertEqual(1024 << read["block_size_bits"], int(said["Block size"]))
        self.assertEqual((read["label"], read["state"].lower()), (said["Filesystem volume name"], said["Filesystem state"]))
        self.assertEqual(bytes(read["uuid"]), uuid.UUID(said["Filesystem UUID"]).bytes)
        self.assertEqual("EXTENTS" in read["incompatible"], "extent" in said["Filesystem features"])
        groups = read.get("groups") or [group["low"] for group in read["large_groups"]]
        self.assertEqual(sum(group["free_blocks"] for group in groups), read["free_blocks"])
        self.assertEqual(sum(group["free_inodes"] for group in groups), read["free_inodes"])


if __name__ == "__main__":
    unittest.main()
