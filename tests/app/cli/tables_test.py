"""byteprism struct -o: tables of random formats, loaded by NumPy, csv and json, are what the struct module reads."""
import csv
import json
import math
import random
import struct
import unittest

import numpy

from program import ProgramTest, run

SEED = 20260817
NUMPY = {"b": "i1", "B": "u1", "h": "i2", "H": "u2", "i": "i4", "I": "u4", "q": "i8", "Q": "u8", "e": "f2", "f": "f4", "d": "f8", "?": "b1"}
MOST_COLUMNS_OF_AN_ARRAY = 16


class Field:
    """One or several numbers, or bytes: a column, or a column for each."""

    def __init__(self, chooser, name):
        self.name = name
        self.code = chooser.choice("bBhHiIqQefd?s")
        self.order = chooser.choice("<>")
        self.count = chooser.choice([1, 1, 1, 2, 7, 16, 17, 40]) if self.code != "s" else chooser.randrange(1, 12)
        self.size = struct.calcsize("<" + (f"{self.count}s" if self.code == "s" else self.count * self.code))
        self.several = self.code != "s" and self.count > 1

    def format(self):
        return f"{self.order}{self.count if self.several or self.code == 's' else ''}{self.code}:{self.name}:"

    def values(self, data, offset):
        code = f"{self.count}s" if self.code == "s" else self.count * self.code
        return list(struct.unpack_from(self.order + code, data, offset))

    def columns(self, data, offset):
        values = self.values(data, offset)
        if self.several and self.count <= MOST_COLUMNS_OF_AN_ARRAY:
            return [(f"{self.name}[{i}]", value) for i, value in enumerate(values)]
        return [(self.name, values if self.several else values[0])]


class Record:
    def __init__(self, chooser, before="", depth=0):
        self.format, self.fields, self.size = "T{", [], 0
        for i in range(chooser.randrange(1, 7)):
            name = f"{chooser.choice('abcde')}{i}"
            gap = chooser.choice([0, 0, 0, 3])
            if gap:
                self.format += f"{gap}x"
                self.size += gap
            if depth < 2 and chooser.random() < 0.15:
                inner = Record(chooser, before + name + ".", depth + 1)
                self.fields += [(self.size + offset, field) for offset, field in inner.fields]
                self.format += inner.format + f":{name}:"
                self.size += inner.size
                continue
            field = Field(chooser, name)
            self.fields.append((self.size, field))
            self.format += field.format()
            self.size += field.size
            field.name = before + name
        self.format += "}"

    def row(self, data, offset):
        return [column for at, field in self.fields for column in field.columns(data, offset + at)]


def same(a, b):
    """Numbers of the same value; NaN is NaN."""
    if isinstance(b, float):
        return isinstance(a, (int, float)) and (a == b or (math.isnan(a) and math.isnan(b)))
    return type(a) is type(b) and a == b


def as_float(text, code):
    number = float(text)
    return number if code == "d" else float(numpy.float32(number))


class TablesTest(ProgramTest):
    def written(self, name, data, *options):
        path = self.folder / name
        result = run("struct", "-", *options, "-o", path, stdin=data)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, b"", b""), options)
        return path

    def table(self, chooser):
        record = Record(chooser)
        count = chooser.choice([1, 2, 5, 100, 4096, 4097]) if record.size < 100 else chooser.randrange(1, 20)
        before = chooser.randrange(4)
        data = chooser.randbytes(before + record.size * count)
        rows = [record.row(data, before + i * record.size) for i in range(count)]
        codes = [field.code for _, field in record.fields for _ in field.columns(data, before)]
        return record, data, ["--format", record.format, "--offset", before, "--count", count], rows, codes

    def test_npy(self):
        chooser = random.Random(SEED)
        for _ in range(60):
            record, data, options, rows, _ = self.table(chooser)
            with self.subTest(format=record.format):
                read = numpy.load(self.written("a.npy", data, *options))
                self.assertEqual((read.shape, list(read.dtype.names)), ((len(rows),), [name for name, _ in rows[0]]))
                for name, field, element in self.of_numpy(record):
                    column, expected = read[name], [dict(row)[name] for row in rows]
                    if field.code == "s":
                        self.assertEqual([bytes(item) for item in column], expected)
                        continue
                    self.assertEqual((column.dtype.kind, column.dtype.itemsize, column.shape[1:]),
                                     (numpy.dtype(NUMPY[field.code]).kind, numpy.dtype(NUMPY[field.code]).itemsize, element))
                    wanted = numpy.array(expected, dtype=NUMPY[field.code])
                    got = column.view("u1").reshape(column.shape) != 0 if field.code == "?" else column
                    self.assertTrue(numpy.array_equal(got, wanted, equal_nan=field.code in "efd"), name)

    def of_numpy(self, record):
        for _, field in record.fields:
            for name, value in field.columns(bytes(field.size), 0):
                yield name, field, (len(value),) if isinstance(value, list) else ()

    def test_csv(self):
        chooser = random.Random(SEED + 1)
        for _ in range(40):
            record, data, options, rows, codes = self.table(chooser)
            with self.subTest(format=record.format), open(self.written("a.csv", data, *options), newline="") as file:
                names, *lines = csv.reader(file)
                self.assertEqual(names, [name for name, _ in rows[0]])
                self.assertEqual(len(lines), len(rows))
                for line, row in zip(lines, rows):
                    for text, (name, value), code in zip(line, row, codes, strict=True):
                        values, texts = (value, text.split(" ")) if isinstance(value, list) else ([value], [text])
                        for one, part in zip(values, texts, strict=True):
                            got = (bytes.fromhex(part) if code == "s" else {"true": True, "false": False}[part] if code == "?" else
                                   as_float(part, code) if code in "efd" else int(part))
                            self.assertTrue(same(got, one), (name, part, one))

    def test_json_and_lines_of_it(self):
        chooser = random.Random(SEED + 2)
        for i in range(40):
            record, data, options, rows, codes = self.table(chooser)
            with self.subTest(format=record.format):
                path = self.written("a.jsonl" if i % 2 else "a.json", data, *options)
                text = path.read_text()
                read = [json.loads(line) for line in text.splitlines()] if i % 2 else json.loads(text)
                self.assertEqual(len(read), len(rows))
                for object, row in zip(read, rows):
                    self.assertEqual(list(object), [name for name, _ in row])
                    for got, (name, value), code in zip(object.values(), row, codes, strict=True):
                        values, gots = (value, got) if isinstance(value, list) else ([value], [got])
                        for one, part in zip(values, gots, strict=True):
                            if code == "s":
                                part = bytes.fromhex(part["b"])
                            elif code in "efd":
                                if not math.isfinite(one):
                                    self.assertIn(part, (None, repr(one)), name)
                                    continue
                                part = as_float(part, code)
                            self.assertTrue(same(part, one), (name, part, one))

    def test_bit_fields_enums_and_text_of_declarations(self):
        chooser = random.Random(SEED + 3)
        header = self.file("a.h", b"enum Kind : uint8_t { NONE, RGB = 2 };\n"
                                  b"struct Item { uint32_t low : 3, middle : 17, high : 12; int16_t s : 5, t : 11; enum Kind kind; char name[5]; };\n"
                                  b"struct File { uint16_t n; struct Item items[n]; };")
        items, data = [], b""
        for _ in range(5000):
            item = {"low": chooser.randrange(8), "middle": chooser.randrange(1 << 17), "high": chooser.randrange(1 << 12),
                    "s": chooser.randrange(-16, 16), "t": chooser.randrange(-1024, 1024), "kind": chooser.choice([0, 2, 200]),
                    "name": "".join(chooser.choice('ab,"\n') for _ in range(chooser.randrange(6)))}
            items.append(item)
            data += struct.pack("<IHB5s", item["low"] | item["middle"] << 3 | item["high"] << 20,
                                item["s"] & 31 | (item["t"] & 2047) << 5, item["kind"], item["name"].encode())
        options = ["--c", f"{header}:File", "--table", "items"]
        data = struct.pack("<Hxx", len(items)) + data
        read = numpy.load(self.written("a.npy", data, *options))
        self.assertEqual([str(read.dtype[name]) for name in ("low", "middle", "high", "s", "t", "kind", "name")],
                         ["uint8", "uint32", "uint16", "int8", "int16", "uint8", "|S5"])
        self.assertEqual([dict(zip(read.dtype.names, [*row[:-1], row[-1].decode()])) for row in read.tolist()], items)
        self.assertEqual(json.loads(self.written("a.json", data, *options).read_text()), items)
        with open(self.written("a.csv", data, *options), newline="") as file:
            self.assertEqual([{name: text if name == "name" else int(text) for name, text in row.items()} for row in csv.DictReader(file)], items)

    def test_numbers_without_names_are_a_plain_array_of_all_there_are(self):
        numbers = (numpy.arange(10000) / 7).astype(">f8")
        read = numpy.load(self.written("a.npy", numbers.tobytes() + b"abc", "--format", ">d"))
        self.assertEqual(read.dtype, numpy.dtype(">f8"))
        self.assertTrue(numpy.array_equal(read, numbers))

    def test_refuses_what_is_no_table(self):
        header = self.file("a.h", b"struct Part { uint8_t n; char text[n]; };\nstruct A { uint16_t n; struct Part parts[2]; };")
        data = b"\2\0\1a\1b"
        self.refused(2, "struct", "-", "--format", "<H", "-o", self.folder / "a.txt", stdin=data, saying=".npy")
        self.refused(2, "struct", "-", "--format", "<H", "--table", "n", stdin=data, saying="-o")
        self.refused(2, "struct", "-", "--format", "<H", "--json", "-o", self.folder / "a.npy", stdin=data)
        self.refused(3, "struct", "-", "--c", f"{header}:A", "--table", "parts", "-o", self.folder / "a.csv", stdin=data, saying="even distance")
        self.refused(3, "struct", "-", "--c", f"{header}:A", "--table", "none", "-o", self.folder / "a.csv", stdin=data, saying="'none'")
        self.refused(3, "struct", "-", "--format", "<H", "--count", 4, "-o", self.folder / "a.csv", stdin=data, saying="only 3 lie")
        self.refused(3, "struct", "-", "--format", "<H", "--offset", 7, "-o", self.folder / "a.csv", stdin=data, saying="-")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.h"])


if __name__ == "__main__":
    unittest.main()
