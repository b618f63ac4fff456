"""Saves that the system refuses: the message names the file, the operation and the reason, the file is as it was, and
nothing is left beside it. And what is opened after a save that could not be completed."""
import os
import pathlib
import resource
import subprocess
import unittest

from scene import PROGRAM, Scene
from system_calls import calls_from, failing_at, killed_at

OLD = b"the old contents"
NEW = b"the new contents"
REASONS = {"ENOSPC": "No space left on device", "EDQUOT": "Disk quota exceeded", "EIO": "Input/output error"}


class Refusal(Scene):
    def one(self):
        self.clear()
        self.path.write_bytes(OLD)
        return self.command("write", self.path, "--at", 4, "--text", "new")

    def linked(self):
        command = self.one()
        os.link(self.path, self.folder / "b")
        return command

    def refused(self, result, *words):
        message = result.stderr.decode()
        self.assertEqual(result.returncode, 3, message)
        self.assertEqual(message.count("\n"), 1, message)
        for word in (str(self.path), *words):
            self.assertIn(word, message)
        return message

    def untouched(self, old=OLD):
        self.assertEqual(self.path.read_bytes(), old)
        self.assertEqual(self.leftovers(), [])

    def test_every_call_that_may_fail_leaves_the_old_file(self):
        may_fail = ["fallocate", "pwrite64", "ftruncate", "fsync", "rename"]
        for prepare in (self.one, self.linked):
            calls = calls_from(str(self.path), prepare(), env=self.env)
            into_the_file = [at for at, call in enumerate(calls) if "pwrite64(" in call[2]][-1]
            before = calls if prepare == self.one else calls[:into_the_file]
            for call in [call for call in before if call[0] in may_fail]:
                # A folder that cannot be synced is no reason to doubt a file that was.
                if call[0] == "fsync" and calls[calls.index(call) - 1][0] == "openat":
                    continue
                for error, reason in REASONS.items():
                    result = failing_at(call, error, prepare(), env=self.env)
                    with self.subTest(call=call[2], error=error):
                        self.refused(result, reason)
                        self.untouched()

    def test_a_disk_that_fails_while_the_file_is_overwritten_leaves_the_journal(self):
        calls = calls_from(str(self.path), self.linked(), env=self.env)
        into_the_file = [call for call in calls if call[0] == "pwrite64"][-1]
        result = failing_at(into_the_file, "EIO", self.linked(), env=self.env)
        self.refused(result, "written in part", ".a.byteprism-journal")
        self.assertIn("completed", self.open_next())
        self.untouched(NEW)

    def test_a_full_disk(self):
        self.in_namespace("""
            mount -t tmpfs -o size=1M none "$folder"
            head -c 700000 /dev/zero > "$folder/a"; ln "$folder/a" "$folder/b"; cp "$folder/a" "$state/c"
            "$program" write "$folder/a" --at 0 --insert --text x; echo "status $?"
            rm "$folder/b"
            "$program" write "$folder/a" --at 0 --text x; echo "status $?"
            cmp "$folder/a" "$state/c" && ls -A "$folder" && ls -A "$state"
        """, ["status 3", "status 3", "a", "c"], "No space left on device")

    def test_a_read_only_file_system(self):
        self.in_namespace("""
            mount -t tmpfs none "$folder"
            echo old > "$folder/a"
            mount -o remount,ro "$folder"
            "$program" write "$folder/a" --at 0 --text x; echo "status $?"
            cat "$folder/a"; ls -A "$folder"
        """, ["status 3", "old", "a"], "Read-only file system")

    def in_namespace(self, script, expected, reason):
        script = "set -u\n" + script
        env = {**os.environ, **self.env, "folder": str(self.folder), "state": str(self.state), "program": PROGRAM}
        if subprocess.run(["unshare", "-rUm", "mount", "-t", "tmpfs", "none", str(self.folder)],
                          capture_output=True, check=False).returncode != 0:
            print(f"skipped: {self.id()}: this system lets nobody mount", flush=True)
            self.skipTest("no mounting here")
        result = subprocess.run(["unshare", "-rUm", "sh", "-c", script], env=env, capture_output=True, timeout=60)
        self.assertEqual(result.stdout.decode().split("\n")[:-1], expected, result.stderr.decode())
        self.assertIn(reason, result.stderr.decode())

    def test_a_limit_on_the_size_of_files(self):
        for links in (1, 2):
            self.clear()
            self.path.write_bytes(bytes(100_000))
            if links == 2:
                os.link(self.path, self.folder / "b")
            for how in ((), ("--insert",)):
                result = subprocess.run(self.command("write", self.path, "--at", 90_000, "--text", "new", *how),
                                        env={**os.environ, **self.env}, capture_output=True, timeout=60,
                                        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
                self.refused(result)
                self.untouched(bytes(100_000))

    def test_a_file_that_may_not_be_written(self):
        self.become_nobody()
        command = self.one()
        os.chmod(self.path, 0o444)
        os.chmod(self.folder, 0o777)
        self.refused(subprocess.run(command, env={**os.environ, **self.env}, capture_output=True), "Permission denied")
        self.untouched()

    def interrupted(self):
        calls = calls_from(str(self.path), self.linked(), env=self.env)
        killed_at([call for call in calls if call[0] == "pwrite64"][-1], self.linked(), env=self.env)

    def test_who_may_not_write_the_file_sees_it_completed(self):
        if os.geteuid() != 0:
            self.skipTest("needs two users")
        self.interrupted()
        os.chmod(self.folder, 0o755)
        self.become_nobody()
        shown = self.run_program("eval", self.path, "m.tobytes()")
        self.assertEqual(shown.stdout, repr(NEW).encode() + b"\n")
        self.assertIn("could not be completed: Permission denied", shown.stderr.decode())
        self.assertEqual(self.path.read_bytes(), OLD)

    def test_a_file_that_was_changed_since_is_not_completed(self):
        self.interrupted()
        later = self.path.stat().st_mtime + 3600
        self.path.write_bytes(b"by another prog.")
        os.utime(self.path, (later, later))
        self.assertIn("changed since", self.open_next())
        self.assertEqual(self.path.read_bytes(), b"by another prog.")
        self.assertEqual(self.run_program("write", self.path, "--at", 0, "--text", "BY").returncode, 0)
        self.untouched(b"BY another prog.")

    def test_a_file_of_the_same_name_is_not_completed(self):
        self.interrupted()
        other = self.folder / "other"
        other.write_bytes(OLD)
        os.rename(other, self.path)
        self.open_next()
        self.assertEqual(self.path.read_bytes(), OLD)

    def test_a_damaged_journal_is_not_believed(self):
        self.interrupted()
        journal = self.folder / ".a.byteprism-journal"
        contents = bytearray(journal.read_bytes())
        contents[-20] ^= 1
        journal.write_bytes(contents)
        self.assertEqual(self.open_next(), "")
        self.untouched()

    def test_a_block_device(self):
        image = self.folder.parent / "image"
        image.write_bytes(bytes(1 << 20))
        made = subprocess.run(["losetup", "--find", "--show", image], capture_output=True, check=False)
        if made.returncode != 0:
            print(f"skipped: {self.id()}: no loop device can be made here", flush=True)
            self.skipTest("no loop devices")
        device = made.stdout.decode().strip()
        self.addCleanup(subprocess.run, ["losetup", "--detach", device], check=True)
        write = self.command("write", device, "--at", 1000, "--text", "new")
        into_it = [call for call in calls_from(device, write, env=self.env) if call[0] == "pwrite64"][-1]
        self.assertEqual(self.leftovers(), [])
        self.assertEqual(pathlib.Path(device).read_bytes()[1000:1003], b"new")
        self.assertEqual(self.run_program("write", device, "--at", 1000, "--text", "old").returncode, 0)
        killed_at(into_it, write, env=self.env)
        self.assertEqual(pathlib.Path(device).read_bytes()[1000:1003], b"old")
        self.assertIn("completed", self.open_next(device))
        self.assertEqual(pathlib.Path(device).read_bytes()[1000:1003], b"new")
        self.assertEqual(self.leftovers(), [])
        longer = self.run_program("write", device, "--at", 0, "--insert", "--text", "x")
        self.assertEqual(longer.returncode, 3)
        self.assertIn("a device keeps its length", longer.stderr.decode())


if __name__ == "__main__":
    unittest.main()
