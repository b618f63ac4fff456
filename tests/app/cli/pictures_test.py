"""Pictures from the command line: formats, image and guess. What they give is compared with NumPy's own arithmetic."""
import io
import json
import os
import pathlib
import stat
import struct
import unittest
import zlib

import numpy as np

from program import ASSETS, ProgramTest, run


def png_pixels(data):
    """The RGBA8 pixels of a PNG file that is 8 bits deep and not interlaced."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0]
        if kind == b"IHDR":
            width, height, *rest = struct.unpack(">IIBBBBB", body)
            assert rest == [8, 6, 0, 0, 0]
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(packed), "u1").reshape(height, 1 + 4 * width)
    pixels = np.zeros((height, width, 4), "u1")
    for y, row in enumerate(rows):
        above = pixels[y - 1] if y else np.zeros((width, 4), "u1")
        now = row[1:].reshape(width, 4)
        if row[0] == 1:
            now = np.cumsum(now, axis=0, dtype="u1")
        elif row[0] == 2:
            now = now + above
        elif row[0] != 0:
            raise ValueError("filter %d" % row[0])
        pixels[y] = now
    return pixels


class FormatsTest(ProgramTest):
    def test_every_format_as_json(self):
        rows = json.loads(run("formats", "--json").stdout)
        names = [row["name"] for row in rows]
        self.assertEqual(len(set(names)), len(names))
        self.assertGreater(len(names), 300)
        by_name = dict(zip(names, rows))
        self.assertEqual(by_name["rgb565le"], {
            "name": "rgb565le", "layout": "l16{R5 G6 B5}",
            "synonyms": {"drm": ["RGB565"], "vulkan": ["R5G6B5_UNORM_PACK16"], "ffmpeg": ["rgb565le", "rgb565"],
                         "v4l2": ["RGB565"]}})
        for row in rows:
            self.assertEqual(list(row["synonyms"]), ["drm", "vulkan", "ffmpeg", "v4l2"])

    def test_every_format_as_text(self):
        lines = run("formats").stdout.decode().splitlines()
        rows = json.loads(run("formats", "--json").stdout)
        self.assertEqual([line.split()[0] for line in lines], [row["name"] for row in rows])
        for line, row in zip(lines, rows):
            self.assertIn(" %s" % row["layout"], line)
            self.assertIn("drm:" if row["synonyms"]["drm"] else "", line)

    def test_the_bits_of_one_format(self):
        text = run("formats", "drm:RGB565").stdout.decode()
        self.assertIn("rgb565le", text)
        self.assertIn("plane 0: 1 x 1 pixels in 2 bytes", text)
        rows = [line.split() for line in text.splitlines()]
        self.assertIn("0 G2 G1 G0 B4 B3 B2 B1 B0".split(), rows)
        self.assertIn("1 R4 R3 R2 R1 R0 G5 G4 G3".split(), rows)
        text = run("formats", "C[9:2]*4 l8{C[1:0]*4} /4x1").stdout.decode()
        self.assertIn("4 C3.1 C3.0 C2.1 C2.0 C1.1 C1.0 C0.1 C0.0".split(), [line.split() for line in text.splitlines()])
        text = run("formats", "l16{x6 Y10}").stdout.decode()
        self.assertIn("1 - - - - - - Y9 Y8".split(), [line.split() for line in text.splitlines()])
        rows = json.loads(run("formats", "l24{x6 R6 G6 B6}", "--json").stdout)
        self.assertEqual([(row["name"], row["layout"]) for row in rows], [(None, "l24{x6 R6 G6 B6}")])

    def test_wrong_names_are_refused(self):
        self.refused(2, "formats", "RGB888", saying="drm:RGB888 is bgr24")
        self.refused(2, "formats", "nosuch")
        self.refused(2, "formats", "l16{R5 G6 B4}", saying="16")


class ImageTest(ProgramTest):
    def image(self, data, pixels, size, *options, ending=".npy", saying=b""):
        out = self.folder / ("out" + ending)
        result = run("image", "-", "--pixels", pixels, "--size", size, *options, "-o", out, stdin=bytes(data))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stdout, b"")
        self.assertIn(saying, result.stderr)
        self.assertEqual(result.stderr == b"", saying == b"")
        data = out.read_bytes()
        return np.load(io.BytesIO(data)) if ending == ".npy" else data

    def random(self, count):
        return np.random.default_rng(7).integers(0, 256, count, "u1")

    def test_the_three_kinds_of_file_hold_the_same_pixels(self):
        data = self.random(3 * 7 * 5)
        colours = np.dstack([data.reshape(5, 7, 3)[..., ::-1], np.full((5, 7), 255, "u1")])
        array = self.image(data, "bgr24", "7x5")
        self.assertEqual(array.dtype, np.uint8)
        np.testing.assert_array_equal(array, colours)
        np.testing.assert_array_equal(png_pixels(self.image(data, "bgr24", "7x5", ending=".png")), colours)
        self.assertEqual(self.image(data, "bgr24", "7x5", ending=".raw"), colours.tobytes())

    def test_rows_of_any_stride_from_any_offset(self):
        data = self.random(1000)
        for offset, stride in ((0, 9), (13, 12), (13, 5), (7, 0)):
            array = self.image(data, "Y8", "9x6", "--offset", hex(offset), "--stride", stride)
            want = np.lib.stride_tricks.as_strided(data[offset:], (6, 9), (stride, 1))
            np.testing.assert_array_equal(array[..., 1], want)

    def test_a_tone_chooses_what_is_black_white_and_shown(self):
        data = np.arange(24, dtype="<u2").reshape(4, 6)
        shown = self.image(data.tobytes(), "gray16le", "6x4", "--window", "5:15")[..., 0]
        np.testing.assert_allclose(shown, np.clip((data - 5.0) / 10, 0, 1) * 255, atol=1)
        rgb = self.random(6 * 4 * 3)
        green = self.image(rgb, "rgb24", "6x4", "--component", "G")
        np.testing.assert_array_equal(green[..., 2], rgb.reshape(4, 6, 3)[..., 1])
        self.assertEqual(len(np.unique(self.image(data.tobytes(), "gray16le", "6x4", "--window", "0:23",
                                                  "--map", "viridis").reshape(-1, 4), axis=0)), 24)

    def test_halves_beside_integers_are_halves(self):
        data = b"".join(struct.pack("<eB", 0.5, alpha) for alpha in (0, 1, 100, 255))
        samples = self.image(data, "l24{A8 Y16f}", "4x1", "--samples")
        self.assertEqual(sorted(np.unique(samples).tolist()), [0, 0.5, 1, 100, 255])

    def test_a_mip_level_lies_behind_those_before(self):
        data = np.arange(8 * 6 + 4 * 3 + 2 * 1, dtype=np.uint8)
        np.testing.assert_array_equal(self.image(data, "gray", "8x6", "--mip", "1", "--samples")[..., 0],
                                      data[48:60].reshape(3, 4))

    def test_tiles_and_strides_lie_where_numpy_puts_them(self):
        data = self.random(16 * 8)
        tiled = self.image(data, "gray", "16x8", "--tile", "4x4", "--samples")[..., 0]
        np.testing.assert_array_equal(tiled, data.reshape(2, 4, 4, 4).transpose(0, 2, 1, 3).reshape(8, 16))
        spread = self.image(data, "gray", "4x3", "--pixel-stride", 3, "--stride", 16, "--frame-stride", 40,
                            "--frame", 1, "--samples")[..., 0]
        np.testing.assert_array_equal(spread, np.lib.stride_tricks.as_strided(data[40:], (3, 4), (16, 3)))

    def test_pixels_are_converted_and_samples_written_deep(self):
        data = self.random(6 * 4 * 3)
        bgr = self.image(data, "rgb24", "6x4", "--to", "bgr24", ending=".raw")
        np.testing.assert_array_equal(np.frombuffer(bgr, "u1").reshape(-1, 3)[:, ::-1].ravel(), data)
        pgm = self.image(data, "l16{x4 Y12}", "6x4", "--samples", ending=".pgm")
        self.assertTrue(pgm.startswith(b"P5\n6 4\n4095\n"))
        np.testing.assert_array_equal(np.frombuffer(pgm[-48:], ">u2"), np.frombuffer(data[:48], "<u2") & 4095)

    def test_frames_follow_each_other(self):
        luma, chroma = 5 * 3, 3 * 2
        data = self.random(4 * (luma + 2 * chroma))
        frame = data[3 * (luma + 2 * chroma):]
        array = self.image(data, "yuv420p", "5x3", "--frame", 3, "--samples")
        np.testing.assert_array_equal(array[..., 0], frame[:luma].reshape(3, 5))
        for component, plane in ((1, frame[luma:luma + chroma]), (2, frame[luma + chroma:])):
            np.testing.assert_array_equal(array[..., component],
                                          np.kron(plane.reshape(2, 3), np.ones((2, 2), "u1"))[:3, :5])
        padded = self.image(data, "Y8", "5x3", "--stride", 8, "--frame", 1, "--offset", 2)
        np.testing.assert_array_equal(padded[..., 0], data[2 + 24:2 + 48].reshape(3, 8)[:, :5])

    def test_samples_are_what_is_stored_in_the_smallest_type_that_holds_it(self):
        data = self.random(6 * 4 * 8)
        words = data.view("<u2")
        rgb565 = self.image(data, "rgb565", "6x4", "--samples")
        self.assertEqual((rgb565.dtype, rgb565.shape), (np.dtype("u1"), (4, 6, 3)))
        first = words[:24].reshape(4, 6)
        np.testing.assert_array_equal(rgb565, np.dstack([first >> 11, first >> 5 & 63, first & 31]))
        for pixels, dtype in (("gray8i", "i1"), ("Y16", "<u2"), ("Y16i", "<i2"), ("Y32u", "<u4"), ("Y64i", "<i8"),
                              ("grayf32le", "<f4"), ("Y16f", "<f2"), ("Y64f", "<f8")):
            array = self.image(data, pixels, "6x4", "--samples")
            self.assertEqual((array.dtype, array.shape), (np.dtype(dtype), (4, 6, 1)))
            self.assertEqual(array.tobytes(), data[:array.nbytes].tobytes())
        big = self.image(data, "be: Y16", "6x4", "--samples")
        np.testing.assert_array_equal(big[..., 0], data.view(">u2")[:24].reshape(4, 6))
        nibbles = self.image(data, "l8{R4i G4i}", "6x4", "--samples")
        self.assertEqual(nibbles.dtype, np.int8)
        np.testing.assert_array_equal(nibbles[..., 0], (data[:24].view("i1") >> 4).reshape(4, 6))
        depth = self.image(data, "D32f S8 x24", "6x4", "--samples")
        self.assertEqual(depth.dtype, np.float32)
        np.testing.assert_array_equal(depth[..., 1].ravel(), data[4::8])
        self.assertEqual(depth[..., 0].tobytes(), data.view("<u4")[::2].tobytes())
        self.assertEqual(self.image(data, "l32{B10uf G11uf R11uf}", "6x4", "--samples").dtype, np.dtype("<u2"))
        raw = self.image(data, "rgb565", "6x4", "--samples", ending=".raw")
        self.assertEqual(raw, rgb565.tobytes())

    def test_components_come_in_their_order(self):
        data = self.random(16)
        array = self.image(data, "A8 B8 G8 R8", "4x1", "--samples")
        np.testing.assert_array_equal(array[0], data.reshape(4, 4)[:, ::-1])
        array = self.image(data, "V8 U8 Y8 A8", "4x1", "--samples")
        np.testing.assert_array_equal(array[0], data.reshape(4, 4)[:, [2, 1, 0, 3]])

    def test_what_is_past_the_end_reads_as_zero_with_a_warning(self):
        data = self.random(10)
        array = self.image(data, "Y8", "4x4", saying=b"6 pixels have bytes past the end of its 10 bytes")
        np.testing.assert_array_equal(array[..., 0].ravel(), list(data) + [0] * 6)
        self.image(data, "Y8", "4x4", "--samples", saying=b"6 pixels")
        out = self.folder / "none.png"
        self.refused(3, "image", "-", "--pixels", "Y8", "--size", "4x4", "--offset", 10, "-o", out, stdin=bytes(data),
                     saying="no byte of the picture at 10 lies inside its 10 bytes")
        self.refused(3, "image", "-", "--pixels", "Y8", "--size", "4x4", "-o", out, saying="its 0 bytes")
        self.assertFalse(out.exists())

    def test_a_wide_and_a_long_picture_are_made_in_pieces(self):
        data = self.random(600_001 * 2)
        for size, shape in (("600001x2", (2, 600_001)), ("2x600001", (600_001, 2)), ("1001x1000", (1000, 1001))):
            array = self.image(data, "Y8", size)
            np.testing.assert_array_equal(array[..., 2], data[:array[..., 0].size].reshape(shape))
            np.testing.assert_array_equal(self.image(data, "Y8", size, "--samples")[..., 0], array[..., 2])
        np.testing.assert_array_equal(png_pixels(self.image(data, "Y8", "600001x2", ending=".png"))[..., 0],
                                      data.reshape(2, 600_001))

    def test_the_file_may_be_the_picture_s_own_and_keeps_its_mode(self):
        path = self.file("a.raw", bytes(range(6)))
        path.chmod(0o640)
        result = run("image", path, "--pixels", "Y8", "--size", "3x2", "-o", path)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertEqual(path.read_bytes()[::4], bytes(range(6)))
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)
        self.assertEqual(os.listdir(self.folder), ["a.raw"])

    def test_a_picture_that_cannot_be_written_leaves_nothing(self):
        path = self.file("a", bytes(64))
        say = ["image", path, "--pixels", "Y8", "--size", "8x8", "-o"]
        self.refused(3, *say, self.folder / "no" / "a.png", saying="No such file")
        os.mkdir(self.folder / "d.raw")
        self.refused(3, *say, self.folder / "d.raw", saying="directory")
        os.symlink("/dev/full", self.folder / "full.raw")
        self.refused(3, *say, self.folder / "full.raw", saying="No space left")
        os.symlink("/dev/full", self.folder / "full.png")
        self.refused(3, *say, self.folder / "full.png", saying="No space left")
        self.assertEqual(sorted(os.listdir(self.folder)), ["a", "d.raw", "full.png", "full.raw"])

    def test_wrong_words_are_refused(self):
        path, out = self.file("a", bytes(64)), self.folder / "a.png"

        def refused(status, pixels, size, *rest, saying=""):
            self.refused(status, "image", path, "--pixels", pixels, "--size", size, *rest, saying=saying)

        refused(2, "nosuch", "8x8", "-o", out, saying="--pixels: 'nosuch'")
        refused(2, "AYUV", "8x8", "-o", out, saying="drm:AYUV")
        refused(2, "Y8", "8", "-o", out, saying="WIDTHxHEIGHT")
        refused(2, "Y8", "0x8", "-o", out, saying="0x8")
        refused(2, "Y8", "-8x8", "-o", out, saying="-8x8")
        refused(2, "Y8", "8x8", "-o", out, "--stride", -1, saying="negative")
        refused(2, "Y32f", "2x2", "-o", out, "--samples", saying="unsigned integers of at most 16 bits")
        refused(2, "Y8", "8x8", "-o", self.folder / "a.gif", saying=".npy")
        refused(2, "Y8", "8x8", saying="-o")
        refused(2, "Y64", "4611686018427387904x1", "-o", out, saying="62 bits")
        refused(2, "Y8", "8x8", "-o", out, "--frame", 1 << 62, saying="--frame")
        refused(2, "Y8", "3000000000x1", "-o", out, saying="PNG")
        refused(2, "Y8", "2000000000x2000000000", "-o", self.folder / "a.raw", saying="more than a file can hold")
        self.refused(3, "image", self.folder / "missing", "--pixels", "Y8", "--size", "1x1", "-o", out, saying="missing")
        self.assertEqual(os.listdir(self.folder), ["a"])


class GuessTest(ProgramTest):
    def test_a_picture_is_found_and_can_be_made(self):
        sample = ASSETS / "samples" / "picture.bmp"
        result = run("guess", sample, "--json")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        answer = json.loads(result.stdout)
        self.assertTrue(answer["found"])
        best = answer["candidates"][0]
        self.assertEqual({**best, "confidence": 0}, {"stride": 604, "width": 201, "height": 149, "offset": 54,
                                                     "pixels": "rgb24", "confidence": 0})
        confidences = [candidate["confidence"] for candidate in answer["candidates"]]
        self.assertEqual(confidences, sorted(confidences, reverse=True))
        self.assertTrue(.5 < confidences[0] <= 1)
        line = run("guess", sample).stdout.decode().splitlines()[0]
        self.assertRegex(line, r"^0\.\d\d  --pixels rgb24 --size 201x149 --stride 604 --offset 54$")
        out = self.folder / "found.raw"
        self.assertEqual(run("image", sample, *line.split()[1:], "-o", out).stderr, b"")
        self.assertEqual(out.stat().st_size, 201 * 149 * 4)

    def test_a_known_format_and_numbers_in_the_name_are_used(self):
        sample = ASSETS / "samples" / "frame.rgb565"
        answer = json.loads(run("guess", sample, "--pixels", "drm:RGB565", "--json").stdout)
        best = answer["candidates"][0]
        self.assertEqual((best["stride"], best["width"], best["height"], best["offset"], best["pixels"]),
                         (384, 160, 120, 0, "drm:RGB565"))

    def test_where_there_is_no_picture_the_answer_is_no(self):
        noise = self.file("noise", np.random.default_rng(3).integers(0, 256, 200_000, "u1").tobytes())
        result = run("guess", noise, "--json")
        self.assertEqual((result.returncode, json.loads(result.stdout)), (1, {"found": False, "candidates": []}))
        result = run("guess", noise)
        self.assertEqual((result.returncode, result.stdout, result.stderr),
                         (1, b"no period found that a picture would have\n", b""))
        for data in (b"", b"x", bytes(1000), pathlib.Path(__file__).read_bytes()):
            self.assertEqual(run("guess", "-", stdin=data).returncode, 1)

    def test_wrong_words_are_refused(self):
        self.refused(2, "guess", ASSETS / "samples" / "picture.bmp", "--pixels", "nosuch", saying="--pixels: 'nosuch'")
        self.refused(2, "guess")
        self.refused(3, "guess", self.folder / "missing", saying="missing")


if __name__ == "__main__":
    unittest.main()
