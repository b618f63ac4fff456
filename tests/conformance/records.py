"""Items and values of the protocol: JSON to Python and back, items by struct, PEP 3118 records by NumPy."""

import struct

import numpy as np
from numpy.core import _internal

EXTENSIONS = set("T{}:()ZgwuO&Xt^")


class Raw:
    """An answer that is JSON already."""

    def __init__(self, json):
        self.json = json


def encode(value):
    if isinstance(value, Raw):
        return value.json
    if isinstance(value, (bytes, bytearray)):
        return {"b": bytes(value).hex()}
    if isinstance(value, float):
        return {"f": repr(value)}
    if isinstance(value, complex):
        return {"z": [repr(value.real), repr(value.imag)]}
    if isinstance(value, tuple):
        return {"t": [encode(item) for item in value]}
    if isinstance(value, list):
        return [encode(item) for item in value]
    return value


def decode(json):
    if isinstance(json, dict):
        if "f" in json:
            return float(json["f"])
        if "b" in json:
            return bytes.fromhex(json["b"])
        if "z" in json:
            return complex(float(json["z"][0]), float(json["z"][1]))
        return tuple(map(decode, json["t"]))
    if isinstance(json, list):
        return list(map(decode, json))
    return json


def is_struct(fmt):
    return not (set(fmt) & EXTENSIONS or set(fmt[1:]) & set("@=<>!"))


def dtype_of(fmt):
    try:
        return _internal._dtype_from_pep3118(fmt)
    except (ValueError, RuntimeError, NotImplementedError, IndexError, KeyError, TypeError) as error:
        raise struct.error(str(error))


def size_of(fmt):
    return struct.calcsize(fmt) if is_struct(fmt) else dtype_of(fmt).itemsize


def check(fmt):
    """struct.error unless items of the format can be read."""
    size_of(fmt)


# struct formats: (mode, [(count, character)])

def parts(fmt):
    mode, out, count = "@", [], ""
    if fmt and fmt[0] in "@=<>!":
        mode, fmt = fmt[0], fmt[1:]
    for c in fmt:
        if c.isdigit():
            count += c
        elif not c.isspace():
            out.append((int(count or 1), c))
            count = ""
    return mode, out


def members(fmt):
    """For each member of a struct format its one-member format, and its offset."""
    mode, items = parts(fmt)
    done = mode
    for count, c in items:
        if c in "sp":
            yield f"{mode}{count}{c}", struct.calcsize(f"{done}0{c}"), c
        elif c != "x":
            for i in range(count):
                yield mode + c, struct.calcsize(f"{done}0{c}") + i * struct.calcsize(mode + c), c
        done += f"{count}{c}"


def unpack_item(fmt, itemsize, data):
    if not is_struct(fmt):
        return from_numpy(np.frombuffer(data[:dtype_of(fmt).itemsize], dtype_of(fmt), 1)[0] if dtype_of(fmt).itemsize else None,
                          dtype_of(fmt))
    values = struct.unpack(fmt, data)
    return values[0] if len(values) == 1 else values


def from_numpy(value, dtype):
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype

        def nested(array, depth):
            if depth == len(shape):
                return from_numpy(array, base)
            return [nested(part, depth + 1) for part in array]

        return nested(value, 0)
    if dtype.names is not None:
        return tuple(from_numpy(value[name], dtype[name]) for name in dtype.names)
    if dtype.kind == "S":
        return bytes(value).ljust(dtype.itemsize, b"\0")
    if dtype.kind == "V":
        return bytes(value)
    return value.item() if hasattr(value, "item") else value


def pack_item(fmt, itemsize, before, value):
    """The item's bytes with the value in it; errors as memoryview's for native characters."""
    if not is_struct(fmt):
        raise NotImplementedError("set of records is not compared")
    wanted = list(members(fmt))
    if len(wanted) == 1:
        values = (value,)
    else:
        if not isinstance(value, tuple):
            raise TypeError("a tuple is needed here")
        if len(value) != len(wanted):
            raise ValueError("number of values")
        values = value
    data = bytearray(before)
    for (one, offset, c), v in zip(wanted, values):
        packed = pack_member(one, c, v)
        data[offset:offset + len(packed)] = packed
    return bytes(data)


def pack_member(one, c, value):
    size = struct.calcsize(one)
    if c in "sp":
        if not isinstance(value, bytes):
            raise TypeError("bytes")
        return struct.pack(one, value) if size else b""
    if c == "e":
        try:
            return struct.pack(one, value)
        except struct.error as error:
            raise (ValueError if isinstance(value, int) else TypeError)(str(error))
        except OverflowError as error:
            raise ValueError(str(error))
    native = {"l": "i", "L": "I"}.get(c, c) if one[0] in "=<>!" and c in "lL" else c
    cell = memoryview(bytearray(size)).cast(native)
    cell[0] = value
    return cell.tobytes()[::-1] if one[0] in ">!" else cell.tobytes()


# layouts

def layout(fmt):
    dtype = dtype_of(fmt)
    if dtype.names is None:
        return {"size": dtype.itemsize, "fields": [field(dtype, None, 0)]}
    return {"size": dtype.itemsize, "fields": fields(dtype)}


def fields(dtype):
    # _fix_names() called the unnamed ones f0, f1, ..
    return [field(dtype.fields[name][0], name, dtype.fields[name][1]) for name in dtype.names]


def field(dtype, name, offset):
    return {"name": name, "offset": offset, "size": dtype.itemsize, "base": dtype.base.str if dtype.base.names is None else fields(dtype.base)}
