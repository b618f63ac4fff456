"""Samples of every software format of libavutil, read by it and by the program from the same random bytes."""
import ctypes
import unittest

import numpy as np

from program import ProgramTest, run

WIDTH, HEIGHT = 24, 8  # whole groups of every format
HARDWARE, BAYER = 1 << 3, 1 << 8
# Its descriptor gives luma samples a distance of 4 bytes; they lie as U Y Y V Y Y.
DESCRIBED_WRONG = {"uyyvyy411"}
# White is 0, which a layout does not say.
NOT_NAMED = {"monow"}


class Component(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ("plane", "step", "offset", "shift", "depth")]


class Descriptor(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("components", ctypes.c_uint8), ("log2_chroma_w", ctypes.c_uint8),
                ("log2_chroma_h", ctypes.c_uint8), ("flags", ctypes.c_uint64), ("comp", Component * 4),
                ("alias", ctypes.c_char_p)]


def load():
    """libavutil 57, whose structures these are; None where there is another or none."""
    try:
        library = ctypes.CDLL("libavutil.so.57")
    except OSError:
        return None
    library.av_pix_fmt_desc_next.restype = ctypes.POINTER(Descriptor)
    library.av_pix_fmt_desc_next.argtypes = [ctypes.POINTER(Descriptor)]
    library.av_pix_fmt_desc_get_id.argtypes = [ctypes.POINTER(Descriptor)]
    library.av_read_image_line2.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p,
                                            ctypes.POINTER(Descriptor)] + [ctypes.c_int] * 6
    return library


LIBRARY = load()


def descriptors():
    one = LIBRARY.av_pix_fmt_desc_next(None)
    while one:
        if not one.contents.flags & HARDWARE:
            yield one
        one = LIBRARY.av_pix_fmt_desc_next(one)


def row_strides(descriptor):
    strides = (ctypes.c_int * 4)()
    LIBRARY.av_image_fill_linesizes(strides, LIBRARY.av_pix_fmt_desc_get_id(descriptor), WIDTH)
    return strides


def read_samples(descriptor, strides, data):
    """What libavutil reads: (height, width, components), chroma repeated."""
    about = descriptor.contents
    planes, at = (ctypes.c_void_p * 4)(), ctypes.addressof(data)
    for plane in range(1 + max(about.comp[i].plane for i in range(about.components))):
        planes[plane] = at
        at += strides[plane] * (HEIGHT >> (about.log2_chroma_h if plane in (1, 2) else 0))
    result = []
    for c in range(about.components):
        across, down = (about.log2_chroma_w, about.log2_chroma_h) if c in (1, 2) else (0, 0)
        rows = np.zeros((HEIGHT >> down, WIDTH >> across), "<u4")
        for y in range(rows.shape[0]):
            LIBRARY.av_read_image_line2(rows[y].ctypes.data, planes, strides, descriptor, 0, y, c, rows.shape[1], 0, 4)
        result.append(rows.repeat(1 << down, 0).repeat(1 << across, 1))
    return np.dstack(result)


@unittest.skipIf(LIBRARY is None, "needs libavutil 57")
class LibavutilTest(ProgramTest):
    def samples(self, name, stride, data):
        out = self.folder / "out.npy"
        result = run("image", "-", "--pixels", "ffmpeg:" + name, "--size", f"{WIDTH}x{HEIGHT}", "--stride", stride,
                     "--samples", "-o", out, stdin=bytes(data))
        self.assertEqual((result.returncode, result.stderr), (0, b""), name)
        array = np.load(out)
        return array.view(f"<u{array.dtype.itemsize}") if array.dtype.kind == "f" else array

    def test_every_sample_of_every_format_is_what_libavutil_reads(self):
        compared = 0
        for descriptor in descriptors():
            name = descriptor.contents.name.decode()
            if descriptor.contents.flags & BAYER or name in DESCRIBED_WRONG | NOT_NAMED:
                continue
            with self.subTest(name):
                strides = row_strides(descriptor)
                size = 4 * HEIGHT * max(strides)
                bytes_ = np.random.default_rng(len(name)).integers(0, 256, size, "u1").tobytes()
                data = (ctypes.c_uint8 * size).from_buffer_copy(bytes_)
                want = read_samples(descriptor, strides, data)
                got = self.samples(name, strides[0], bytes_)
                np.testing.assert_array_equal(got.reshape(HEIGHT, WIDTH, -1), want)
                compared += 1
        self.assertGreater(compared, 170)


if __name__ == "__main__":
    unittest.main()
