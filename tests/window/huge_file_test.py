"""A file larger than memory and disk."""
import os
import unittest

from desktop import SANITIZED, DesktopTest, until

SIZE = 64 << 30


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

        program.save()
        self.assertEqual(path.stat().st_size, SIZE)
        self.assertLess(path.stat().st_blocks * 512, 1 << 20, "the holes are kept")
        with open(path, "rb") as file:
            file.seek(SIZE - 4096)
            self.assertEqual(file.read(), bytes(4095) + b"\xa5")


if __name__ == "__main__":
    unittest.main()
