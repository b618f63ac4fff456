"""A file larger than memory and disk: every place in it is exact."""
import os
import unittest

from desktop import SANITIZED, DesktopTest, until

SIZE = 1 << 40
COLUMNS = 16  # in the window as it opens at 1280 x 800


class HugeFile(DesktopTest):
    def test_it_opens_at_once_and_its_last_byte_is_edited(self):
        path = self.file("huge.bin", b"")
        os.truncate(path, SIZE)
        program = self.start(path)
        until(lambda: "huge.bin" in program.title(), "it is open")
        program.until_at_rest()
        # Of the processor, not of the clock: other programs may keep this one waiting.
        self.assertLess(program.cpu_seconds(), 5 if SANITIZED else 1)

        program.key("ctrl+End")
        program.type("a5")
        program.until_modified()
        program.key("Page_Up", "Page_Up", "ctrl+Home", "ctrl+End")
        program.until_at_rest()
        if not SANITIZED:
            self.assertLess(program.resident_bytes(), 150 << 20)

        # Ten notches of three rows, then a digit pair into the third cell of the first row in sight.
        program.key("ctrl+Home")
        program.move_mouse(200, 300)
        self.display.run("xdotool", "click", "--repeat", "10", "--delay", "20", "5")
        program.until_at_rest()
        program.click(170, 133)
        program.type("5a")
        program.go_to("0x7fffffffff")
        program.type("c3")

        program.save()
        self.assertEqual(path.stat().st_size, SIZE)
        self.assertLess(path.stat().st_blocks * 512, 1 << 20, "the holes are kept")
        with open(path, "rb") as file:
            file.seek(SIZE - 4096)
            self.assertEqual(file.read(), bytes(4095) + b"\xa5")
            scrolled_to = 30 * COLUMNS
            file.seek(0)
            self.assertEqual(file.read(4096), bytes(scrolled_to + 2) + b"\x5a" + bytes(4096 - scrolled_to - 3))
            file.seek(0x7FFFFFFFFF)
            self.assertEqual(file.read(2), b"\xc3\0")


if __name__ == "__main__":
    unittest.main()
