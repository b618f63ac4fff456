"""A save is killed at each system call it makes, one after another, for each way to save. Whatever is opened next is the
complete old or the complete new file, and nothing else is left."""
import os
import unittest

from scene import EVERY, LARGE, Scene
from system_calls import CHANGING, calls_from, found_after_every_kill, killed_at

# Stopping before a call that only looks leaves what the change before it left: by default those are left out but for the
# two short ways to save.
CALLS = None if "BYTEPRISM_EVERY_CALL" in os.environ else CHANGING


class Crash(Scene):
    def survives(self, prepare, old, new, names=CALLS):
        def look(where):
            said = self.open_next()
            contents = self.path.read_bytes()
            self.assertIn(contents, (old, new), f"neither old nor new after a kill at {where}")
            self.assertEqual(self.leftovers(), [], f"left after a kill at {where}")
            if said:
                self.assertIn("an interrupted save was completed", said)
                self.assertEqual(self.open_next(), "", "the second opening has nothing to say")
            return "old" if contents == old else "new"

        found = found_after_every_kill(str(self.path), prepare, look, EVERY, names, env=self.env)
        turn = found.index("new")
        self.assertGreater(turn, 0)
        self.assertEqual(set(found[turn:]), {"new"}, "once it is the new one it stays")
        print(f"{self.id()}: {len(found)} kills, new from the {turn + 1}th on", flush=True)

    def test_a_small_file_is_replaced(self):
        def prepare():
            self.clear()
            self.path.write_bytes(b"the old contents")
            return self.command("write", self.path, "--at", 4, "--text", "new")

        self.survives(prepare, b"the old contents", b"the new contents", names=None)

    def test_an_insertion_replaces_too(self):
        def prepare():
            self.clear()
            self.path.write_bytes(b"one three")
            return self.command("write", self.path, "--at", 4, "--insert", "--text", "two ")

        self.survives(prepare, b"one three", b"one two three")

    def linked(self, *how):
        self.clear()
        self.path.write_bytes(b"the old contents")
        os.link(self.path, self.folder / "b")
        return self.command("write", self.path, "--at", 4, "--text", "new", *how)

    def test_a_file_with_two_names_is_overwritten(self):
        self.survives(self.linked, b"the old contents", b"the new contents", names=None)

    def test_its_other_name_completes_it_as_well(self):
        # Its temporary file is known by the first name alone.
        def look(where):
            self.open_next(self.folder / "b")
            found = self.path.read_bytes()
            self.open_next()
            self.assertIn(found, (b"the old contents", b"the new contents"), where)
            self.assertEqual(self.leftovers(), [], where)
            return found

        found_after_every_kill(str(self.path), self.linked, look, EVERY, CALLS, env=self.env)

    def test_a_file_with_two_names_becomes_longer(self):
        self.survives(lambda: self.linked("--insert"), b"the old contents", b"the newold contents")

    def test_a_large_file_is_overwritten_in_several_pieces(self):
        new_bytes = bytes(range(1, 251)) * 12_000  # three megabytes
        patch = self.folder.parent / "patch"
        patch.write_bytes(new_bytes)

        def prepare():
            self.clear()
            with open(self.path, "wb") as file:
                file.truncate(LARGE)
            return self.command("write", self.path, "--at", 1000, "--from", patch)

        self.survives(prepare, bytes(LARGE), bytes(1000) + new_bytes + bytes(LARGE - 1000 - len(new_bytes)))

    def test_in_a_folder_that_takes_no_files_the_journal_is_in_the_state_folder(self):
        self.become_nobody()

        def prepare():
            os.chmod(self.folder, 0o755)
            self.clear()
            self.path.write_bytes(b"the old contents")
            os.chmod(self.path, 0o666)
            os.chmod(self.folder, 0o555)
            return self.command("write", self.path, "--at", 4, "--text", "new")

        self.addCleanup(lambda: os.chmod(self.folder, 0o755))
        self.survives(prepare, b"the old contents", b"the new contents")

    def test_completing_it_can_be_interrupted_as_well(self):
        calls = calls_from(str(self.path), self.linked(), env=self.env)
        into_the_file = [call for call in calls if call[0] == "pwrite64"][-1]

        def prepare():
            killed_at(into_the_file, self.linked(), env=self.env)
            return self.command("eval", self.path, "m.nbytes")

        def look(where):
            self.open_next()
            self.assertEqual(self.path.read_bytes(), b"the new contents", where)
            self.assertEqual(self.leftovers(), [], where)
            return "new"

        found_after_every_kill(str(self.path), prepare, look, EVERY, CALLS, env=self.env)


if __name__ == "__main__":
    unittest.main()
