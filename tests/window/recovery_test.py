"""A window is killed while it has edits that are not saved: the next one offers them."""
import os
import pathlib
import time
import unittest

from desktop import DesktopTest, until

OLD = b"the old contents"
EDITED = b"\xaa\xbb\xcc" + OLD[3:]


class Recovery(DesktopTest):
    def setUp(self):
        super().setUp()
        self.path = self.file("a", OLD)
        self.kept = self.folder / "home/.local/state/byteprism/recovery"

    def killed_with_edits(self):
        program = self.start(self.path)
        program.type("aabbcc")
        program.until_modified()
        until(lambda: self.logs(), "the edits are kept")
        typed = time.monotonic()
        # As CBOR says a run of one byte; checksums may have the byte, too.
        until(lambda: b"bytesA\xcc" in self.logs()[0].read_bytes(), "all of them are kept")
        self.assertLess(time.monotonic() - typed, 1)
        program.kill()
        self.assertEqual(self.path.read_bytes(), OLD)

    def logs(self):
        return list(self.kept.glob("*.edits"))

    def test_they_are_made_again_and_saved(self):
        self.killed_with_edits()
        program = self.start()
        program.until_at_rest()
        program.key("r")
        program.until_modified()
        self.assertIn("not saved yet", program.messages())
        self.assertEqual(self.path.read_bytes(), OLD, "recovering does not save")
        program.save()
        self.assertEqual(self.path.read_bytes(), EDITED)
        until(lambda: not self.logs(), "nothing is left to recover")

    def test_they_can_be_undone_after_they_were_made_again(self):
        self.killed_with_edits()
        program = self.start(self.path)
        program.until_at_rest()
        program.key("r")
        program.until_modified()
        program.key("ctrl+z", "ctrl+z", "ctrl+z")
        program.until_modified(False)

    def test_another_crash_right_after_that_loses_nothing(self):
        self.killed_with_edits()
        program = self.start()
        program.until_at_rest()
        program.key("r")
        program.until_modified()
        program.kill()
        again = self.start()
        again.until_at_rest()
        again.key("r")
        again.until_modified()
        again.save()
        self.assertEqual(self.path.read_bytes(), EDITED)

    def test_they_wait_for_whoever_decides_later(self):
        self.killed_with_edits()
        for _ in range(2):
            program = self.start()
            program.until_at_rest()
            program.key("l")
            program.until_at_rest()
            program.kill()
            self.assertEqual(len(self.logs()), 1)

    def test_they_are_deleted_on_request(self):
        self.killed_with_edits()
        program = self.start()
        program.until_at_rest()
        program.key("d")
        until(lambda: not self.logs(), "they are deleted")
        self.assertEqual(self.path.read_bytes(), OLD)

    def test_on_a_file_that_has_changed_they_are_not_made_but_kept(self):
        self.killed_with_edits()
        self.path.write_bytes(b"by another program")
        program = self.start(self.path)
        program.until_at_rest()
        program.key("k")
        kept = str(self.logs()[0])
        until(lambda: kept in program.messages(), "the message says where they are")
        program.until_at_rest()
        self.assertFalse(program.modified())
        self.assertEqual(self.path.read_bytes(), b"by another program")
        self.assertIn(b"\xcc", pathlib.Path(kept).read_bytes())

    def test_a_program_that_was_closed_properly_leaves_nothing(self):
        program = self.start(self.path)
        program.type("aa")
        program.until_modified()
        program.request_close()
        program.until_at_rest()
        program.key("d")
        self.assertEqual(program.wait(), 0)
        self.assertEqual(os.listdir(self.kept), [])


if __name__ == "__main__":
    unittest.main()
