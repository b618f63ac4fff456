"""A window is killed while it saves, at each call that changes the file, its folder or what lies in it. Whatever is
opened next is the complete old or the complete new file."""
import os
import re
import shutil
import signal
import subprocess
import unittest

from desktop import PROGRAM, SANITIZED, DesktopTest, until
from system_calls import CHANGING, numbered_from, to_kill_at

OLD = b"the old contents"
NEW = b"\xaa" + OLD[1:]
EVERY = 1 if not SANITIZED else 9  # a start takes ten times as long then


class Crash(DesktopTest):
    def setUp(self):
        super().setUp()
        self.files = self.folder / "files"
        self.path = self.files / "a"
        self.state = self.folder / "home" / ".local"

    def prepare(self, names):
        for folder in (self.files, self.state):
            shutil.rmtree(folder, ignore_errors=True)
        self.files.mkdir()
        self.path.write_bytes(OLD)
        for name in names[1:]:
            os.link(self.path, self.files / name)

    def edit_and_save(self, *options):
        """The program after it was told to save under strace, which sees only the calls that touch the files."""
        touched = [self.path, self.files, self.files / ".a.byteprism-save", self.files / ".a.byteprism-journal"]
        watched = [word for path in touched for word in ("-P", str(path))]
        program = self.start(self.path, prefix=["strace", "-D", "-f", "-qq", *options, *watched])
        program.type("aa")
        program.until_modified()
        program.key("ctrl+s")
        return program

    def calls_of_a_save(self):
        log = self.folder / "calls"
        program = self.edit_and_save(f"--trace={','.join(CHANGING)}", "-o", str(log))
        program.until_modified(False)
        program.kill()
        end = re.compile(rf"^{program.process.pid} +\+\+\+ killed", re.MULTILINE)  # short numbers are padded
        until(lambda: end.search(log.read_text()), "strace has written everything")
        calls = numbered_from("O_CREAT", log.read_text().splitlines())
        return [call for call in calls if call[0] not in ("close", "flock") and "O_RDONLY" not in call[2]]

    def found_after_a_kill_at(self, call):
        program = self.edit_and_save(*to_kill_at(call), "-o", "/dev/null")
        self.assertEqual(program.wait(), -signal.SIGKILL, call)
        edits = list(self.state.rglob("*.edits"))
        opened = subprocess.run([PROGRAM, "dump", self.path], env=self.display.environment, capture_output=True)
        self.assertEqual(opened.returncode, 0, opened.stderr.decode())
        self.assertIn(self.path.read_bytes(), (OLD, NEW), f"neither old nor new after a kill at {call}")
        if self.path.read_bytes() == NEW:
            return "new"
        self.assertEqual(len(edits), 1, f"the edits are lost after a kill at {call}")
        return "old"

    def survives(self, *names):
        self.prepare(names)
        calls = self.calls_of_a_save()
        self.assertEqual(self.path.read_bytes(), NEW)
        found = []
        for call in calls[::EVERY]:
            self.prepare(names)
            found.append(self.found_after_a_kill_at(call))
            self.assertEqual(sorted(os.listdir(self.files)), sorted(names), f"left after a kill at {call}")
        turn = found.index("new")
        self.assertGreater(turn, 0)
        self.assertEqual(set(found[turn:]), {"new"}, "once it is the new one it stays")
        print(f"{self.id()}: {len(found)} kills, new from the {turn + 1}th on", flush=True)

    def test_a_save_that_replaces_the_file(self):
        self.survives("a")

    def test_a_save_that_overwrites_a_file_with_two_names(self):
        self.survives("a", "b")


if __name__ == "__main__":
    unittest.main()
