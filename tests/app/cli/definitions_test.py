"""assets/structures: every definition reads a small file that a real program or library wrote."""
import gzip
import io
import json
import struct
import subprocess
import tarfile
import unittest
import wave
import zipfile

import numpy

from program import ASSETS, ProgramTest, run


def convert(*arguments):
    return subprocess.run(["convert", *arguments], capture_output=True, check=True, timeout=60).stdout


class DefinitionsTest(ProgramTest):
    def read(self, definition, record, data, status=0):
        header = ASSETS / "structures" / (definition + ".h")
        result = run("struct", "-", "--c", f"{header}:{record}", "--json", stdin=data)
        self.assertEqual((result.returncode, result.stderr), (status, b""))
        return self.plain(json.loads(result.stdout)["records"][0])

    def plain(self, node):
        """Fields as a dictionary, items as a list."""
        if "fields" in node:
            fields = {}
            for field in node["fields"]:
                inner = self.plain(field)
                fields.update(inner if field["name"] is None and isinstance(inner, dict) else {field["name"]: inner})
            return fields
        if "items" in node:
            return [self.plain(item) for item in node["items"]]
        return node.get("label", node.get("value"))

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

    def test_pcap(self):
        frame = bytes(range(12)) + b"\x08\x06" + b"payload"
        data = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1)
        for packet in (frame, frame[:5]):
            data += struct.pack("<IIII", 100, 5, len(packet), 60) + packet
        read = self.read("pcap", "Pcap", data)
        self.assertEqual(read["link"], "ETHERNET")
        self.assertEqual((read["packets"][0]["ethernet"]["type"], bytes(read["packets"][0]["payload"])), ("ARP", b"payload"))
        self.assertEqual(bytes(read["packets"][1]["data"]), frame[:5])


if __name__ == "__main__":
    unittest.main()
