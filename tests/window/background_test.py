"""What takes long is done beside the window: a large save can be watched, cancelled and waited for."""
import os
import unittest

from desktop import DesktopTest, until

MEBIBYTE = 1 << 20


class LargeSave(DesktopTest):
    def setUp(self):
        super().setUp()
        self.path = self.file("large.bin", b"")
        with open(self.path, "wb") as file:
            for _ in range(600):
                file.write(b"\x5a" * MEBIBYTE)
        self.before = self.path.stat()
        self.program = self.start(self.path, "--do", "edit.insert=1")

    def test_a_cancelled_save_leaves_the_file_alone_and_the_next_one_saves(self):
        self.program.until_modified()
        self.program.key("ctrl+s")
        self.display.picture()
        self.program.key("shift+Escape")
        cancelled = lambda: "cancelled" in self.program.messages()
        until(lambda: cancelled() or not self.program.modified(), "the save has ended")
        if cancelled():  # else it was faster
            self.assertEqual(self.path.stat().st_ino, self.before.st_ino)
            self.assertEqual(self.path.stat().st_size, self.before.st_size)
            self.assertEqual(os.listdir(self.path.parent).count(self.path.name), 1)
        self.program.save()
        self.assertEqual(self.path.stat().st_size, self.before.st_size + 1)

    def test_the_window_lives_while_it_saves_and_closes_when_it_has(self):
        self.program.until_modified()
        self.program.key("ctrl+s", "Page_Down", "Page_Down", "ctrl+w")
        until(lambda: self.path.stat().st_size == self.before.st_size + 1, "it is saved")
        until(lambda: "large.bin" not in self.program.title(), "it is closed")


if __name__ == "__main__":
    unittest.main()
