"""byteprism struct: the fields of C types and of formats, as JSON and as text."""
import json
import random
import struct
import unittest

from program import ProgramTest, run


class StructTest(ProgramTest):
    def test_gives_the_tree_of_a_c_type_as_json(self):
        header = self.file("types.h", b"""
            enum Kind { NONE, RGB };
            struct Box { short x, y, w, h; };
            typedef struct { char magic[4]; uint32_t : 3, flags : 5; enum Kind kind; struct Box box;
                             struct { short x, y; } pts[2]; uint8_t raw[3]; } Header;""")
        data = struct.pack("<4sIi4h4h3Bx", b"BM", 7 << 3 | 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
        path = self.file("a", b"..." + data * 2)
        result = json.loads(run("struct", path, "--c", f"{header}:Header", "--offset", 3, "--count", 2, "--json").stdout)
        self.assertEqual((result["type"], result["size"], result["align"]), ("Header", 32, 4))
        self.assertEqual([record["offset"] for record in result["records"]], [3, 35])
        def short(name, offset, value):
            return {"name": name, "type": "short", "offset": offset, "size": 2, "value": value}
        points = [{"offset": at, "fields": [short("x", at, x), short("y", at + 2, x + 1)]} for at, x in ((20, 5), (24, 7))]
        self.assertEqual(result["records"][1]["fields"], [
            {"name": "magic", "type": "char[4]", "offset": 0, "size": 4, "value": "BM"},
            {"name": None, "type": "uint32_t", "offset": 4, "size": 4, "bit_offset": 0, "bit_width": 3, "value": 1},
            {"name": "flags", "type": "uint32_t", "offset": 4, "size": 4, "bit_offset": 3, "bit_width": 5, "value": 7},
            {"name": "kind", "type": "enum Kind", "offset": 8, "size": 4, "value": 1, "label": "RGB"},
            {"name": "box", "type": "struct Box", "offset": 12, "size": 8,
             "fields": [short(name, 12 + 2 * i, 1 + i) for i, name in enumerate("xywh")]},
            {"name": "pts", "type": "struct[2]", "offset": 20, "size": 8, "items": points},
            {"name": "raw", "type": "uint8_t[3]", "offset": 28, "size": 3, "value": [9, 10, 11]},
            {"name": None, "type": "pad", "offset": 31, "size": 1}])

    def test_of_a_format(self):
        path = self.file("a", struct.pack("<IHH", 1, 2, 3) * 3)
        result = json.loads(run("struct", path, "--format", "<IHH", "--count", 3, "--json").stdout)
        self.assertEqual(result["type"], "<IHH")
        self.assertEqual(result["records"][2], {"offset": 16, "fields": [
            {"name": "f0", "type": "I", "offset": 0, "size": 4, "value": 1},
            {"name": "f1", "type": "H", "offset": 4, "size": 2, "value": 2},
            {"name": "f2", "type": "H", "offset": 6, "size": 2, "value": 3}]})
        text = run("struct", "-", "--format", "T{>H:id:4s:name:}", stdin=b"\1\2abc\0").stdout.decode()
        self.assertEqual(text, "00000000  T{>H:id:4s:name:}\n00000000    id: H = 258\n"
                               "00000002    name: 4s = 'abc\\x00'\n")

    def test_writes_long_arrays_in_rows_with_their_offsets(self):
        header = self.file("a.h", b"struct A { uint8_t n[18]; uint8_t m[2][17]; char c; uint8_t few[2][2]; };")
        text = run("struct", "-", "--c", f"{header}:A", stdin=bytes(range(57))).stdout.decode()

        def row(offset, indent, index, numbers):
            return f"{offset:08x}" + " " * indent + f"[{index}] " + ", ".join(map(str, numbers)) + "\n"

        self.assertEqual(text, "00000000  A\n00000000    n: uint8_t[18]\n" + row(0, 6, 0, range(16)) + row(16, 6, 16, (16, 17)) +
                         "00000012    m: uint8_t[2][17]\n" +
                         "00000012      [0]\n" + row(18, 8, 0, range(18, 34)) + row(34, 8, 16, [34]) +
                         "00000023      [1]\n" + row(35, 8, 0, range(35, 51)) + row(51, 8, 16, [51]) +
                         "00000034    c: char = '4'\n00000035    few: uint8_t[2][2] = [[53, 54], [55, 56]]\n")

    def test_takes_the_definition_of_a_folder_that_fits(self):
        self.file("a.h", b"#pragma magic 0 \"A\"\nstruct A { char c; uint8_t x; };")
        self.file("b.h", b"#pragma magic 0 \"AB\"\nstruct Part { char c; };\nstruct B { Part parts[2]; };")
        got = json.loads(run("struct", "-", "--c", self.folder, "--json", stdin=b"A\0").stdout)
        self.assertEqual(got["type"], "struct A")
        got = json.loads(run("struct", "-", "--c", self.folder, "--offset", 1, "--json", stdin=b"xAB").stdout)
        self.assertEqual((got["type"], got["records"][0]["offset"]), ("struct B", 1))
        self.refused(3, "struct", "-", "--c", self.folder, stdin=b"B", saying="-: none of the 2 definitions in")

    def test_tells_a_character_that_is_nul(self):
        header = self.file("a.h", b"struct A { char a, b, c, d[1]; };")
        fields = json.loads(run("struct", "-", "--c", f"{header}:A", "--json", stdin=b"x\0\xff\0").stdout)["records"][0]["fields"]
        self.assertEqual([field["value"] for field in fields], ["x", "\0", {"b": "ff"}, ""])

    def test_reads_lengths_conditions_and_offsets_from_the_data(self):
        header = self.file("a.h", b"struct Part { uint8_t n; char text[n]; };\n"
                                  b"struct File { uint8_t at; if (at > 1) uint8_t big; struct Part parts[2];"
                                  b" @ at uint16_t far; };")
        data = b"\x07!\2ab\1c\1\2"
        record = json.loads(run("struct", "-", "--c", f"{header}:File", "--json", stdin=data).stdout)["records"][0]
        fields = {field["name"]: field for field in record["fields"]}
        self.assertEqual([part["fields"][1]["value"] for part in fields["parts"]["items"]], ["ab", "c"])
        self.assertEqual((fields["far"]["offset"], fields["far"]["value"]), (7, 0x201))
        damaged = run("struct", "-", "--c", f"{header}:File", "--json", stdin=b"\1\1a\x63bc")
        record = json.loads(damaged.stdout)["records"][0]
        self.assertEqual(damaged.returncode, 3)
        self.assertIn(b"'text': 99 elements of 1 bytes do not fit into the 2 bytes that are left", damaged.stderr)
        fields = {field["name"]: field for field in record["fields"]}
        self.assertNotIn("big", fields)
        self.assertEqual(fields["parts"]["items"][0]["fields"][1]["value"], "a")
        self.assertIn("99", fields["parts"]["items"][1]["fields"][1]["error"])
        self.assertEqual(fields["far"]["value"], 0x6101)

    def test_says_which_elements_are_missing(self):
        header = self.file("a.h", b"struct Part { uint8_t n; char text[n]; if (n == 0) break; };\n"
                                  b"struct File { struct Part parts[]; };")
        result = run("struct", "-", "--c", f"{header}:File", "--json", stdin=b"\1a\2bc")
        parts = json.loads(result.stdout)["records"][0]["fields"][0]
        self.assertEqual((len(parts["items"]), parts["error"]), (2, "the data ends before the last element"))
        self.assertEqual((result.returncode, result.stderr), (3, b"byteprism: -: 'parts': the data ends before the last element\n"))
        text = run("struct", "-", "--c", f"{header}:File", stdin=b"\1a\2bc")
        self.assertEqual(text.returncode, 3)
        self.assertIn(b"(damaged: the data ends before the last element)\n", text.stdout)

    def test_refuses_wrong_words_and_records_that_do_not_fit(self):
        path = self.file("a", bytes(20))
        header = self.file("a.h", b"struct A {\n  int x\n};")
        self.refused(2, "struct", path, "--c", f"{header}:A", saying="a.h: line 3, column 1: expected ';', not '}'")
        self.refused(2, "struct", path, "--c", "A", saying="HEADER:TYPE")
        self.refused(2, "struct", path, saying="--format")
        self.refused(2, "struct", path, "--format", "<I", "--c", f"{header}:A")
        self.refused(2, "struct", path, "--format", "<k", saying="'k'")
        good = self.file("b.h", b"struct A { int x; };")
        self.refused(2, "struct", path, "--c", f"{good}:struct B", saying="struct A")
        self.refused(3, "struct", path, "--c", f"{self.folder / 'none.h'}:A", saying="none.h: No such file")
        self.refused(3, "struct", path, "--format", "<Q", "--count", 3, saying="3 records of 8 bytes at 0 do not fit")
        self.refused(3, "struct", path, "--format", "<Q", "--offset", 21, saying="20")
        self.assertEqual(run("struct", path, "--format", "<Q", "--count", 0).returncode, 0)

    def test_agrees_with_python(self):
        codes = "bBhHiIqQefd?"
        chooser = random.Random(5)
        for order in "<>":
            format = order + "".join(chooser.choice(codes) for _ in range(200))
            data = bytes(chooser.randrange(256) for _ in range(struct.calcsize(format)))
            got = json.loads(run("struct", "-", "--format", format, "--json", stdin=data).stdout)
            values = [field["value"] for field in got["records"][0]["fields"]]
            for code, ours, theirs in zip(format[1:], values, struct.unpack(format, data)):
                self.assertEqual(repr(float(ours) if code in "efd" else ours), repr(theirs), code)


if __name__ == "__main__":
    unittest.main()
