"""Looking, typing, copying, saving and closing in the real window."""
import os
import unittest

from desktop import SAMPLES, DesktopTest, until


class Look(DesktopTest):
    def test_opening_and_looking_leaves_the_file_alone(self):
        path = self.sample("picture.bmp")
        os.utime(path, ns=(1_000_000_000, 2_000_000_000))
        before = path.stat()
        program = self.start(path)
        program.key("Page_Down", "End", "ctrl+End", "ctrl+Home", "F6", "shift+Right", "ctrl+c", "Escape")
        program.click(400, 300)
        program.until_at_rest()
        after = path.stat()
        self.assertFalse(program.modified())
        for field in ("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns"):
            self.assertEqual(getattr(before, field), getattr(after, field), field)
        self.assertEqual(path.read_bytes(), (SAMPLES / path.name).read_bytes())


class EditBytes(DesktopTest):
    def test_every_digit_of_fast_typing_arrives(self):
        path = self.file("zeros.bin", bytes(4096))
        program = self.start(path)
        digits = "0123456789abcdef" * 16
        self.display.run("xdotool", "type", "--delay", "0", digits)
        program.until_modified()
        program.save()
        self.assertEqual(path.read_bytes()[:128].hex(), digits)

    def test_bytes_are_copied_to_and_pasted_from_other_programs(self):
        path = self.file("text.bin", b"copy me!" + bytes(8))
        program = self.start(path)
        program.key("shift+Right", "shift+Right", "shift+Right", "ctrl+c")
        copied = until(self.display.clipboard, "something is in the clipboard")
        self.assertEqual(bytes.fromhex(copied), b"copy")
        self.display.set_clipboard("de ad be ef")
        program.key("Escape", "ctrl+Home", "ctrl+v")
        program.until_modified()
        program.save()
        self.assertEqual(path.read_bytes(), bytes.fromhex("deadbeef") + b" me!" + bytes(8))

    def test_files_are_edited_beside_each_other(self):
        first, second = self.file("first.bin", bytes(16)), self.file("second.bin", bytes(16))
        program = self.start(first, second)
        program.key("ctrl+Tab")
        until(lambda: "second.bin" in program.title(), "the second file is in front")
        program.type("aa")
        program.until_modified()
        program.save()
        program.key("ctrl+shift+Tab")
        until(lambda: "first.bin" in program.title(), "the first file is in front")
        program.type("bb")
        program.until_modified()
        program.save()
        self.assertEqual((first.read_bytes()[0], second.read_bytes()[0]), (0xBB, 0xAA))


class Close(DesktopTest):
    def test_the_close_button_ends_the_program(self):
        program = self.start(self.file("some.bin", bytes(16)))
        program.request_close()
        self.assertEqual(program.wait(), 0)

    def test_the_close_button_asks_while_there_are_edits(self):
        path = self.file("some.bin", bytes(16))
        program = self.start(path)
        program.type("aa")
        program.until_modified()
        program.request_close()
        program.until_at_rest()
        self.assertIsNone(program.process.poll(), "the program must ask")
        program.key("Escape")
        program.save()
        self.assertEqual(path.read_bytes()[0], 0xAA)


if __name__ == "__main__":
    unittest.main()
