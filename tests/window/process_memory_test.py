"""The memory of another process: found, shown, changed, and seen to change."""
import subprocess
import sys
import unittest

from desktop import WITH_US, DesktopTest, until

# Says where it has a pattern; answers every line with the first bytes of it, after writing what the line says there.
VICTIM = """
import ctypes, sys
pattern = ctypes.create_string_buffer(b"BYTEPRISM" * 1000, 65536)
print(hex(ctypes.addressof(pattern)), flush=True)
for line in sys.stdin:
    new = bytes.fromhex(line)
    ctypes.memmove(ctypes.addressof(pattern) + 24, new, len(new))
    print(pattern.raw[:9].hex(), flush=True)
"""


class ProcessMemory(DesktopTest):
    def setUp(self):
        super().setUp()
        self.victim = subprocess.Popen([*WITH_US, sys.executable, "-c", VICTIM], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.end_victim)
        self.address = self.victim.stdout.readline().strip()

    def end_victim(self):
        self.victim.kill()
        self.victim.communicate()

    def ask(self, new=""):
        self.victim.stdin.write(new + "\n")
        self.victim.stdin.flush()
        return self.victim.stdout.readline().strip()

    def test_a_pattern_is_shown_changed_and_seen_to_change(self):
        program = self.start("--pid", self.victim.pid, "--region", self.address, "--goto", self.address,
                             "--pixels", "rgb24", "--size", "8x8")
        # The picture begins with the pattern, as the cursor does.
        program.key("ctrl+shift+p")
        program.type("offset of the first row")
        program.key("Return")
        program.type(self.address)
        program.key("Return")
        until(lambda: self.pixels_of(tuple(b"BYT")).any(), "the pattern is shown")
        self.assertEqual(self.ask(), b"BYTEPRISM".hex())
        program.type("a1b2c3")
        until(lambda: self.ask() == "a1b2c3" + b"EPRISM".hex(), "the process has what was typed")
        self.assertFalse(program.modified(), "there is nothing to save")
        self.ask("fa0af0")
        until(lambda: self.pixels_of((0xfa, 0x0a, 0xf0)).any(), "what the process wrote is shown")

    def test_the_region_is_asked_for(self):
        program = self.start("--pid", self.victim.pid)
        program.type("[stack]")
        program.key("Return")
        until(lambda: f"{self.victim.pid} at 0x" in program.title(), f"the region is open: {program.title()}")

    def test_a_process_that_ends_is_told_and_its_bytes_stay(self):
        program = self.start("--pid", self.victim.pid, "--region", self.address)
        self.end_victim()
        until(lambda: str(self.victim.pid) in program.messages(), "it is said that the process has ended")
        program.key("Right")
        self.assertIsNone(program.process.poll())


if __name__ == "__main__":
    unittest.main()
