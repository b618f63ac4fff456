"""What a pipe sends is shown while it arrives, edited when all of it is there, and saved under a name."""
import os
import unittest

from desktop import DesktopTest, until


class StandardInput(DesktopTest):
    def start_reading(self, *arguments):
        """The program at one end of a pipe; the other end."""
        read_end, write_end = os.pipe()
        pipe = open(write_end, "wb", buffering=0)
        self.addCleanup(pipe.close)
        with open(read_end, "rb") as source:
            return self.start("-", *arguments, stdin=source), pipe

    def test_it_grows_while_it_arrives(self):
        program, pipe = self.start_reading("--pixels", "rgb24", "--size", "8x8")
        pipe.write(bytes((250, 10, 240)) + bytes(93))
        until(lambda: self.pixels_of((250, 10, 240)).any(), "the first bytes are shown")
        program.type("aa")  # refused: it is still arriving
        until(lambda: "still arriving" in program.messages(), "the edit is refused with the reason")
        pipe.write(bytes((240, 250, 10)) + bytes(93))
        until(lambda: self.pixels_of((240, 250, 10)).any(), "what came later is shown")
        pipe.close()

        def edited():
            program.type("aa")
            return program.modified()
        until(edited, "it can be edited when it has ended")
        saved = self.folder / "saved.bin"
        program.key("ctrl+s")
        program.type(str(saved))
        program.key("Return")
        until(saved.exists, "it is saved under a name")
        program.until_modified(False)
        content = saved.read_bytes()
        self.assertEqual((len(content), content[0], content[96:99]), (192, 0xAA, bytes((240, 250, 10))))

    def test_much_arrives_whole_and_the_program_rests_afterwards(self):
        program, pipe = self.start_reading()
        block = bytes(range(256)) * 4096
        for _ in range(64):
            pipe.write(block)
        program.until_at_rest()  # nothing comes: nothing is done
        pipe.write(b"end")
        pipe.close()
        copy = self.folder / "copy.bin"
        program.key("ctrl+shift+p")
        program.type("save a copy")
        program.key("Return")
        program.type(str(copy))
        program.key("Return")
        until(lambda: copy.exists() and copy.stat().st_size == 64 * len(block) + 3, "all of it is there")
        self.assertEqual(copy.read_bytes()[-259:], bytes(range(256)) + b"end")


if __name__ == "__main__":
    unittest.main()
