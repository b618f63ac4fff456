"""Aligned differences and patches, by the program and by short readers of the formats that are written here."""
import hashlib
import json
import random
import struct
import unittest
import zlib

from program import ProgramTest, run


def lines_of(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def applied(edits, first, second):
    result, at = b"", 0
    for edit in edits:
        result += first[at:edit["offset"]]
        assert len(result) == edit["second_offset"]
        result += second[edit["second_offset"]:edit["second_offset"] + edit["second_length"]]
        at = edit["offset"] + edit["length"]
    return result + first[at:]


def changed(source, data, changes):
    data = bytearray(data)
    for _ in range(changes):
        at = source.randrange(len(data) + 1)
        length = source.randrange(40)
        data[at:at + source.choice([0, length, length])] = source.randbytes(source.choice([0, length, length]))
    return bytes(data)


def ips_applied(patch, data):
    data = bytearray(data)
    assert patch[:5] == b"PATCH"
    at = 5
    while patch[at:at + 3] != b"EOF":
        offset = int.from_bytes(patch[at:at + 3], "big")
        length = int.from_bytes(patch[at + 3:at + 5], "big")
        at += 5
        if length:
            new = patch[at:at + length]
            at += length
        else:
            new = patch[at + 2:at + 3] * int.from_bytes(patch[at:at + 2], "big")
            at += 3
        data.extend(bytes(max(0, offset - len(data))))
        data[offset:offset + len(new)] = new
    at += 3
    return bytes(data[:int.from_bytes(patch[at:at + 3], "big")] if len(patch) == at + 3 else data)


def bps_number(number):
    result = b""
    while True:
        low, number = number & 127, number >> 7
        if number == 0:
            return result + bytes([low | 128])
        result += bytes([low])
        number -= 1


def bps_applied(patch, source):
    at = 4

    def number():
        nonlocal at
        value, shift = 0, 1
        while True:
            byte = patch[at]
            at += 1
            value += (byte & 127) * shift
            if byte & 128:
                return value
            shift <<= 7
            value += shift

    def signed():
        value = number()
        return -(value >> 1) if value & 1 else value >> 1

    assert patch[:4] == b"BPS1" and zlib.crc32(patch[:-4]) == int.from_bytes(patch[-4:], "little")
    assert number() == len(source)
    size = number()
    metadata = number()
    at += metadata
    target, source_at, target_at = bytearray(), 0, 0
    while at < len(patch) - 12:
        code = number()
        length = (code >> 2) + 1
        if code & 3 == 0:
            target += source[len(target):len(target) + length]
        elif code & 3 == 1:
            target += patch[at:at + length]
            at += length
        elif code & 3 == 2:
            source_at += signed()
            target += source[source_at:source_at + length]
            source_at += length
        else:
            target_at += signed()
            for _ in range(length):
                target.append(target[target_at])
                target_at += 1
    assert len(target) == size
    assert struct.unpack("<2I", patch[-12:-4]) == (zlib.crc32(source), zlib.crc32(target))
    return bytes(target)


def bps_patch(source, target, actions):
    patch = b"BPS1" + bps_number(len(source)) + bps_number(len(target)) + bps_number(3) + b"<x>" + actions
    patch += struct.pack("<2I", zlib.crc32(source), zlib.crc32(target))
    return patch + struct.pack("<I", zlib.crc32(patch))


class AlignedTest(ProgramTest):
    def test_edits_make_the_one_into_the_other(self):
        source = random.Random(1)
        for size in (0, 1, 1000, 300_000, 900_000):
            first = source.randbytes(size // 2) + bytes(source.choices(b"ab\0", k=size - size // 2))
            second = changed(source, first, source.randrange(60))
            a, b = self.file("a", first), self.file("b", second)
            result = run("diff", a, b, "--aligned", "--json")
            edits = lines_of(result)
            self.assertEqual(result.returncode, 1 if edits else 0)
            self.assertEqual(bool(edits), first != second)
            self.assertEqual(applied(edits, first, second), second)
            count, = lines_of(run("diff", a, b, "--aligned", "--count", "--json"))
            self.assertEqual(count, {"edits": len(edits), "removed": sum(e["length"] for e in edits),
                                     "added": sum(e["second_length"] for e in edits)})

    def test_prints_what_was_inserted_and_removed(self):
        data = random.Random(2).randbytes(100_000)
        a, b = self.file("a", data), self.file("b", data[:50_000] + b"\1" * 20 + data[50_000:80_000] + data[80_010:])
        self.assertEqual(run("diff", a, b, "--aligned").stdout.decode(),
                         "0x0000c350 0 0x0000c350 20\n0x00013880 10 0x00013894 0\n")
        self.assertEqual(run("diff", a, b, "--aligned", "--count").stdout, b"2 edits, 10 bytes removed, 20 added\n")
        self.assertEqual(run("diff", a, b, "--aligned", "--offset", 60_000, "--second-offset", 60_020, "--length", 100)
                         .stdout, b"")
        self.refused(2, "diff", a, b, "--aligned", "--bytes")


class PatchTest(ProgramTest):
    def patched(self, patch, source):
        out = self.folder / "out"
        out.unlink(missing_ok=True)
        result = run("patch", self.file("source", source), self.file("patch", patch), "-o", out)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return out.read_bytes()

    def refuses(self, patch, source, saying):
        out = self.file("out", b"as it was")
        self.refused(3, "patch", self.file("source", source), self.file("patch", patch), "-o", out, saying=saying)
        self.assertEqual(out.read_bytes(), b"as it was")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir() if path.name.startswith((".", "out"))), ["out"])

    def written(self, kind, first, second):
        path = self.folder / ("patch." + kind)
        result = run("diff", self.file("a", first), self.file("b", second), "--patch", path)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, b"", b""))
        return path.read_bytes()

    def test_every_kind_makes_the_first_into_the_second(self):
        source = random.Random(3)
        for size in (0, 1, 500, 70_000, 300_000):
            first = source.randbytes(size)
            for second in (first, changed(source, first, 30), first[:size // 2], first + bytes(70_000) + b"x",
                           first[size // 3:], b"", source.randbytes(size)):
                for kind, reference in (("json", None), ("ips", ips_applied), ("bps", bps_applied)):
                    patch = self.written(kind, first, second)
                    self.assertEqual(self.patched(patch, first), second)
                    if reference:
                        self.assertEqual(reference(patch, first), second)

    def test_a_moved_file_takes_a_small_patch(self):
        first = random.Random(4).randbytes(500_000)
        second = first[:1000] + b"inserted" + first[1000:400_000] + first[400_100:]
        self.assertLess(len(self.written("bps", first, second)), 60)
        self.assertLess(len(self.written("json", first, second)), 400)

    def test_ips_keeps_clear_of_its_end_mark(self):
        mark = 0x454F46
        first = bytes(mark + 100)
        for begin in (mark, mark - 65535, mark - 3):
            for new in (random.Random(5).randbytes(70_000), b"\7" * 100):
                second = bytearray(first)
                second[begin:begin + len(new)] = new
                patch = self.written("ips", first, bytes(second))
                self.assertEqual(ips_applied(patch, first), second)
                self.assertEqual(self.patched(patch, first), second)
        large = bytes(1 << 24)
        self.assertEqual(self.patched(self.written("ips", large + b"ab", large[:-1] + b"xab"), large + b"ab"),
                         large[:-1] + b"xab")
        self.refused(2, "diff", self.file("a", large), self.file("b", large + b"x"), "--patch", self.folder / "new.ips",
                     saying="16777217")
        self.assertFalse((self.folder / "new.ips").exists())

    def test_all_that_the_formats_can_say(self):
        self.assertEqual(self.patched(b"PATCH\0\0\2\0\2xy\0\0\1\0\0\0\5zEOF", b"abcd"), b"azzzzz")
        self.assertEqual(self.patched(b"PATCH\0\0\2\0\2xyEOF\0\0\3", b"abcd"), b"abx")
        self.assertEqual(self.patched(b"PATCH\0\0\6\0\1xEOF", b"abcd"), b"abcd\0\0x")
        source, target = b"0123456789", b"01ababababab6789456x"
        actions = (bps_number(1 << 2) + bps_number(1 << 2 | 1) + b"ab" + bps_number(7 << 2 | 3) + bps_number(2 << 1)
                   + bps_number(3 << 2 | 2) + bps_number(6 << 1) + bps_number(2 << 2 | 2) + bps_number(6 << 1 | 1)
                   + bps_number(1) + b"x")
        patch = bps_patch(source, target, actions)
        self.assertEqual(bps_applied(patch, source), target)
        self.assertEqual(self.patched(patch, source), target)
        path = self.file("same", source)
        self.assertEqual(run("patch", path, self.file("patch", patch), "-o", path).returncode, 0)
        self.assertEqual(path.read_bytes(), target)

    def test_broken_patches_and_other_files_leave_what_was_there(self):
        source = random.Random(6)
        first = source.randbytes(300)
        second = changed(source, first, 4)
        for kind in ("json", "ips", "bps"):
            patch = self.written(kind, first, second)
            for length in sorted({0, 1, 4, 5, 6, 9, len(patch) - 1, len(patch) - 4, *source.sample(range(len(patch)), 20)}):
                if kind == "json" and length == len(patch) - 1:  # without the last line's end
                    continue
                self.refuses(patch[:length], first, "patch")
            if kind == "ips":
                continue
            self.refuses(patch, first + b"x", "301")
            self.refuses(patch, b"?" + first[1:], "CRC-32" if kind == "bps" else "SHA-256")
            for _ in range(40):
                at = source.randrange(len(patch))
                broken = patch[:at] + bytes([patch[at] ^ 1 << source.randrange(8)]) + patch[at + 1:]
                if kind == "bps":
                    self.refuses(broken, first, "patch")
        self.refuses(b"PATCH\0\0\2\0\2xyEOF\0\0\7", b"abcd", "cuts the result to 7 bytes, it has 4")
        header = {"byteprism_patch": 1, "source": {"size": 1, "sha256": hashlib.sha256(b"a").hexdigest()},
                  "target": {"size": 2, "sha256": "00"}}
        text = json.dumps(header, separators=(",", ":")).encode() + b"\n"
        self.refuses(text, b"a", "the result has 1 bytes")
        self.refuses(text + b'{"offset":1,"length":1,"bytes":""}', b"a", "line 2")
        self.refuses(text + b'{"offset":0,"length":1,"bytes":"x"}', b"a", "line 2")
        self.refuses(text + b'{"offset":-1,"length":1}', b"a", "line 2")
        self.refuses(text.replace(b":1,", b":2,", 1), b"a", "version 2")
        for actions, saying in ((bps_number(99 << 2), "100 bytes at 0 of 2"), (bps_number(1 << 2), "2 bytes at 0 of"),
                                (bps_number(2) + bps_number(7), "before 0"), (bps_number(3) + bps_number(0), "target"),
                                (bps_number(1 << 2 | 1) + b"x", "of its own"), (b"\0" * 20, "a number"),
                                (bps_number(0), "makes 1 bytes where it says 2")):
            self.refuses(bps_patch(b"a", b"ab", actions), b"a", saying)
        self.refused(2, "diff", self.file("a", b""), self.file("b", b"x"), "--patch", "x.zip", saying=".json, .ips, .bps")
        self.refused(3, "patch", self.folder / "none", self.folder / "a", "-o", self.folder / "out")


if __name__ == "__main__":
    unittest.main()
