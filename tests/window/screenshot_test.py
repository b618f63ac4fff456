"""--screenshot draws without a display, and the window says so where there is none."""
import os
import pathlib
import struct
import subprocess
import tempfile
import unittest

from desktop import PROGRAM, SAMPLES, environment


class Screenshot(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="byteprism-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "home").mkdir()

    def run_program(self, *arguments, **more):
        return subprocess.run([PROGRAM, *map(str, arguments)], env=environment(str(self.folder / "home"), **more),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)

    def test_without_a_display_the_window_names_the_way_out(self):
        for display in ({}, {"DISPLAY": ":9999"}):
            result = self.run_program(SAMPLES / "tone.wav", **display)
            self.assertEqual(result.returncode, 3)
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
            self.assertTrue(result.stderr.startswith("byteprism: no display"), result.stderr)
            self.assertIn("--screenshot FILE.png", result.stderr)

    def test_a_picture_of_the_window_needs_no_display(self):
        pictures = []
        for name in ("first.png", "second.png"):
            target = self.folder / name
            result = self.run_program(SAMPLES / "picture.bmp", "--window", "1024x700", "--screenshot", target)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            pictures.append(target.read_bytes())
        self.assertEqual(pictures[0][:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(struct.unpack(">II", pictures[0][16:24]), (1024, 700))
        self.assertGreater(len(pictures[0]), 5000, "there is something in it")
        self.assertEqual(pictures[0], pictures[1], "the same again is the same picture")

    def test_it_leaves_nothing_behind(self):
        self.run_program(SAMPLES / "picture.bmp", "--screenshot", self.folder / "picture.png")
        left = [entry for entry in (self.folder / "home").rglob("*") if "cache" not in entry.parts]
        self.assertEqual(left, [])
        self.assertEqual(sorted(os.listdir(self.folder)), ["home", "picture.png"])

    def test_a_picture_that_cannot_be_written_is_said_in_one_line(self):
        target = self.folder / "nowhere" / "picture.png"
        result = self.run_program(SAMPLES / "picture.bmp", "--screenshot", target)
        self.assertEqual(result.returncode, 3)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn(str(target), result.stderr)

    def test_an_option_that_does_not_parse_makes_no_picture(self):
        target = self.folder / "picture.png"
        result = self.run_program(SAMPLES / "picture.bmp", "--size", "12by4", "--screenshot", target)
        self.assertEqual(result.returncode, 2)
        self.assertIn("12by4", result.stderr)
        self.assertFalse(target.exists())


if __name__ == "__main__":
    unittest.main()
