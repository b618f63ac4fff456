"""assets/structures: every definition reads a small file that a real program or library wrote. Made by hand is what
nothing in Debian writes: KTX 2, and KTX, Mach-O and pcapng in big-endian order; and packets that are cut off."""
import contextlib
import gzip
import io
import json
import os
import pathlib
import random
import shutil
import sqlite3
import struct
import subprocess
import tarfile
import tempfile
import unittest
import uuid
import wave
import zipfile

import numpy

from definitions import DefinitionTest, plain
from program import ASSETS, ProgramTest, run


def convert(*arguments):
    return subprocess.run(["convert", *arguments], capture_output=True, check=True, timeout=60).stdout


class DefinitionsTest(ProgramTest):
    def read(self, definition, record, data, status=0):
        header = ASSETS / "structures" / (definition + ".h")
        result = run("struct", "-", "--c", f"{header}:{record}", "--json", stdin=data)
        self.assertEqual((result.returncode, result.stderr), (status, b""))
        return plain(json.loads(result.stdout)["records"][0])

    def test_bmp(self):
        for options in (["-type", "TrueColor"], ["-type", "Palette", "-colors", "4"]):
            data = convert("-size", "5x3", "gradient:red-blue", *options, "-compress", "none", "bmp3:-")
            depth = int.from_bytes(data[28:30], "little")
            bitmap = self.read("bmp", "Bitmap", data)
            self.assertEqual((bitmap["width"], bitmap["height"], bitmap["bits"]), (5, 3, depth))
            stride = (5 * depth + 31) // 32 * 4
            offset = bitmap["pixel_offset"]
            self.assertEqual(bitmap["rows"], [list(data[at:at + stride]) for at in range(offset, offset + 3 * stride, stride)])
            self.assertEqual("palette" in bitmap, "Palette" in options)

    def test_png(self):
        png = self.read("png", "Png", convert("-size", "7x2", "xc:red", "-depth", "8", "-type", "Palette", "png:-"))
        self.assertEqual((png["chunks"][0]["header"]["width"], png["chunks"][0]["header"]["height"]), (7, 2))
        types = [chunk["type"] for chunk in png["chunks"]]
        self.assertEqual((types[0], types[-1]), ("IHDR", "IEND"))
        palette = png["chunks"][types.index("PLTE")]["palette"]
        self.assertEqual(palette[0], {"red": 255, "green": 0, "blue": 0})

    def test_wav(self):
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(1)
            writer.setframerate(8000)
            writer.writeframes(b"abcd")
        chunks = self.read("wav", "Wave", file.getvalue())["chunks"]
        self.assertEqual((chunks[0]["format"]["encoding"], chunks[0]["format"]["frames_per_second"]), ("PCM", 8000))
        self.assertEqual((chunks[1]["id"], chunks[1]["data"]), ("data", list(b"abcd")))

    def test_zip(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("a.txt", (2020, 2, 3, 4, 6, 8)), "hello")
            archive.writestr("b/c.txt", "x" * 1000)
            archive.comment = b"the end"
        records = self.read("zip", "Zip", file.getvalue())["records"]
        self.assertEqual([record["local"]["name"] for record in records[:2]], ["a.txt", "b/c.txt"])
        self.assertEqual(records[0]["local"]["modified"], {"half_seconds": 4, "minute": 6, "hour": 4, "day": 3,
                                                           "month": 2, "years_since_1980": 40})
        self.assertEqual([record["central"]["size"] for record in records[2:4]], [5, 1000])
        self.assertEqual((records[4]["end"]["entries"], records[4]["end"]["comment"]), (2, "the end"))

    def test_gzip(self):
        file = io.BytesIO()
        with gzip.GzipFile("a.txt", "wb", fileobj=file, mtime=1234567) as writer:
            writer.write(b"hello")
        read = self.read("gzip", "Gzip", file.getvalue())
        self.assertEqual((read["name"], read["modified"], read["flags"]), ("a.txt", 1234567, "NAME"))
        self.assertEqual(bytes(read["data"][-4:]), struct.pack("<I", 5))

    def test_tar(self):
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            entry = tarfile.TarInfo("folder/a.txt")
            entry.size = 5
            entry.uname = "somebody"
            archive.addfile(entry, io.BytesIO(b"hello"))
        read = self.read("tar", "Tar", file.getvalue())
        self.assertEqual((read["name"], read["user"], read["type"], int(read["size"], 8)), ("folder/a.txt", "somebody", "0", 5))
        self.assertEqual(bytes(read["data"][:5]), b"hello")

    def test_elf64(self):
        source = self.file("a.c", b"int main(void) { return 0; }")
        subprocess.run(["gcc", "-o", self.folder / "a", source], check=True, timeout=60)
        data = (self.folder / "a").read_bytes()
        elf = self.read("elf64", "Elf64", data)
        self.assertEqual((elf["type"], elf["machine"]), ("SHARED", "X86_64"))
        names = elf["sections"][elf["names_section"]]["offset"]
        found = {data[names + section["name"]:].split(b"\0")[0]: section["type"] for section in elf["sections"]}
        self.assertEqual((found[b".text"], found[b".symtab"], found[b".bss"]), ("PROGRAM_BITS", "SYMBOLS", "NO_BITS"))
        self.assertIn("EXECUTE | READ", [segment["flags"] for segment in elf["segments"]])

    def test_npy(self):
        file = io.BytesIO()
        numpy.save(file, numpy.arange(6, dtype="<i2").reshape(2, 3))
        read = self.read("npy", "Npy", file.getvalue())
        self.assertEqual(eval(read["header"])["shape"], (2, 3))
        self.assertEqual(bytes(read["data"]), numpy.arange(6, dtype="<i2").tobytes())


# The rest of the library. What reads the same file another way is the struct module, or the program's own words.


def unpack(format, data, offset=0):
    return struct.unpack_from(format, data, offset)


def sounds(folder):
    names = ("a.wav", "a.aiff", "a.mp3")
    outputs = [part for name in names for part in ("-b:a", "64k", folder / name)]
    subprocess.run(["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "sine=d=0.2", *outputs, "-ar", "22050", folder / "b.mp3"],
                   check=True, timeout=60)


def pictures(folder):
    """One program makes them all: it takes long to start."""
    def written(name, *options):
        return ("(", "+clone", *options, "-write", folder / name, "+delete", ")")

    convert("-size", "6x4", "(", "-delay", "7", "xc:red", "xc:blue", "-write", folder / "a.gif", "-delete", "0--1", ")",
            "gradient:red-blue", "-depth", "8", *written("a.bmp"), *written("a.png"),
            *written("a.tga", "-compress", "none"), *written("b.tga", "-compress", "rle"), *written("a.pcx"),
            *written("LSB.tiff", "-define", "tiff:endian=LSB", "-compress", "none"), *written("MSB.tiff", "-define", "tiff:endian=MSB"),
            *written("a.dds", "+compress", "-define", "dds:compression=dxt1"),
            *written("a.jpg", "-density", "300", "-set", "comment", "hello"), "null:")


def ethernet(kind, payload):
    return bytes(range(12)) + struct.pack(">H", kind) + payload


def ipv4(protocol, payload):
    return struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 7, 0x4000, 64, protocol, 0, b"\x0a\0\0\1", b"\x0a\0\0\2") + payload


def ipv6(protocol, payload):
    return struct.pack(">IHBB16s16s", 6 << 28 | 0x12345, len(payload), protocol, 64, bytes(15) + b"\1", bytes(15) + b"\2") + payload


def dns_answer():
    name = b"\3www\7example\0"
    return (struct.pack(">HHHHHH", 0xbeef, 0x8180, 1, 2, 0, 0) + name + struct.pack(">HH", 1, 1) +
            b"\xc0\x0c" + struct.pack(">HHIH4s", 1, 1, 300, 4, b"\1\2\3\4") +
            b"\3ftp\xc0\x10" + struct.pack(">HHIH16s", 28, 1, 60, 16, bytes(range(16))))


def packets():
    tcp = struct.pack(">HHIIHHHH", 80, 1234, 1, 2, 6 << 12 | 0x12, 1024, 0, 0) + b"\2\4\5\xb4" + b"hello"
    udp = lambda source, data: struct.pack(">HHHH", source, 5000, 8 + len(data), 0) + data
    return [ethernet(0x800, ipv4(6, tcp)) + b"\0\0", ethernet(0x86dd, ipv6(17, udp(53, dns_answer()))),
            ethernet(0x8100, struct.pack(">HH", 3 << 13 | 42, 0x800) + ipv4(17, udp(99, b"abc"))),
            ethernet(0x806, struct.pack(">HHBBH6s4s6s4s", 1, 0x800, 6, 4, 1, b"sender", b"\1\2\3\4", b"target", b"\5\6\7\x08"))]


def pcap(order):
    data = struct.pack(order + "IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1)
    for i, packet in enumerate(packets() + [b"short"]):
        data += struct.pack(order + "IIII", 100 + i, 5, len(packet), len(packet) + 1) + packet
    return data


def pcapng(order):
    def block(kind, body):
        return struct.pack(order + "II", kind, 12 + len(body)) + body + struct.pack(order + "I", 12 + len(body))

    def option(code, value):
        return struct.pack(order + "HH", code, len(value)) + value + bytes(-len(value) % 4)

    data = block(0x0a0d0d0a, struct.pack(order + "IHHq", 0x1a2b3c4d, 1, 0, -1) + option(4, b"byteprism") + option(0, b""))
    data += block(1, struct.pack(order + "HHI", 1, 0, 65535))
    for packet in packets():
        data += block(6, struct.pack(order + "IIIII", 0, 5, 6, len(packet), len(packet)) + packet + bytes(-len(packet) % 4))
    return data


def mach_o(order, is_64):
    name = b"/usr/lib/libSystem.B.dylib\0".ljust(32, b"\0")
    library = struct.pack(order + "IIIIII", 0xc, 24 + len(name), 24, 2, 0x50000, 0x10000) + name
    section = struct.pack(order + ("16s16sQQIIIIIIII" if is_64 else "16s16sIIIIIIIII"), b"__text", b"__TEXT", 0x1000, 64,
                          512, 4, 0, 0, 0x80000400, *((0, 0, 0) if is_64 else (0, 0)))
    segment = struct.pack(order + ("16sQQQQIIII" if is_64 else "16sIIIIIIII"), b"__TEXT", 0x1000, 0x2000, 0, 4096, 7, 5, 1, 0)
    segment = struct.pack(order + "II", 0x19 if is_64 else 1, 8 + len(segment) + len(section)) + segment + section
    header = struct.pack(order + "IIIIIII", 0xfeedfacf if is_64 else 0xfeedface, 0x1000007 if is_64 else 18, 3, 2, 2,
                         len(segment) + len(library), 0x85)
    return header + (struct.pack(order + "I", 0) if is_64 else b"") + segment + library


def tool(name):
    """Those for disks are for the administrator alone."""
    return shutil.which(name, path="/usr/sbin:/sbin:" + os.environ["PATH"])


def disk(folder, script):
    """A disk of 16 MiB with partitions, and what the program that made them says of them."""
    path = folder / "a.disk"
    path.write_bytes(bytes(16 << 20))
    subprocess.run([tool("sfdisk"), "-q", path], input=script.encode(), check=True, timeout=60)
    told = subprocess.run([tool("sfdisk"), "-J", path], capture_output=True, check=True, timeout=60)
    return path.read_bytes(), json.loads(told.stdout)["partitiontable"]


def fat(folder, bits):
    """With one file in it."""
    path = folder / "a.fat"
    path.write_bytes(bytes({12: 2, 16: 16, 32: 36}[bits] << 20))  # the kind follows from how many clusters there are
    label = ["-F", str(bits), "-n", "PRISM", "-i", "12345678", "-s", "4" if bits == 16 else "1"]
    subprocess.run([tool("mkfs.fat"), *label, path], check=True, capture_output=True, timeout=60)
    (folder / "README.TXT").write_bytes(b"prism" * 100)
    os.utime(folder / "README.TXT", (1_000_000_000, 1_000_000_000))
    subprocess.run(["mcopy", "-m", "-i", path, folder / "README.TXT", "::"], check=True, timeout=60)
    subprocess.run(["mattrib", "+r", "-i", path, "::README.TXT"], check=True, timeout=60)
    return path.read_bytes()


def astc_ktx(folder):
    subprocess.run(["convert", "-size", "16x8", "gradient:red-blue", folder / "a.png"], check=True, timeout=60)
    subprocess.run(["astcenc", "-cl", folder / "a.png", folder / "a.ktx", "4x4", "-fast"], check=True, capture_output=True, timeout=60)
    return (folder / "a.ktx").read_bytes()


def mach_object(folder, machine):
    (folder / "a.c").write_text("int x = 3; int f(void) { return x; }")
    subprocess.run(["clang", "-target", machine, "-c", folder / "a.c", "-o", folder / "a.macho"], check=True, timeout=60)
    return (folder / "a.macho").read_bytes()


def ktx(order):
    head = b"\xabKTX 11\xbb\r\n\x1a\n" + struct.pack(order + "13I", 0x04030201, 0x1401, 1, 0x1908, 0x8058, 0x1908, 2, 1, 0, 0, 1, 2, 8)
    return head + b"\4\0\0\0a\0b\0" + struct.pack(order + "I8sI4s", 8, b"rgbaRGBA", 4, b"RGBA")


def ktx2():
    head = b"\xabKTX 20\xbb\r\n\x1a\n" + struct.pack("<9I", 37, 1, 2, 1, 0, 0, 1, 1, 0)
    head += struct.pack("<4I2Q", 104, 44, 148, 12, 0, 0) + struct.pack("<3Q", 160, 8, 8)
    return head + struct.pack("<I40s", 44, b"") + struct.pack("<I8s", 8, b"KTX\0abc") + b"rgbaRGBA"


def stl(folder):
    """A tetrahedron, written by a program that mends such files."""
    corners, faces = [(0, 0, 0), (1.5, 0, 0), (0, 1, 0), (0, 0, 1)], [(0, 2, 1), (0, 1, 3), (0, 3, 2), (1, 2, 3)]
    text = "solid prism\n"
    for face in faces:
        lines = "".join("vertex {} {} {}\n".format(*corners[corner]) for corner in face)
        text += f"facet normal 0 0 0\nouter loop\n{lines}endloop\nendfacet\n"
    (folder / "a.stl").write_text(text + "endsolid prism\n")
    subprocess.run(["admesh", f"--write-binary-stl={folder / 'b.stl'}", folder / "a.stl"], check=True, capture_output=True, timeout=60)
    return (folder / "b.stl").read_bytes()


def glyph(code):
    return [(code * 7 + row * 13) % 256 for row in range(16)]


def psf(folder):
    """Version 1 of 8 x 16, converted from another form of fonts."""
    font = ["STARTFONT 2.1", "FONT -b-prism-medium-r-normal--16-160-75-75-c-80-iso10646-1", "SIZE 16 75 75", "FONTBOUNDINGBOX 8 16 0 -4",
            "STARTPROPERTIES 3", "FONT_ASCENT 12", "FONT_DESCENT 4", "AVERAGE_WIDTH 80", "ENDPROPERTIES", "CHARS 95"]
    for code in range(32, 127):
        font += [f"STARTCHAR c{code}", f"ENCODING {code}", "SWIDTH 500 0", "DWIDTH 8 0", "BBX 8 16 0 -4", "BITMAP"]
        font += [f"{row:02X}" for row in glyph(code)] + ["ENDCHAR"]
    (folder / "a.bdf").write_text("\n".join(font + ["ENDFONT", ""]))
    of = "/usr/share/bdf2psf/"
    subprocess.run(["bdf2psf", "--fb", folder / "a.bdf", of + "standard.equivalents", of + "ascii.set", "256", folder / "a.psf"],
                   check=True, capture_output=True, timeout=60)
    return (folder / "a.psf").read_bytes()


def sqlite(folder):
    with contextlib.closing(sqlite3.connect(folder / "a.db")) as base:
        base.execute("create table t (a, b)")
        base.execute("pragma user_version = 77")
        base.commit()
    return (folder / "a.db").read_bytes()


def program(folder, form):
    """By the linker of the system: for 32 bits, or for UEFI."""
    source = folder / "a.s"
    source.write_text(".globl _start\n.text\n_start: ret\n.data\n.long 1\n")
    machine = "--32" if form == "elf32" else "--64"
    subprocess.run(["as", machine, "-o", folder / "a.o", source], check=True, timeout=60)
    emulation = "elf_i386" if form == "elf32" else "elf_x86_64"
    subprocess.run(["ld", "-m", emulation, "-o", folder / "a.elf", folder / "a.o"], check=True, timeout=60)
    if form == "elf32":
        return (folder / "a.elf").read_bytes()
    subprocess.run(["objcopy", "--target=pei-x86-64", "--subsystem=10", folder / "a.elf", folder / "a.efi"], check=True, timeout=60)
    return (folder / "a.efi").read_bytes()


def ext4(folder):
    path = folder / "a.ext4"
    path.write_bytes(bytes(2 << 20))
    subprocess.run([tool("mkfs.ext4"), "-q", "-F", "-L", "prism", "-U", "01234567-89ab-cdef-0123-456789abcdef", path], check=True, timeout=60)
    return path.read_bytes()


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "hello")
    return file.getvalue()


def tarred():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return file.getvalue()


class LibraryTest(DefinitionTest):
    """Each format: a file of it is told by its bytes, and its fields are those that were read or written elsewhere."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        pictures(pathlib.Path(folder.name))
        sounds(pathlib.Path(folder.name))
        cls.files = {path.name: path.read_bytes() for path in pathlib.Path(folder.name).iterdir()}

    def test_the_first_definitions_are_found_too(self):
        self.read("Bitmap", self.files["a.bmp"])
        self.read("Png", self.files["a.png"])
        self.read("Npy", b"\x93NUMPY\1\0\2\0{}")
        self.read("Gzip", gzip.compress(b"a"))
        self.read("Wave", self.files["a.wav"])
        self.read("Zip", zipped())
        self.read("Tar", tarred())
        self.read("Elf64", pathlib.Path("/bin/true").resolve().read_bytes())

    def test_nothing_fits_noise_and_text(self):
        noise = random.Random(7)
        texts = [noise.randbytes(size) for size in (0, 1, 84, 134, 5000, 5000, 5000)]
        texts += [b"struct S { int a; };\n" * 100, "Grüße, hello, world\n".encode() * 50, bytes(4096), b"\xff" * 4096]
        for text in texts:
            self.refused(3, "struct", "-", "--c", ASSETS / "structures", stdin=text, saying="fits")

    def test_gif(self):
        gif = self.read("Gif", self.files["a.gif"])
        self.assertEqual((gif["signature"] + gif["version"], gif["width"], gif["height"]), ("GIF89a", 6, 4))
        kinds = [block["kind"] for block in gif["blocks"]]
        self.assertEqual((kinds.count("IMAGE"), kinds[-1]), (2, "TRAILER"))
        controls = [block["control"] for block in gif["blocks"] if "control" in block]
        self.assertEqual([control["hundredths_of_a_second"] for control in controls], [7, 7])
        image = gif["blocks"][kinds.index("IMAGE")]["image"]
        self.assertEqual((image["width"], image["height"], image["data"][-1]["size"]), (6, 4, 0))

    def test_jpeg(self):
        segments = self.read("Jpeg", self.files["a.jpg"])["segments"]
        by_marker = {segment["marker"]: segment for segment in segments}
        self.assertEqual(by_marker["APP0"]["jfif"]["x_density"], 300)
        self.assertEqual(by_marker["COMMENT"]["comment"], "hello")
        frame = by_marker["BASELINE_FRAME"]["frame"]
        self.assertEqual((frame["width"], frame["height"], frame["bits"], len(frame["components"])), (6, 4, 8, 3))
        self.assertEqual(sum(len(s["tables"]) for s in segments if "tables" in s), 2)
        self.assertEqual(bytes(by_marker["SCAN_START"]["compressed"][-2:]), b"\xff\xd9")

    def test_tiff_in_both_byte_orders(self):
        for endian, order in (("LSB", "<"), ("MSB", ">")):
            data = self.files[endian + ".tiff"]
            tiff = self.read("Tiff", data)
            start, = unpack(order + "I", data, 4)
            count, = unpack(order + "H", data, start)
            self.assertEqual((tiff["order"], tiff["file"]["first"], tiff["file"]["directory"]["count"]),
                             ("II" if order == "<" else "MM", start, count))
            entries = {entry["tag"]: entry for entry in tiff["file"]["directory"]["entries"]}
            self.assertEqual((entries["WIDTH"]["shorts"][0], entries["HEIGHT"]["shorts"][0]), (6, 4))
            self.assertEqual(entries["BITS_PER_SAMPLE"]["shorts"], [8, 8, 8])

    def test_aiff(self):
        data = self.files["a.aiff"]
        chunks = {chunk["id"]: chunk for chunk in self.read("Aiff", data)["chunks"]}
        common = chunks["COMM"]["common"]
        self.assertEqual((common["channels"], common["frames"], common["bits_per_sample"]), (1, 8820, 16))
        rate = common["frames_per_second"]
        self.assertEqual(rate["mantissa"] * 2.0 ** (rate["exponent"] - 16383 - 63), 44100)
        self.assertEqual(bytes(chunks["SSND"]["sound"]), data[-17640:])

    def test_mp3(self):
        for rate, name in ((44100, "a.mp3"), (22050, "b.mp3")):
            data = self.files[name]
            mp3 = self.read("Mp3", data)
            self.assertEqual((mp3["id3"], mp3["major"]), ("ID3", data[3]))
            self.assertEqual({frame["sync"] for frame in mp3["frames"]}, {0x7ff})
            frame = mp3["frames"][-1]
            self.assertEqual((frame["layer"], frame["version"], frame["channels"]),
                             ("LAYER_3", "MPEG_1" if rate == 44100 else "MPEG_2", "MONO"))
        start = data.index(b"\xff\xf3")
        self.assertEqual(self.read("Mp3", data[start:])["frames"], mp3["frames"])

    def test_elf32(self):
        data = program(self.folder, "elf32")
        elf = self.read("Elf32", data)["header"]
        kind, machine, _, entry, segments, sections = unpack("<HHIIII", data, 16)
        self.assertEqual((elf["type"], elf["machine"], elf["entry"], elf["segments_offset"]), ("EXECUTABLE", "X86", entry, segments))
        names = elf["sections"][elf["names_section"]]["offset"]
        found = {data[names + section["name"]:].split(b"\0")[0]: section for section in elf["sections"]}
        self.assertEqual((found[b".text"]["flags"], found[b".data"]["size"]), ("ALLOCATED | EXECUTABLE_CODE", 4))

    def test_pe(self):
        data = program(self.folder, "pe")
        pe = self.read("Pe", data)
        start, = unpack("<I", data, 60)
        machine, sections = unpack("<HH", data, start + 4)
        self.assertEqual((pe["program_offset"], pe["program"]["signature"], machine), (start, "PE", 0x8664))
        self.assertEqual((pe["program"]["machine"], len(pe["program"]["sections"])), ("AMD64", sections))
        optional = pe["program"]["optional"]
        self.assertEqual((optional["form"], optional["subsystem"]), ("PE32_PLUS", "EFI_APPLICATION"))
        names = {section["name"]: section for section in pe["program"]["sections"]}
        self.assertIn("EXECUTE", names[".text"]["flags"] if isinstance(names[".text"]["flags"], str) else "EXECUTE")
        self.assertEqual(data[names[".text"]["offset"]], 0xc3)

    def test_mach_o_of_a_compiler(self):
        for machine, cpu in (("x86_64-apple-macos11", "X86_64"), ("i386-apple-macos10.9", "X86")):
            data = mach_object(self.folder, machine)
            image = self.read("MachO", data)["image"]
            self.assertEqual((image["cpu"], image["type"], image["flags"]), (cpu, "OBJECT", "SUBSECTIONS_VIA_SYMBOLS"))
            self.assertEqual(image["command_count"], len(image["commands"]))
            sections = {section["name"]: section for section in image["commands"][0]["segment"]["sections"]}
            at = sections["__data"]["offset"]
            self.assertEqual((data[at:at + 4], sections["__data"]["size"]), (b"\3\0\0\0", 4))

    def test_mach_o(self):
        for order, is_64 in (("<", True), (">", False)):
            image = self.read("MachO", mach_o(order, is_64))["image"]
            self.assertEqual((image["cpu"], image["type"], image["command_count"]), ("X86_64" if is_64 else "POWERPC", "EXECUTABLE", 2))
            segment, library = image["commands"]
            self.assertEqual((segment["segment"]["address"], segment["segment"]["first"]), (0x1000, "READ | EXECUTE"))
            self.assertEqual(segment["segment"]["sections"][0]["name"], "__text")
            self.assertEqual((library["name"], library["library"]["version"]), ("/usr/lib/libSystem.B.dylib", 0x50000))

    def packets(self, read):
        tcp, dns, vlan, arp = read
        self.assertEqual((tcp["ethernet"]["type"], tcp["ipv4"]["source"], tcp["ipv4"]["flags"]), ("IPV4", [10, 0, 0, 1], "DO_NOT_FRAGMENT"))
        self.assertEqual((tcp["tcp"]["source"], tcp["tcp"]["flags"], len(tcp["tcp"]["options"])), (80, "SYN | ACK", 4))
        self.assertEqual(bytes(tcp["payload"]), b"hello")
        self.assertEqual((dns["ipv6"]["flow"], dns["ipv6"]["destination"][7], dns["udp"]["source"]), (0x12345, 2, 53))
        dns = dns["dns"]
        self.assertEqual((dns["id"], dns["is_answer"], dns["recursion_wanted"], dns["error"]), (0xbeef, 1, 1, 0))
        self.assertEqual([label.get("text") for label in dns["questions"][0]["name"]], ["www", "example", ""])
        self.assertEqual((dns["answers"][0]["name"][0]["place"], dns["answers"][0]["ipv4"]), (12, [1, 2, 3, 4]))
        self.assertEqual((dns["answers"][1]["kind"], dns["answers"][1]["ipv6"][7]), ("AAAA", 0x0e0f))
        self.assertEqual((vlan["vlan"]["network"], vlan["vlan"]["priority"], bytes(vlan["payload"])), (42, 3, b"abc"))
        self.assertEqual((arp["arp"]["operation"], arp["arp"]["target_ip"]), ("ARP_REQUEST", [5, 6, 7, 8]))

    def test_pcap(self):
        for order in "<>":
            capture = self.read("Pcap", pcap(order))["capture"]
            self.assertEqual((capture["link"], capture["snap_length"], len(capture["packets"])), ("ETHERNET", 65535, 5))
            self.packets([packet["packet"] for packet in capture["packets"][:4]])
            self.assertEqual((bytes(capture["packets"][4]["data"]), capture["packets"][4]["seconds"]), (b"short", 104))

    def test_pcapng(self):
        for order in "<>":
            blocks = self.read("Pcapng", pcapng(order))["capture"]["blocks"]
            self.assertEqual([block["kind"] for block in blocks], ["SECTION", "INTERFACE"] + 4 * ["ENHANCED_PACKET"])
            self.assertEqual((blocks[0]["section"]["size"], bytes(blocks[0]["section_options"][0]["value"])), (-1, b"byteprism"))
            self.packets([block["enhanced"]["packet"] for block in blocks[2:]])

    def test_sqlite(self):
        data = sqlite(self.folder)
        read = self.read("Sqlite", data)
        self.assertEqual((read["page_size"], read["user_version"], read["encoding"]), (*unpack(">H", data, 16), 77, "UTF_8"))
        major, minor, patch = map(int, sqlite3.sqlite_version.split("."))
        self.assertEqual(read["version"], major * 1000000 + minor * 1000 + patch)
        self.assertEqual((read["first_page"]["kind"], read["first_page"]["cell_count"]), ("LEAF_TABLE", 1))
        self.assertEqual(len(data), read["page_count"] * read["page_size"])

    def test_mbr(self):
        data, told = disk(self.folder, "label: dos\nlabel-id: 0xcafe\n2048,20480,L,*\n,,S\n")
        read = self.read("Mbr", data)
        self.assertEqual(read["disk_id"], int(told["id"], 16))
        self.assertEqual([(p["first_sector"], p["sector_count"]) for p in read["partitions"]],
                         [(p["start"], p["size"]) for p in told["partitions"]] + [(0, 0)] * 2)
        self.assertEqual([p["kind"] for p in read["partitions"]], ["LINUX", "LINUX_SWAP", "UNUSED", "UNUSED"])
        self.assertEqual([p["active"] for p in read["partitions"]], ["BOOTS"] + ["INACTIVE"] * 3)

    def guid(self, fields):
        return uuid.UUID(bytes_le=struct.pack("<IHH", fields["a"], fields["b"], fields["c"]) + bytes(fields["d"]))

    def test_gpt(self):
        data, told = disk(self.folder, "label: gpt\nlabel-id: 01234567-89ab-cdef-0123-456789abcdef\n"
                          'name="data é", start=2048, size=2048, type=linux, attrs="RequiredPartition,GUID:60"\n'
                          "start=4096, size=4096, type=uefi\n")
        read = self.read("Gpt", data)
        self.assertEqual((read["this_sector"], read["backup_sector"], read["partition_count"]), (1, len(data) // 512 - 1, 128))
        self.assertEqual((read["first_usable"], read["last_usable"]), (told["firstlba"], told["lastlba"]))
        self.assertEqual(self.guid(read["disk"]), uuid.UUID(told["id"]))
        for partition, of in zip(read["partitions"], told["partitions"]):
            self.assertEqual((partition["first_sector"], partition["last_sector"]), (of["start"], of["start"] + of["size"] - 1))
            self.assertEqual((self.guid(partition["kind"]), self.guid(partition["id"])), (uuid.UUID(of["type"]), uuid.UUID(of["uuid"])))
            self.assertEqual(partition["name"], of.get("name", ""))
        self.assertEqual([p["attributes"] for p in read["partitions"][:2]], ["REQUIRED | READ_ONLY", 0])

    def test_fat(self):
        for bits in (12, 16, 32):
            data = fat(self.folder, bits)
            volume = self.read("Fat", data)
            size = volume["bytes_per_sector"] * (volume["small_sector_count"] or volume["large_sector_count"])
            self.assertEqual((size, volume["medium"], volume["root_cluster"] if bits == 32 else 2), (len(data), "FIXED", 2))
            self.assertEqual((volume["volume"]["label"], volume["volume"]["kind"], volume["volume"]["id"]),
                             ("PRISM      ", f"FAT{bits}   ", 0x12345678))
            label, file = volume["root"][:2]
            self.assertEqual((label["name"] + label["suffix"], label["attributes"]), ("PRISM      ", "VOLUME_LABEL"))
            self.assertEqual((file["name"], file["suffix"], file["attributes"], file["size"]), ("README  ", "TXT", "READ_ONLY | ARCHIVE", 500))
            day = file["modified"]
            self.assertEqual((day["years_since_1980"] + 1980, day["month"], day["day"] in (8, 9)), (2001, 9, True))

    def test_ext4(self):
        data = ext4(self.folder)
        read = self.read("Ext4", data)
        inodes, blocks = unpack("<II", data, 1024)
        self.assertEqual((read["inodes"], read["blocks"], read["label"], read["state"]), (inodes, blocks, "prism", "CLEAN"))
        self.assertEqual(blocks * (1024 << read["block_size_bits"]), len(data))
        self.assertEqual(bytes(read["uuid"]), uuid.UUID("01234567-89ab-cdef-0123-456789abcdef").bytes)
        self.assertIn("EXTENTS", read["incompatible"])
        groups = read.get("groups") or [group["low"] for group in read["large_groups"]]
        self.assertEqual(sum(group["free_blocks"] for group in groups), read["free_blocks"])
        self.assertEqual(sum(group["free_inodes"] for group in groups), read["free_inodes"])

    def test_dds(self):
        data = self.files["a.dds"]
        read = self.read("Dds", data)
        self.assertEqual((read["width"], read["height"], read["size"]), (*unpack("<I", data, 16), *unpack("<I", data, 12), 124))
        self.assertEqual((read["format"]["code"], read["format"]["flags"]), ("DXT1", "FOUR_CHARACTERS"))
        self.assertEqual(bytes(read["pixels"]), data[128:])

    def test_ktx(self):
        for order in "<>":
            texture = self.read("Ktx", ktx(order))["texture"]
            self.assertEqual((texture["type"], texture["internal_format"], texture["width"]), ("UBYTE", "RGBA8", 2))
            self.assertEqual([bytes(level["pixels"]) for level in texture["levels"]], [b"rgbaRGBA", b"RGBA"])
        read = self.read("Ktx2", ktx2())
        self.assertEqual((read["format"], read["width"], read["levels"][0]["size"]), ("R8G8B8A8_UNORM", 2, 8))
        self.assertEqual((bytes(read["keys"][4:8]), read["description"][0]), (b"KTX\0", 44))

    def test_ktx_of_astc(self):
        data = astc_ktx(self.folder)
        texture = self.read("Ktx", data)["texture"]
        self.assertEqual((texture["internal_format"], texture["width"], texture["height"]), ("RGBA_ASTC_4x4", 16, 8))
        self.assertEqual(bytes(texture["levels"][0]["pixels"]), data[-128:])

    def test_stl(self):
        read = self.read("Stl", stl(self.folder))
        self.assertEqual((read["count"], len(read["triangles"])), (4, 4))
        self.assertIn({"x": 1.5, "y": 0.0, "z": 0.0}, read["triangles"][0]["corners"])
        self.assertEqual(read["triangles"][0]["normal"], {"x": 0.0, "y": 0.0, "z": -1.0})

    def test_pcx(self):
        data = self.files["a.pcx"]
        read = self.read("Pcx", data)
        self.assertEqual((read["right"], read["bottom"]), unpack("<HH", data, 8))
        self.assertEqual((read["right"] - read["left"], read["bottom"] - read["top"], read["planes"], read["bits"]), (5, 3, 3, 8))

    def test_tga(self):
        data = self.files["a.tga"]
        read = self.read("Tga", data)
        self.assertEqual((read["width"], read["height"], read["kind"], read["bits"]), (6, 4, "TRUECOLOUR", 24))
        self.assertEqual([[bytes(pixel) for pixel in row] for row in read["pixels"]],
                         [[data[at:at + 3] for at in range(row, row + 18, 3)] for row in range(18, 18 + 72, 18)])
        self.assertEqual(self.read("Tga", self.files["b.tga"])["kind"], "PACKED_TRUECOLOUR")

    def test_psf(self):
        font = self.read("Psf", psf(self.folder))["font"]
        self.assertEqual((font["mode"], font["glyph_size"], len(font["glyphs"])), ("HAS_TABLE", 16, 256))
        for code in (65, 66, 126):
            self.assertIn(glyph(code), font["glyphs"])


if __name__ == "__main__":
    unittest.main()
