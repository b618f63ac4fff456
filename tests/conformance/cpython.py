"""The oracle protocol answered by CPython itself: memoryview, bytearray and struct, reached through ctypes where Python
has no words for it (exporters of any layout, requests with flags).

Where CPython stops with NotImplementedError the protocol goes on; there the answers are worked out here, item by item
with struct and numpy, by other means than the library's.
"""

import ctypes
import struct

import records

PY = ctypes.pythonapi
PY.PyMemoryView_FromBuffer.restype = ctypes.py_object
NATIVE = set("cbBhHiIlLqQnNfd?P")
FULL_RO = 0x11C
FORMATS = {}


class PyBuffer(ctypes.Structure):
    _fields_ = [
        ("buf", ctypes.c_void_p), ("obj", ctypes.c_void_p), ("len", ctypes.c_ssize_t), ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int), ("ndim", ctypes.c_int), ("format", ctypes.c_char_p),
        ("shape", ctypes.POINTER(ctypes.c_ssize_t)), ("strides", ctypes.POINTER(ctypes.c_ssize_t)),
        ("suboffsets", ctypes.POINTER(ctypes.c_ssize_t)), ("internal", ctypes.c_void_p),
    ]


class NoName(Exception):
    pass


class Block:
    """A fixed block of memory with a layout, or a table of pointers to blocks."""

    def __init__(self, memory, offset, itemsize, fmt, shape, strides, suboffsets, readonly, parts):
        self.memory, self.parts = memory, parts
        self.layout = (ctypes.addressof(memory) + offset, itemsize, fmt, shape, strides, suboffsets, readonly)


class Origin(str):
    """The name a buffer was created under, and whether it hashes."""

    mutable = False


def origin(name, thing):
    named = Origin(name)
    named.mutable = not thing.layout[6] if isinstance(thing, Block) else isinstance(thing, bytearray)
    return named


class View:
    """A memoryview, the origin of its buffer, and what keeps its memory exported."""

    def __init__(self, mv, name, keep=()):
        self.mv, self.name, self.keep = mv, name, keep

    def release(self):
        self.mv.release()
        for other in self.keep:
            if isinstance(other, memoryview):
                other.release()


class Pin:
    def __init__(self, buffer, keep):
        self.buffer, self.keep = buffer, keep


def from_memory(address, itemsize, fmt, shape, strides, suboffsets, readonly, keep):
    """A memoryview of any layout; `keep` gets what must outlive it."""
    count = len(shape)
    array = ctypes.c_ssize_t * max(count, 1)
    info = PyBuffer()
    info.buf, info.itemsize, info.readonly, info.ndim = address, itemsize, int(readonly), count
    info.len = itemsize
    for n in shape:
        info.len *= n
    # A memoryview does not copy the text of its format.
    info.format = FORMATS.setdefault(fmt, fmt.encode())
    parts = [array(*shape), array(*strides), array(*suboffsets) if suboffsets else None]
    info.shape, info.strides = parts[0], parts[1]
    if suboffsets:
        info.suboffsets = parts[2]
    keep.extend([info, parts])
    return PY.PyMemoryView_FromBuffer(ctypes.byref(info))


def address_of(mv):
    info = PyBuffer()
    PY.PyObject_GetBuffer(ctypes.py_object(mv), ctypes.byref(info), FULL_RO)
    address = info.buf
    PY.PyBuffer_Release(ctypes.byref(info))
    return address


def item_address(mv, index):
    at = address_of(mv)
    for k, i in enumerate(index):
        n = mv.shape[k]
        if not -n <= i < n:
            raise IndexError(f"index out of bounds on dimension {k + 1}")
        at += (i + n if i < 0 else i) * mv.strides[k]
        if mv.suboffsets and mv.suboffsets[k] >= 0:
            at = ctypes.c_void_p.from_address(at).value + mv.suboffsets[k]
    return at


def is_native(fmt):
    return fmt.removeprefix("@") in NATIVE


class Reference:
    def __init__(self):
        self.names = {}

    def answer(self, request):
        try:
            return {"ok": records.encode(getattr(self, "op_" + request["op"])(request))}
        except NoName as error:
            return {"err": "NoName", "msg": str(error)}
        except (struct.error, OverflowError) as error:
            return {"err": "struct.error", "msg": str(error)}
        except (TypeError, ValueError, IndexError, BufferError) as error:
            kind = next(k for k in (TypeError, ValueError, IndexError, BufferError) if isinstance(error, k))
            return {"err": kind.__name__, "msg": str(error)}

    # names

    def named(self, request, field, kinds):
        thing = self.names.get(request.get(field))
        if not isinstance(thing, kinds):
            raise NoName(request.get(field))
        return thing

    def view(self, request, field="of"):
        return self.named(request, field, View)

    def default_view(self, thing, name):
        if isinstance(thing, Block):
            keep = [thing]
            return View(from_memory(*thing.layout, keep), origin(name, thing), tuple(keep))
        return View(memoryview(thing), origin(name, thing))

    def source(self, request, field="of"):
        if field not in request and "hex" in request:
            return View(memoryview(bytes.fromhex(request["hex"])), None)
        thing = self.named(request, field, (View, Block, bytes, bytearray))
        return thing if isinstance(thing, View) else self.default_view(thing, request[field])

    def bind(self, request, thing):
        old = self.names.pop(request["as"], None)
        self.names[request["as"]] = thing
        self.drop(old)

    def drop(self, thing):
        if isinstance(thing, Pin):
            PY.PyBuffer_Release(ctypes.byref(thing.buffer))
        elif isinstance(thing, View):
            try:
                thing.release()
            except BufferError:
                pass

    # buffers

    def op_buffer(self, r):
        data = bytes.fromhex(r["hex"])
        readonly = bool(r.get("readonly"))
        fields = ("format", "shape", "strides", "offset", "itemsize")
        if all(r.get(f) is None for f in fields):
            return self.bind(r, data if readonly else bytearray(data))
        fmt = r.get("format", "B")
        itemsize = r["itemsize"] if "itemsize" in r else records.size_of(fmt)
        offset = r.get("offset", 0)
        if offset < 0 or offset > len(data):
            raise ValueError("offset")
        shape = r.get("shape", [(len(data) - offset) // itemsize if itemsize else 0])
        strides = r.get("strides")
        if strides is None:
            strides, step = [], itemsize
            for n in reversed(shape):
                strides.insert(0, step)
                step *= n
        if len(strides) != len(shape) or any(n < 0 for n in shape):
            raise ValueError("shape")
        if 0 not in shape:
            low = offset + sum(min(0, s * (n - 1)) for s, n in zip(strides, shape))
            high = offset + sum(max(0, s * (n - 1)) for s, n in zip(strides, shape)) + itemsize
            if low < 0 or high > len(data):
                raise ValueError("view does not fit in the memory block")
        memory = (ctypes.c_char * len(data)).from_buffer_copy(data)
        self.bind(r, Block(memory, offset, itemsize, fmt, shape, strides, [], readonly, [memory]))

    def op_pil(self, r):
        fmt, shape, sub = r["format"], r["shape"], r.get("suboffset", 0)
        itemsize = struct.calcsize(fmt)
        inner = itemsize
        strides = []
        for n in reversed(shape[1:]):
            strides.insert(0, inner)
            inner *= n
        blocks = [bytes.fromhex(b) for b in r["blocks"]]
        if len(blocks) != shape[0] or any(len(b) < sub + inner for b in blocks):
            raise ValueError("blocks")
        parts = [(ctypes.c_char * len(b)).from_buffer_copy(b) for b in blocks]
        table = (ctypes.c_void_p * len(parts))(*map(ctypes.addressof, parts))
        self.bind(r, Block(table, 0, itemsize, fmt, shape, [8] + strides, [sub] + [-1] * len(strides), bool(r.get("readonly")), parts))

    def op_resize(self, r):
        thing = self.named(r, "of", (bytes, bytearray, Block))
        size = r["size"]
        length = len(thing) if not isinstance(thing, Block) else ctypes.sizeof(thing.memory)
        if size < 0:
            raise ValueError("size")
        if size == length:
            return None
        if not isinstance(thing, bytearray):
            raise TypeError("not resizable")
        if size < length:
            del thing[size:]
        else:
            thing.extend(bytes(size - length))

    def op_dump(self, r):
        thing = self.named(r, "of", (bytes, bytearray, Block))
        return b"".join(bytes(part.raw) for part in thing.parts) if isinstance(thing, Block) else bytes(thing)

    def op_drop(self, r):
        self.named(r, "of", object)
        if r.get("of") not in self.names:
            raise NoName(r.get("of"))
        self.drop(self.names.pop(r["of"]))

    def op_reset(self, r):
        for name in sorted(self.names, key=lambda n: not isinstance(self.names[n], Pin)):
            self.drop(self.names[name])
        self.names.clear()

    # views

    def op_view(self, r):
        thing = self.named(r, "of", (View, Block, bytes, bytearray))
        if isinstance(thing, View):
            return self.bind(r, View(memoryview(thing.mv), thing.name, self.kept(thing)))
        self.bind(r, self.default_view(thing, r["of"]))

    def kept(self, view):
        """What a view derived from this one holds: its own hold of the export, released with it."""
        return tuple(memoryview(k) if isinstance(k, memoryview) else k for k in view.keep)

    def derived(self, view, address, fmt, shape, strides, suboffsets):
        keep = [memoryview(view.mv), *self.kept(view)]
        mv = from_memory(address, view.mv.itemsize, fmt, shape, strides, suboffsets, view.mv.readonly, keep)
        return View(mv, view.name, tuple(keep))

    def op_cast(self, r):
        view, fmt = self.view(r), r["format"]
        half = fmt.removeprefix("@") == "e"
        args = [fmt[:-1] + "H" if half else fmt] + ([r["shape"]] if r.get("shape") is not None else [])
        made = View(view.mv.cast(*args), view.name, self.kept(view))
        if half:
            m = made.mv
            made = self.derived(made, address_of(m), fmt, m.shape, m.strides, [])
        self.bind(r, made)

    def op_slice(self, r):
        view, key = self.view(r), r["key"]
        m = view.mv
        m.shape
        if len(key) == 1 and isinstance(key[0], list):
            return self.bind(r, View(m[slice(*key[0])], view.name, self.kept(view)))
        self.bind(r, self.subview(view, key))

    def subview(self, view, key):
        m = view.mv
        if len(key) > m.ndim:
            raise TypeError("too many")
        address, subs = address_of(m), list(m.suboffsets)
        shape, strides, kept = [], [], []

        def move(axis, distance):
            nonlocal address
            for k in reversed(kept):
                if subs and k < axis and subs[k] >= 0:
                    subs[k] += distance
                    return
            address += distance

        for axis in range(m.ndim):
            part = key[axis] if axis < len(key) else [None, None, None]
            n = m.shape[axis]
            if isinstance(part, list):
                chosen = range(n)[slice(*part)]
                first = slice(*part).indices(n)[0]
                move(axis, first * m.strides[axis])
                shape.append(len(chosen))
                strides.append(m.strides[axis] * chosen.step)
                kept.append(axis)
                continue
            if not -n <= part < n:
                raise IndexError("number")
            move(axis, (part % n) * m.strides[axis])
            if subs and subs[axis] >= 0:
                address = ctypes.c_void_p.from_address(address).value + subs[axis]
        left = [subs[k] for k in kept] if subs else []
        if not any(s >= 0 for s in left):
            left = []
        return self.derived(view, address, m.format, shape, strides, left)

    def op_transpose(self, r):
        view = self.view(r)
        m = view.mv
        m.shape
        if m.suboffsets:
            raise BufferError("indirect")
        axes = r.get("axes")
        if axes is None:
            axes = list(reversed(range(m.ndim)))
        if sorted(axes) != list(range(m.ndim)):
            raise ValueError("no permutation")
        self.bind(r, self.derived(view, address_of(m), m.format, [m.shape[a] for a in axes], [m.strides[a] for a in axes], []))

    def op_toreadonly(self, r):
        view = self.view(r)
        self.bind(r, View(view.mv.toreadonly(), view.name, self.kept(view)))

    def op_release(self, r):
        self.view(r).release()

    def op_attrs(self, r):
        view = self.view(r)
        m = view.mv
        return records.Raw({
            "nbytes": m.nbytes, "itemsize": m.itemsize, "ndim": m.ndim, "format": m.format, "shape": list(m.shape),
            "strides": list(m.strides), "suboffsets": list(m.suboffsets), "readonly": m.readonly,
            "c_contiguous": m.c_contiguous, "f_contiguous": m.f_contiguous, "contiguous": m.contiguous, "obj": str(view.name),
        })

    def op_len(self, r):
        m = self.view(r).mv
        if m.ndim == 0:
            raise TypeError("0-dim memory has no length")
        return len(m)

    def item(self, m, index):
        if is_native(m.format):
            return m[tuple(index)] if len(index) != 1 else m[index[0]]
        return records.unpack_item(m.format, m.itemsize, ctypes.string_at(item_address(m, index), m.itemsize))

    def check_index(self, m, index):
        if m.ndim == 0 and index:
            raise TypeError("invalid indexing of 0-dim memory")
        records.check(m.format)
        if len(index) != m.ndim:
            raise TypeError("number of indices")

    def op_get(self, r):
        m = self.view(r).mv
        m.shape
        self.check_index(m, r["index"])
        return self.item(m, r["index"])

    def op_set(self, r):
        m, index, value = self.view(r).mv, r["index"], records.decode(r["value"])
        m.shape
        records.check(m.format)
        if m.readonly:
            raise TypeError("cannot modify read-only memory")
        self.check_index(m, index)
        if is_native(m.format):
            m[tuple(index) if len(index) != 1 else index[0]] = value
            return
        at = item_address(m, index)
        ctypes.memmove(at, records.pack_item(m.format, m.itemsize, ctypes.string_at(at, m.itemsize), value), m.itemsize)

    def op_assign(self, r):
        view, key = self.view(r), r["key"]
        source = self.source(r, "from").mv
        m = view.mv
        if m.readonly:
            raise TypeError("cannot modify read-only memory")
        if m.ndim == 1 and len(key) == 1 and isinstance(key[0], list) and is_native(m.format):
            m[slice(*key[0])] = source
            return
        target = self.subview(view, key).mv
        source.shape

        def same_shape():
            for a, b in zip(target.shape, source.shape):
                if a != b:
                    return False
                if a == 0:
                    return True
            return target.ndim == source.ndim

        if target.ndim != source.ndim or not same_shape() or target.itemsize != source.itemsize or \
                target.format.removeprefix("@") != source.format.removeprefix("@"):
            raise ValueError("different structures")
        if target.nbytes == 0:
            return
        data, size = source.tobytes(), source.itemsize
        for k, index in enumerate(indices(target.shape)):
            ctypes.memmove(item_address(target, index), data[k * size:(k + 1) * size], size)

    def op_tobytes(self, r):
        return self.view(r).mv.tobytes(r.get("order"))

    def op_tolist(self, r):
        m = self.view(r).mv
        if is_native(m.format):
            return m.tolist()
        records.check(m.format)

        def nested(index):
            if len(index) == m.ndim:
                return self.item(m, index)
            return [nested(index + [i]) for i in range(m.shape[len(index)])]

        return nested([])

    def op_hex(self, r):
        m = self.view(r).mv
        return m.hex(r["sep"], r.get("group", 1)) if r.get("sep") is not None else m.hex()

    def op_eq(self, r):
        kinds = (View, Block, bytes, bytearray)
        a, b = self.named(r, "a", kinds), self.named(r, "b", kinds)
        x, y = self.source(r, "a").mv, (self.source(r, "b").mv if a is not b or not isinstance(a, View) else a.mv)
        try:
            truths = x.format.removeprefix("@") == y.format.removeprefix("@") == "?"
        except ValueError:
            truths = False
        if truths and x.shape == y.shape:
            return x.tolist() == y.tolist()
        return x == y

    def items(self, r):
        m = self.view(r).mv
        m.shape
        records.check(m.format)
        if m.ndim != 1:
            raise TypeError("one dimension")
        return [self.item(m, [i]) for i in range(m.shape[0])], records.decode(r["value"])

    def op_find(self, r):
        items, value = self.items(r)
        n = len(items)
        start, stop = r.get("start", 0), r.get("stop", n)
        start = max(start + n, 0) if start < 0 else start
        stop = min(max(stop + n, 0) if stop < 0 else stop, n)
        for i in range(start, stop):
            if items[i] == value:
                return i
        raise ValueError("not found")

    def op_count(self, r):
        items, value = self.items(r)
        return sum(1 for item in items if item == value)

    def op_hash(self, r):
        hashes = []
        for view in [self.view(r)] + ([self.source(r, "with")] if "with" in r else []):
            view.mv.shape
            hashes.append(hash(view.mv))
            if getattr(view.name, "mutable", False):
                raise TypeError("unhashable exporter")
        return hashes[0] == hashes[1] if "with" in r else None

    def op_pin(self, r):
        thing = self.named(r, "of", (View, Block, bytes, bytearray))
        view = thing if isinstance(thing, View) else self.default_view(thing, r["of"]) if isinstance(thing, Block) else None
        info = PyBuffer()
        PY.PyObject_GetBuffer(ctypes.py_object(view.mv if view else thing), ctypes.byref(info), r["flags"])
        numbers = lambda p: list(p[:info.ndim]) if p else None
        answer = {"len": info.len, "itemsize": info.itemsize, "readonly": bool(info.readonly), "ndim": info.ndim,
                  "format": info.format.decode() if info.format is not None else None, "shape": numbers(info.shape),
                  "strides": numbers(info.strides), "suboffsets": numbers(info.suboffsets)}
        self.bind(r, Pin(info, (thing, view.keep if view else ())))
        return records.Raw(answer)

    # struct

    def op_calcsize(self, r):
        return struct.calcsize(r["format"])

    def op_pack(self, r):
        return struct.pack(r["format"], *map(records.decode, r["values"]))

    def op_unpack(self, r):
        source = self.source(r).mv
        return struct.unpack(r["format"], source)

    def op_unpack_from(self, r):
        return struct.unpack_from(r["format"], self.source(r).mv, r.get("offset", 0))

    def op_iter_unpack(self, r):
        return list(struct.iter_unpack(r["format"], self.source(r).mv))

    def op_pack_into(self, r):
        target = self.source(r).mv
        fmt, values = r["format"], list(map(records.decode, r["values"]))
        try:
            before = target.tobytes() if target.contiguous and not target.readonly else None
        except ValueError:
            before = None  # released
        try:
            struct.pack_into(fmt, target, r.get("offset", 0), *values)
        except TypeError:
            target.shape
            raise
        except (struct.error, OverflowError):
            # CPython may have written a part by now; the library writes everything or nothing.
            if before is not None and target.tobytes() != before:
                flat = target.cast("B") if target.format != "B" or target.ndim != 1 else target
                flat[:] = before
            raise

    def op_layout(self, r):
        return records.Raw(records.layout(r["format"]))


def indices(shape):
    if not shape:
        yield []
        return
    for i in range(shape[0]):
        for rest in indices(shape[1:]):
            yield [i] + rest
