"""The contract of the command line: output, exit status, one line of complaint."""
import json
import os
import struct
import subprocess
import unittest
import unittest.mock

from program import PROGRAM, ProgramTest, run


def hexdump(data, columns=16, start=0):
    """What `hexdump -C -v` prints, without its closing line."""
    text = ""
    for at in range(0, len(data), columns):
        row = data[at:at + columns]
        cells = "".join((" " if i % 8 == 0 else "") + (" %02x" % row[i] if i < len(row) else "   ")
                        for i in range(columns))
        shown = "".join(chr(b) if 32 <= b < 127 else "." for b in row)
        text += "%08x%s  |%s|\n" % (start + at, cells, shown)
    return text


class CommandLineTest(ProgramTest):
    def test_version_and_help(self):
        self.assertRegex(run("--version").stdout.decode(), r"^byteprism \d+\.\d+\.\d+\n$")
        for arguments in (["--help"], ["dump", "--help"], ["commands", "--help"]):
            result = run(*arguments)
            self.assertEqual(result.returncode, 0)
            self.assertIn(b"byteprism", result.stdout)

    def test_dump_prints_as_hexdump_does(self):
        data = bytes(range(256)) + b"tail"
        path = self.file("a", data)
        self.assertEqual(run("dump", path).stdout.decode(), hexdump(data))
        self.assertEqual(run("dump", "-", stdin=data).stdout.decode(), hexdump(data))
        for columns in (1, 7, 8, 9, 24, 4096):
            self.assertEqual(run("dump", path, "--columns", columns).stdout.decode(), hexdump(data, columns))

    def test_dump_of_a_range(self):
        data = bytes(range(256))
        path = self.file("a", data)
        result = run("dump", path, "--offset", "0x10", "--length", "1_0")
        self.assertEqual(result.stdout.decode(), hexdump(data[16:26], start=16))
        self.assertEqual(run("dump", path, "--offset", "250", "--length", "4K").stdout.decode(),
                         hexdump(data[250:], start=250))
        self.assertEqual(run("dump", path, "--offset", "256").stdout, b"")
        self.refused(3, "dump", path, "--offset", "257", saying="257")

    def test_dump_refuses_wrong_words(self):
        path = self.file("a", b"x")
        self.refused(2, "dump")
        self.refused(2, "dump", path, "--offset", "-1", saying="negative")
        self.refused(2, "dump", path, "--columns", "0", saying="4096")
        self.refused(2, "dump", path, "--columns", "zwei", saying="zwei")
        self.refused(2, "dump", path, "--frobnicate")
        self.refused(3, "dump", self.folder / "missing", saying="missing: No such file")
        self.refused(3, "dump", self.folder, saying="directory")

    def test_a_reader_that_leaves_early_is_no_failure(self):
        path = self.file("big", bytes(1 << 20))
        dump = subprocess.Popen([PROGRAM, "dump", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        dump.stdout.read(100)
        dump.stdout.close()
        self.assertEqual(dump.stderr.read(), b"")
        dump.stderr.close()
        self.assertEqual(dump.wait(60), 0)

    def test_a_full_disk_is_a_failure(self):
        path = self.file("a", bytes(1 << 20))
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PROGRAM, "dump", path], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"No space left", result.stderr)

    def test_eval_gives_values_and_views(self):
        data = bytes(range(64))
        path = self.file("a", data)
        self.assertEqual(run("eval", path, "m.nbytes").stdout, b"64\n")
        self.assertEqual(run("eval", path, "m[2:8:2]").stdout.decode(), repr(list(data[2:8:2])) + "\n")
        self.assertEqual(json.loads(run("eval", path, "m[3]", "--json").stdout), {"value": 3})
        view = json.loads(run("eval", path, "m[2:].cast('<H', (31,))[::-1][:2]", "--json").stdout)
        self.assertEqual(view, {"format": "<H", "itemsize": 2, "shape": [2], "strides": [-2], "offset": 62,
                                "readonly": False, "nbytes": 4, "items": [0x3f3e, 0x3d3c]})
        nested = json.loads(run("eval", "-", "m.cast('B', (2, 2))", "--json", stdin=b"abcd").stdout)
        self.assertEqual(nested["items"], [[97, 98], [99, 100]])

    def test_eval_spells_every_kind_of_value_as_json(self):
        data = struct.pack("<dffq", float("nan"), float("inf"), 0.5, -2**63) + b"ab\0d"
        path = self.file("a", data)
        items = json.loads(run("eval", path, "m.reinterpret('<dffq4s')[0]", "--json").stdout)["value"]
        self.assertEqual(items, ["nan", "inf", 0.5, -2**63, {"b": "61620064"}])

    def test_eval_tells_wrong_words_from_bytes_that_do_not_fit(self):
        path = self.file("a", b"abc")
        self.refused(2, "eval", path, "m[", saying="column 3")
        self.refused(2, "eval", path, "m.cast('k')", saying="'k'")
        self.refused(2, "eval", path, "n[0]")
        self.refused(3, "eval", path, "m.cast('I')", saying="3 bytes")
        self.refused(3, "eval", path, "m[3]")
        self.refused(3, "eval", self.folder / "missing", "m")

    def test_dump_of_a_view(self):
        data = bytes(range(48))
        path = self.file("a", data)
        self.assertEqual(run("dump", path, "--view", "m[40:]").stdout.decode(), hexdump(data[40:]))
        self.assertEqual(run("dump", path, "--view", "m[::-3]").stdout.decode(), hexdump(data[::-3]))
        self.refused(2, "dump", path, "--view", "m.nbytes", saying="not a view")

    def test_commands_as_json(self):
        rows = json.loads(run("commands", "--json").stdout)
        by_id = {row["id"]: row for row in rows}
        self.assertEqual(len(by_id), len(rows))
        self.assertEqual(by_id["edit.undo"], {"id": "edit.undo", "title": "Undo", "keys": ["Ctrl+Z"], "argument": None})
        self.assertEqual(by_id["go.offset"]["argument"], "offset")
        text = run("commands").stdout.decode()
        for row in rows:
            self.assertIn(row["id"], text)

    def test_the_first_argument_that_is_a_verb_is_the_verb(self):
        self.refused(3, "dump", "commands", saying="commands: No such file")

    def test_a_picture_of_the_window_needs_no_display(self):
        # Mesa's own leaks are none of ours.
        with unittest.mock.patch.dict(os.environ, ASAN_OPTIONS="detect_leaks=0"):
            self.draw_pictures()

    def draw_pictures(self):
        data = self.file("a", bytes(range(256)))
        for arguments in (["--do", "edit.select_all", data], [data, "--do", "go.offset=0x10", "--do", "view.theme"]):
            picture = self.folder / "window.png"
            result = run(*arguments, "--window", "640x480", "--screenshot", picture)
            self.assertEqual((result.returncode, result.stderr), (0, b""))
            self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
            picture.unlink()
        self.refused(3, self.folder / "missing", "--screenshot", self.folder / "x.png", saying="missing")
        self.refused(2, data, "--do", "no.such", "--screenshot", self.folder / "x.png", saying="no.such")
        self.refused(2, data, "--pixels", "nosuch", "--screenshot", self.folder / "x.png", saying="--pixels: ")
        self.refused(2, data, "--view", "m[", "--screenshot", self.folder / "x.png", saying="column 3")
        self.refused(2, data, "--stride", "-4", "--screenshot", self.folder / "x.png", saying="negative")

    def test_a_wrong_window_option_is_refused(self):
        for arguments in (["--window", "0x0"], ["--window", "big"], ["--frobnicate"]):
            self.refused(2, *arguments)

    def test_write_overwrites(self):
        path = self.file("a", b"0123456789")
        for arguments, expected in ((("--at", 0, "--hex", "41 42"), b"AB23456789"),
                                    (("--at", "0x8", "--text", "yz"), b"AB234567yz"),
                                    (("--at", 2, "--value", ">H=0x6364"), b"AB" b"cd4567yz"),
                                    (("--at", 4, "--value", "<HB=(0x6665, 0x67)"), b"ABcd" b"efg7yz"),
                                    (("--at", 3, "--value", "=B=0x44"), b"ABcDefg7yz"),
                                    (("--at", 10, "--hex", ""), b"ABcDefg7yz")):
            result = run("write", path, *arguments)
            self.assertEqual((result.returncode, result.stdout, result.stderr), (0, b"", b""))
            self.assertEqual(path.read_bytes(), expected)
        patch = self.file("patch", b"....")
        self.assertEqual(run("write", path, "--at", 6, "--from", patch).returncode, 0)
        self.assertEqual(path.read_bytes(), b"ABcDef....")
        self.assertEqual(run("write", path, "--at", 6, "--from", "-", stdin=b"!").returncode, 0)
        self.assertEqual(path.read_bytes(), b"ABcDef!...")
        self.assertEqual(sorted(os.listdir(self.folder)), ["a", "patch"])

    def test_write_inserts(self):
        path = self.file("a", b"ad")
        self.assertEqual(run("write", path, "--at", 1, "--text", "bc", "--insert").returncode, 0)
        self.assertEqual(run("write", path, "--at", 4, "--text", "e", "--insert").returncode, 0)
        self.assertEqual(path.read_bytes(), b"abcde")

    def test_write_to_another_file_leaves_the_first_alone(self):
        path, out = self.file("a", b"abc"), self.folder / "out"
        self.assertEqual(run("write", path, "--at", 1, "--text", "B", "-o", out).returncode, 0)
        self.assertEqual((path.read_bytes(), out.read_bytes()), (b"abc", b"aBc"))
        self.assertEqual(run("write", "-", "--at", 3, "--insert", "--text", "d", "-o", out, stdin=b"abc").returncode, 0)
        self.assertEqual(out.read_bytes(), b"abcd")

    def test_write_refuses_what_does_not_fit_and_what_is_wrong(self):
        path = self.file("a", b"abc")
        self.refused(3, "write", path, "--at", 2, "--text", "xy", saying="2 bytes at 2 do not fit into its 3 bytes")
        self.refused(3, "write", path, "--at", 4, "--text", "x", "--insert", saying="4")
        self.refused(3, "write", self.folder / "none", "--at", 0, "--text", "x", saying="No such file")
        self.refused(3, "write", path, "--at", 0, "--text", "x", "-o", self.folder / "no" / "out", saying="No such file")
        self.refused(2, "write", path, "--at", 0)
        self.refused(2, "write", path, "--text", "x", saying="--at")
        self.refused(2, "write", path, "--at", 0, "--text", "x", "--hex", "00")
        self.refused(2, "write", path, "--at", -1, "--text", "x", saying="negative")
        self.refused(2, "write", path, "--at", 0, "--hex", "0", saying="digit")
        for value in ("H", "H=70000", "k=1", "H=x"):
            self.refused(2, "write", path, "--at", 0, "--value", value)
        self.refused(2, "write", "-", "--at", 0, "--text", "x", saying="-o", stdin=b"abc")
        self.assertEqual(path.read_bytes(), b"abc")
        self.assertEqual(os.listdir(self.folder), ["a"])


if __name__ == "__main__":
    unittest.main()
