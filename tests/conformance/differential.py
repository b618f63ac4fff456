"""Random programs of the oracle protocol, answered by the library's driver and by CPython beside it.

    differential.py DRIVER [--requests 10000] [--seed 1]

The first few differences are printed with the program that led there. Programs are small and mean: few names, few
bytes, shapes with 0 and 1, steps beyond every end, released views.
"""

import argparse
import json
import random
import sys

import records
from cpython import Block, Reference, View, indices, item_address
from driver import Driver, same_answer

NATIVE = "cbBhHiIlLqQnNfd?Pe"
STRUCT_CODES = "xcbBhHiIlLqQnNefd?sP"
NAMES = ["a", "b", "c", "d", "m", "n", "v", "w"]
MODES = ["", "", "@", "=", "<", ">", "!"]
FLAGS = [0, 1, 4, 8, 9, 0x18, 0x1C, 0x38, 0x3C, 0x58, 0x5C, 0x98, 0x9C, 0x118, 0x11C, 0x11D, 0x19, 12]


class Generator:
    def __init__(self, seed, reference):
        self.random = random.Random(seed)
        self.reference = reference

    def one(self, *choices):
        return self.random.choice(choices)

    def chance(self, probability):
        return self.random.random() < probability

    def number(self):
        return self.one(0, 1, 2, 3, -1, -2, 4, 5, 7, -5, self.random.randint(-12, 12), 2**31, -2**63, 2**63 - 1)

    def small(self):
        return self.random.choice([0, 1, 1, 2, 2, 3, 4, 5])

    def hex(self, size):
        kind = self.random.random()
        if kind < 0.2:
            return bytes(size).hex()
        if kind < 0.5:
            return bytes(range(size % 256 + 1))[:size].ljust(size, b"\1").hex()
        return self.random.randbytes(size).hex()

    def struct_format(self):
        r = self.random
        if r.random() < 0.4:
            return r.choice(MODES) + r.choice(STRUCT_CODES + "p")
        text = r.choice(MODES)
        for _ in range(r.randint(0, 4)):
            text += r.choice(["", "", "", " ", "0", "2", "3", "11"]).strip() + r.choice(STRUCT_CODES + "p")
            text += r.choice(["", "", " ", "\t"])
        if r.random() < 0.1:
            at = r.randint(0, len(text))
            text = text[:at] + r.choice("kZ3<@!T{}é\0 9") + text[at:]
        return text

    def view_format(self):
        kind = self.random.random()
        if kind < 0.65:
            return self.one("", "", "", "@") + self.random.choice(NATIVE)
        return self.struct_format()

    def value(self, depth=0):
        r = self.random
        kind = r.random()
        if kind < 0.5:
            edge = r.choice([0, 2**7, 2**8, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64, 2**24, 2**53, 2**70, 2**128, 2**1024, 65504, 65520])
            return r.choice([1, -1]) * (edge + r.randint(-1, 1))
        if kind < 0.6:
            return r.randint(-300, 300)
        if kind < 0.78:
            return {"f": r.choice(["0.0", "-0.0", "1.5", "inf", "-inf", "nan", "1e39", "-1e39", "65519.99", "65520.0", "3e-08", "1e-46",
                                   "3.4028235677973366e38", "1e308", repr(r.uniform(-1e5, 1e5)), repr(r.random() * 2.0**r.randint(-40, 40))])}
        if kind < 0.88:
            return {"b": r.randbytes(r.choice([0, 1, 1, 2, 3, 5])).hex()}
        if kind < 0.91:
            return r.choice([True, False])
        if kind < 0.94:
            return r.choice([None, "", "x", "é"])
        if depth < 2 and kind < 0.98:
            return {"t": [self.value(depth + 1) for _ in range(r.randint(0, 3))]}
        return [1] if depth < 2 else 1

    def slice(self, n=4):
        if self.chance(0.6):
            # Something is left.
            a, b = sorted([self.random.randint(-1, n), self.random.randint(0, n + 1)])
            forward = self.chance(0.6)
            return [self.one(None, a if a > 0 else None) if forward else self.one(None, b), self.one(None, b) if forward else None,
                    self.one(None, 1, 1, 2) if forward else self.one(-1, -1, -2)]
        part = lambda: None if self.chance(0.35) else self.number()
        return [part(), part(), None if self.chance(0.5) else self.one(1, 2, -1, -2, 3, -3, 0 if self.chance(0.3) else 1, self.number())]

    def key(self, at_most=3):
        return [self.slice() if self.chance(0.75) else self.number() for _ in range(self.random.randint(0, at_most))]

    def shape(self):
        return [self.small() for _ in range(self.random.choice([0, 1, 1, 2, 2, 2, 3, 4]))]

    # Programs. Names, indices and shapes mostly fit what is there; some do not.

    def name_of(self, *kinds):
        bound = [n for n, thing in self.reference.names.items() if isinstance(thing, kinds)]
        return self.random.choice(bound) if bound and self.chance(0.93) else self.random.choice(NAMES)

    def mv(self, name):
        mv = getattr(self.reference.names.get(name), "mv", None)
        try:
            mv.shape
        except (ValueError, AttributeError):
            return None
        return mv

    def index(self, name):
        mv = self.mv(name)
        if mv is None or self.chance(0.12):
            return [self.number() for _ in range(self.random.choice([0, 1, 1, 2, 3]))]
        return [self.random.randrange(-n, n) if n and self.chance(0.96) else self.number() for n in mv.shape]

    def fitting_key(self, name):
        mv = self.mv(name)
        if mv is None or self.chance(0.1):
            return self.key()
        return [self.random.randrange(-n, n) if n and self.chance(0.2) else self.slice(n)
                for n in mv.shape[:self.random.choice([0, 1, 1, 2, 3, 4])]]

    def fitting_shape(self, name, fmt):
        """A shape for a cast, of as many items as there are."""
        mv = self.mv(name)
        size = {"c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "e": 2, "i": 4, "I": 4, "f": 4}.get(fmt.removeprefix("@"), 8)
        if mv is None or self.chance(0.2) or not mv.nbytes:
            return self.shape()
        left, shape = mv.nbytes // size, []
        for n in self.random.sample([2, 3, 2, 4, 1, 1], self.random.choice([0, 1, 2, 2, 3])):
            if left % n == 0:
                shape.append(n)
                left //= n
        return shape + [left] if self.chance(0.9) else [left] + shape

    def cast(self, new, view):
        fmt = self.random.choice(NATIVE) if self.chance(0.5) else self.one("B", "B", "b", "c", "@B", "@h") if self.chance(0.9) else self.view_format()
        request = {"op": "cast", "as": new, "of": view, "format": fmt}
        return {**request, "shape": self.fitting_shape(view, fmt)} if self.chance(0.5) else request

    def assign(self, view):
        key = self.fitting_key(view)
        mv = self.mv(view)
        if mv is not None and self.chance(0.7):
            # From the same shape: the view itself, or bytes of the right number.
            try:
                target = self.reference.subview(self.reference.names[view], key).mv
            except (TypeError, IndexError, ValueError, BufferError):
                target = None
            if target is not None and target.ndim == 1 and target.nbytes <= 64 and self.chance(0.5):
                return {"op": "assign", "of": view, "key": key, "hex": self.hex(target.nbytes)}
            same = [n for n in self.reference.names if self.mv(n) is not None and target is not None and self.mv(n).shape == target.shape]
            if same:
                return {"op": "assign", "of": view, "key": key, "from": self.random.choice(same)}
        return {"op": "assign", "of": view, "key": key, "from": self.name_of(View)}

    def axes(self, name):
        mv = self.mv(name)
        count = mv.ndim if mv is not None and self.chance(0.85) else self.random.choice([0, 1, 2, 3])
        return self.random.sample(range(count), count)

    def set(self, view):
        mv = self.mv(view)
        value = self.value()
        if mv is not None and self.chance(0.6):
            try:
                value = self.fitting_value(mv.format)
            except Exception:
                pass
        return {"op": "set", "of": view, "index": self.index(view), "value": value}

    def fitting_value(self, fmt):
        values = []
        for one, _, code in records.members(fmt):
            if code in "sp":
                values.append({"b": self.random.randbytes(self.small()).hex()})
            elif code == "c":
                values.append({"b": self.random.randbytes(1).hex()})
            elif code in "efd":
                values.append({"f": repr(self.random.uniform(-1e4, 1e4))} if self.chance(0.7) else self.value(2))
            else:
                values.append(self.random.choice([0, 1, 100, 127]) if self.chance(0.7) else self.value(2))
        return values[0] if len(values) == 1 else {"t": values}

    def buffer(self):
        r = self.random
        if r.random() < 0.4:
            return self.fitting_buffer()
        size = r.choice([0, 1, 2, 4, 6, 8, 8, 12, 16, 24, 24, 36, 48, 64])
        request = {"op": "buffer", "as": r.choice(NAMES[:4]), "hex": self.hex(size)}
        if r.random() < 0.3:
            request["readonly"] = True
        if r.random() < 0.45:
            request["format"] = self.view_format()
            if r.random() < 0.8:
                request["shape"] = self.shape()
                if r.random() < 0.7:
                    request["strides"] = [r.choice([1, 2, 4, 8, -1, -2, 3, 12, 6, -4]) for _ in request["shape"]]
            if r.random() < 0.5:
                request["offset"] = r.choice([0, 1, 2, 4, 8, size // 2, size])
        return request

    def fitting_buffer(self):
        """Of any layout that lies inside: gaps, overlaps, dimensions in any order, either direction."""
        r = self.random
        fmt = self.view_format()
        try:
            itemsize = records.size_of(fmt)
        except Exception:
            fmt, itemsize = "B", 1
        shape = [r.choice([1, 2, 2, 3, 4]) if r.random() < 0.95 else 0 for _ in range(r.choice([0, 1, 1, 2, 2, 3, 4]))]
        strides, step = [0] * len(shape), itemsize + r.choice([0, 0, 1, 3])
        for axis in r.sample(range(len(shape)), len(shape)):
            strides[axis] = step * r.choice([1, 1, -1])
            step *= max(shape[axis], 1)
            step += r.choice([0, 0, 1, 4])
        if r.random() < 0.05 and strides:
            strides[0] = r.choice([0, 1, -1])
        low = sum(min(0, s * (n - 1)) for s, n in zip(strides, shape) if n)
        high = sum(max(0, s * (n - 1)) for s, n in zip(strides, shape) if n) + itemsize
        before = r.choice([0, 0, 1, 4])
        request = {"op": "buffer", "as": r.choice(NAMES[:4]), "hex": self.hex(max(0, before - low + high + r.choice([0, 0, 2, -1 if r.random() < 0.2 else 0]))),
                   "format": fmt, "shape": shape, "strides": strides, "offset": before - low}
        return {**request, "readonly": True} if r.random() < 0.2 else request

    def pil(self):
        r = self.random
        inner = [self.small() for _ in range(r.choice([0, 1, 1, 2]))]
        code = r.choice("BbhIc")
        sub = r.choice([0, 1, 3])
        size = {"B": 1, "b": 1, "c": 1, "h": 2, "I": 4}[code]
        for n in inner:
            size *= n
        rows = r.choice([1, 2, 3])
        return {"op": "pil", "as": r.choice(NAMES[:4]), "blocks": [self.hex(size + sub + r.choice([0, 1])) for _ in range(rows)],
                "format": code, "shape": [rows] + inner, "suboffset": sub, **({"readonly": True} if r.random() < 0.2 else {})}

    def request(self):
        r = self.random
        view, buffer, any_name = self.name_of(View), self.name_of(bytes, bytearray, Block), self.name_of(object)
        new = r.choice(NAMES[4:])
        struct_source = {"of": any_name} if r.random() < 0.4 else {"hex": self.hex(r.choice([0, 1, 2, 3, 4, 8, 8, 12, 16]))}
        maybe = lambda p, **fields: fields if r.random() < p else {}
        choices = [
            (5, lambda: self.buffer()),
            (2, lambda: self.pil()),
            (2, lambda: {"op": "resize", "of": buffer, "size": r.choice([0, 3, 6, 8, 24, 30, -1])}),
            (3, lambda: {"op": "dump", "of": buffer}),
            (1, lambda: {"op": "drop", "of": any_name}),
            (9, lambda: {"op": "view", "as": new, "of": r.choice([buffer, buffer, any_name])}),
            (8, lambda: self.cast(new, view)),
            (8, lambda: {"op": "slice", "as": new, "of": view, "key": self.fitting_key(view) if r.random() < 0.6 else [self.slice()]}),
            (3, lambda: {"op": "transpose", "as": new, "of": view, **maybe(0.6, axes=self.axes(view))}),
            (2, lambda: {"op": "toreadonly", "as": new, "of": view}),
            (1, lambda: {"op": "release", "of": view}),
            (8, lambda: {"op": "attrs", "of": view}),
            (1, lambda: {"op": "len", "of": view}),
            (6, lambda: {"op": "get", "of": view, "index": self.index(view)}),
            (9, lambda: self.set(view)),
            (7, lambda: self.assign(view)),
            (5, lambda: {"op": "tobytes", "of": view, **maybe(0.6, order=r.choice(["C", "F", "A", "A", "K", ""]))}),
            (6, lambda: {"op": "tolist", "of": view}),
            (3, lambda: {"op": "hex", "of": view, **maybe(0.7, sep=r.choice([":", "-", "", "ab", "é", "\u0100", " "])), **maybe(0.6, group=r.choice([1, 2, 3, -2, 0, -4, 100]))}),
            (6, lambda: {"op": "eq", "a": self.name_of(View, Block, bytes, bytearray), "b": self.name_of(View, Block, bytes, bytearray)}),
            (3, lambda: {"op": "find", "of": view, "value": self.value(), **maybe(0.3, start=self.number()), **maybe(0.3, stop=self.number())}),
            (2, lambda: {"op": "count", "of": view, "value": r.choice([0, 1, 255, self.value()])}),
            (3, lambda: {"op": "hash", "of": view, **maybe(0.3, **{"with": any_name})}),
            (4, lambda: {"op": "pin", "as": r.choice(NAMES), "of": any_name, "flags": r.choice(FLAGS)}),
            (5, lambda: {"op": "calcsize", "format": self.struct_format()}),
            (9, lambda: self.pack()),
            (6, lambda: {"op": "unpack", "format": self.struct_format(), **struct_source}),
            (5, lambda: {"op": "unpack_from", "format": self.struct_format(), **struct_source, **maybe(0.7, offset=self.number())}),
            (3, lambda: {"op": "iter_unpack", "format": self.struct_format(), **struct_source}),
            (4, lambda: {**self.pack(), "op": "pack_into", "of": any_name, **maybe(0.7, offset=self.number())}),
        ]
        return r.choices([make for _, make in choices], [weight for weight, _ in choices])[0]()

    def pack(self):
        fmt = self.struct_format()
        if self.chance(0.5):
            try:
                value = self.fitting_value(fmt)
                return {"op": "pack", "format": fmt, "values": value["t"] if isinstance(value, dict) and "t" in value else [value]}
            except Exception:
                pass
        try:
            count = sum(1 for _ in records.members(fmt))
        except Exception:
            count = self.random.randint(0, 3)
        if self.chance(0.05):
            count += 1
        return {"op": "pack", "format": fmt, "values": [self.value(1) for _ in range(count)]}


def asked(request, reference):
    """Leaves out what the protocol asks nothing of, or what CPython 3.11 gets wrong."""
    fmt = request.get("format", "")
    if request["op"] in ("buffer", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "calcsize", "cast"):
        # 0p reads and overwrites a neighbour before 3.13; text beyond ASCII is refused as Unicode, not as a format.
        if "0p" in fmt.replace("10p", "") or any(ord(c) > 127 for c in fmt) or "\0" in fmt:
            return False
    # NumPy, the reference for PEP 3118 text, knows none of these.
    if request["op"] == "buffer" and not records.is_struct(fmt) and (set(fmt) & set("nNpPuOg&Xt \t") or fmt.count("{") != fmt.count("}") or "}" in fmt and "{" not in fmt):
        return False
    return True


def overlaps_itself(request, reference):
    if request["op"] == "resize" and isinstance(reference.names.get(request.get("of")), Block):
        return bool(reference.names[request["of"]].layout[5])  # nothing is said about the size of a table of pointers
    view = reference.names.get(request.get("of"))
    mv = getattr(view, "mv", None)
    if request["op"] not in ("assign", "set") or mv is None:
        return False
    try:
        if mv.nbytes == 0 or mv.suboffsets:
            return False
        starts = sorted(item_address(mv, i) for i in indices(mv.shape))
    except ValueError:
        return False
    return any(b - a < mv.itemsize for a, b in zip(starts, starts[1:]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("--requests", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    driver = Driver(options.driver)
    total = wrong = programs = good = 0
    kinds = {}
    while total < options.requests and wrong < 20:
        programs += 1
        reference = Reference()
        generator = Generator(f"{options.seed}/{programs}", reference)
        program, expected = [{"op": "reset"}], [{"ok": None}]
        for at in range(generator.random.randint(15, 60)):
            # Something to look at first.
            request = generator.buffer() if at < 3 else {"op": "view", "as": NAMES[at + 1], "of": generator.name_of(Block, bytes, bytearray)} if at < 7 else generator.request()
            if not asked(request, reference) or overlaps_itself(request, reference):
                continue
            try:
                answer = reference.answer(request)
            except NotImplementedError:
                continue
            program.append(request)
            expected.append(answer)
        answers = driver.send(program)
        for at, (request, mine, theirs) in enumerate(zip(program, expected, answers)):
            total += 1
            kinds.setdefault(request["op"], [0, 0])["ok" in mine] += 1
            if not same_answer(mine, theirs):
                wrong += 1
                print(f"program {programs}, request {at}: {json.dumps(request)}\n  CPython {json.dumps(mine)}\n  library {json.dumps(theirs)}")
                print("  after: " + "\n         ".join(json.dumps(r) for r in program[1:at] if r.get("as") or r["op"] in ("set", "assign", "release", "drop")))
                break
        reference.op_reset({})
    status = driver.close()
    print(f"seed {options.seed}: {total} requests in {programs} programs, {wrong} differences, driver status {status}")
    print(", ".join(f"{op} {ok}+{err}" for op, (err, ok) in sorted(kinds.items())) + " (answers + errors)")
    return wrong != 0 or status != 0


if __name__ == "__main__":
    sys.exit(main())
