"""Bytes and pixels of the same picture in the real window."""
import os
import unittest

import numpy
from desktop import DesktopTest

MAGENTA = (255, 0, 255)  # no colour of the window, of the samples or of the theme


class EditPicture(DesktopTest):
    def open_picture(self):
        path = self.sample("picture.bmp")
        return path, self.start(path, "--pixels", "bgr24", "--size", "201x149", "--stride", "604", "--offset", "54")

    def test_a_pixel_follows_its_bytes_and_saving_writes_exactly_them(self):
        path, program = self.open_picture()
        os.chmod(path, 0o640)
        before = path.read_bytes()
        pixel = 54 + 604 * 70 + 3 * 100
        self.assertNotEqual(before[pixel:pixel + 3], b"\xff\x00\xff")
        self.until_gone(MAGENTA, "before anything is typed")

        program.go_to(hex(pixel))
        program.type("ff00ff")
        program.key("ctrl+Home")  # away from the pixel, whose colour is also shown at the cursor
        _, column = self.until_seen(MAGENTA, "the pixel that was typed")
        self.assertGreater(column, 1280 // 2, "the image panel is on the right side")
        program.until_modified()
        self.assertEqual(path.read_bytes(), before, "nothing is written before Save")

        program.key("ctrl+z", "ctrl+z", "ctrl+z")
        self.until_gone(MAGENTA, "after undo")
        program.until_modified(False)
        program.key("ctrl+y", "ctrl+y", "ctrl+shift+z")
        program.key("ctrl+Home")
        self.until_seen(MAGENTA, "after redo")

        program.save()
        after = path.read_bytes()
        self.assertEqual(after, before[:pixel] + b"\xff\x00\xff" + before[pixel + 3:])
        self.assertEqual(path.stat().st_mode & 0o7777, 0o640)
        self.assertEqual([entry.name for entry in path.parent.iterdir() if entry.is_file()], [path.name])

    def test_clicking_a_pixel_puts_the_cursor_on_its_bytes(self):
        width, pixel = 16, 7 * 16 + 5
        content = bytearray(b"\x20\x40\x60" * width * width)
        content[3 * pixel:3 * pixel + 3] = bytes(MAGENTA)
        path = self.file("frame.rgb", content)
        program = self.start(path, "--pixels", "rgb24", "--size", "16x16")
        row, column = self.until_seen(MAGENTA, "the one pixel that differs", most=100)
        program.click(column + 2, row + 2)
        program.key("alt+1")  # the hex panel
        program.type("00ff00")
        program.until_modified()
        program.save()
        content[3 * pixel:3 * pixel + 3] = b"\x00\xff\x00"
        self.assertEqual(path.read_bytes(), bytes(content))

    def test_a_stroke_of_the_pencil_writes_its_pixels_and_is_one_step(self):
        width, pixel = 16, 7 * 16 + 5
        content = bytearray(b"\x20\x40\x60" * width * width)
        content[3 * pixel:3 * pixel + 3] = bytes(MAGENTA)
        path = self.file("frame.rgb", content)
        program = self.start(path, "--pixels", "rgb24", "--size", "16x16", "--do", "image.pencil", "--do",
                             "image.colour=#00FF80")
        self.until_seen(MAGENTA, "the one pixel that differs", most=100)
        rows, columns = numpy.nonzero(self.pixels_of(MAGENTA))
        zoom = columns.max() - columns.min() + 1
        x, y = int(columns.min() + zoom // 2), int(rows.min() + zoom // 2)
        program.move_mouse(x, y)
        program.display.run("xdotool", "mousedown", "1")
        for step in range(1, 5):
            program.move_mouse(x + step * int(zoom) // 2, y)
        program.display.run("xdotool", "mouseup", "1")
        program.until_modified()
        self.until_gone(MAGENTA, "after painting over it")
        program.save()
        painted = bytearray(content)
        painted[3 * pixel:3 * (pixel + 3)] = b"\x00\xff\x80" * 3
        self.assertEqual(path.read_bytes(), bytes(painted))
        program.key("ctrl+z")
        program.until_modified()
        program.save()
        self.assertEqual(path.read_bytes(), bytes(content))


if __name__ == "__main__":
    unittest.main()
