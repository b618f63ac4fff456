"""The verbs that ask questions about bytes, beside Python's own answers and those of the system's tools."""
import hashlib
import json
import random
import re
import struct
import subprocess
import sys
import unittest
import zlib

import numpy as np

from program import PROGRAM, ProgramTest, run


def hits(*arguments, stdin=b""):
    result = run("find", *arguments, stdin=stdin)
    assert result.returncode in (0, 1), result.stderr
    words = result.stdout.split()
    assert (result.returncode == 0) == bool(words)
    return list(zip((int(word, 16) for word in words[::2]), map(int, words[1::2])))


def places(data, what, step):
    at = data.find(what)
    while at >= 0:
        yield at, len(what)
        at = data.find(what, at + step)


class FindTest(ProgramTest):
    def test_bytes_as_loops_of_bytes_find(self):
        source = random.Random(1)
        path = self.folder / "a"
        for size in (0, 1, 100, 262_143, 400_000):
            data = bytes(source.choices(b"\0\0\0ab", k=size))
            path.write_bytes(data)
            for length in (1, 2, 5, 9):
                at = source.randrange(size - length) if size > length else 0
                what = data[at:at + length] or b"a"
                self.assertEqual(hits(path, "--hex", what.hex(" ")), list(places(data, what, len(what))))
                self.assertEqual(hits(path, "--hex", what.hex(), "--overlap"), list(places(data, what, 1)))
                if at and 0 not in what:
                    self.assertEqual(hits(path, "--text", what.decode()), list(places(data, what, len(what))))

    def test_wildcards_and_regular_expressions_as_re(self):
        source = random.Random(2)
        data = source.randbytes(300_000) + bytes(source.choices(b"abc\n 12", k=600_000))
        path = self.file("a", data)
        patterns = [rb"a.b", rb"ab+c", rb"(?<=a)b\b", rb"[^a-c]{7}", rb"a*", rb"\A.", rb"c\Z", rb"(?m)^ab", rb"a.*?\n.c",
                    rb"(a|ab)(c|bcd)", rb"\x00.{3}\xff", rb"1*?2"]
        for pattern in patterns:
            expected = [(m.start(), m.end() - m.start()) for m in re.finditer(pattern, data, re.S) if m.group()]
            self.assertEqual(hits(path, "--regex", pattern.decode()), expected, pattern)
        expected = [(m.start(), 3) for m in re.finditer(b"(?is)a.B", data)]
        self.assertEqual(hits(path, "--regex", "a.B", "--ignore-case"), expected)
        for pattern, expression in (("61 ?? 62", b"a.b"), ("6? 0a", b"[\x60-\x6f]\n"), ("31 6? ??", b"1[\x60-\x6f].")):
            expected = [(m.start(), m.end() - m.start()) for m in re.finditer(expression, data, re.S)]
            self.assertEqual(hits(path, "--hex", pattern), expected, pattern)
        self.assertEqual(hits(path, "--hex", "61 00 62", "--mask", "ff 00 ff"), hits(path, "--hex", "61 ?? 62"))

    def test_text_in_an_encoding_and_in_either_case(self):
        text = "Größe, GRÖSSE, größe " * 3
        path = self.file("a", text.encode("utf-16-le"))
        expected = [(2 * m.start(), 10) for m in re.finditer("größe", text, re.I)]
        self.assertEqual(hits(path, "--text", "GRÖßE", "--encoding", "utf-16le", "--ignore-case"), expected)
        self.assertEqual(len(hits(path, "--text", "größe", "--encoding", "UTF-16LE")), 3)
        self.refused(2, "find", path, "--text", "ä", "--encoding", "ASCII", saying="'ä' is no character of ASCII")
        self.refused(2, "find", path, "--text", "a", "--encoding", "x", saying="UTF-16LE")

    def test_numbers_exactly_in_a_range_and_strided(self):
        source = random.Random(3)
        records = [(source.uniform(-2, 2), source.randrange(-300, 300)) for _ in range(10_000)]
        data = b"".join(struct.pack("<12xf", x) + struct.pack(">h10x", n) for x, n in records)
        path = self.file("a", data)
        stored = [struct.unpack("<f", struct.pack("<f", x))[0] for x, _ in records]
        expected = [(28 * i + 12, 4) for i, x in enumerate(stored) if 0 <= x <= 1]
        self.assertEqual(hits(path, "--value", "<f=[0, 1]", "--stride", 28, "--offset", 12), expected)
        expected = [(28 * i + 12, 4) for i, x in enumerate(stored) if 0.4 <= x <= 0.6]
        self.assertEqual(hits(path, "--value", "<f=0.5 +- 0.1", "--stride", 28, "--offset", 12), expected)
        expected = [(28 * i + 16, 2) for i, (_, n) in enumerate(records) if -5 <= n <= 5]
        self.assertEqual(hits(path, "--value", "h=0 +- 5", "--order", "big", "--stride", 28, "--offset", 16), expected)
        at = [(i, 4) for i in range(len(data) - 3) if 0.5 <= struct.unpack_from("<f", data, i)[0] <= 0.6
              or 0.5 <= struct.unpack_from(">f", data, i)[0] <= 0.6]
        self.assertEqual(hits(path, "--value", "<f=[0.5, 0.6]", "--order", "both", "--overlap"), at)
        self.assertEqual(hits("-", "--value", "<IH=(1, 2)", stdin=b"xx\1\0\0\0\2\0"), [(2, 6)])

    def test_prints_counts_limits_and_ranges(self):
        path = self.file("a", b"abcabcabc")
        self.assertEqual(run("find", path, "--text", "bc").stdout, b"0x00000001 2\n0x00000004 2\n0x00000007 2\n")
        self.assertEqual(run("find", path, "--text", "bc", "--count").stdout, b"3\n")
        self.assertEqual(run("find", path, "--text", "bc", "--count", "--json").stdout, b'{"count":3}\n')
        lines = run("find", path, "--text", "bc", "--json", "--overlap").stdout.splitlines()
        self.assertEqual([json.loads(line) for line in lines], [{"offset": at, "length": 2} for at in (1, 4, 7)])
        self.assertEqual(hits(path, "--text", "bc", "--limit", 2), [(1, 2), (4, 2)])
        self.assertEqual(hits(path, "--text", "bc", "--offset", 2, "--length", 6), [(4, 2)])
        self.assertEqual(hits(path, "--hex", "61", "--stride", 2), [(0, 1), (6, 1)])
        none = run("find", path, "--text", "x")
        self.assertEqual((none.returncode, none.stdout, none.stderr), (1, b"", b""))

    def test_refuses_wrong_words_and_gives_up_in_words(self):
        path = self.file("a", b"a" * 100 + b"c")
        self.refused(2, "find", path, "--hex", "DE A", saying="--hex: column 5")
        self.refused(2, "find", path, "--regex", "a(b", saying="--regex: column 4")
        self.refused(2, "find", path, "--value", "<H=70000", saying="70000")
        self.refused(2, "find", path, "--hex", "61", "--text", "a")
        self.refused(2, "find", path, "--text", "a", "--mask", "ff", saying="--hex")
        self.refused(2, "find", path, "--text", "a", "--stride", 0, saying="--stride")
        self.refused(3, "find", path, "--text", "a", "--offset", 102, saying="101 bytes")
        self.refused(3, "find", self.folder / "none", "--text", "a")
        self.refused(3, "find", path, "--regex", "(a+)+[bd]", saying="5000000 steps")
        self.refused(3, "find", self.file("b", b"a" * 5000 + b"cb"), "--regex", "(a+)+b", saying="between byte 0 and 5002")

    def test_takes_no_memory_for_a_large_file(self):
        path = self.folder / "large"
        with open(path, "wb") as file:
            file.truncate(1 << 28)
            file.seek((1 << 28) - 4)
            file.write(b"here")
        script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:]); "
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")

        def peak(file):
            lines = subprocess.run([sys.executable, "-c", script, PROGRAM, "find", str(file), "--text", "here"],
                                   capture_output=True, check=True).stdout.split()
            return lines[:-1], int(lines[-1])
        found, large = peak(path)
        self.assertEqual(found, [b"0x0ffffffc", b"4"])
        _, small = peak(self.file("small", b"here"))
        self.assertLess(large - small, 8 << 10, "KiB more for 256 MiB")


class SumTest(ProgramTest):
    def test_as_hashlib_zlib_and_cksum(self):
        data = random.Random(4).randbytes(700_001)
        path = self.file("a", data)
        expected = {name: hashlib.new(name.replace("-", "_") if "sha3" in name else name, data).hexdigest()
                    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3-224", "sha3-512",
                                 "blake2b", "blake2s")}
        expected |= {"crc-32/iso-hdlc": f"{zlib.crc32(data):08x}", "adler-32": f"{zlib.adler32(data):08x}",
                     "sum-8": f"{sum(data) & 255:02x}", "sum-64": f"{sum(data):016x}"}
        cksum = int(subprocess.run(["cksum", path], capture_output=True, check=True).stdout.split()[0])
        expected["cksum"] = f"{cksum:08x}"
        for name, kind in (("xxh32", "-H0"), ("xxh64", "-H1"), ("xxh128", "-H2")):
            printed = subprocess.run(["xxhsum", kind, path], capture_output=True, check=True, text=True).stdout
            expected[name] = printed.split()[0]
        output = run("sum", path, "-a", ",".join(expected), "--json").stdout
        self.assertEqual(json.loads(output), {"offset": 0, "length": len(data), "digests": expected})
        line = run("sum", "-", "-a", "crc32", "--offset", 3, "--length", 9, stdin=b"xyz123456789xx").stdout
        self.assertEqual(line, b"cbf43926  crc-32/iso-hdlc\n")

    def test_compares_with_a_value(self):
        path = self.file("a", b"123456789")
        same = run("sum", path, "--check", "CBF4 3926")
        self.assertEqual((same.returncode, same.stdout), (0, b"cbf43926  crc-32/iso-hdlc\n"))
        self.assertEqual(run("sum", path, "--check", "cbf43927").returncode, 1)
        self.assertIn(b"crc-16/modbus", run("sum", "--list").stdout)
        self.refused(2, "sum", path, "-a", "crc-33", saying="--list")
        self.refused(2, "sum")


def entropy(data):
    counts = np.bincount(np.frombuffer(data, np.uint8), minlength=256)
    shares = counts[counts > 0] / max(len(data), 1)
    return float(-(shares * np.log2(shares)).sum())


class StatTest(ProgramTest):
    def stat(self, *arguments, stdin=b""):
        result = run("stat", *arguments, "--json", stdin=stdin)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_bytes_as_numpy(self):
        source = random.Random(7)
        for size in (1, 5, 255, 262_144, 700_001):
            data = source.randbytes(size // 2) + bytes(source.choices(b"ab c\0\n", k=size - size // 2))
            path = self.file("a", data)
            counts = np.bincount(np.frombuffer(data, np.uint8), minlength=256)
            found, = self.stat(path, "--histogram", "--blocks", 7)
            self.assertEqual(found["histogram"], counts.tolist())
            self.assertEqual((found["offset"], found["length"]), (0, size))
            self.assertEqual(found["distinct"], np.count_nonzero(counts))
            self.assertEqual(found["most_frequent"], {"byte": int(counts.argmax()), "count": int(counts.max())})
            self.assertEqual(found["zeros"], data.count(0))
            self.assertAlmostEqual(found["shares"]["printable"], counts[32:127].sum() / size, 12)
            self.assertAlmostEqual(sum(found["shares"].values()), 1, 12)
            self.assertAlmostEqual(found["entropy"], entropy(data), 9)
            self.assertAlmostEqual(found["mean"], np.frombuffer(data, np.uint8).mean(), 9)
            at = 0
            for block in found["blocks"]:
                self.assertEqual(block["offset"], at)
                self.assertAlmostEqual(block["length"], size / min(size, 7), delta=1)
                self.assertAlmostEqual(block["entropy"], entropy(data[at:at + block["length"]]), 9)
                at += block["length"]
            self.assertEqual((at, len(found["blocks"])), (size, min(size, 7)))
        found, = self.stat("-", "--offset", 1, "--length", 4, stdin=b"xabca")
        self.assertEqual((found["length"], found["distinct"], found["entropy"]), (4, 3, 1.5))
        found, = self.stat("-", "--blocks", 3)
        self.assertEqual((found["entropy"], found["mean"], found["most_frequent"]), (0, None, None))

    def same_numbers(self, found, numbers):
        numbers = numbers.reshape(-1)
        known = numbers[~np.isnan(numbers)] if numbers.dtype.kind == "f" else numbers
        self.assertEqual((found["count"], found["nans"]), (numbers.size, numbers.size - known.size))
        if known.size == 0:
            self.assertEqual((found["min"], found["max"], found["mean"], found["stddev"]), (None,) * 4)
            return
        self.assertEqual((found["min"], found["max"]), (known.min().item(), known.max().item()))
        wide = known.astype(np.longdouble)
        scale = float(np.abs(wide).max())
        self.assertAlmostEqual(found["mean"], float(wide.mean()), delta=1e-9 * scale)
        self.assertAlmostEqual(found["stddev"], float(wide.std()), delta=1e-9 * scale)
        distinct = len(np.unique(numbers))
        self.assertEqual(found["distinct"], distinct if distinct <= 65536 else None)

    def test_numbers_as_numpy(self):
        source = np.random.default_rng(8)
        for order in "<>":
            for code in "bBhHiIqQefd":
                size = np.dtype(order + code).itemsize
                values = source.integers(0, 256, 30_000 * size, np.uint8)
                if code in "efd":
                    values = source.normal(3, 100, 30_000).astype(order + code)
                    values[source.integers(0, values.size, 20)] = np.nan
                path = self.file("a", values.tobytes())
                found, = self.stat(path, "--format", order + code)
                self.same_numbers(found, values.view(order + code))
                found, = self.stat(path, "--format", order + code, "--offset", 5 * size, "--stride", 3 * size,
                                   "--length", 1000 * size)
                self.same_numbers(found, values.view(order + code)[5:1005:3])
        table = np.zeros(200_000, [("id", "<u4"), ("x", ">f8"), ("n", "<i2")])
        table["id"] = np.arange(200_000)
        table["x"] = source.uniform(-1, 1, 200_000)
        table["n"] = source.integers(-9, 9, 200_000)
        found = self.stat(self.file("a", table.tobytes() + b"rest"), "--format", "T{<I:id:>d:x:<h:n:}")
        self.assertEqual([each["name"] for each in found], ["id", "x", "n"])
        for each in found:
            self.same_numbers(each, table[each["name"]])

    def test_numbers_of_views_as_numpy(self):
        source = np.random.default_rng(9)
        values = source.integers(-1000, 1000, (300, 411, 7)).astype("<i2")
        path = self.file("a", b"header" + values.tobytes())
        whole = "m[6:].cast('<h', (300, 411, 7))"
        for keys in ("", "[..., 3]", "[:, 5]", "[::-1, 3:300:7, ::-2]", "[7]", "[7, 8, 2]", "[100:100]"):
            for turned in (False, True):
                numbers = eval("values" + keys)
                if turned and np.ndim(numbers) < 2 or np.ndim(numbers) == 0:
                    continue
                found, = self.stat(path, "--view", whole + keys + (".T" if turned else ""))
                self.same_numbers(found, numbers)
        wide = source.integers(0, 1 << 16, (3, 400_000)).astype("<u2")  # items that lie further apart than is read at once
        found, = self.stat(self.file("b", wide.tobytes()), "--view", "m.cast('<H', (3, 400000))[:, 399_990:].T")
        self.same_numbers(found, wide[:, 399_990:])

    def test_prints_and_refuses(self):
        path = self.file("a", b"\0\0ab\x80\n\0\0")
        self.assertEqual(run("stat", path, "--blocks", 2, "--histogram").stdout.decode(),
                         "8 bytes from 0x00000000\n5 different values, 0x00 most often: 4 times, 50.00 %\n"
                         "zero 50.00 %, control 12.50 %, printable 25.00 %, high 12.50 %\n"
                         "entropy 2.0000 bits a byte, mean 41.6250\n"
                         "0x00 4\n0x0a 1\n0x61 1\n0x62 1\n0x80 1\n0x00000000 4 1.5000\n0x00000004 4 1.5000\n")
        self.assertEqual(run("stat", path, "--format", "<h").stdout,
                         b"f0: 4 numbers, min 0, max 25185, mean 6968.25, stddev 10574.539431459887, 3 different\n")
        self.refused(2, "stat", path, "--format", "<4s", saying="no number")
        self.refused(2, "stat", path, "--format", "<k")
        self.refused(2, "stat", path, "--view", "m[0]", saying="not a view")
        self.refused(2, "stat", path, "--view", "m[0", saying="column")
        self.refused(2, "stat", path, "--view", "m", "--offset", 1)
        self.refused(2, "stat", path, "--blocks", 0, saying="--blocks")
        self.refused(2, "stat", path, "--stride", 2, saying="--format")
        self.refused(2, "stat", path, "--format", "<h", "--stride", 0, saying="--stride")
        self.refused(3, "stat", path, "--offset", 9, saying="8 bytes")


def tool(*arguments):
    return subprocess.run(list(map(str, arguments)), capture_output=True, env={"LC_ALL": "C"}, timeout=60).stdout


class StringsTest(ProgramTest):
    def test_as_the_tool_of_that_name(self):
        source = random.Random(5)
        data = b"".join(source.choice([source.randbytes(9), bytes(source.choices(b"ab\t \n\0", k=30)),
                                       "wide text".encode("utf-16-le"), "other".encode("utf-16-be")])
                        for _ in range(4_000))
        path = self.file("a", data)
        for ours, theirs in (("ascii", "s"), ("utf-16le", "l"), ("utf-16be", "b")):
            for least in (2, 4, 10):
                expected = tool("strings", "-a", "-t", "d", "-e", theirs, "-n", least, path)
                result = run("strings", path, "--encoding", ours, "-n", least)
                self.assertEqual(result.stdout, expected, (ours, least))

    def test_letters_of_all_scripts(self):
        path = self.file("a", "Größe\0日本語文字\0ab\0".encode() + b"\xff\xc3abc\xc3")
        lines = [json.loads(line) for line in run("strings", path, "--encoding", "utf-8", "--json").stdout.splitlines()]
        self.assertEqual(lines, [{"offset": 0, "length": 7, "text": "Größe"},
                                 {"offset": 8, "length": 15, "text": "日本語文字"}])
        wide = run("strings", "-", "--encoding", "utf-16le", "--all-scripts", stdin="привет😀".encode("utf-16-le"))
        self.assertEqual(wide.stdout.decode(), "      0 привет😀\n")
        self.assertEqual(run("strings", "-", stdin=b"abc").returncode, 1)
        long = b"x" * 1_000_000
        self.assertEqual(run("strings", "-", stdin=b"\0" + long).stdout, b"      1 " + long + b"\n")


class DiffTest(ProgramTest):
    def test_as_cmp(self):
        source = random.Random(6)
        data = source.randbytes(600_000)
        other = bytearray(data)
        for _ in range(300):
            at = source.randrange(len(data) - 20)
            length = source.randrange(1, 9)
            other[at:at + length] = source.randbytes(length)
        other = bytes(other)[:-3]
        a, b = self.file("a", data), self.file("b", other)
        self.assertEqual(run("diff", a, b, "--bytes").stdout, tool("cmp", "-l", a, b))
        differing = [i for i, (x, y) in enumerate(zip(data, other)) if x != y]
        runs = []
        for i in differing:
            if runs and i == sum(runs[-1]):
                runs[-1][1] += 1
            else:
                runs.append([i, 1])
        result = run("diff", a, b, "--json")
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        rest = [] if len(other) == len(data) else [{"offset": len(other), "length": len(data) - len(other), "only": "first"}]
        self.assertEqual(lines, [{"offset": at, "length": length} for at, length in runs] + rest)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(run("diff", a, a).returncode, 0)

    def test_runs_gaps_and_places(self):
        a, b = self.file("a", b"0123456789"), self.file("b", b"01x3x567")
        self.assertEqual(run("diff", a, b).stdout,
                         b"0x00000002 1\n0x00000004 1\n0x00000008 2 only in the first\n")
        self.assertEqual(run("diff", b, a, "--gap", 2).stdout, b"0x00000002 3\n0x00000008 2 only in the second\n")
        self.assertEqual(json.loads(run("diff", a, b, "--count", "--json").stdout), {"runs": 2, "bytes": 2, "rest": 2})
        same = run("diff", a, b, "--offset", 5, "--second-offset", 5, "--length", 3)
        self.assertEqual((same.returncode, same.stdout), (0, b""))
        self.refused(3, "diff", a, b, "--offset", 9, saying="8 bytes")


if __name__ == "__main__":
    unittest.main()
