"""Other programs, the disk and the system do their worst to a file that is open with unsaved edits: the program lives,
the edits are there, and they can be saved."""
import os
import pathlib
import subprocess
import unittest

from desktop import PROGRAM, DesktopTest, until

NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
SIZE = 64 << 10
LATE = 48 << 10  # the offset of the second edit, in the second half
OLD = bytes(range(1, 256)) * (SIZE // 255) + bytes([7]) * (SIZE % 255)


def edited(old):
    new = bytearray(old)
    new[0], new[LATE] = 0xAA, 0xBB
    return bytes(new)


class Outside(DesktopTest):
    def setUp(self):
        super().setUp()
        self.files = self.folder / "files"
        self.files.mkdir()
        self.path = self.files / "a"
        self.path.write_bytes(OLD)
        self.elsewhere = self.folder / "elsewhere"

    def edit(self, prefix=()):
        program = self.start(self.path, prefix=prefix)
        program.type("aa")
        program.until_modified()
        program.go_to(LATE)
        program.type("bb")
        program.until_at_rest()
        return program

    def keep_edits(self, program):
        """Answers the question that another program's change brings."""
        program.until_at_rest()
        self.assertIsNone(program.process.poll(), program.messages())
        self.assertTrue(program.modified())
        program.key("k")
        program.until_at_rest()

    def refused(self, program, reason):
        """A save fails, says why, and leaves the edits."""
        program.key("ctrl+s")
        until(lambda: reason in program.messages(), f"the message says {reason}: {program.messages()}")
        self.assertIn(f"{self.path}: not saved: ", program.messages())
        program.until_at_rest()
        self.assertTrue(program.modified())

    def save_elsewhere(self, program, expected):
        program.key("ctrl+shift+s")
        program.until_at_rest()
        program.key("ctrl+a")
        program.type(str(self.elsewhere))
        program.key("Return")
        program.until_modified(False)
        self.assertEqual(self.elsewhere.read_bytes(), expected)


class OtherPrograms(Outside):
    def test_truncated_to_nothing(self):
        program = self.edit()
        os.truncate(self.path, 0)
        self.keep_edits(program)
        program.save()
        self.assertEqual(self.path.read_bytes(), edited(bytes(SIZE)), "what was lost reads as 00")

    def test_truncated_to_its_half(self):
        program = self.edit()
        os.truncate(self.path, SIZE // 2)
        self.keep_edits(program)
        program.save()
        self.assertEqual(self.path.read_bytes(), edited(OLD[:SIZE // 2] + bytes(SIZE // 2)))

    def test_truncated_and_written_anew(self):
        program = self.edit()
        self.path.write_bytes(bytes([3]) * 5000)
        self.keep_edits(program)
        program.save()
        saved = self.path.read_bytes()
        self.assertEqual((len(saved), saved[0], saved[LATE]), (SIZE, 0xAA, 0xBB))

    def test_replaced(self):
        program = self.edit()
        other = self.files / "other"
        other.write_bytes(b"another file")
        os.rename(other, self.path)
        self.keep_edits(program)
        program.save()
        self.assertEqual(self.path.read_bytes(), edited(OLD))

    def test_replaced_and_asked_about_only_by_the_save(self):
        program = self.edit()
        other = self.files / "other"
        other.write_bytes(b"another file")
        os.rename(other, self.path)
        program.until_at_rest()
        program.key("Escape")
        program.key("ctrl+s")
        program.until_at_rest()
        self.assertEqual(self.path.read_bytes(), b"another file", "not without being asked")
        self.keep_edits(program)
        program.save()
        self.assertEqual(self.path.read_bytes(), edited(OLD))

    def test_deleted(self):
        program = self.edit()
        os.unlink(self.path)
        until(lambda: "deleted or moved" in program.messages(), "it is told")
        program.save()
        self.assertEqual(self.path.read_bytes(), edited(OLD))

    def test_deleted_with_its_folder(self):
        program = self.edit()
        os.unlink(self.path)
        os.rmdir(self.files)
        until(lambda: "deleted or moved" in program.messages(), "it is told")
        self.refused(program, "No such file or directory")
        self.save_elsewhere(program, edited(OLD))

    def test_permission_removed(self):
        prefix = ()
        if os.geteuid() == 0:
            prefix = NOBODY
            if subprocess.run([*NOBODY, "test", "-x", PROGRAM], check=False).returncode != 0:
                self.skipTest(f"nobody may not run {PROGRAM}")
            for folder in (self.folder, self.folder / "home", self.files):
                os.chmod(folder, 0o777)
            os.chown(self.path, 65534, 65534)
        program = self.edit(prefix)
        os.chmod(self.path, 0)
        self.keep_if_asked(program)
        self.refused(program, "Permission denied")
        os.chmod(self.path, 0o644)
        self.assertEqual(self.path.read_bytes(), OLD)
        self.save_elsewhere(program, edited(OLD))

    def keep_if_asked(self, program):
        program.until_at_rest()
        program.key("Escape")
        program.until_at_rest()

    def test_a_clean_document_follows(self):
        program = self.start(self.path)
        os.truncate(self.path, SIZE // 2)
        until(lambda: "shown as it is now" in program.messages(), "it is told")
        program.until_at_rest()
        self.assertFalse(program.modified())
        program.type("aa")
        program.until_modified()
        program.save()
        self.assertEqual(self.path.read_bytes(), b"\xaa" + OLD[1:SIZE // 2])


class TwoPrograms(Outside):
    def test_they_notice_each_other(self):
        def told(program, other):
            words = f"also open in another Byteprism (process {other.process.pid})"
            until(lambda: words in program.messages(), f"it is told: {program.messages()}")
        first, second = self.start(self.path), self.start(self.path)
        told(second, first)
        told(first, second)
        second.kill()
        third = self.start(self.path)
        told(third, first)
        told(first, third)
        self.assertEqual(len(first.messages().splitlines()), 2, first.messages())


class NoRoom(Outside):
    def test_a_full_disk(self):
        can = subprocess.run(["unshare", "-rUm", "mount", "-t", "tmpfs", "none", str(self.files)], check=False,
                             capture_output=True)
        if can.returncode != 0:
            return self.full_by_decree()
        # The disk holds the file and half of another one.
        fill = 'mount -t tmpfs -o size=96K none "$0" && cp "$1" "$0/a" && shift && exec "$@"'
        source = self.file("source", OLD)
        program = self.edit(["unshare", "-rUm", "sh", "-c", fill, str(self.files), str(source)])
        inside = pathlib.Path(f"/proc/{program.process.pid}/root{self.files}")
        self.refused(program, "No space left on device")
        self.assertEqual((inside / "a").read_bytes(), OLD)
        self.assertEqual(os.listdir(inside), ["a"])
        self.save_elsewhere(program, edited(OLD))

    def full_by_decree(self):
        temporary = str(self.files / ".a.byteprism-save")
        program = self.edit(["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-P", temporary, "--trace=fallocate",
                             "--inject=fallocate:error=ENOSPC"])
        self.refused(program, "No space left on device")
        self.assertEqual(self.path.read_bytes(), OLD)
        self.assertEqual(os.listdir(self.files), ["a"])
        self.save_elsewhere(program, edited(OLD))

    def test_a_limit_on_the_size_of_files(self):
        program = self.edit(["prlimit", f"--fsize={SIZE // 2}:unlimited"])
        self.refused(program, "File too large")
        self.assertEqual(self.path.read_bytes(), OLD)
        self.assertEqual(os.listdir(self.files), ["a"])
        # Raised for the running program, as an administrator does.
        subprocess.run(["prlimit", f"--pid={program.process.pid}", "--fsize=unlimited:unlimited"], check=True)
        self.save_elsewhere(program, edited(OLD))


if __name__ == "__main__":
    unittest.main()
