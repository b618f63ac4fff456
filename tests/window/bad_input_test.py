"""Files that cannot be opened: the program says which and why, and stays usable."""
import os
import pathlib
import shutil
import unittest

from desktop import PROGRAM, DesktopTest, until

NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


class BadInput(DesktopTest):
    def refuses(self, path, *reasons, prefix=()):
        """Opening `path` beside a good file complains in one line, and the good file is edited and saved as ever."""
        good = self.file("good.bin", bytes(16))
        os.chmod(good, 0o666)
        program = self.start(path, good, prefix=prefix)
        until(lambda: str(path) in program.messages(), "the message names the file")
        lines = program.messages().splitlines()
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(any(reason in lines[0] for reason in reasons), lines)
        program.type("5a")
        program.until_modified()
        program.save()
        self.assertEqual(good.read_bytes(), b"\x5a" + bytes(15))

    def test_a_missing_file(self):
        self.refuses(self.folder / "nowhere.bin", "No such file")

    def test_a_directory(self):
        self.refuses(self.folder / "home", "directory")

    def edits_the_second_tab(self, program, good):
        program.key("ctrl+Tab")
        until(lambda: good.name in program.title(), "the good file is in front")
        program.type("5a")
        program.until_modified()
        program.save()
        self.assertEqual(good.read_bytes(), b"\x5a" + bytes(15))

    def test_a_device_without_end_is_read_up_to_a_limit(self):
        good = self.file("good.bin", bytes(16))
        program = self.start(pathlib.Path("/dev/zero"), good)
        until(lambda: "/dev/zero" in program.messages(), "the message names the device")
        self.assertIn("268,435,456 bytes", program.messages())
        self.edits_the_second_tab(program, good)

    def test_a_fifo_that_nobody_writes_is_waited_for(self):
        good = self.file("good.bin", bytes(16))
        os.mkfifo(self.folder / "fifo")
        program = self.start(self.folder / "fifo", good)
        until(lambda: "fifo" in program.title(), "it is open")
        self.edits_the_second_tab(program, good)

    def test_a_file_without_permission(self):
        secret = self.file("secret.bin", b"secret")
        os.chmod(secret, 0)
        if os.geteuid() != 0:
            return self.refuses(secret, "Permission denied")
        for folder in (self.folder, self.folder / "home"):
            os.chmod(folder, 0o777)
        if shutil.which("true") and os.system(" ".join((*NOBODY, "test", "-x", PROGRAM))) != 0:
            self.skipTest(f"nobody may not run {PROGRAM}")
        self.refuses(secret, "Permission denied", prefix=NOBODY)

    def test_an_empty_file_opens_and_takes_no_edits(self):
        empty = self.file("empty.bin", b"")
        program = self.start(empty)
        until(lambda: "empty.bin" in program.title(), "it is open")
        program.key("ctrl+End", "Page_Down", "Left", "ctrl+a", "Delete")
        program.type("aa")
        program.until_at_rest()
        self.assertFalse(program.modified())
        self.assertEqual(empty.stat().st_size, 0)

    def test_a_file_of_one_byte_is_edited(self):
        one = self.file("one.bin", b"\x01")
        program = self.start(one)
        program.key("ctrl+End", "Up", "Down", "Right", "Home")
        program.type("7f")
        program.until_modified()
        program.save()
        self.assertEqual(one.read_bytes(), b"\x7f")


if __name__ == "__main__":
    unittest.main()
